"""What a disk may hold after the power went: recorded calls replayed, with what was not synced lost or torn."""

import dataclasses
import pathlib
import random
import struct

OPEN, WRITE, SYNC, RENAME, UNLINK, TRUNCATE, MKDIR, SAID, LINK = range(1, 10)
SECTOR = 512
HEAD = struct.Struct("=IIIq")


@dataclasses.dataclass
class Call:
    kind: int
    path: str
    offset: int
    data: bytes


def read_log(path):
    """The recorded calls, oldest first."""
    data, place, calls = pathlib.Path(path).read_bytes(), 0, []
    while place < len(data):
        kind, name, length, offset = HEAD.unpack_from(data, place)
        place += HEAD.size
        text = data[place:place + name].decode()
        calls.append(Call(kind, text, offset, data[place + name:place + name + length]))
        place += name + length
    return calls


class File:
    """One inode: what is surely on the disk, and what was written since and may be, in part."""

    def __init__(self, content=b""):
        self.durable = content
        self.pending = []  # of (offset, data) for a write, (length, None) for a truncation

    def content(self, keep):
        """With those of the pending changes that `keep(index, change)` gives back, which it may have torn."""
        data = bytearray(self.durable)
        for index, change in enumerate(self.pending):
            kept = keep(index, change)
            if kept is None:
                continue
            offset, piece = kept
            if piece is None:
                data = data[:offset].ljust(offset, b"\0")
            else:
                data = data.ljust(offset, b"\0")
                data[offset:offset + len(piece)] = piece
        return bytes(data)

    def sync(self):
        self.durable = self.content(lambda _, change: change)
        self.pending = []


class Disk:
    """The files below a root. Names come and go durably when their folder is synced; contents when the file is."""

    def __init__(self, root):
        self.root = str(root)
        self.names = {str(path): File(path.read_bytes())
                      for path in pathlib.Path(root).rglob("*") if path.is_file() and not is_shared(str(path))}
        self.durable_names = dict(self.names)
        self.said = []

    def apply(self, call):
        if call.kind == SAID:
            self.said.append(call.data.decode(errors="replace"))
        elif is_shared(call.path) or call.path.endswith(" (deleted)") or call.kind == MKDIR:
            pass
        elif call.kind == OPEN:
            file = self.names.setdefault(call.path, File())
            if call.offset:
                file.pending.append((0, None))
        elif call.kind == WRITE:
            self.names.setdefault(call.path, File()).pending.append((call.offset, call.data))
        elif call.kind == TRUNCATE:
            self.names.setdefault(call.path, File()).pending.append((call.offset, None))
        elif call.kind == RENAME:
            self.names[call.data.decode()] = self.names.pop(call.path)
        elif call.kind == LINK:
            self.names[call.data.decode()] = self.names[call.path]
        elif call.kind == UNLINK:
            self.names.pop(call.path, None)
        elif call.kind == SYNC:
            if call.path in self.names:
                self.names[call.path].sync()
            else:
                self._sync_folder(call.path)

    def _sync_folder(self, folder):
        inside = {name for name in self.names | self.durable_names if name.rpartition("/")[0] == folder}
        for name in inside:
            if name in self.names:
                self.durable_names[name] = self.names[name]
            else:
                self.durable_names.pop(name, None)

    def after_power_loss(self, chance: random.Random, keeps):
        """The files found at the next boot, by path.

        `keeps` is the share of unsynced changes that reached the disk nevertheless, 0 to 1; of those one in four is
        torn at a sector. Names follow the last sync of their folder, or, as likely as `keeps`, the last change.
        """
        def keep(_, change):
            if chance.random() >= keeps:
                return None
            offset, data = change
            if data is not None and len(data) > SECTOR and chance.random() < 0.25 and keeps < 1:
                return offset, data[:SECTOR * chance.randrange(1, (len(data) - 1) // SECTOR + 1)]
            return change

        names = self.names if chance.random() < keeps else self.durable_names
        return {name: file.content(keep) for name, file in names.items()}


class ForgetfulDisk(Disk):
    """One that says it has synced and has not: what the tests must find out about, to be worth anything."""

    def apply(self, call):
        if call.kind != SYNC:
            super().apply(call)


def is_shared(path):
    """The index of the write-ahead log is memory; SQLite makes it anew."""
    return path.endswith("-shm")
