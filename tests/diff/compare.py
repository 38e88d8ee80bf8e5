# SPDX-License-Identifier: BSD-2-Clause
"""The library against the naive evaluator: captures, scenarios, and all made up. Each part gives a Report."""

import random

from case import Case
from cases.crowds import Crowd, counting_set
from cases.flows import flows
from cases.mutate import damaged
from cases.sets import changed, random_set
from cases.witness import messages_of
from naive.language import Wrong
from tools import Report

BUFFERS = {"stream_buffers": 4096}


def compare(tools, report, cases):
    """(name, case) pairs: library against evaluator."""
    if not cases:
        return
    names, cases = zip(*cases)
    heard = tools.hear(*cases)
    report.heard(cases, heard)
    if len(heard) < len(cases):
        report.differs(names[len(heard) - 1], "the player broke down", cases[len(heard) - 1])
    for name, case, said in zip(names, cases, heard):
        if said.refused:
            refused(report, name, case, said)
            continue
        difference = case.difference(said)
        if difference and by_chance(tools, case):
            report.counts["by chance"] += 1
        elif difference:
            report.differs(name, difference, case)


def by_chance(tools, case):
    """The library tells peers by hashes: two that look like one have another hash with another seed."""
    return not disagrees(tools, Case(case.text, case.calls, dict(case.options, hash_seed=1)))


def disagrees(tools, case):
    """Do library and evaluator say different things of a case?"""
    heard = tools.hear(case)
    try:
        return len(heard) != 1 or (not heard[0].refused and case.difference(heard[0]) is not None)
    except (Wrong, LookupError, StopIteration):
        return False


def refused(report, name, case, said):
    report.counts["refused"] += 1
    if not said.too_large() and not name.startswith("changed"):
        report.differs(name, said.errors[0], case)


# ---- captures and scenarios ----

def captures(tools, paths, options):
    report = Report("captures")
    cases = [(path, Case(tools.text, tools.calls_of(path), dict(BUFFERS, **options))) for path in paths]
    compare(tools, report, [(name, case) for name, case in cases if case.calls])
    return report


def scenarios(tools, names, seeds, scratch):
    report, cases = Report("scenarios"), []
    for name in names:
        for seed in seeds:
            calls = tools.scenario(name, seed, scratch)
            cases.append((f"scenario {name} {seed}", Case(tools.text, calls, BUFFERS)))
    compare(tools, report, cases)
    return report


def changed_sets(tools, names, seeds, scratch):
    """Other sets like the library's own, over scenarios that were damaged."""
    report, cases = Report("changed sets"), []
    for name in names:
        for seed in seeds:
            rng = random.Random(f"{name} {seed}")
            calls = damaged(rng, tools.scenario(name, 1 + seed % 3, scratch))
            cases.append((f"changed {name} {seed}", Case(changed(rng, tools.text), calls, BUFFERS)))
    compare(tools, report, cases)
    return report


def sets_on_captures(tools, paths, seeds):
    """Random sets over real traffic."""
    report, cases = Report("random sets on captures"), []
    for path in paths:
        calls = tools.calls_of(path)
        messages = messages_of(calls)
        for seed in seeds if messages else ():
            rng = random.Random(f"{path.rpartition('/')[2]} {seed}")
            cases.append((f"{path} {seed}", Case(random_set(rng, messages, 20), calls, dict(BUFFERS, max_endpoints=0))))
    compare(tools, report, cases)
    return report


# ---- all made up ----

def random_options(rng):
    """Mostly those of an engine that is not told."""
    options = {} if rng.random() < 0.5 else {"max_endpoints": 0}
    if rng.random() < 0.15:
        options["likely"] = rng.choice((1, 20, 50, 69))
        options["final"] = rng.choice((70, 90, 100))
    if rng.random() < 0.1:
        options["udp_budget"] = options["tcp_budget"] = rng.choice((1, 2, 5, 1000))
    return options


def random_sets(tools, seeds):
    report, cases = Report("random sets"), []
    for seed in seeds:
        rng = random.Random(seed)
        calls = flows(rng, rng.choice((1, 2, 4)))
        messages = messages_of(calls)
        if messages:
            text = random_set(rng, messages, rng.choice((1, 3, 8, 30)))
            cases.append((f"random {seed}", Case(text, calls, random_options(rng))))
    compare(tools, report, cases)
    return report


def crowds(tools, seeds):
    report, cases = Report("endpoints and hosts"), []
    for seed in seeds:
        rng = random.Random(seed)
        calls = Crowd(rng).calls()
        messages = messages_of(calls)
        if messages:
            cases.append((f"crowd {seed}", Case(counting_set(rng, messages), calls)))
    compare(tools, report, cases)
    return report
