# SPDX-License-Identifier: BSD-2-Clause
"""What one counting signature has counted for one endpoint or host."""

from .condition import number_of

BITS = {"u8": 8, "u16": 16, "le16": 16, "skype.id": 16, "skype.function": 8, "source.port": 16, "destination.port": 16,
        "client.port": 16, "server.port": 16, "dns.type": 16, "stun.type": 16, "stun.size": 16, "tls.version": 16,
        "http.status": 16, "record.u8": 8, "record.u16": 16, "rtp.type": 8, "ordinal": 8}


class Counted:
    def __init__(self, time, peer):
        self.time, self.peer = time, peer


class Counter:
    def __init__(self, signature):
        self.signature = signature
        self.number, self.what, self.seconds = signature.count
        self.tick = self.seconds // 64 + 1  # time is told to a 64th
        self.counted = []
        self.values = []  # the last four that must be new
        self.last = None  # value of the last message counted
        self.missed = False  # the last message did not fit
        self.anew = False  # what it had counted counted no more when the last message came

    def add(self, message, peer, now):
        """Counts a message; is it enough now?"""
        s = self.signature
        value, fresh = asked(s.step and s.step[0] or s.same, message), asked(s.fresh, message)
        self.anew = False
        if value is None or fresh is None:
            return False
        now = max([now] + [c.time for c in self.counted[-1:]])  # time that goes back stands still
        before = self.counted
        self.counted = [c for c in self.counted if now // self.tick - c.time // self.tick <= self.seconds // self.tick]
        if self.counted:
            how = self.fits(value)
            if how == "again":
                return False
            if how == "breaks" and not self.missed:
                self.missed = True  # one is passed over
                return False
            if how == "breaks":
                self.counted = []  # two in a row: the count starts anew
        self.anew = bool(before) and not self.counted
        if self.anew:
            self.values = []
        self.missed, self.last = False, value
        self.counted.append(Counted(now, peer))
        self.values = (self.values + [fresh])[-4:]
        return self.size() >= self.number and self.is_fresh()

    def fits(self, value):
        s = self.signature
        if s.same:
            return "fits" if value == self.last else "breaks"
        if not s.step:
            return "fits"
        field, low, high = s.step
        above = (value - self.last) % 2**BITS.get(field[2], 32)
        if above == 0:
            return "again"
        return "fits" if low <= above <= high else "breaks"

    def size(self):
        return len(self.counted) if self.what == "packets" else len({c.peer for c in self.counted})

    def is_fresh(self):
        """Of the last four values three must be new, of three two, of two both."""
        return not self.signature.fresh or len(set(self.values)) * 5 >= len(self.values) * 3


def asked(field, message):
    """The value of a field; 0 if none is asked for, None if it is not there."""
    return number_of(field, message) if field else 0
