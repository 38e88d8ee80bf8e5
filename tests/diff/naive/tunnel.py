# SPDX-License-Identifier: BSD-2-Clause
"""Proxies: how much of a message is their handshake (RFC 9110 9.3.6, 1928, SOCKS4)."""

from .there import NotThere, big, cut
from .wire_http import Http

GRANTED4, REFUSED4, REFUSED = 0x5a, 0x5d, 0xff
REPLIES5 = 8


class Tunnel:
    def __init__(self):
        self.asked = None  # what the last message of the client was
        self.through = None  # a mechanism: the inner stream has begun

    def step(self, message):
        """Bytes of this message after which the inner stream begins, or None."""
        if self.through:
            return None
        try:
            if message.from_opener():
                self.request(message)
                return None
            return self.reply(message.data)
        except NotThere:
            return None

    def request(self, message):
        data = message.data
        if message.place == 1:
            self.asked = first_words(data)
        elif self.asked == "socks5 chosen" and socks5_request(data):
            self.asked = "socks5"

    def reply(self, data):
        if self.asked == "connect":
            return self.connect_reply(data)
        if self.asked == "socks5 greeting":
            if big(data, 0, 1) == 5 and is_method(big(data, 1, 1)):
                self.asked = "socks5 chosen"
        elif self.asked == "socks5" and is_reply5(data):
            return self.socks_reply(big(data, 1, 1) == 0, 3 + address5(data, 3), "proxy-socks5", data)
        elif self.asked == "socks4" and is_reply4(data):
            return self.socks_reply(big(data, 1, 1) == GRANTED4, 8, "proxy-socks4", data)
        return None

    def connect_reply(self, data):
        http = Http(data)
        if not http.response() or not http.whole():
            return None
        if 200 <= http.status() < 300:
            self.through = "proxy-https"
            return http.head
        if http.status() != 407:  # a password is asked for: the client will ask again
            self.asked = None
        return None

    def socks_reply(self, granted, size, mechanism, data):
        cut(data, 0, size)
        if not granted:
            self.asked = None
            return None
        self.through = mechanism
        return size


def first_words(data):
    try:
        if big(data, 0, 1) == 5 and big(data, 1, 1) + 2 == len(data) > 2 and all(map(is_method, data[2:])):
            return "socks5 greeting"
        if big(data, 0, 1) == 4 and socks4_request(data):
            return "socks4"
        http = Http(data)
        return "connect" if http.request() and http.whole() and http.method() == b"CONNECT" else None
    except NotThere:
        return None


def is_method(method):
    """Known to IANA's registry, or private."""
    return method <= 9 or 128 <= method < REFUSED


def address5(data, at):
    """Bytes that an address takes with its kind before it and its port behind it."""
    kind = big(data, at, 1)
    if kind == 3 and big(data, at + 1, 1):
        return 1 + 1 + big(data, at + 1, 1) + 2
    if kind not in (1, 4):
        raise NotThere
    return 1 + {1: 4, 4: 16}[kind] + 2


def is_reply5(data):
    """What else comes after the request is not the proxy's: its reply was not seen."""
    return big(data, 0, 1) == 5 and big(data, 1, 1) <= REPLIES5 and big(data, 2, 1) == 0


def is_reply4(data):
    return big(data, 0, 1) == 0 and GRANTED4 <= big(data, 1, 1) <= REFUSED4


def socks5_request(data):
    return big(data, 0, 1) == 5 and big(data, 1, 1) in (1, 2, 3) and big(data, 2, 1) == 0 and len(data) >= 3 + address5(data, 3)


def socks4_request(data):
    """Version, command, port, address, user, and for SOCKS4a a name."""
    if big(data, 1, 1) not in (1, 2) or len(data) < 9:
        return False
    named = data[4:7] == b"\0\0\0" and data[7] != 0
    return data[8:].count(b"\0") == (2 if named else 1) and data.endswith(b"\0")
