# SPDX-License-Identifier: BSD-2-Clause
"""The head of an HTTP/1 message, as far as it is there, read the plain way (RFC 9112)."""

import re

from .there import NotThere

BEGINS = re.compile(rb"(GET|POST|HEAD|PUT|DELETE|OPTIONS|CONNECT|TRACE|PATCH) |HTTP/1\.")
REQUEST = re.compile(rb"[A-Z]+ (.*[^ ].*|) HTTP/1\..")
RESPONSE = re.compile(rb"HTTP/1\.. ([1-9][0-9][0-9])( .*)?")
CONTROL = re.compile(rb"[\x00-\x1f\x7f]")
SCHEME = re.compile(rb"([A-Za-z]+://)?([^/?#]*)(.*)")


class Http:
    def __init__(self, data):
        self.begins = BEGINS.match(data)
        if not self.begins or len(data) < 8:
            raise NotThere
        *whole, rest = data.split(b"\n")
        lines = [line.removesuffix(b"\r") for line in whole]
        first = lines[0] if lines else rest.removesuffix(b"\r")
        self.line = (REQUEST if self.request() else RESPONSE).fullmatch(first) if lines else None
        if CONTROL.search(first) or (lines and not self.line):
            raise NotThere
        self.ends = b"" in lines[1:]
        if self.ends:
            lines = lines[:lines.index(b"", 1)]
            self.head = sum(len(line) + 1 for line in whole[:len(lines) + 1])  # bytes
        self.headers = headers(lines[1:])

    def request(self):
        return self.begins[1] is not None

    def response(self):
        return not self.request()

    def whole(self):
        return self.ends

    def status(self):
        return int(self.line[1]) if self.response() and self.line else 0

    def method(self):
        return something(self.begins[1])

    def target(self):
        """(host, path) that the first line names."""
        if not self.request() or not self.line:
            return b"", b""
        scheme, authority, path = SCHEME.fullmatch(self.line[1]).groups()
        if scheme or self.begins[1] == b"CONNECT":
            return host_of(authority), path
        return b"", self.line[1]

    def path(self):
        return something(self.target()[1])

    def host(self):
        return something(self.target()[0] or self.headers.get(b"host"))

    def agent(self):
        return something(self.headers.get(b"user-agent"))


def headers(lines):
    """By lower-case name; of several the first that says something."""
    found = {}
    for line in lines:
        name, colon, text = line.partition(b":")
        name, text = name.lower(), text.strip(b" \t")
        if name == b"host":
            text = host_of(text)
        if colon and not found.get(name):
            found[name] = text
    return found


def host_of(authority):
    """[user@]host[:port], where a numeric IPv6 host stands in brackets."""
    authority = authority.rpartition(b"@")[2]
    return re.match(rb"(\[[^\]]*\]?)?[^:]*", authority)[0]


def something(text):
    if not text:
        raise NotThere
    return text
