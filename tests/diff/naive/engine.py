# SPDX-License-Identifier: BSD-2-Clause
"""Plays the calls that diff-play plays, and says what it should say."""

from .attempts import Attempts
from .endpoints import SECOND, Endpoints
from .flow import Flow
from .language import TRANSPORTS

DEFAULTS = {"max_endpoints": 16384, "stream_buffers": 1024, "native_records": 1024, "udp_budget": 32,
            "tcp_budget": 48, "likely": 50, "final": 90}


class Packet:
    def __init__(self, words):
        side, time, length, sequence, acknowledgement, flags, data = words
        self.reverse = side == "<"
        self.time, self.length, self.flags = int(time), int(length), int(flags)
        self.sequence, self.acknowledgement = int(sequence), int(acknowledgement)
        self.data = b"" if data == "-" else bytes.fromhex(data)


class Engine:
    def __init__(self, set, options=(), gave_up=None, patient=False):
        self.set = set
        self.gave_up = gave_up or {}  # when the library did: after so many packets, by number of a flow
        self.patient = patient  # does not give up with it
        self.settings = dict(DEFAULTS, **dict(options))
        self.flows, self.lines, self.done = {}, [], {}
        self.time = 0  # of the last packet that was looked at
        self.endpoints, self.attempts = Endpoints(self), Attempts(self)

    def second(self):
        return self.time // SECOND

    def application(self, signature):
        return self.set.applications[signature.application]

    def seen(self, message):
        """A message is looked at."""

    def say(self, *words):
        self.lines.append(" ".join(map(str, words)))

    def play(self, call):
        verb, number, *words = call.split()
        getattr(self, "do_" + verb)(int(number), words)

    def do_open(self, number, words):
        transport, _, source, source_port, destination, destination_port = words
        self.flows[number] = Flow(self, number, TRANSPORTS[transport], (bytes.fromhex(source), int(source_port)),
                                  (bytes.fromhex(destination), int(destination_port)))
        self.done[number] = False

    def do_feed(self, number, words):
        flow = self.flows[number]
        packet, before = Packet(words), self.time
        if not flow.final():
            self.time = packet.time
        flow.feed(packet)
        if self.patient and flow.feeds > self.gave_up.get(number, flow.feeds):
            self.time = before  # the library did not look at it: what happens elsewhere is later than the one before
        if flow.final() and not self.done[number]:
            self.say("done", number, flow.feeds)
        self.done[number] = flow.final()

    def do_verdict(self, number, _):
        self.flows[number].adopt()
        self.flows[number].say_verdict("asked")

    def do_block(self, number, _):
        self.attempts.block(self.flows[number])

    def do_close(self, number, _):
        self.flows.pop(number).close()
