# SPDX-License-Identifier: BSD-2-Clause
"""What must not change what the library says, whatever that is: how segments are cut, ordered and repeated, what other
flows there are, and what the index knows. No evaluator is asked."""

import collections
import random

from case import Case, first_difference
from cases.blocks import blind
from cases.crowds import Crowd, counting_set
from cases.flows import SYN, conversation, flows, shuffled
from cases.segments import Segment, cut, in_order, reordered, repeated, still, turns
from cases.sets import monotone_set, random_set
from cases.witness import messages_of
from tools import Report

PATIENT = {"max_endpoints": 0, "tcp_budget": 60000}
BUFFERS = {"stream_buffers": 4096}
WHOLE_FROM = 256  # bytes of a turn that signatures look at, but for TLS and HTTP


def alike(tools, report, name, case, other, lines_of):
    """Two cases of which the same must be said, as far as lines_of(said) goes."""
    heard = tools.hear(case, other)
    if any(said.refused for said in heard):
        return
    report.heard((case, other), heard)
    one, two = map(lines_of, heard)
    difference = first_difference(two, one)
    if difference:
        report.differs(name, difference, other)


# ---- segments ----

def told(said):
    """What fired and the last word, without times and numbers of packets."""
    words = [line.split() for line in said.lines]
    fired = [" ".join(w[:3] + w[5:]) for w in words if w[0] == "fired"]
    return fired + [" ".join(w[:8] + w[10:]) for w in words if w[0] == "closed"]


def ids(said):
    return [line.split()[2] for line in said.lines if line.startswith("fired ")]


def replay(case, segments):
    return Case(case.text, [case.calls[0], *(one.call() for one in segments), case.calls[-1]], case.options)


def segments(tools, seeds):
    """Order, repeats and overlaps change nothing; what holds on a whole turn still fires when it comes in pieces."""
    report = Report("segments")
    for seed in seeds:
        rng = random.Random(f"segments {seed}")
        case, whole = clean_case(rng)
        if not case:
            continue
        pieces = cut(rng, whole)
        variants = {"in order": pieces, "reordered": reordered(rng, pieces), "repeated": repeated(rng, pieces),
                    "overlapping": overlapping(rng, pieces)}
        cases = [replay(case, some) for some in (whole, *variants.values())]
        uncut, *heard = tools.hear(*cases)
        report.heard(cases, [uncut, *heard])
        for name, said, variant in zip(variants, heard, cases[1:]):
            difference = first_difference(told(said), told(heard[0]))
            if difference:
                report.differs(f"segments {seed}, {name}", difference, variant)
        lost = [one for one in ids(uncut) if one not in ids(heard[0])]
        if lost:
            report.differs(f"segments {seed}, cut", f"signatures {lost} do not fire any more", cases[1])
    return report


def overlapping(rng, pieces):
    """Each repeats something of the one before it."""
    out = []
    for one in pieces:
        before = out[-1] if out else None
        if before and before.side == one.side and one.data and before.data and \
                (before.sequence + len(before.data)) % 2**32 == one.sequence:
            back = rng.randrange(len(before.data) + 1)
            again = Segment(one.call())
            again.sequence, again.data = one.sequence - back, before.data[len(before.data) - back:] + one.data
            one = again
        out.append(one)
    return out


def clean_case(rng):
    """A conversation as it was sent, and a set that never has enough of it."""
    talk, calls = conversation(rng), ["open 0 tcp 4 c0000207 40000 0a00000b 443"]
    for place, (side, sequence, data, acknowledgement, flags) in enumerate(talk.segments):
        calls.append(f"feed 0 {'<' if side else '>'} {10**18 + place * 10**8} {len(data)} {sequence % 2**32} "
                     f"{acknowledgement % 2**32} {flags} {data.hex() or '-'}")
    whole = still([Segment(call) for call in calls[1:]])
    calls = [calls[0], *(one.call() for one in whole), "close 0"]
    begins = whole and whole[0].flags & SYN  # where it begins nobody knows else
    short = all(sum(len(one.data) for one in turn) < WHOLE_FROM for turn in turns(whole))
    messages = messages_of(calls) if begins and short else []
    return (Case(monotone_set(rng, messages), calls, PATIENT), whole) if messages else (None, None)


def scenario_segments(tools, names, seeds, scratch):
    """What the library's own set finds uncut it finds however it was cut."""
    report = Report("segments of scenarios")
    for name in names:
        for seed in seeds:
            rng = random.Random(f"{name} {seed}")
            for flow in tcp_flows(tools.scenario(name, 1, scratch)):
                check_scenario(tools, report, f"{name} {seed}", rng, flow)
    return report


