"""Owns org.freedesktop.Notifications on the bus at ADDRESS, and shows every popup at once or never answers.

    notification_server.py ADDRESS shows|hangs

Speaks just as much of the D-Bus protocol as that takes, so that nothing has to be installed for it. Prints a line once it
has its name.
"""
import os
import socket
import struct
import sys

PATH, INTERFACE, MEMBER, REPLY_SERIAL, DESTINATION, SENDER, SIGNATURE = 1, 2, 3, 5, 6, 7, 8
NAME = "org.freedesktop.Notifications"


def padded(data, size):
    return data + b"\0" * (-len(data) % size)


def text(value):
    return struct.pack("<I", len(value)) + value.encode() + b"\0"


def message(kind, serial, fields, body=b""):
    """A message in little-endian order; fields are (number, signature, value)."""
    array = b""
    for number, signature, value in fields:
        array = padded(array, 8) + bytes([number, 1]) + signature.encode() + b"\0"
        if signature == "g":
            array += bytes([len(value)]) + value.encode() + b"\0"
        elif signature == "u":
            array = padded(array, 4) + struct.pack("<I", value)
        else:
            array = padded(array, 4) + text(value)
    head = struct.pack("<cBBBIII", b"l", kind, 0, 1, len(body), serial, len(array))
    return padded(head + array, 8) + body


def call(serial, member, signature="", body=b""):
    bus = "org.freedesktop.DBus"
    fields = [(PATH, "o", "/org/freedesktop/DBus"), (INTERFACE, "s", bus), (MEMBER, "s", member),
              (DESTINATION, "s", bus)]
    return message(1, serial, fields + ([(SIGNATURE, "g", signature)] if signature else []), body)


def received(stream):
    """The kind, serial and fields of the next message."""
    head = stream.read(16)
    if len(head) < 16:
        sys.exit()
    order = "<" if head[:1] == b"l" else ">"
    length, serial, size = struct.unpack(order + "III", head[4:])
    array = stream.read(size + -size % 8)
    stream.read(length)
    fields, at = {}, 0
    while at < size:
        at += -at % 8
        number, signature = array[at], chr(array[at + 2])
        at += 4
        if signature == "g":
            end = at + 1 + array[at]
            fields[number], at = array[at + 1:end].decode(), end + 1
            continue
        at += -at % 4
        value, = struct.unpack_from(order + "I", array, at)
        at += 4
        if signature == "u":
            fields[number] = value
        else:
            fields[number], at = array[at:at + value].decode(), at + value + 1
    return head[1], serial, fields


def main(address, behaviour):
    server = socket.socket(socket.AF_UNIX)
    server.connect(address.removeprefix("unix:path="))
    server.sendall(b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode() + b"\r\n")
    stream = server.makefile("rb")
    assert stream.readline().startswith(b"OK")
    server.sendall(b"BEGIN\r\n" + call(1, "Hello") + call(2, "RequestName", "su", padded(text(NAME), 4) + b"\4\0\0\0"))
    serial, shown = 2, 0
    while True:
        kind, number, fields = received(stream)
        if kind == 2 and fields.get(REPLY_SERIAL) == 2:
            print("there", flush=True)
        if kind != 1 or behaviour == "hangs":
            continue
        answers = {"GetCapabilities": ("as", struct.pack("<I", 9) + text("body")),
                   "Notify": ("u", struct.pack("<I", shown + 1)),
                   "GetServerInformation": ("ssss", b"".join(padded(text(word), 4) for word in
                                                             ("bench", "tend", "1", "1.2")))}
        signature, body = answers.get(fields.get(MEMBER), ("", b""))
        shown += fields.get(MEMBER) == "Notify"
        serial += 1
        back = [(REPLY_SERIAL, "u", number), (DESTINATION, "s", fields[SENDER])]
        server.sendall(message(2, serial, back + ([(SIGNATURE, "g", signature)] if signature else []), body))


main(*sys.argv[1:])
