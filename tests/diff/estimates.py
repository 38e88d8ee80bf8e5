# SPDX-License-Identifier: BSD-2-Clause
"""What the library only estimates: many peers, and whether values are new. It must be about right."""

import random

from case import Case
from tools import Report

SECOND = 10**9
BEGIN = 10**18
SIGNATURE = """signature s1 {{
    id 1
    transport udp
    scope endpoint
    era any
    mechanism none
    activity none
    source "made up"
    proof "made up"
    packet len == 7
    {}
    weight 90
}}"""


def calls_for(rng, count, fourth):
    """One endpoint sends a message to each of so many peers, one after the other."""
    calls = []
    for place in range(count):
        peer = f"cb{rng.randrange(2**24):06x} {rng.randrange(1024, 65536)}"
        calls += [f"open {place} udp 4 0a00000b 40000 {peer}",
                  f"feed {place} > {BEGIN + place * SECOND // 100} 7 0 0 0 000102{fourth(place):08x}", f"close {place}"]
    return calls


def known_after(said, count):
    """So many messages it took; one more than there were: it was not enough."""
    times = [int(line.split()[-1]) for line in said.lines if line.startswith("endpoint")]
    return (times[0] - BEGIN) // (SECOND // 100) + 1 if times else count + 1


def many_peers(tools, seeds):
    """So many peers more or less."""
    report = Report("estimates")
    for seed in seeds:
        rng = random.Random(seed)
        number = rng.randrange(7, 151)
        case = Case(SIGNATURE.format(f"count {number} peers within 3600 seconds"),
                    calls_for(rng, 2 * number + 20, lambda _: 0))
        said, = tools.hear(case)
        report.heard([case], [said])
        needed = known_after(said, 2 * number + 20)
        if not 0.6 * number - 2 <= needed <= 1.5 * number + 2:
            report.differs(f"estimate {seed}", f"{number} peers were told after {needed}", case)
    return report


def fresh_values(tools, seeds):
    """Three of the last four must be new: all of them always are enough, one value never is. Chance may hide one."""
    report, late = Report("fresh values"), 0
    for seed in seeds:
        rng = random.Random(seed)
        number, one = rng.randrange(3, 7), rng.randrange(2**32)
        text = SIGNATURE.format(f"count {number} peers within 3600 seconds\n    fresh u32[3]")
        new = Case(text, calls_for(rng, number, lambda _: rng.randrange(2**32)))
        same = Case(text, calls_for(rng, number, lambda _: one))
        half = Case(text, calls_for(rng, 6, lambda place: one + place // 2))  # two of the last four
        said = tools.hear(new, same, half)
        report.heard([new, same, half], said)
        late += known_after(said[0], number) > number
        if known_after(said[1], number) <= number:
            report.differs(f"fresh {seed}", "one value again and again is called new", same)
        if number == 6 and known_after(said[2], 6) <= 6:
            report.differs(f"fresh {seed}", "two values of four are called new", half)
    if late > 1 + len(seeds) // 1000:
        report.differs("fresh", f"{late} of {len(seeds)} with new values only did not fire", new)
    return report