def by_flow(calls):
    flows_of = collections.defaultdict(list)
    for call in calls:
        flows_of[call.split()[1]].append(call)
    return flows_of


def tcp_flows(calls):
    """Calls of each TCP flow that was seen from its SYN on, and whole."""
    return [calls for calls in by_flow(calls).values()
            if " tcp " in calls[0] and in_order([Segment(call) for call in calls[1:-1]])]


def check_scenario(tools, report, name, rng, calls):
    whole = [Segment(call) for call in calls[1:-1]]
    case = Case(tools.text, calls, PATIENT)
    pieces = cut(rng, whole)
    variants = [whole, pieces, cut(rng, whole, 7), reordered(rng, pieces), repeated(rng, pieces)]
    cases = [replay(case, variant) for variant in variants]
    heard = tools.hear(*cases)
    report.heard(cases, heard)
    verdicts = [verdict(said.lines) for said in heard]
    for variant, found in zip(cases, verdicts):
        if verdicts[0][0] != "0" and found != verdicts[0]:
            report.differs(f"segments of {name}", (found, verdicts[0]), variant)


def verdict(lines):
    """Application and mechanism."""
    words = next(line.split() for line in lines if line.startswith("closed "))
    return words[2], words[4]


# ---- other flows ----

def without_times(line):
    words = line.split()
    return " ".join(words[:4] + words[5:]) if words[0] == "fired" else line


def flow_by_flow(said):
    """All lines, those of each flow together; of endpoints nothing."""
    lines = [without_times(line) for line in said.lines if not line.startswith(("endpoint", "shown"))]
    return sorted(lines, key=lambda line: int(line.split()[1]))


def interleaved(tools, paths, seeds):
    """Where nothing is learned from other flows, it does not matter how they are mixed."""
    report, options = Report("interleaved"), dict(BUFFERS, max_endpoints=0)
    for path in paths:
        calls = tools.calls_of(path)
        for seed in seeds if calls else ():
            mixed = shuffled(random.Random(seed), list(by_flow(calls).values()))
            alike(tools, report, f"interleaved {path} {seed}", Case(tools.text, calls, options),
                  Case(tools.text, mixed, options), flow_by_flow)
    return report


OTHERS = 1000  # the number of the first flow that is elsewhere


def amid_others(tools, seeds):
    """What is learned of some hosts does not depend on what others do at the same time."""
    report = Report("amid other flows")
    for seed in seeds:
        rng = random.Random(f"amid {seed}")
        calls = Crowd(rng).calls()
        messages = messages_of(calls)
        if not messages:
            continue
        others = list(map(elsewhere, flows(rng, 4)))
        text = counting_set(rng, messages)
        mixed = at_times_of_ours(shuffled(rng, [calls, others]), done_after(*tools.hear(Case(text, calls))))
        alike(tools, report, f"amid {seed}", Case(text, calls), Case(text, mixed), of_ours)
    return report


def elsewhere(call):
    """The same between other hosts, as another flow."""
    words = call.split()
    words[1] = str(int(words[1]) + OTHERS)
    if words[0] == "open":
        words[4], words[6] = "64" + words[4][2:], "64" + words[6][2:]
    return " ".join(words)


def done_after(said):
    """Packets of each flow until it was done."""
    return {words[1]: int(words[2]) for words in map(str.split, said.lines) if words[0] == "done"}


def at_times_of_ours(calls, done):
    """Those elsewhere happen when the engine looked at something here: at no packet of a flow that is done."""
    out, time, fed = [], "0", collections.Counter()
    for words in map(str.split, calls):
        if words[0] == "feed" and int(words[1]) < OTHERS:
            fed[words[1]] += 1
            if fed[words[1]] <= done.get(words[1], fed[words[1]]):
                time = words[3]
        elif words[0] == "feed":
            words[3] = time
        out.append(" ".join(words))
    return out


def of_ours(said):
    """Lines of the flows and endpoints here."""
    return [without_times(line) for line in said.lines
            if not line.startswith("shown") and not is_elsewhere(line.split())]


def is_elsewhere(words):
    return words[2].startswith("64") if words[0] == "endpoint" else int(words[1]) >= OTHERS


# ---- the index ----

def fired(said):
    return [line for line in said.lines if line.startswith("fired ")]


def without_index(tools, seeds):
    """Conditions of which the index can know nothing hold on the same messages."""
    report = Report("without index")
    for seed in seeds:
        rng = random.Random(f"index {seed}")
        calls = flows(rng, rng.choice((1, 2)))
        messages = messages_of(calls)
        if messages:
            text = random_set(rng, messages, 8)
            alike(tools, report, f"index {seed}", Case(blind(text), calls, PATIENT), Case(text, calls, PATIENT), fired)
    return report
