# SPDX-License-Identifier: BSD-2-Clause
"""Evidence and verdict of a flow."""

from .language import ANY

UNKNOWN, OTHER, SKYPE, RELATED, CUSTOM = 0, 1, 2, 3, 16
OPEN, LIKELY, FINAL = "open", "likely", "final"
PATHS = ("none", "direct", "nat-one", "nat-both", "nat-symmetric", "relayed", "proxy")
KEPT = 4


class Score:
    def __init__(self, settings, applications):
        self.settings, self.applications = settings, applications
        self.evidence = []  # signatures, in the order they fired
        self.adopted = None  # the place among them of the one that fired on the flow's endpoint or host
        self.sums = {}  # by application
        self.version = None
        self.application, self.stage, self.decided = UNKNOWN, OPEN, 0
        self.activity = self.mechanism = "none"

    # ---- evidence ----

    def fired(self):
        """What fired on the flow itself."""
        return [s for place, s in enumerate(self.evidence) if place != self.adopted]

    def fired_for(self, application):
        return min(sum(s.weight for s in self.fired() if self.applications[s.application] == application), 100)

    def room(self, signature):
        """A flow keeps four signatures that fired, and of a set's own applications the sum of one."""
        application = self.applications[signature.application]
        rivals = [a for a in self.sums if a >= CUSTOM and a != application]
        claim = self.fired_for(application) + signature.weight
        if application >= CUSTOM and any(self.sums[a] >= claim for a in rivals):
            return False
        return len(self.evidence) < KEPT

    def keep(self, signature):
        application = self.applications[signature.application]
        before = self.fired_for(application)
        self.evidence.append(signature)
        if application >= CUSTOM:
            self.sums.setdefault(application, before)
            self.sums = {a: sum for a, sum in self.sums.items() if a < CUSTOM or a == application}
        return application

    def add(self, signature, version):
        """A signature fires; returns what stands for its application now."""
        application = self.keep(signature)
        self.sums[application] = min(self.sums.get(application, 0) + signature.weight, 100)
        if version:
            self.version = version
            self.sums[application] = 100
        return self.sums[application]

    def adopt(self, signature, worth):
        """What its endpoint is known for stands in place of less; it is never enough to be final."""
        self.adopted = len(self.evidence)
        application = self.keep(signature)
        self.sums[application] = min(worth, self.settings["final"] - 1)
        return self.sums[application]

    # ---- who is ahead, and why ----

    def rank(self, application):
        """Level applications: the more telling one is ahead."""
        return (self.sums.get(application, 0), application == SKYPE, application == RELATED, application >= CUSTOM)

    def ahead(self):
        return max([SKYPE, *self.sums], key=self.rank)

    def confidence(self):
        return self.sums.get(self.ahead(), 0)

    def stage_of(self, sum):
        return FINAL if sum >= self.settings["final"] else LIKELY if sum >= self.settings["likely"] else OPEN

    def certain(self):
        return self.stage_of(self.confidence()) == FINAL

    def strongest(self, signatures):
        """For whoever is ahead the heaviest, and of equals the first."""
        mine = [s for s in signatures if self.applications[s.application] == self.ahead()]
        return max(mine, key=lambda s: s.weight, default=None)

    def own_sum(self):
        return sum(s.weight for s in self.fired() if self.applications[s.application] == self.ahead())

    def proves_itself(self):
        return self.own_sum() >= self.settings["likely"]

    def reason(self):
        """What the flow proves by itself goes before what its endpoint is known for."""
        return self.strongest(self.fired() if self.proves_itself() else self.evidence)

    def settle(self, packets, mechanism_of):
        """Brings the verdict in line; true if it changed."""
        before = (self.application, self.activity, self.mechanism, self.stage)
        most = self.settings["final"] - 1
        if self.adopted is not None and not self.version and self.own_sum() <= most < self.confidence():
            self.sums[self.ahead()] = most
        if self.stage_of(self.confidence()) == OPEN:
            return False
        self.stage = self.stage_of(self.confidence())
        if self.application != self.ahead():
            self.decided = packets
        self.application = self.ahead()
        use = self.strongest(self.fired()) or self.reason()
        self.activity, self.mechanism = use.activity, mechanism_of(use)
        return before != (self.application, self.activity, self.mechanism, self.stage)

    # ---- more of the verdict ----

    def names_own(self):
        """Is it Skype's, or an application's that the set names?"""
        return self.application == SKYPE or self.application >= CUSTOM

    def path(self, seen):
        """The most telling; seen: what addresses, endpoints and the way through a proxy show."""
        if not self.names_own():
            return "none"
        relayed = ["relayed"] if self.relayed() else []
        return max(seen + relayed, key=PATHS.index, default="none")

    def relayed(self):
        return self.mechanism in ("udp-relayed", "turn") or self.activity == "relayed"

    def era(self):
        if self.version:
            return self.version, self.version
        return self.reason().era if self.reason() else ((ANY,) * 4, (ANY,) * 4)
