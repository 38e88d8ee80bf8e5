# SPDX-License-Identifier: BSD-2-Clause
"""TCP: segments put in order. Tells a sink what each side says:

    sink.said(side, data, length)   the next bytes, in order, each once; data: those captured
    sink.lost(side, length)         so many bytes were sent and never came by
    sink.late(side, data)           the beginning of a turn that was thought unseen came after all

The first two return whether a turn begins with it; sink.unseen(side) tells how long the side's last turn is if its
bytes are not known, else 0. Sequence numbers are unwrapped: each is taken for the one nearest to what is expected."""

FIN, SYN, RST, ACK = 1, 2, 4, 16
WAITING_SEGMENTS, WAITING_BYTES = 4, 1920
JUMP = 1 << 20
NUMBERS = 1 << 32


class Stream:
    def __init__(self, sink):
        self.sink = sink
        self.next = [None, None]  # expected of source and destination
        self.waiting = []  # (reverse, sequence, data, length)
        self.turn = [None, None]  # where the last turn of each begins
        self.spoke = [False, False]

    def feed(self, packet):
        side = packet.reverse
        if packet.flags & SYN and not self.spoke[side]:
            self.next[side] = packet.sequence + 1
        if packet.flags & ACK and not packet.flags & RST:
            self.acknowledged(not side, packet.acknowledgement)
        if packet.length:
            self.segment(packet, side)
        if packet.flags & FIN and self.next[side] is not None:
            if self.near(side, packet.sequence) + packet.length == self.next[side]:
                self.next[side] += 1

    def near(self, side, number):
        ahead = (number - self.next[side]) % NUMBERS
        return self.next[side] + (ahead if ahead < NUMBERS // 2 else ahead - NUMBERS)

    def acknowledged(self, side, number):
        """The other side says that it has all bytes before a number."""
        if self.next[side] is None:
            self.next[side] = number
            return
        upto = self.near(side, number)
        if upto - self.next[side] <= 1 or upto - self.next[side] > JUMP:
            return  # a FIN takes a number of its own
        self.give_up(side, upto)

    def segment(self, packet, side):
        number = packet.sequence + (1 if packet.flags & SYN else 0)
        if self.next[side] is None:
            self.next[side] = number
        number = self.near(side, number)
        ahead = number - self.next[side]
        if 0 < ahead <= JUMP and self.waits_already(side, number, packet):
            return
        if 0 < ahead <= JUMP and self.room(packet.data):
            self.waiting.append((side, number, packet.data, packet.length))
            return
        if ahead > 0:
            self.give_up(side, None)
        if abs(ahead) > JUMP:
            self.next[side] = number
        self.deliver(side, number, packet.data, packet.length)
        self.deliver_waiting(side)

    def waits_already(self, side, number, packet):
        """A copy that says no more takes no room."""
        return any(w[0] == side and w[1] == number and w[3] >= packet.length and len(w[2]) >= len(packet.data)
                   for w in self.waiting)

    def room(self, data):
        return (len(self.waiting) < WAITING_SEGMENTS
                and sum(len(w[2]) for w in self.waiting) + len(data) <= WAITING_BYTES)

    def deliver(self, side, number, data, length):
        """A segment's turn has come: what is missing before it is lost, what was seen before is passed over."""
        if number > self.next[side]:
            self.skip(side, number)
        if number == self.turn[side] and length <= self.sink.unseen(side) == self.next[side] - number:
            self.sink.late(side, data)
        seen = self.next[side] - number
        if seen < length:
            begins, self.next[side], self.spoke[side] = self.next[side], number + length, True
            if self.sink.said(side, data[seen:], length - seen):
                self.turn[side] = begins

    def skip(self, side, number):
        begins, self.next[side] = self.next[side], number
        if self.sink.lost(side, number - begins):
            self.turn[side] = begins

    def waiting_of(self, side):
        """In order; of two that begin with the same byte first the one that was captured better."""
        return sorted((w for w in self.waiting if w[0] == side), key=lambda w: (w[1], -len(w[2])))

    def deliver_waiting(self, side):
        for waiting in self.waiting_of(side):
            if waiting[1] > self.next[side]:
                break
            self.waiting.remove(waiting)
            self.deliver(*waiting)

    def give_up(self, side, upto):
        """Bytes before `upto` will not come any more; None: whatever is missing before what waits."""
        for waiting in self.waiting_of(side):
            if upto is not None and waiting[1] >= upto:
                break
            self.waiting.remove(waiting)
            self.deliver(*waiting)
        if upto is not None and upto - self.next[side] > 1:
            self.skip(side, upto)
        self.deliver_waiting(side)

    def end(self):
        """Nothing more will come."""
        for side in (False, True):
            self.give_up(side, None)
