# SPDX-License-Identifier: BSD-2-Clause
"""A flow: from packets to messages, from messages to evidence and a verdict. Says what an engine's callbacks
say, a line each."""

from .attempts import Around
from .condition import holds
from .message import TCP, UDP, Message
from .score import FINAL, OPEN, OTHER, UNKNOWN, Score
from .stream import ACK, SYN, Stream
from .tunnel import Tunnel
from .version import release_of

MOST = 255  # messages of a direction that are counted
MIDFLOW, ONE_WAY, MISSING, TRUNCATED, TUNNELLED, BUDGET, ENDPOINT = 1, 2, 4, 8, 16, 32, 128


class Flow:
    def __init__(self, engine, number, transport, source, destination):
        self.engine, self.number, self.transport = engine, number, transport
        self.source, self.destination = source, destination  # (address, port)
        self.turned = False  # the destination opened it
        self.midflow = False
        self.begun = False
        self.feeds = self.packets = 0  # packets, and those with payload
        self.flags = 0
        self.spoke = [False, False]
        self.stream = Stream(self)
        self.tunnel = Tunnel()
        self.given_up = False
        self.chained = set()  # ends for whose host a message of it was counted
        self.chained_for = UNKNOWN  # ... the application, of the last one
        self.begin()

    def begin(self):
        """Everything starts anew."""
        self.messages, self.fired_on, self.paths = [], {}, []
        self.native = {}
        self.score = Score(self.engine.settings, self.engine.set.applications)

    def chain(self, end, application):
        if self.chained_for != application:
            self.chained.clear()
        self.chained_for = application
        self.chained.add(end)

    def opener(self):
        return self.destination if self.turned else self.source

    def opened(self):
        return self.source if self.turned else self.destination

    def speakers(self):
        return [end for end, spoke in zip((self.source, self.destination), self.spoke) if spoke]

    def final(self):
        return self.given_up or self.score.stage == FINAL

    # ---- packets ----

    def feed(self, packet):
        if self.final():
            return
        self.feeds += 1
        self.packets += packet.length > 0
        if self.transport == TCP:
            self.first(packet)
            self.stream.feed(packet)
        elif packet.length:
            self.datagram(packet)
        self.adopt()
        if self.score.stage != OPEN and not self.score.decided:
            self.score.decided = self.packets  # it was known before its first payload
        if not self.final() and self.spent():
            self.stream.end()
            self.give_up()

    def spent(self):
        """The payload packets that are looked at; or the library says that it gave up early."""
        budget = self.engine.settings["tcp_budget" if self.transport == TCP else "udp_budget"]
        gave_up = not self.engine.patient and self.feeds == self.engine.gave_up.get(self.number)
        return self.packets >= budget or gave_up

    def first(self, packet):
        if self.begun:
            return
        self.begun = True
        self.midflow = not packet.flags & SYN
        self.turned = bool(packet.flags & SYN) and bool(packet.flags & ACK) != packet.reverse
        if packet.flags & SYN and not packet.flags & ACK:
            opening = Message(self, packet.reverse, self.messages)
            opening.opens = True
            if self.engine.attempts.note(self, opening):
                self.look(opening)

    def datagram(self, packet):
        message = self.message(packet.reverse)
        self.note(packet.reverse, packet.data, packet.length)
        message.add(packet.data, packet.length, self.engine.time)
        self.look(message)

    def give_up(self):
        if not self.final():
            self.given_up = True
            self.flags |= BUDGET
            self.say_verdict("told")

    def adopt(self):
        """Undecided still: does its endpoint know?"""
        record = self.engine.endpoints.known_for(self) if self.score.stage == OPEN and not self.given_up else None
        limits = self.engine.settings
        if not record or limits["likely"] == limits["final"] or not self.score.room(record.signature):
            return
        worth = self.engine.settings["likely"] if record.key[0] == TCP else record.score
        total = self.score.adopt(record.signature, worth)
        self.say_evidence(record.signature, ">", 0, total)
        if self.score.settle(self.packets, self.mechanism_of):
            self.say_verdict("told")

    def close(self):
        self.adopt()
        if not self.final():
            self.stream.end()
        self.adopt()
        self.say_verdict("closed")

    def second(self):
        """When it last said something; one that said nothing yet does so now."""
        return max((m.time for m in self.messages), default=self.engine.time) // 10**9

    # ---- messages ----

    def message(self, reverse):
        """A new one, with those it may look back at."""
        message = Message(self, reverse, self.messages)
        message.around = Around(self.engine.attempts, self) if not self.messages else None
        mine = [m for m in self.messages if m.reverse == reverse]
        others = [m for m in self.messages if m.reverse != reverse]
        message.prev = mine[-1] if mine else None
        message.other = others[-1] if others else None
        message.older = self.older(mine)
        self.messages.append(message)
        message.place = len(self.messages)
        message.ordinal = min(len(mine) + 1, MOST)
        message.number = message.ordinal + min(len(others), MOST)
        return message

    def older(self, mine):
        """The message before prev, if no other one took its place."""
        pushed = [m.prev for m in self.messages if m.prev and not m.prev.unseen()]  # each pushed its prev out
        if self.transport != UDP or not pushed or len(mine) < 2:
            return None
        return mine[-2] if pushed[-1] is mine[-2] else None

    def note(self, reverse, data, length):
        self.spoke[reverse] = True
        if len(data) < length:
            self.flags |= TRUNCATED

    # ---- what the stream says ----

    def said(self, reverse, data, length):
        """True if a turn begins with it."""
        if self.final():
            return False
        self.note(reverse, data, length)
        message = self.turn(reverse)
        if message.add(data, length, self.engine.time):
            self.look_inside(message)
        return message.length == length

    def look_inside(self, message):
        """Looks at it, or at what is behind a proxy's reply."""
        inner = self.tunnel.step(message)
        if inner is None:
            self.look(message)
            return
        decided = self.score.stage != OPEN
        self.flags |= TUNNELLED
        self.begin()
        if decided:
            self.say_verdict("told")
        if message.length > inner:
            self.said(message.reverse, message.data[inner:], message.length - inner)

    def lost(self, reverse, length):
        """True if a turn begins with it."""
        if self.final():
            return False
        self.flags |= MISSING
        message = self.turn(reverse)
        message.add(b"", length, self.engine.time)
        return message.length == length

    def unseen(self, reverse):
        mine = [m for m in self.messages if m.reverse == reverse]
        return mine[-1].length if mine and mine[-1].unseen() else 0

    def late(self, reverse, data):
        if self.final():
            return
        self.spoke[reverse] = True
        message = [m for m in self.messages if m.reverse == reverse][-1]
        message.data, message.read = data, {}
        message.prev = message.other = None  # it is looked at alone
        message.late, message.around = True, None
        self.look(message)

    def turn(self, reverse):
        if self.messages and self.messages[-1].reverse == reverse:
            return self.messages[-1]
        return self.message(reverse)

    # ---- signatures ----

    def look(self, message):
        """All signatures that hold on a message fire; those for `other` are asked last."""
        self.engine.seen(message)
        stage, before = self.score.stage, len(self.score.evidence)
        mine = [s for s in self.engine.set.signatures if s.transport == self.transport]
        for s in sorted(mine, key=lambda s: self.engine.application(s) == OTHER):  # else in the order of their ids
            if s.scope != "flow":
                self.count(s, message)
            elif self.fires(s, message):
                self.paths.append(s.path)
                if self.score.room(s):
                    self.fire(s, message)
        if len(self.score.evidence) > before and self.score.settle(self.packets, self.mechanism_of):
            self.say_verdict("told")
            self.engine.endpoints.teach(self, stage)

    def count(self, s, message):
        """A message counts once, however often it is looked at."""
        if s.name not in message.counted and self.holds(s, message):
            message.counted.add(s.name)
            self.engine.endpoints.count(s, message)

    def fires(self, s, message):
        if s in self.score.fired():
            return False
        if s.after and not self.fired_before(s.after, message):
            return False
        if self.engine.application(s) == OTHER and self.score.certain():
            return False
        return self.holds(s, message) and (not s.native or self.third(message))

    def holds(self, s, message):
        message.asked_by = self.engine.application(s)
        return holds(s.packet, message)

    def fired_before(self, name, message):
        """On an earlier message, not on less of the same one."""
        return any(s.name == name and self.fired_on[name] < message.place for s in self.score.fired())

    def fire(self, s, message):
        self.fired_on[s.name] = message.place
        total = self.score.add(s, release_of(s, message))
        self.say_evidence(s, "<" if message.reverse else ">", message.length, total)

    def say_evidence(self, s, side, length, total):
        self.engine.say("fired", self.number, s.id, self.packets, self.engine.time, side, length, self.engine.application(s),
                        s.weight, total)

    def third(self, message):
        """The native detector of the tests fires at every third message it is shown."""
        total = 0
        for byte in message.data:
            total = (total * 31 + byte) % 2**32
        self.engine.say("shown", "<" if message.reverse else ">", self.engine.time, message.length, len(message.data),
                        message.ordinal, message.sender()[1], message.receiver()[1], total)
        self.native["third"] = self.native.get("third", 0) + 1
        return self.native["third"] % 3 == 0

    def mechanism_of(self, s):
        """The proxy's, if there is one; what is found over TCP at port 80 is tcp-80."""
        if self.tunnel.through:
            return self.tunnel.through
        found = "tcp" if self.transport == TCP and s.transport == UDP else s.mechanism  # known by its UDP endpoint
        return "tcp-80" if found == "tcp" and self.opened()[1] == 80 else found

    # ---- the verdict ----

    def flags_now(self):
        one_way = ONE_WAY if self.spoke[0] != self.spoke[1] else 0
        endpoint = ENDPOINT if self.score.adopted is not None and not self.score.proves_itself() else 0
        return self.flags | one_way | endpoint | (MIDFLOW if self.midflow else 0)

    def seen_path(self):
        """What addresses and endpoints show, and the proxy."""
        found = ["proxy"] if self.tunnel.through else []
        if is_private(self.source[0]) != is_private(self.destination[0]):
            found.append("nat-one")
        return found + self.engine.endpoints.paths_of(self)

    def say_verdict(self, what):
        score, reason = self.score, self.score.reason()
        role = self.engine.endpoints.role_of(self) if score.names_own() else "node"
        activity = score.activity
        if role == "supernode" and activity in ("signalling", "presence"):
            activity = "supernode"
        self.engine.say(what, self.number, score.application, activity, score.mechanism,
                        FINAL if self.final() else score.stage, score.confidence(), reason.id if reason else 0,
                        score.decided, self.packets, f"{self.flags_now():x}", score.path(self.paths + self.seen_path()), role,
                        *(".".join(map(str, release)) for release in score.era()))


def is_private(address):
    """RFC 1918, 6598 and 3927; 4193 and link-local ones."""
    if len(address) == 16:
        return address[0] & 0xfe == 0xfc or (address[0] == 0xfe and address[1] & 0xc0 == 0x80)
    return (address[0] == 10 or (address[0] == 172 and address[1] & 0xf0 == 16) or address[:2] == b"\xc0\xa8"
            or (address[0] == 100 and address[1] & 0xc0 == 64) or address[:2] == b"\xa9\xfe")
