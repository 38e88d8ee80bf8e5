# SPDX-License-Identifier: BSD-2-Clause
"""A case: a set, options and calls; what the library and the naive evaluator say of it."""

import subprocess

from naive.engine import Engine
from naive.language import read_set

BUDGET = 0x20  # a flag of verdicts
NEVER = "601"  # codes of findings
LIMITS = ("421", "422")  # instructions, values on the stack


class Case:
    def __init__(self, text, calls, options=None):
        self.text, self.calls = text, calls
        self.options = dict(options or {})

    def script(self):
        """What diff-play reads."""
        text = self.text.rstrip("\n") + "\n"
        return "".join([f"set {text.count(chr(10))}\n", text,
                        *(f"option {name} {value}\n" for name, value in self.options.items()),
                        *(call + "\n" for call in self.calls), "end\n"])

    @staticmethod
    def read(script):
        """A case from what script() wrote."""
        lines = [line for line in script.splitlines() if line and not line.startswith("#")]
        count = int(lines[0].split()[1])
        options = {words[1]: int(words[2]) for words in map(str.split, lines[1 + count:]) if words[0] == "option"}
        calls = [line for line in lines[1 + count:] if not line.startswith("option ") and line != "end"]
        return Case("\n".join(lines[1:1 + count]), calls, options)

    def expected(self, gave_up=None, patient=False):
        engine = Engine(read_set(self.text.encode()), self.options.items(), gave_up, patient)
        for call in self.calls:
            engine.play(call)
        return engine.lines

    def id_of(self, name):
        return read_set(self.text.encode()).named(name).id

    def difference(self, heard):
        """(heard, expected) where both part, or None. Where the library gave up a flow before its budget was used,
        nothing may have been lost by it."""
        for name in heard.never():
            if any(line.split()[2] == str(self.id_of(name)) for line in heard.lines if line.startswith("fired ")):
                return f"{name} fired", "it was said that no message can meet its condition"
        gave_up = gave_up_early(heard.lines)
        expected = self.expected(gave_up)
        if gave_up:
            lost = first_difference(evidence(expected), evidence(self.expected(gave_up, patient=True)))
            if lost:
                return f"gave up, or {lost[0]}", lost[1]
        return first_difference(heard.lines, expected)


class Heard:
    """What the library said of a case."""

    def __init__(self, lines):
        self.refused = "refused" in lines
        self.errors = [line for line in lines if line.startswith("error ")]
        self.warnings = [line for line in lines if line.startswith("warning ")]
        self.lines = [line for line in lines if not line.startswith(("error ", "warning ", "compiled", "refused"))]

    def never(self):
        """Names of signatures that were said never to fire."""
        return [line.split()[3] for line in self.warnings if line.split()[1] == NEVER]

    def too_large(self):
        """Was it refused for a limit of the language that cannot be foreseen?"""
        return all(line.split()[1] in LIMITS for line in self.errors)


def listen(player, cases):
    """What the library says of each case; a program that breaks down says so in place of the rest."""
    done = subprocess.run([player], input="".join(case.script() for case in cases).encode(), capture_output=True)
    parts, heard = done.stdout.decode("utf-8", "replace").split("end\n"), []
    for part in parts[:-1]:
        heard.append(Heard(part.splitlines()))
    if done.returncode:
        heard.append(Heard([*parts[-1].splitlines(), f"broke down: {done.returncode}",
                            *done.stderr.decode("utf-8", "replace").splitlines()]))
    return heard


def evidence(lines):
    """What fired on messages and what endpoints were told, without times."""
    words = [line.split() for line in lines]
    return [" ".join(w[:4] if w[0] == "fired" else w[:8]) for w in words
            if w[0] == "endpoint" or (w[0] == "fired" and w[6] != "0")]


def gave_up_early(lines):
    """Flows whose verdict says so, and after how many packets."""
    words = [line.split() for line in lines]
    spent = {w[1] for w in words if w[0] == "told" and int(w[10], 16) & BUDGET}
    return {int(w[1]): int(w[2]) for w in words if w[0] == "done" and w[1] in spent}


def first_difference(heard, expected):
    """The first line that differs: (heard, expected), or None."""
    for ours, theirs in zip(heard, expected):
        if ours != theirs:
            return ours, theirs
    longer = max(heard, expected, key=len)
    if len(heard) == len(expected):
        return None
    line = longer[min(len(heard), len(expected))]
    return (line, "nothing") if longer is heard else ("nothing", line)
