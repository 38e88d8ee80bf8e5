# SPDX-License-Identifier: BSD-2-Clause
"""Messages that signatures are shown of some flows, for conditions to ask about."""

import copy

from naive.engine import Engine
from naive.language import Set


class Recorder(Engine):
    def __init__(self):
        super().__init__(Set(), {"udp_budget": 1000, "tcp_budget": 1000})
        self.messages = []

    def seen(self, message):
        one = copy.copy(message)
        one.read = {}
        self.messages.append(one)


def messages_of(calls):
    recorder = Recorder()
    for call in calls:
        recorder.play(call)
    return recorder.messages
