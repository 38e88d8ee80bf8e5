# SPDX-License-Identifier: BSD-2-Clause
"""What all parts of the test share: the programs it runs, the library's own set, and reports."""

import collections
import os
import re
import subprocess

from case import listen

ESTIMATED = re.compile(r"(?ms)^signature [\w-]+ \{[^}]*^    count (?:[7-9]|\d\d+) peers.*?^\}\n")


class Tools:
    """The programs, and the set the library carries."""

    def __init__(self, player, capture, synth, signatures):
        self.player, self.capture, self.synth = player, capture, synth
        text = "".join(open(path, encoding="utf-8").read() for path in signatures)
        # what the evaluator has no second version of: detectors in C, and what is estimated
        text = re.sub(r"(?m)^    fresh .*\n", "", re.sub(r'native "[\w-]+"', 'native "third"', text))
        self.text = ESTIMATED.sub("", text)

    def calls_of(self, path):
        """The calls for the flows of a capture; none if it cannot be read."""
        done = subprocess.run([self.capture, path], capture_output=True)
        return done.stdout.decode().splitlines()

    def scenario(self, name, seed, scratch):
        path = f"{scratch}/{name}-{seed}-{os.getpid()}.pcap"  # others may make the same one at this moment
        subprocess.run([self.synth, name, "-o", path, "--seed", str(seed)], check=True, capture_output=True)
        return self.calls_of(path)

    def scenario_names(self):
        listed = subprocess.run([self.synth, "--list"], check=True, capture_output=True).stdout.decode()
        return [line.split()[0] for line in listed.splitlines() if line.strip()]

    def hear(self, *cases):
        """What the library says of each."""
        return listen(self.player, cases)


class Report:
    """What a part of the test did, and the differences it found."""

    def __init__(self, part):
        self.part, self.counts, self.found = part, collections.Counter(), []

    def heard(self, cases, said):
        self.counts["cases"] += len(cases)
        self.counts["calls"] += sum(len(case.calls) for case in cases)
        self.counts["fired"] += sum(line.startswith("fired ") for one in said for line in one.lines)

    def differs(self, name, difference, case):
        self.found.append((name, difference, case))

    def add(self, other):
        self.counts.update(other.counts)
        self.found += other.found
