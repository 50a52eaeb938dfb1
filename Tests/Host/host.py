"""A whole systemd host, booted from this machine's own root under a throw-away overlay.

Must run in private mount and process namespaces (`Tests/Host/run` sees to that): they are what
takes every mount and process away in the end.
"""

import contextlib
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

BOOT_SECONDS = 60
STOP_SECONDS = 30

# No summer time, so a test behaves alike all year, and an offset nobody has by accident.
ZONE = "Asia/Kolkata"


class Host:
    """One host and its disk. The disk lives until `remove`; `boot` and `stop` may alternate."""

    def __init__(self, name):
        self._base = pathlib.Path("/run/tend-host") / name
        self.root = self._base / "root"
        self._console = self._base / "console"
        self._nspawn = None
        self._leader = None
        self._make_disk()

    def _make_disk(self):
        lower, upper = self._base / "lower", self._base / "upper"
        for directory in (lower, upper, self.root):
            directory.mkdir(parents=True)
        _run("mount", "-t", "tmpfs", "-o", "mode=0755", "tmpfs", upper)
        (upper / "files").mkdir()
        (upper / "work").mkdir()
        _run("mount", "--bind", "/", lower)
        layers = f"lowerdir={lower},upperdir={upper}/files,workdir={upper}/work"
        _run("mount", "-t", "overlay", "overlay", "-o", layers, self.root)

        # A new host: its own identity, a journal that is kept, and none of this machine's services.
        new_id = _run("systemd-id128", "new").stdout
        (self.root / "etc/machine-id").write_text(new_id)
        for units in ("etc/systemd/system", "etc/systemd/user"):
            shutil.rmtree(self.root / units, ignore_errors=True)
            (self.root / units).mkdir(parents=True)
        shutil.rmtree(self.root / "var/log/journal", ignore_errors=True)
        (self.root / "var/log/journal").mkdir(parents=True)
        for profile in ("etc/profile.d", "etc/environment.d"):
            shutil.rmtree(self.root / profile, ignore_errors=True)
        self.link_zone(ZONE)

    def link_zone(self, zone):
        """Points /etc/localtime at `zone` as `timedatectl set-timezone` does: by a rename."""
        new = self.root / "etc/localtime.new"
        new.unlink(missing_ok=True)
        new.symlink_to(f"../usr/share/zoneinfo/{zone}")
        new.rename(self.root / "etc/localtime")

    def boot(self):
        """Starts the host and returns when its systemd says that start-up has finished."""
        notify = self._base / "notify"
        notify.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as inbox:
            inbox.bind(str(notify))
            inbox.settimeout(BOOT_SECONDS)
            with open(self._console, "ab") as console:
                self._nspawn = subprocess.Popen(
                    ["systemd-nspawn", "--directory", self.root, "--boot", "--quiet",
                     "--register=no", "--keep-unit", "--console=pipe", "--private-network",
                     "--link-journal=no", "--timezone=off", "--resolv-conf=off",
                     "--settings=no", "--notify-ready=yes", "--hostname=carers-desk"],
                    stdin=subprocess.DEVNULL, stdout=console, stderr=console,
                    env={**_ENVIRONMENT, "NOTIFY_SOCKET": str(notify)})
            self._leader, ready = None, False
            while not (ready and self._leader):
                for line in inbox.recv(4096).decode().splitlines():
                    ready = ready or line == "READY=1"
                    if line.startswith("X_NSPAWN_LEADER_PID="):
                        self._leader = line.partition("=")[2]

    def stop(self):
        """Shuts the host down in order, as its power button would; the disk stays."""
        if self._nspawn is None:
            return
        self._nspawn.terminate()
        try:
            self._nspawn.wait(STOP_SECONDS)
        finally:
            self._gone()

    def cut_power(self):
        """Ends the host between two instructions; the disk stays as it is."""
        os.kill(int(self._leader), signal.SIGKILL)
        self._nspawn.wait(STOP_SECONDS)
        self._gone()

    def _gone(self):
        # What nspawn started does not end with it.
        with contextlib.suppress(ProcessLookupError, TypeError):
            os.kill(int(self._leader), signal.SIGKILL)
        self._nspawn.kill()
        self._nspawn.wait()
        self._nspawn = self._leader = None

    def remove(self):
        """Ends the host, however it is doing, and forgets its disk."""
        try:
            if self._nspawn is not None:
                self._gone()
        finally:
            for mount in (self.root, self._base / "lower", self._base / "upper"):
                subprocess.run(["umount", "--lazy", mount], check=False)

    def run(self, *command, check=True, stdin=None, environment=None):
        """Runs a command on the host as root and returns its CompletedProcess, output as text."""
        inside = ["nsenter", "--target", self._leader, "--mount", "--uts", "--ipc", "--net", "--pid",
                  "--cgroup", "--", *map(str, command)]
        return _run(*inside, check=check, stdin=stdin, environment=environment)

    def new_user(self, name, linger=True):
        """Makes a user and starts their service manager, which `linger` keeps and brings back at boot."""
        self.run("useradd", "--create-home", "--shell", "/bin/bash", name)
        user = User(self, name)
        if linger:
            self.run("loginctl", "enable-linger", name)
        self.run("systemctl", "start", f"user@{user.uid}.service")
        return user

    def console(self):
        return self._console.read_text(errors="replace")


class User:
    """Somebody on the host, without any privilege."""

    def __init__(self, host, name):
        self.host = host
        self.name = name
        self.uid = int(host.run("id", "--user", name).stdout)
        self.home = pathlib.PurePosixPath("/home") / name

    def run(self, *command, check=True, stdin=None):
        """Runs a command as a login of this user would, with nothing inherited from the tests."""
        runtime = f"/run/user/{self.uid}"
        environment = {
            "HOME": self.home, "USER": self.name, "LOGNAME": self.name, "SHELL": "/bin/bash",
            "LANG": "C.UTF-8", "PATH": f"{self.home}/.local/bin:/usr/local/bin:/usr/bin:/bin",
            "XDG_RUNTIME_DIR": runtime, "DBUS_SESSION_BUS_ADDRESS": f"unix:path={runtime}/bus",
        }
        settings = [f"{key}={value}" for key, value in environment.items()]
        return self.host.run("runuser", "--user", self.name, "--", "env", "--ignore-environment",
                             f"--chdir={self.home}", *settings, *command, check=check, stdin=stdin)

    def file(self, path):
        """The file at `path` below the home directory, as seen from outside the host."""
        return self.host.root / str(self.home)[1:] / path


class CommandFailed(AssertionError):
    """A command that should have succeeded did not: a finding about tend, so a failed test."""

    def __init__(self, result):
        command = " ".join(map(str, result.args))
        super().__init__(f"exit {result.returncode}: {command}\n{result.stdout}{result.stderr}")


_ENVIRONMENT = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                "LANG": "C.UTF-8"}


def _run(*command, check=True, stdin=None, environment=None):
    result = subprocess.run(
        [str(word) for word in command], text=True, capture_output=True, timeout=60,
        env={**_ENVIRONMENT, **(environment or {})},
        **({"input": stdin} if stdin is not None else {"stdin": subprocess.DEVNULL}))
    if check and result.returncode != 0:
        raise CommandFailed(result)
    return result


def until(seconds, what, probe):
    """Returns the first true result of `probe`; after `seconds` without one, fails naming `what`."""
    deadline = time.monotonic() + seconds
    while True:
        found = probe()
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds} s in vain for {what}")
        time.sleep(0.1)
