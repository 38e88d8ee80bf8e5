#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The library against a second, naive evaluator of the signature language, and against itself.

differ.py [--long] [--seed N] [--jobs N] [--captures FOLDER | --case FILE] PLAY CAPTURE SYNTH SIGNATURES...

Without --captures: scenarios, random flows, random and changed sets, endpoints, segments. With it: captures, and random
sets over them. Prints the first differences, each as small as it can be made. Exit status: 0 none, 1 some, 77 no
captures there."""

import argparse
import concurrent.futures
import os
import pathlib
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # the tree stays clean

import alike
import compare
import estimates
from case import Case
from shrink import shrunk
from tools import Report, Tools

ENDINGS = {".pcap", ".pcapng", ".cap", ".trace"}
SHOWN = 3  # differences of each part that are made small
CHUNK = 100
OF_NEGATIVES = 5  # every so many-th is in the sample


def chunks(first, count):
    return [range(at, min(at + CHUNK, first + count)) for at in range(first, first + count, CHUNK)]


def jobs_made_up(tools, options, scratch):
    """(function, arguments) of all that needs no captures."""
    first, many = options.seed, 20 if options.long else 1
    for part, count in ((compare.random_sets, 1800), (compare.crowds, 2000), (alike.segments, 800),
                        (alike.amid_others, 250), (alike.without_index, 400)):
        for seeds in chunks(first, count * many):
            yield part, (tools, seeds)
    yield estimates.many_peers, (tools, range(first, first + 10 * many))
    yield estimates.fresh_values, (tools, range(first, first + 20 * many))
    for name in tools.scenario_names():
        yield compare.scenarios, (tools, [name], range(1, 1 + many), scratch)
        yield compare.changed_sets, (tools, [name], range(first, first + many), scratch)
        yield alike.scenario_segments, (tools, [name], range(first, first + many), scratch)


def jobs_on_captures(tools, options, folder):
    paths = sorted(str(path) for path in folder.rglob("*") if path.suffix in ENDINGS)
    sample = paths if options.long else [path for place, path in enumerate(paths)
                                         if place % OF_NEGATIVES == 0 or f"{os.sep}skype{os.sep}" in path]
    for at in range(0, len(sample), 20):
        some, seeds = sample[at:at + 20], range(options.seed, options.seed + (4 if options.long else 1))
        yield compare.captures, (tools, some, {})
        yield compare.sets_on_captures, (tools, some, seeds)
        yield alike.interleaved, (tools, some[::1 if options.long else 2], seeds)
        if options.long:
            yield compare.captures, (tools, some, {"max_endpoints": 0})


def run(jobs, workers):
    """Reports of all jobs, joined by part."""
    joined = {}
    with concurrent.futures.ProcessPoolExecutor(workers) as pool:
        for future in [pool.submit(function, *arguments) for function, arguments in jobs]:
            report = future.result()
            joined.setdefault(report.part, Report(report.part)).add(report)
    return joined.values()


def silent(reports):
    """A part in which nothing fired has compared nothing."""
    parts = [report.part for report in reports if not report.counts["fired"]]
    if parts:
        print("NOTHING FIRED in " + ", ".join(parts))
    return parts


def judge(tools, reports):
    for report in reports:
        counts = ", ".join(f"{count} {name}" for name, count in report.counts.items())
        print(f"{report.part}: {counts}; {len(report.found) or 'no'} differences")
    for report in reports:
        for found in report.found[:SHOWN]:
            print("\n" + explained(tools, *found), flush=True)
    return any(report.found for report in reports)


def explained(tools, name, difference, case):
    """Text of a difference, its case as small as it can be made."""
    text = [f"DIFFERENCE in {name}", f"  {difference}", ""]
    if not compare.disagrees(tools, case):
        return "\n".join([*text, case.script()])
    case = shrunk(case, lambda smaller: compare.disagrees(tools, smaller))
    return "\n".join([*text, "# the smallest case that differs; play it with --case", case.script(),
                      "# the library says", *tools.hear(case)[0].lines, "# the evaluator says", *case.expected(), ""])


def play_case(tools, path):
    report = Report(path)
    compare.compare(tools, report, [(path, Case.read(pathlib.Path(path).read_text()))])
    return int(judge(tools, [report]))


def folder_of_captures(options):
    folder = pathlib.Path(os.environ.get("SKYPEDPI_CAPTURES", options.captures))
    if not folder.is_dir():
        print(f"no captures at {folder}: set SKYPEDPI_CAPTURES to compare over real traffic. SKIPPED")
        sys.exit(77)
    return folder


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("player")
    parser.add_argument("capture")
    parser.add_argument("synth")
    parser.add_argument("signatures", nargs="+")
    parser.add_argument("--captures")
    parser.add_argument("--case")
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    options = parser.parse_args()
    tools, begin = Tools(options.player, options.capture, options.synth, options.signatures), time.time()
    if options.case:
        return play_case(tools, options.case)
    with tempfile.TemporaryDirectory() as scratch:
        jobs = (jobs_on_captures(tools, options, folder_of_captures(options)) if options.captures
                else jobs_made_up(tools, options, scratch))
        reports = list(run(jobs, options.jobs))
    print(f"{time.time() - begin:.0f} s, seed {options.seed}")
    return int(judge(tools, reports) or bool(silent(reports)))


if __name__ == "__main__":
    sys.exit(main())
