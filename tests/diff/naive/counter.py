# SPDX-License-Identifier: BSD-2-Clause
"""What one counting signature has counted for one endpoint or host."""

from .condition import number_of

BITS = {"u8": 8, "u16": 16, "le16": 16, "skype.id": 16, "skype.function": 8, "source.port": 16, "destination.port": 16,
        "client.port": 16, "server.port": 16, "dns.type": 16, "stun.type": 16, "stun.size": 16, "tls.version": 16,
        "http.status": 16, "record.u8": 8, "record.u16": 16, "rtp.type": 8, "ordinal": 8}


class Counted:
    def __init__(self, time, peer, fresh):
        self.time, self.peer, self.fresh = time, peer, fresh


class Counter:
    def __init__(self, signature):
        self.signature = signature
        self.number, self.what, self.seconds = signature.count
        self.tick = self.seconds // 64 + 1  # time is told to a 64th
        self.counted = []
        self.last = None  # value of the last message counted
        self.missed = False  # the last message did not fit

    def add(self, message, peer, now):
        """Counts a message; is it enough now?"""
        s = self.signature
        value, fresh = asked(s.step and s.step[0] or s.same, message), asked(s.fresh, message)
        if value is None or fresh is None:
            return False
        now = max([now] + [c.time for c in self.counted[-1:]])  # time that goes back stands still
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
        self.missed, self.last = False, value
        self.counted.append(Counted(now, peer, fresh))
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
        """At least three of five values must be new."""
        return not self.signature.fresh or len({c.fresh for c in self.counted}) * 5 >= self.size() * 3


def asked(field, message):
    """The value of a field; 0 if none is asked for, None if it is not there."""
    return number_of(field, message) if field else 0
