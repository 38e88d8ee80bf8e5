# SPDX-License-Identifier: BSD-2-Clause
"""Random flows, as the calls an embedder makes for them."""

from . import payloads

FIN, SYN, RST, ACK = 1, 2, 4, 16
SECOND = 10**9
# where clocks begin: any time will do, but some are where 32 bits of milliseconds or seconds come around
EPOCHS = (5 * SECOND, 2**31 * 10**6 - 20 * SECOND, 2**32 * 10**6 - 20 * SECOND, 10**18, 1388534400 * SECOND,
          2**32 * SECOND - 600 * SECOND)
ENDS = ("0a00000b", "c0000207", "0a00000c", "cb007105", "c6336401")
PORTS = (40000, 33033, 80, 443, 53, 12340, 12350, 1080)
GAPS = (0, 1, 999999, 10**6, 390 * 10**6, SECOND, 2999999999, 3 * SECOND, 3000000001, 5 * SECOND, 25 * SECOND)


class Flow:
    """A flow being written: its calls."""

    def __init__(self, rng, number, transport, clock):
        self.rng, self.number, self.clock = rng, number, clock
        self.calls = []
        source, destination = rng.sample(ENDS, 2)
        family = 4
        if rng.random() < 0.1:
            family, source, destination = 6, "20010db8" + "0" * 16 + source, "fd" + "0" * 22 + destination
        ports = rng.choice(PORTS), rng.choice(PORTS)
        self.opening = f"open {number} {transport} {family} {source} {ports[0]} {destination} {ports[1]}"

    def wait(self):
        self.clock += self.rng.choice(GAPS) if self.rng.random() < 0.7 else self.rng.randrange(4 * SECOND)

    def feed(self, side, data, sequence=0, acknowledgement=0, flags=0, length=None):
        time = self.clock
        if self.rng.random() < 0.02:
            time -= self.rng.choice((1, 10**6, 2 * SECOND))  # clocks do go back
        self.calls.append(f"feed {self.number} {'<' if side else '>'} {time} {len(data) if length is None else length}"
                          f" {sequence % 2**32} {acknowledgement % 2**32} {flags} {data.hex() or '-'}")


def udp(rng, number, clock):
    flow, said = Flow(rng, number, "udp", clock), []
    for count in range(rng.choice((1, 2, 3, 4, 6, 10, 40))):
        data = payloads.datagram(rng, said)
        said.append(data)
        length = len(data)
        if rng.random() < 0.05:
            data = data[:rng.randrange(len(data) + 1)]  # captured short
            length += rng.choice((0, 0, 65535, 70000))  # no network has such, but an embedder may tell them
        flow.feed(count and rng.random() < 0.45, data, length=length)
        flow.wait()
    return flow


