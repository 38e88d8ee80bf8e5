# SPDX-License-Identifier: BSD-2-Clause
"""What a datagram speaks, read the plain way: STUN, else DNS, else RTP."""

import re

from .there import NotThere, big, cut


def speaks(data):
    """The reader of the protocol a datagram speaks, or None."""
    for make in (Stun, Dns, Rtp):
        try:
            return make(data)
        except NotThere:
            continue
    return None


def insist(condition):
    if not condition:
        raise NotThere


class Stun:
    """RFC 5389, 3489 and MS-TURN, whose attributes are not padded."""

    COOKIE, WRAPPED = 0x2112a442, 0xff10
    WITHOUT_COOKIE = (0x0001, 0x0101, 0x0111, 0x0002, 0x0102, 0x0112, 0x0003, 0x0103, 0x0113, 0x0004, 0x0006,
                      0x0106, 0x0116, 0x0115)

    def __init__(self, data):
        self.wrapped = len(data) > 12 and big(data, 0, 2) == self.WRAPPED and big(data, 2, 2) == len(data) - 4
        if self.wrapped:
            data = data[12:]
        self.type, length = big(data, 0, 2), big(data, 2, 2)
        self.cookie = big(data, 4, 4) == self.COOKIE
        insist(length + 20 == len(data) and self.type < 0x4000)
        insist(self.cookie or self.type in self.WITHOUT_COOKIE)
        try:
            self.attributes = attributes(data[20:], 4)
        except NotThere:
            self.attributes = attributes(data[20:], 1)

    def has(self, kind):
        return any(kind == k for k, _ in self.attributes)

    def attribute(self, kind):
        insist(self.has(kind))
        return next(text for k, text in self.attributes if k == kind)

    def size(self, kind):
        return len(self.attribute(kind))

    def value(self, kind):
        return big(self.attribute(kind), 0, 4)


def attributes(data, padding):
    """(kind, value) pairs; NotThere if they do not end where the message does."""
    found, at = [], 0
    while at < len(data):
        kind, size = big(data, at, 2), big(data, at + 2, 2)
        found.append((kind, cut(data, at + 4, size)))
        at += 4 + -(-size // padding) * padding
    insist(at == len(data))
    return found


class Dns:
    """The first question of a message (RFC 1035, 6762)."""

    IN, CHAOS, ANY, UNICAST = 1, 3, 255, 0x8000

    def __init__(self, data):
        flags, questions = big(data, 2, 2), big(data, 4, 2)
        records = big(data, 6, 2) + big(data, 8, 2) + big(data, 10, 2)
        self.query = not flags & 0x8000
        insist(0 < questions <= (len(data) - 12) // 5 and records <= 512)
        insist(flags >> 11 & 15 <= 5 and not flags & 0x40 and flags & 15 <= (0 if self.query else 11))
        self.text, end = dns_name(data, 12)
        self.type = big(data, end, 2)
        insist(self.type and big(data, end + 2, 2) & ~self.UNICAST in (self.IN, self.CHAOS, self.ANY))

    @property
    def name(self):
        insist(self.text)
        return self.text


def dns_name(data, at):
    """Labels with dots between them, and where it ends; pointers lead back in front of what led to them."""
    labels, end, run, jumps = [], None, at, 0
    while size := big(data, at, 1):
        at += 1
        if size >= 0xc0:
            target = (size & 0x3f) << 8 | big(data, at, 1)
            insist(12 <= target < run and jumps < 16)
            end, at, run, jumps = end or at + 1, target, target, jumps + 1
            continue
        insist(size < 64)
        labels.append(cut(data, at, size))
        insist(len(b".".join(labels)) <= 253)
        at += size
    return b".".join(re.sub(rb"[^!-\-/-~ ]", b"?", label) for label in labels), end or at + 1


class Rtp:
    """RFC 3550, told from RTCP as RFC 5761 does."""

    def __init__(self, data):
        flags, kind = big(data, 0, 1), big(data, 1, 1)
        insist(flags >> 6 == 2 and len(data) >= 8)
        self.rtcp = 192 <= kind <= 223
        self.type = kind if self.rtcp else kind & 0x7f
        if self.rtcp:
            insist(big(data, 2, 2) > 0)
            cut(data, 8, 4 * (big(data, 2, 2) - 1))
            return
        at = 12 + 4 * (flags & 15)
        if flags & 0x10:
            at += 4 + 4 * big(data, at + 2, 2)
        payload = data[at:]
        insist(len(data) >= at)
        insist(not flags & 0x20 or (payload and 0 < payload[-1] <= len(payload)))
