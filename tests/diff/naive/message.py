# SPDX-License-Identifier: BSD-2-Clause
"""A message as signatures see it: itself, and what its flow keeps of earlier ones."""

from . import wire_skype, wire_udp
from .score import SKYPE
from .there import NotThere
from .wire_http import Http
from .wire_tls import Tls

KEPT = 12  # bytes of an earlier message
LONGEST = 65535  # length of an earlier message that is told
WHOLE_FROM, LOOKED_AT = 256, 4096  # bytes of a turn
UDP, TCP = 17, 6


class Message:
    """A datagram or a turn. A turn grows; what of it cannot be read any more has gone at `broken`."""

    def __init__(self, flow, reverse, among):
        self.flow, self.reverse, self.among = flow, reverse, among  # all messages of the flow
        self.data, self.length, self.time = b"", 0, 0
        self.broken = False
        self.prev = self.other = self.older = None  # messages, as it found them
        self.ordinal = self.number = self.place = 0
        self.opens, self.around, self.asked_by = False, None, SKYPE
        self.late = False  # it came after the answer to it
        self.counted = set()  # names of signatures it counted for
        self.read = {}

    def add(self, data, length, time):
        """More of it came, of which data could be captured. True if it is to be looked at again."""
        readable = not self.broken and not self.is_whole()
        if readable:
            self.data = self.data + data if self.flow.transport == UDP else (self.data + data)[:LOOKED_AT]
        self.broken = self.broken or len(data) < length
        self.length += length
        self.time = time
        self.read = {}
        return readable

    def is_whole(self):
        """A turn is looked at until it is this long; what TLS and HTTP say until it is there."""
        if self.length < WHOLE_FROM or self.length >= LOOKED_AT:
            return self.length >= WHOLE_FROM
        return all(self.reads_whole(make) for make in (Tls, Http))

    def reads_whole(self, make):
        try:
            return self.stream(make).whole()
        except NotThere:
            return True

    def unseen(self):
        """Its length is known, its bytes are not."""
        return len(self.data) < min(KEPT, self.length)

    # ---- bytes ----

    def earlier(self, where):
        message = {"prev": self.prev, "reverse": self.other, "older": self.older}[where]
        if message is None:
            raise NotThere
        return message

    def bytes_of(self, where):
        if where == "this":
            return self.data
        message = self.earlier(where)
        return b"" if message.unseen() else message.data[:KEPT]

    # ---- fields ----

    def field(self, where, name, argument):
        if where != "this":
            return self.earlier_field(where, name)
        group, _, part = name.partition(".")
        return getattr(self, "field_" + group)(part, argument)

    def earlier_field(self, where, name):
        if name == "seen":
            return {"prev": self.prev, "reverse": self.other, "older": self.older}[where] is not None
        message = self.earlier(where)
        if name == "unseen":
            return message.unseen()
        if name == "len":
            return min(message.length, LONGEST)
        if name == "age":
            return max(self.time // 1000000 - message.time // 1000000, 0)
        return message.skype(self.bytes_of(where), name.partition(".")[2])

    def field_len(self, _, __):
        return self.length

    def field_client(self, part, _):
        return self.flow.opener()[1] if part else self.from_opener()

    def field_server(self, part, _):
        return self.flow.opened()[1] if part else not self.from_opener()

    def field_ordinal(self, _, __):
        if self.opens:
            raise NotThere
        return self.ordinal

    def field_number(self, _, __):
        if self.opens or self.late:
            raise NotThere
        return self.number

    def field_size(self, _, which):
        if self.flow.transport != TCP or which > self.place or self.late:
            raise NotThere
        return min(self.among[which - 1].length, LONGEST)

    def field_midflow(self, _, __):
        return self.flow.midflow

    def field_tunnelled(self, _, __):
        return self.flow.tunnel.through is not None

    def field_opens(self, _, __):
        return self.opens

    # ---- what the engine knows of the hosts ----

    def field_host(self, _, __):
        return self.around is not None and self.opens and self.around.knows(self.asked_by)

    def field_attempt(self, part, _):
        return self.hosts().attempt_part(part)

    def field_block(self, part, _):
        return self.hosts().block(part, self.asked_by)

    def hosts(self):
        if self.around is None:
            raise NotThere
        return self.around

    # ---- addresses ----

    def from_opener(self):
        return self.reverse == self.flow.turned

    def sender(self):
        return self.flow.destination if self.reverse else self.flow.source

    def receiver(self):
        return self.flow.source if self.reverse else self.flow.destination

    def field_source(self, part, _):
        return end_part(self.sender(), part)

    def field_destination(self, part, _):
        return end_part(self.receiver(), part)

    # ---- protocols ----

    def reader(self, make, *arguments):
        """A protocol's reader, made once; NotThere if the message does not speak it."""
        if make not in self.read:
            try:
                self.read[make] = make(*arguments)
            except (NotThere, ValueError, IndexError):
                self.read[make] = None
        if self.read[make] is None:
            raise NotThere
        return self.read[make]

    def skype(self, data, part):
        if self.flow.transport != UDP:
            raise NotThere
        return wire_skype.framing(data, part)

    def field_skype(self, part, _):
        return self.skype(self.data, part)

    def field_resend(self, part, _):
        return wire_skype.resend(self.data, part)

    def field_record(self, part, argument):
        return getattr(self.reader(wire_skype.Record, self), part)(argument)

    def datagram(self, kind):
        """A datagram speaks one protocol."""
        found = self.reader(wire_udp.speaks, self.data) if self.flow.transport == UDP else None
        if not isinstance(found, kind):
            raise NotThere
        return found

    def field_dns(self, part, _):
        return getattr(self.datagram(wire_udp.Dns), part)

    def field_stun(self, part, argument):
        found = getattr(self.datagram(wire_udp.Stun), part)
        return found(argument) if callable(found) else found

    def field_rtp(self, part, _):
        return getattr(self.datagram(wire_udp.Rtp), part)

    def stream(self, make):
        """What a stream speaks it speaks from its first byte."""
        if self.ordinal != 1 or self.flow.transport != TCP:
            raise NotThere
        return self.reader(make, self.data)

    def field_http(self, part, _):
        return getattr(self.stream(Http), part)()

    def field_tls(self, part, _):
        return getattr(self.stream(Tls), part)()

    def texts(self, name):
        """The texts a test is about: one, or the names of a certificate."""
        group, part = name.split(".")
        found = self.field_dns(part, None) if group == "dns" else getattr(self, "field_" + group)(part, None)
        return found if isinstance(found, list) else [found]


def end_part(end, part):
    address, port = end
    if part == "port":
        return port
    if len(address) != 4:
        raise NotThere
    return int.from_bytes(address, "big")
