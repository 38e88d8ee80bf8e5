# SPDX-License-Identifier: BSD-2-Clause
"""Random traffic of one endpoint with many peers, and sets that count it."""

from naive.message import UDP

from . import payloads
from .flows import ACK, SECOND, SYN, Flow, Talk, epoch, merged
from .sets import signature

HOME = "0a00000b", 40000
GAPS = (SECOND // 10, SECOND, 3 * SECOND, 20 * SECOND, 100 * SECOND, 300 * SECOND, 2000 * SECOND)
WITHIN = (1, 10, 60, 330, 3600)
STEPS = ("skype.id", "u16[0]", "u8[0]", "u32[3]")
SAME = ("skype.crc", "skype.address", "u8[2]", "destination.address", "source.port")


class Crowd:
    """Flows between one endpoint and its peers; each message is written by say()."""

    def __init__(self, rng):
        self.rng, self.clock, self.made = rng, epoch(rng), []
        self.ident, self.crc = rng.randrange(65536), payloads.some(rng, 4)
        self.gap = rng.choice(GAPS)
        self.family, self.prefix = rng.choice(((4, ""), (4, ""), (4, ""), (6, "20010db8" + "0" * 16)))

    def wait(self):
        self.clock += self.rng.choice((0, self.gap, self.gap, self.gap // 3, self.rng.choice(GAPS)))

    def open(self, transport):
        """A flow of the endpoint at home with another peer; sometimes of its host."""
        flow = Flow(self.rng, len(self.made), transport, self.clock)
        port = HOME[1] if self.rng.random() < 0.85 else 41000 + self.rng.randrange(3)
        far = f"c00002{1 + self.rng.randrange(12):02x}", 33033 + self.rng.randrange(2)
        ends = (HOME[0], port), far
        if self.rng.random() < (0.3 if transport == "udp" else 0.5):
            ends = ends[::-1]
        flow.opening = f"open {flow.number} {transport} {self.family} " + " ".join(
            f"{self.prefix}{address} {port}" for address, port in ends)
        flow.home = ends[0][0] != HOME[0]  # which direction comes from home
        self.made.append(flow)
        return flow

    def request(self):
        """A request as a client sends it to all: ids count up, a checksum may stay."""
        self.ident += self.rng.choice((1, 2, 2, 2, 7, 0, 500))
        crc = self.crc if self.rng.random() < 0.8 else payloads.some(self.rng, 4)
        return payloads.number(self.ident, 2) + b"\2" + payloads.some(self.rng, 4) + crc + payloads.some(self.rng, 11)

    def udp(self):
        flow = self.open("udp")
        for _ in range(self.rng.choice((1, 1, 1, 2, 3))):
            flow.clock = self.clock
            data = self.request() if self.rng.random() < 0.85 else payloads.datagram(self.rng, [self.request()])
            flow.feed(flow.home, data)
            if self.rng.random() < 0.25:
                flow.feed(not flow.home, data[:2] + b"\7" + payloads.OWN + data[7:11])
            self.wait()

    def tcp(self):
        flow, talk = self.open("tcp"), Talk(self.rng)
        if self.rng.random() < 0.8:
            talk.send(0, b"", SYN)
            talk.send(1, b"", SYN | ACK)
        for side in (0, 1, 0)[:self.rng.randrange(4)]:
            talk.turn(side, payloads.some(self.rng, self.rng.choice((5, 14, 48, 77))))
        for side, sequence, data, acknowledgement, flags in talk.segments:
            flow.clock = self.clock
            flow.feed(side, data, sequence, acknowledgement, flags)
            self.wait()

    def calls(self):
        """All of it; some flows are closed, asked for or blocked on the way."""
        transports = self.rng.choice((["udp"], ["tcp"], ["udp", "udp", "tcp"]))
        for _ in range(self.rng.choice((3, 6, 10, 16))):
            getattr(self, self.rng.choice(transports))()
        calls = [call for flow in self.made for call in (flow.opening, *flow.calls)]
        if self.rng.random() < 0.3:
            calls = [flow.opening for flow in self.made] + merged(self.made)
        last = {call.split()[1]: index for index, call in enumerate(calls)}
        out, known = [], False
        for index, call in enumerate(calls):
            out.append(call)
            number, known = call.split()[1], known or call.startswith("feed")
            if known and self.rng.random() < 0.05:  # before the first packet nobody knows what time it is
                out.append(self.rng.choice((f"verdict {number}", f"block {number}")))
            if last[number] == index and self.rng.random() < 0.5:
                out.append(f"close {number}")
                last[number] = None
        return out + [f"close {number}" for number, index in last.items() if index is not None]


def counting_set(rng, messages):
    """Sets of which some signatures count."""
    written, names = ['application "one"', 'application "two"'], {}
    for number in range(rng.choice((1, 2, 4, 8))):
        witness = rng.choice(messages)
        transport = "udp" if witness.flow.transport == UDP else "tcp"
        scope = rng.choice(("flow", "endpoint", "endpoint", "host"))
        group = names.setdefault((transport if scope != "host" else "", scope), [])
        if scope != "flow" and len(group) == 5:
            continue
        alike = [name for kind, name in group if kind == transport]
        written.append(signature(rng, witness, transport, 100 + number, alike, counting(rng, transport, scope)))
        group.append((transport, f"s{100 + number}"))
    rng.shuffle(written)
    return "\n".join(written) + "\n"


def counting(rng, transport, scope):
    """The clauses of a signature that counts."""
    if scope == "flow":
        return []
    clauses = [f"scope {scope}", f"count {rng.randrange(2, 7)} {rng.choice(('peers', 'peers', 'packets'))} "
               f"within {rng.choice(WITHIN)} seconds"]
    if rng.random() < 0.3:
        clauses.append("received")
    kind = rng.random()
    if kind < 0.25:
        clauses.append(f"step {rng.choice(STEPS if transport == 'udp' else STEPS[1:])} in 1..{rng.choice((2, 32, 400))}")
    elif kind < 0.45:
        clauses.append(f"same {rng.choice(SAME if transport == 'udp' else SAME[2:])}")
    if rng.random() < 0.05 and "received" not in clauses:
        clauses.append("fresh source.address")  # never
    return clauses
