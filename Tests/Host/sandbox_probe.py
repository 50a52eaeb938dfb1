"""Stands in for tendd under tend.service and writes down, in the journal, what the unit lets it do.

Each line is `name: forbidden` or `name: allowed`; `test_unit.py` says which is right.
"""

import ctypes
import errno
import mmap
import os
import pathlib
import resource
import signal
import socket
import sys

_libc = ctypes.CDLL(None, use_errno=True)


def call(name, *arguments):
    """Calls a function of the C library; raises OSError where it answers -1."""
    if getattr(_libc, name)(*arguments) == -1:
        raise OSError(ctypes.get_errno(), name)


def internet():
    socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()


def writable_code():
    mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC).close()


def new_user_namespace():
    call("unshare", 0x10000000)  # CLONE_NEWUSER


def other_personality():
    call("personality", ctypes.c_ulong(0x0008))  # PER_LINUX32


def realtime_scheduling():
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))


def set_user_id_file():
    file = pathlib.Path.home() / "set-user-id"
    file.touch()
    file.chmod(0o4700)


def privileged_call():
    os.chroot("/")


def resource_call():
    os.sched_setaffinity(0, os.sched_getaffinity(0))


def debugging_call():
    call("ptrace", 0, 0, 0, 0)  # PTRACE_TRACEME


def core_dump():
    if resource.getrlimit(resource.RLIMIT_CORE) == (0, 0):
        raise OSError(errno.EPERM, "no core")


def gaining_privilege():
    status = pathlib.Path("/proc/self/status").read_text()
    if "NoNewPrivs:\t1" in status and "Seccomp:\t2" in status:
        raise OSError(errno.EPERM, "no new privileges")


def file_for_others():
    file = pathlib.Path.home() / "for-others"
    file.touch()
    if file.stat().st_mode & 0o077 == 0:
        raise OSError(errno.EPERM, "umask")


def session_bus():
    with socket.socket(socket.AF_UNIX) as bus:
        bus.connect(f"{os.environ['XDG_RUNTIME_DIR']}/bus")


def native_journal():
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as journal:
        journal.sendto(b"MESSAGE=native\n", "/run/systemd/journal/socket")


def watching_the_zone():
    call("inotify_add_watch", _libc.inotify_init1(0), b"/etc", 0x80)  # IN_MOVED_TO


def home_directory():
    (pathlib.Path.home() / "written").write_text("ok")


def notify(state):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.sendto(state, os.environ["NOTIFY_SOCKET"].replace("@", "\0", 1))


PROBES = [internet, writable_code, new_user_namespace, other_personality, realtime_scheduling,
          set_user_id_file, privileged_call, resource_call, debugging_call, core_dump,
          gaining_privilege, file_for_others, session_bus, native_journal, watching_the_zone,
          home_directory]

for probe in PROBES:
    try:
        probe()
        print(f"{probe.__name__}: allowed")
    except OSError as error:
        refused = error.errno in (errno.EPERM, errno.EACCES, errno.EAFNOSUPPORT)
        print(f"{probe.__name__}: {'forbidden' if refused else error}")
sys.stdout.flush()
notify(b"READY=1\nSTATUS=Probed")
signal.pause()
