# SPDX-License-Identifier: BSD-2-Clause
"""TLS hellos, read the plain way (RFC 5246, 6066)."""

from .certificate import certificate_names
from .there import NotThere, big, cut

ALERT, HANDSHAKE = 21, 22
CLIENT_HELLO, SERVER_HELLO, CERTIFICATE, FINISHED = 1, 2, 11, 20
LONGEST_RECORD, LONGEST_NAME = 16384 + 2048, 255
LOOKED_AT = 4096  # bytes of a turn


class Tls:
    """A turn that begins with a record."""

    def __init__(self, data):
        if len(data) < 5 or not begins_record(data):
            raise NotThere
        self.record_version = big(data, 1, 2)
        self.handshake, self.more = handshake(data)
        self.more = self.more and len(data) < LOOKED_AT

    def version(self):
        return self.record_version

    def messages(self):
        """(kind, body as far as it is there, is it whole)"""
        at = 0
        while at + 4 <= len(self.handshake):
            size = big(self.handshake, at + 1, 3)
            body = self.handshake[at + 4:at + 4 + size]
            yield self.handshake[at], body, len(body) == size
            at += 4 + size

    def begins_with(self, kind):
        """A hello is under 64 KiB and names a version."""
        h = self.handshake
        return len(h) >= 6 and h[0] == kind and h[1] == 0 and h[4] == 3 and h[5] <= 4

    def server(self):
        return self.begins_with(SERVER_HELLO)

    def client(self):
        """What begins like a hello counts as one until it turns out not to be."""
        if not self.begins_with(CLIENT_HELLO):
            return False
        _, body, whole = next(self.messages())
        name, sound = server_name(body)
        return bool(name) or (sound if whole else self.more)

    def name(self):
        """The server name, or None."""
        if not self.begins_with(CLIENT_HELLO):
            return None
        return server_name(next(self.messages())[1])[0]

    def sni(self):
        if not self.name():
            raise NotThere
        return self.name()

    def certificate_message(self):
        """(body, is it whole) of the certificate; (None, True) where it will not come, (None, False) where it
        may."""
        if not self.server():
            return None, True
        for kind, body, whole in self.messages():
            if CERTIFICATE <= kind <= FINISHED:
                return (body, whole) if kind == CERTIFICATE else (None, True)
        return None, not self.more

    def certificate(self):
        """Names of the first certificate of the list."""
        body, _ = self.certificate_message()
        names = certificate_names(body[6:6 + big(body, 3, 3)]) if body and len(body) >= 6 else []
        if not names:
            raise NotThere
        return names

    def whole(self):
        """Nothing more will come that the other fields could tell."""
        if not self.more:
            return True
        if self.server():
            body, whole = self.certificate_message()
            return whole or (body is not None and len(body) >= 6 + (big(body, 3, 3) if len(body) >= 6 else 0))
        if len(self.handshake) < 6:
            return False
        return not self.begins_with(CLIENT_HELLO) or bool(self.name()) or next(self.messages())[2]


def begins_record(data):
    """Can these bytes begin a record, as far as they are there? Skype's empty records are none."""
    kind, major, minor = (data[:3] + b"\x14\3\0"[len(data[:3]):])
    size = big(data, 3, 2) if len(data) >= 5 else 1
    return 20 <= kind <= 24 and major == 3 and minor <= 4 and 1 <= size <= LONGEST_RECORD


def handshake(data):
    """The handshake in the clear, without alerts and heads of records; may more of it come?"""
    found, at = b"", 0
    while begins_record(data[at:]):
        if len(data) < at + 5:
            return found, True
        size = big(data, at + 3, 2)
        if data[at] == HANDSHAKE:
            found += data[at + 5:at + 5 + size]
        elif data[at] != ALERT:
            return found, False
        at += 5 + size
    return found, at >= len(data)


def server_name(hello):
    """(name or None, are all lengths right)"""
    try:
        at = 34
        at += 1 + big(hello, at, 1)  # session
        at += 2 + big(hello, at, 2)  # ciphers
        at += 1 + big(hello, at, 1)  # compression
        if at == len(hello):
            return None, True  # SSL 3.0 has no extensions
        big(hello, at, 2)
        at += 2  # their length
        while at < len(hello):
            kind, extension = big(hello, at, 2), cut(hello, at + 4, big(hello, at + 2, 2))
            if kind == 0 and one_name(extension):
                return one_name(extension), True
            at += 4 + len(extension)
        return None, at == len(hello)
    except NotThere:
        return None, False


def one_name(extension):
    """Of a list that has one entry of kind 0."""
    if big(extension, 2, 1) != 0:
        return None
    name = cut(extension, 5, big(extension, 3, 2))
    return name if len(name) <= LONGEST_NAME else None
