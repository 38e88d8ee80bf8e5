# SPDX-License-Identifier: BSD-2-Clause
"""What each side of a TCP connection says, in other segments."""

from .flows import ACK, FIN, SYN

WAITING, WAITING_BYTES = 4, 1900  # segments that may come early, and their bytes


class Segment:
    def __init__(self, call):
        words = call.split()
        self.flow, self.side, self.time = words[1], words[2], int(words[3])
        self.sequence, self.acknowledgement, self.flags = map(int, words[5:8])
        self.data = b"" if words[8] == "-" else bytes.fromhex(words[8])

    def call(self):
        return (f"feed {self.flow} {self.side} {self.time} {len(self.data)} {self.sequence % 2**32} "
                f"{self.acknowledgement} {self.flags} {self.data.hex() or '-'}")

    def piece(self, start, end):
        one = Segment(self.call())
        one.sequence, one.data = self.sequence + start, self.data[start:end]
        if end < len(self.data):
            one.flags &= ~FIN
        return one


def in_order(segments):
    """Does it begin with a SYN, and is everything there, once?"""
    following = {}
    for one in segments:
        if one.sequence != following.get(one.side, one.sequence):
            return False
        following[one.side] = (one.sequence + len(one.data) + bool(one.flags & SYN) + bool(one.flags & FIN)) % 2**32
    return bool(segments and segments[0].flags & SYN)


def turns(segments):
    """Segments with payload of one side in a row, and single segments without."""
    found = []
    for one in segments:
        if one.data and found and found[-1][-1].data and found[-1][-1].side == one.side:
            found[-1].append(one)
        else:
            found.append([one])
    return found


def still(segments):
    """All segments of a turn at the time of its first: no age depends on how it was cut."""
    for turn in turns(segments):
        for one in turn:
            one.time = turn[0].time
    return segments


def cut(rng, segments, again=0):
    """Each in pieces, which repeat up to so many bytes of what was sent before them."""
    out = []
    for one in segments:
        if len(one.data) < 2 or one.flags & SYN:
            out.append(one)
            continue
        size, at = rng.choice((1, 3, 7, 20, 100, 255, 256, 257, 500)), 0
        size = max(size, len(one.data) // 40)
        while at < len(one.data):
            out.append(one.piece(max(at - rng.randrange(again + 1), 0), at + size))
            at += size
    return out


def reordered(rng, segments):
    """Within turns, and no more than may wait."""
    out = []
    for turn in turns(segments):
        while turn:
            some = turn[:rng.randrange(1, WAITING + 2)]
            if sum(len(one.data) for one in some) > WAITING_BYTES:
                some = turn[:1]
            turn = turn[len(some):]
            rng.shuffle(some)
            out += some
    return out


def repeated(rng, segments):
    """Some come again, at once or later."""
    out = []
    for one in segments:
        out.append(one)
        if rng.random() < 0.4:
            again = Segment(rng.choice(out[-12:]).call())
            again.time = one.time
            if again.flags & ACK and not again.flags & SYN:
                out.append(again)
    return out
