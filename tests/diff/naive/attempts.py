# SPDX-License-Identifier: BSD-2-Clause
"""What hosts try: openings of hosts that are known or were blocked."""

from .condition import asks_of_tries
from .message import TCP
from .score import CUSTOM, OTHER, SKYPE, UNKNOWN
from .there import NotThere

WATCHED = 300  # seconds after a block
KINDS = {SKYPE: {SKYPE}, CUSTOM: {CUSTOM}}


def kind(application):
    """A set's own applications are one here."""
    return min(application, CUSTOM)


class Attempts:
    def __init__(self, engine):
        self.engine = engine
        self.tried = {}  # (port, milliseconds) by who and whom
        self.blocked = {}  # second, by who and whom, and by who alone
        self.victims = {}  # likewise, kinds of applications whose flows were blocked

    def block(self, flow):
        """Not of a program that nobody looks for, nor of a connection that was guessed from others itself."""
        reason = flow.score.reason()
        if flow.score.application != UNKNOWN and not flow.score.names_own():
            return
        if flow.transport == TCP and reason and asks_of_tries(reason):
            return
        who, whom = flow.opener()[0], flow.opened()[0]
        for key in who, (who, whom):
            before = self.victims[key] if self.watched(key) else set()
            self.victims[key] = before | KINDS.get(kind(flow.score.application), {SKYPE, CUSTOM})
            self.blocked[key] = self.engine.second()
        self.engine.endpoints.take((0, who, 0))

    def watched(self, key):
        return key in self.blocked and abs(self.engine.second() - self.blocked[key]) <= WATCHED

    def tells(self, key, application):
        """Was a flow of that kind of application blocked? What speaks for other ones asks of any."""
        return self.watched(key) and (kind(application) not in KINDS or kind(application) in self.victims[key])

    def note(self, flow, message):
        """A flow opens. True if its opening is shown to signatures."""
        who, whom = flow.opener()[0], flow.opened()[0]
        if not self.engine.endpoints.known_at(who) and not self.watched(who):
            return False
        message.around = Around(self, flow)
        message.around.attempt = self.tried.get((who, whom))
        self.tried[who, whom] = flow.opened()[1], self.engine.time // 1000000
        return True


class Around:
    """What a flow's opening or first message can be asked of the host that opened it, when it is looked at."""

    def __init__(self, attempts, flow):
        self.attempts, self.engine = attempts, attempts.engine
        self.who, self.whom = flow.opener()[0], flow.opened()[0]
        self.known_for = self.engine.endpoints.known_at(self.who)
        self.attempt = None

    def knows(self, application):
        """Is an endpoint known for it? What speaks for `other` asks whether one is known at all."""
        return bool(self.known_for) if application == OTHER else application in self.known_for

    def attempt_part(self, part):
        if self.attempt is None:
            raise NotThere
        port, milliseconds = self.attempt
        return port if part == "port" else max(self.engine.time // 1000000 - milliseconds, 0)

    def block(self, part, application):
        if not self.attempts.tells(self.who, application):
            raise NotThere
        if part == "same":
            return self.attempts.tells((self.who, self.whom), application)
        return max(self.engine.second() - self.attempts.blocked[self.who], 0)