class Talk:
    """Both sides of a connection; what was sent, in segments."""

    def __init__(self, rng):
        self.rng = rng
        self.next = [rng.choice((1000, 2**32 - 30, rng.randrange(2**32))) for _ in range(2)]
        self.segments = []  # [side, sequence, data, acknowledgement, flags]

    def send(self, side, data, flags=ACK):
        self.segments.append([side, self.next[side], data, self.next[1 - side] if flags & ACK else 0, flags])
        self.next[side] += len(data) + (1 if flags & (SYN | FIN) else 0)

    def handshake(self):
        kind = self.rng.random()
        if kind < 0.8:
            self.send(0, b"", SYN)
            self.send(1, b"", SYN | ACK)
            if self.rng.random() < 0.7:
                self.send(0, b"")
        elif kind < 0.9:
            self.next[1] += 1
            self.send(0, b"", SYN | ACK)  # the first packet is an answer
        elif kind < 0.93:
            self.send(1, b"", SYN)  # who has the flow table puts the server first
            self.send(0, b"", SYN | ACK)

    def turn(self, side, data):
        size = self.rng.choice((1460, 1460, 5, 40, 300, 1 + self.rng.randrange(100)))
        size = max(size, len(data) // 12)
        for at in range(0, len(data), size):
            self.send(side, data[at:at + size])


def conversation(rng):
    talk = Talk(rng)
    talk.handshake()
    side = int(rng.random() < 0.1)
    if rng.random() < 0.15:
        proxy(talk, rng)
        side = 0
    for _ in range(rng.choice((1, 2, 2, 3, 4, 6)) if rng.random() < 0.96 else 40):
        talk.turn(side, payloads.said(rng))
        if rng.random() < 0.2:
            talk.send(1 - side, b"")
        side = 1 - side if rng.random() < 0.9 else side
    if rng.random() < 0.3:
        talk.send(side, b"", FIN | ACK)
    return talk


def proxy(talk, rng):
    """A handshake with a proxy, which may let the client through."""
    kind = rng.choice(("connect", "connect", "socks5", "socks5", "socks4"))
    if kind == "connect":
        talk.turn(0, b"CONNECT 192.0.2.7:443 HTTP/1.0\r\nHost: x\r\n\r\n")
        status = rng.choice((b"200 OK", b"299 OK", b"407 No", b"407 No", b"300 No", b"403 No"))
        talk.turn(1, b"HTTP/1.0 " + status + b"\r\n\r\n")
        if status == b"407 No":  # a password is asked for
            talk.turn(0, b"CONNECT 192.0.2.7:443 HTTP/1.0\r\nProxy-Authorization: x\r\n\r\n")
            talk.turn(1, b"HTTP/1.0 200 OK\r\n\r\n")
    elif kind == "socks5":
        talk.turn(0, rng.choice((b"\5\1\0", b"\5\2\0\2", b"\5\2\0\x33")))
        talk.turn(1, b"\5" + rng.choice((b"\0", b"\0", b"\xff")))
        talk.turn(0, rng.choice((b"\5\1\0\1\xc0\0\2\7\1\xbb", b"\5\1\0\3\1x\1\xbb", b"\5\1\0\4" + b"\1" * 18)))
        talk.turn(1, b"\5" + rng.choice((b"\0", b"\0", b"\1")) + b"\0\1\x0a\0\0\2\xc3\x50")
    else:
        talk.turn(0, rng.choice((b"\4\1\1\xbb\xc0\0\2\7me\0", b"\4\1\1\xbb\0\0\0\7me\0name\0", b"\4\1\1\xbb\0\0\0\7me\0")))
        talk.turn(1, b"\0" + rng.choice((b"\x5a", b"\x5a", b"\x5b")) + b"\1\xbb\xc0\0\2\7")


def disturb(rng, segments):
    """Segments as a tap may see them: some twice, late, joined, overlapping or not at all."""
    out = []
    for segment in segments:
        kind = rng.random()
        if kind < 0.04 and out:
            out.insert(rng.randrange(max(len(out) - 4, 0), len(out) + 1), segment)
        elif kind < 0.08:
            out += [segment, list(segment)]
        elif kind < 0.11:
            continue
        elif kind < 0.15 and out and out[-1][0] == segment[0] and out[-1][2]:
            back = min(len(out[-1][2]), 1 + rng.randrange(12))
            out.append([segment[0], segment[1] - back, out[-1][2][-back:] + segment[2], *segment[3:]])
        else:
            out.append(segment)
    return out


def tcp(rng, number, clock):
    flow, segments = Flow(rng, number, "tcp", clock), conversation(rng).segments
    if rng.random() < 0.6:
        segments = disturb(rng, segments)
    only = rng.choice((0, 1)) if rng.random() < 0.1 else None
    for side, sequence, data, acknowledgement, flags in segments:
        if only is not None and side != only:
            continue
        length = len(data)
        if rng.random() < 0.02 and data:
            data = data[:rng.randrange(len(data)) + 1]  # captured short
        flow.feed(side, data, sequence, acknowledgement, flags, length)
        flow.wait()
    return flow


def epoch(rng):
    return rng.choice(EPOCHS) + rng.randrange(SECOND)


def flows(rng, count):
    """Some flows, one after the other or side by side; calls in order."""
    clock, together, made = epoch(rng), rng.random() < 0.5, []
    for number in range(count):
        made.append(rng.choice((udp, tcp))(rng, number, clock))
        clock = clock + rng.randrange(SECOND) if together else made[-1].clock
    if not together:
        return [call for flow in made for call in (flow.opening, *flow.calls, f"close {flow.number}")]
    return [flow.opening for flow in made] + merged(made) + [f"close {flow.number}" for flow in made]


def merged(made):
    """Calls of all flows by their times, each flow's in its own order."""
    waiting, calls = [list(flow.calls) for flow in made if flow.calls], []
    while waiting:
        next_one = min(waiting, key=lambda calls: int(calls[0].split()[3]))
        calls.append(next_one.pop(0))
        waiting = [calls for calls in waiting if calls]
    return calls


def shuffled(rng, lists):
    """Calls of all lists, mixed; those of each stay in order."""
    whose = [place for place, calls in enumerate(lists) for _ in calls]
    rng.shuffle(whose)
    waiting = [iter(calls) for calls in lists]
    return [next(waiting[place]) for place in whose]
