# SPDX-License-Identifier: BSD-2-Clause
"""What is known of endpoints and hosts, and what flows have of it."""

from .condition import asks, asks_of_tries
from .counter import Counter
from .message import TCP, UDP
from .score import CUSTOM, OTHER, SKYPE, UNKNOWN

KNOWN_FOR = 1800  # seconds
APPLICATIONS_OF_A_HOST = 2
DOUBTS = 6
SECOND = 10**9
HOST = 0  # in place of a transport
ROLES = ("node", "supernode", "relay")


class Record:
    """An endpoint: its transport, address and port; a host: 0, address and port 0."""

    def __init__(self, key, now):
        self.key, self.first, self.spoke = key, now, now
        self.counters, self.fired = {}, set()
        self.application, self.candidate = UNKNOWN, UNKNOWN
        self.score, self.signature = 0, None
        self.role, self.reported = "node", 0
        self.doubted = 0  # how often


class Endpoints:
    def __init__(self, engine):
        self.engine = engine
        self.remembers = engine.settings["max_endpoints"] > 0
        self.records = {}
        self.paths = {}  # by the two addresses
        self.houses = {}  # by address: how many records are known, by application; of two at a time

    def take(self, key):
        return self.records.setdefault(key, Record(key, self.engine.second()))

    # ---- counting ----

    def count(self, s, message):
        """A message met the condition of a counting signature."""
        if not self.remembers:
            return
        side, other = message.sender(), message.receiver()
        if s.received:
            side, other = other, side
        key = self.key(s, side)
        if self.engine.application(s) == OTHER and key not in self.records and not self.known_by_udp(key):
            return  # what speaks against an application counts where there is one
        record = self.take(key)
        if s.after and s.after not in record.fired:
            return
        counter = record.counters.setdefault(s.name, Counter(s))
        peer = other[0] if s.transport == TCP else other
        enough = counter.add(message, peer, self.engine.second())
        others = [c for c in record.counters.values() if c is not counter]
        if counter.anew and not record.score and not any(c.counted for c in others):
            record.first = self.engine.second()  # nothing of before counts any more
        if s.scope == "host" and not counter.missed:
            message.flow.chain(side, self.engine.application(s))
        if record.application == self.engine.application(s) and counter.size() >= 2 and not counter.missed:
            record.spoke = self.engine.second()
        if enough and s.name not in record.fired:
            self.fire(s, record)
        if enough and s.path != "none":
            self.paths[frozenset((side[0], other[0]))] = s.path

    def known_by_udp(self, key):
        """Is a TCP port known, if at all, by what UDP does there?"""
        udp = self.records.get((UDP, *key[1:]))
        return key[0] == TCP and udp is not None and udp.application != UNKNOWN

    def key(self, s, side):
        return (0, side[0], 0) if s.scope == "host" else (s.transport, *side)

    def fire(self, s, record):
        application = self.engine.application(s)
        if application == OTHER:
            self.forget(record)
            return
        record.fired.add(s.name)
        if record.candidate not in (UNKNOWN, application):
            return  # what is known of it is of another
        if s.activity == "supernode" and record.role == "node":
            record.role = "supernode"
        if s.same and s.same[2] == "skype.address" and record.key[0] == UDP:
            record.reported = record.counters[s.name].last
        was_known = record.application != UNKNOWN
        self.learn(record, application, s, s.weight)
        if was_known:
            self.tell(record)

    def forget(self, record):
        """Another program has the port now. A host stays, of which nothing is known; who listens on TCP is doubted."""
        del self.records[record.key]
        self.leave(record)
        if record.key[0] == TCP:
            more = record.doubted + (record.application != UNKNOWN)
            self.take(record.key).doubted = max(1, min(more, DOUBTS))
        elif record.key[0] != UDP:
            self.take(record.key)
        if record.application != UNKNOWN:
            record.application = record.score = UNKNOWN
            self.tell(record)

    def learn(self, record, application, s, weight):
        """Only the first application that anything spoke for is kept."""
        if record.candidate not in (UNKNOWN, application):
            return
        record.candidate = application
        record.score = min(record.score + weight, 100)
        record.spoke = self.engine.second()
        if record.signature is None or s.weight > record.signature.weight:
            record.signature = s
        if record.application == UNKNOWN and record.score >= self.engine.settings["likely"]:
            record.application = application
            self.enter(record)
            self.tell(record)

    def enter(self, record):
        """One more is known at its host, which is remembered, too. TCP endpoints do not count."""
        if record.key[0] == TCP:
            return
        self.take((HOST, record.key[1], 0))
        house = self.houses.setdefault(record.key[1], {})
        if record.application in house or len(house) < APPLICATIONS_OF_A_HOST:
            house[record.application] = house.get(record.application, 0) + 1

    def leave(self, record):
        house = self.houses.get(record.key[1], {})
        if record.key[0] != TCP and record.application in house:
            house[record.application] -= 1
            if not house[record.application]:
                del house[record.application]

    def tell(self, record):
        transport, address, port = record.key
        reported = record.reported if transport == UDP else 0
        self.engine.say("endpoint", transport, address.hex(), port, record.application, record.score,
                        record.signature.id if record.signature else 0, record.role, f"{reported:08x}",
                        record.first * SECOND, self.engine.time)

    # ---- flows ----

    def teach(self, flow, before):
        """A flow proved by its own packets what it is: its endpoints learn it."""
        stage, s = flow.score.stage, flow.score.reason()
        if not s or s.scope != "flow" or stage == before or not flow.packets or flow.tunnel.asked:
            return
        if not self.remembers or not flow.score.names_own() or asks_of_tries(s):
            return
        likely = self.engine.settings["likely"]
        ends = [flow.opened()] if flow.transport == TCP else flow.speakers()  # anybody can be sent anything
        for end in ends:
            record = self.take((flow.transport, *end))
            alone = flow.transport == TCP and not asks(s.packet, "unseen")
            weight = likely + 10 if stage == "final" else likely
            halves = record.doubted or (stage == "likely" and not alone)
            self.learn(record, flow.score.application, s, -(-weight // 2 ** halves))

    def known(self, key, flow):
        record = self.records.get(key)
        if record and record.application != UNKNOWN and flow.second() - record.spoke <= KNOWN_FOR:
            return record
        return None

    def known_at(self, address):
        """Applications for which a UDP endpoint at this address is known, or the host itself."""
        return set(self.houses.get(address, ()))

    def known_for(self, flow):
        """The record that tells what an undecided flow is, or None."""
        for end in (flow.source, flow.destination):
            record = None
            if flow.transport == UDP:
                record = self.known((UDP, *end), flow)
            elif end is flow.opened():  # clients listen on TCP where they use UDP
                tcp = self.records.get((TCP, *end))
                record = self.known((TCP, *end), flow)
                if not record and not (tcp and tcp.doubted):
                    record = self.known((UDP, *end), flow)
            if not record and end in flow.chained:
                record = self.known((0, end[0], 0), flow)
                if record and record.application != flow.chained_for:
                    record = None
            if record:
                return record
        return None

    # ---- ways and parts ----

    def same_application(self, flow, key):
        record = self.records.get(key)
        return record if record and record.application == flow.score.application else None

    def role_of(self, flow):
        """The more telling one of both ends. Over TCP that of who listens."""
        roles = ["node"]
        for end in (flow.source, flow.destination):
            if flow.transport == UDP or end is flow.opened():
                keys = [(UDP, *end)] + ([(TCP, *end)] if flow.transport == TCP else [])
                roles += [record.role for key in keys if (record := self.same_application(flow, key))]
        return max(roles, key=ROLES.index)

    def paths_of(self, flow):
        """What endpoints show of the way: between both hosts, and where an address is translated."""
        found = [path for hosts, path in self.paths.items() if hosts == {flow.source[0], flow.destination[0]}]
        for end in (flow.source, flow.destination):
            record = self.same_application(flow, (UDP, *end))
            if record and record.reported and len(end[0]) == 4 and record.reported != int.from_bytes(end[0], "big"):
                found.append("nat-one")
        return found
