"""A carer on the host who has tend: the one place that knows how tend is called and what it answers."""

import datetime
import json
import math
import os
import pathlib
import re
import subprocess
import zoneinfo

import host as hosts
from host import CommandFailed, until

REPOSITORY = pathlib.Path(__file__).parent.parent.parent

PLAN = ".config/tend/plan.toml"
LEDGER = ".local/state/tend"
UNIT = ".config/systemd/user/tend.service"

# The mark of a reminder that could not be told at its time.
TOLD_LATE = ("TEND_TOLD_LATE", "1")

# The kinds of event that tell of an occurrence, as against recording what became of it.
TELLING = {"reminder", "reminder-ahead", "late"}


def message_ids():
    """The message ids by kind of event, as the catalog has them."""
    catalog = (REPOSITORY / "systemd/tend.catalog").read_text()
    return dict(re.findall(r"^# ([a-z-]+)\n-- ([0-9a-f]{32})$", catalog, re.MULTILINE))


def soon(seconds, zone=hosts.ZONE):
    """A whole second at least `seconds` from now, as a wall clock in `zone` shows it."""
    now = datetime.datetime.now(zoneinfo.ZoneInfo(zone))
    whole = now.replace(microsecond=0) + datetime.timedelta(seconds=math.ceil(now.microsecond / 1e6))
    return whole + datetime.timedelta(seconds=seconds)


def clock(nominal):
    """The clock time of an `at` key."""
    return nominal.strftime("%H:%M:%S")


class Carer:
    """A user of the host with tend's programs in ~/.local, but no service yet."""

    def __init__(self, host, name="carer", linger=True):
        self.host = host
        self.user = host.new_user(name, linger)
        self.make("install")

    def make(self, target):
        """Runs `make install` or `make uninstall` for this user's ~/.local."""
        result = subprocess.run(
            ["make", "-C", REPOSITORY, target, f"DESTDIR={self.host.root}",
             f"PREFIX={self.user.home}/.local"],
            text=True, capture_output=True, stdin=subprocess.DEVNULL, check=False,
            env={**os.environ, "MAKEFLAGS": ""})
        if result.returncode != 0:
            raise CommandFailed(result)
        self.host.run("chown", "-R", f"{self.user.name}:", f"{self.user.home}/.local")

    def tend(self, *arguments, check=True):
        return self.user.run("tend", *arguments, check=check)

    def listing(self, *arguments):
        """The items of a listing."""
        answer = json.loads(self.tend(*arguments, "--json").stdout)
        if answer["version"] != 1:
            raise AssertionError(f"a listing of version {answer['version']}")
        return answer["items"]

    def install_service(self):
        return self.tend("service", "install").stdout

    def systemctl(self, *arguments, check=True):
        return self.user.run("systemctl", "--user", *arguments, check=check)

    def show(self, setting):
        """A property of tend.service as its manager has it."""
        return self.systemctl("show", "tend.service", "--value", "-P", setting).stdout.strip()

    def daemon(self):
        """The process id of tendd, waiting for it to be up."""
        return until(15, "tendd to be up",
                     lambda: self.show("ActiveState") == "active" and int(self.show("MainPID")))

    def add_medication(self, name, nominal, *options):
        """Adds a daily medication at the clock time of `nominal`; its id is `name` in small letters."""
        self.tend("add", "medication", name, "--at", clock(nominal), *options)
        return name.lower()

    def write_plan(self, text):
        self.user.run("sh", "-c", f"umask 077; mkdir -p ~/.config/tend; cat > ~/{PLAN}", stdin=text)

    def plan(self):
        return self.user.file(PLAN).read_text()

    def journal(self, **fields):
        """Tend's journal lines that have these fields, oldest first, as this user may read them."""
        matches = [f"{key}={value}" for key, value in fields.items()]
        output = self.user.run(
            "journalctl", "--user", "--quiet", "-t", "tend", "-o", "json", *matches, check=False).stdout
        return [json.loads(line) for line in output.splitlines()]

    def events(self, entry=None):
        """The journal's lines that are events; of one entry, if given."""
        fields = {"TEND_ENTRY": entry} if entry else {}
        return [line for line in self.journal(**fields) if "TEND_EVENT" in line]

    def kinds(self, entry):
        return [line["TEND_EVENT"] for line in self.events(entry)]

    def wait_for(self, event, entry=None, seconds=10, after=0):
        """The first line of this kind (of `entry`) that comes after so many others of it."""
        fields = {"TEND_EVENT": event, **({"TEND_ENTRY": entry} if entry else {})}
        try:
            return until(seconds, f"{event} of {entry or 'tend'}",
                         lambda: self.journal(**fields)[after:])[0]
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.diagnosis()}") from None

    def diagnosis(self):
        """What a person would look at first."""
        journal = self.user.run("journalctl", "--user", "--no-pager", "-n", "40", check=False).stdout
        return self.systemctl("status", "--no-pager", "tend.service", check=False).stdout + journal


def arrival(line):
    """When journald had the line, as seconds since 1970."""
    return int(line["__REALTIME_TIMESTAMP"]) / 1e6


def nominal_of(line):
    return datetime.datetime.fromisoformat(line["TEND_NOMINAL"])


def delay(line):
    """Seconds between the nominal time of a line and its arrival."""
    return arrival(line) - nominal_of(line).timestamp()
