#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Scores the classifier against the project's own SYNTHETIC scenarios. These figures say that the code does
what the published facts say, not how well real traffic is recognised: tests/corpus does that.

score.py TOOL SYNTH [--figures FILE] [--seeds N] [SCENARIO...]

For each scenario: Skype flows recognised, flows wrongly called Skype, and what is called otherwise than the
scenario says: activity, mechanism, role, path, place in the chain of attempts, begin, end and rate of a call.
Scenarios with attempts are played against a firewall that blocks what it recognises. Fails when anything is
otherwise, or more Skype flows stay unrecognised than figures.tsv allows (scenario, how many, why)."""

import argparse
import csv
import io
import pathlib
import subprocess
import sys
import tempfile

CALL_WITHIN = 4  # seconds
RATE_WITHIN = 0.25
KEY = ("proto", "src", "sport", "dst", "dport")


def run(*command):
    """What a program prints. A negative exit status is the signal that ended it."""
    words = " ".join(map(str, command))
    try:
        done = subprocess.run(command, capture_output=True, timeout=300)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SystemExit(f"BAD {words}: {error}")
    if done.returncode:
        raise SystemExit(f"BAD {words}: exit {done.returncode}\n{done.stderr.decode()}")
    return done.stdout.decode()


def key_of(row):
    return tuple(row[k] for k in KEY)


def play(tool, synth, scenario, seed, folder):
    """(truth rows, verdict rows by key) of one scenario."""
    pcap, truth = folder / "synthetic.pcap", folder / "synthetic.truth.csv"
    run(synth, scenario, "-o", pcap, "--truth", truth, "--seed", str(seed))
    with open(truth, newline="") as f:
        said = list(csv.DictReader(f))
    blocked = ["--blocked"] if any(t["attempt"] for t in said) else []
    rows = csv.DictReader(io.StringIO(run(tool, "classify", "--csv", "--repeatable", *blocked, pcap)))
    return said, {key_of(r): r for r in rows}


def figures_of(path):
    """{scenario: the most that may go wrong} of a file of figures."""
    with open(path) as f:
        lines = [line.split("\t") for line in f if line.strip() and not line.startswith("#")]
    return {line[0]: int(line[1]) for line in lines}


def agrees(field, said, called):
    """Is what a flow is called what the scenario says, which may leave it open?"""
    if field == "attempt":  # the first try of a chain is what is blocked; the library counts those after it
        return called == (str(int(said) - 1) if int(said or 0) > 1 else "")
    if not said or said == called:
        return True
    if field in ("call_start", "call_end"):
        return bool(called) and abs(float(said) - float(called)) <= CALL_WITHIN
    if field == "rate":
        return bool(called) and abs(float(said) - float(called)) <= RATE_WITHIN * float(said)
    return field == "activity" and said == "call" and called.startswith("call-")


def differing(truth, found):
    """What recognised flows are called otherwise than the scenario says: (key, field, said, called)."""
    for t in truth:
        r = found.get(key_of(t), {})
        if t["label"] != "skype" or r.get("application") != "skype":
            continue
        call = t["activity"].startswith("call") or (t["activity"] == "relayed" and "file" not in t["why"])
        fields = ["activity", "mechanism", "role", "path", "attempt"]
        for field in fields + (["call_start", "call_end"] if call else []) + ["rate"]:
            said = t["rate_bytes_per_s" if field == "rate" else field]
            if not agrees(field, said, r[field]):
                yield key_of(t), field, said, r[field]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("synth")
    parser.add_argument("--figures", default=pathlib.Path(__file__).with_name("figures.tsv"))
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("scenario", nargs="*")
    options = parser.parse_args()
    allowed = figures_of(options.figures)
    names = options.scenario or [line.split()[0] for line in run(options.synth, "--list").splitlines()]
    unknown = set(allowed) - set(names) if not options.scenario else set()
    failed = bool(unknown)
    print("SYNTHETIC scenarios" + (f"; figures for scenarios that are not there: {sorted(unknown)}" if unknown else ""))
    bad = [line for name in names for line in score(name, options, allowed.get(name, 0))]
    if bad:
        print("what is otherwise:", *bad, sep="\n")
    return 1 if failed or bad else 0


def score(name, options, most_missed):
    """Prints a line for each seed; returns those that are bad, with what is otherwise: logs show their end."""
    told = []
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(1, options.seeds + 1):
            truth, found = play(options.tool, options.synth, name, seed, pathlib.Path(folder))
            skype = [t for t in truth if t["label"] == "skype"]
            missed = [t for t in skype if found.get(key_of(t), {}).get("application") != "skype"]
            wrong = [t for t in truth if t["label"] != "skype" and
                     found.get(key_of(t), {}).get("application") == "skype"]
            related = [t for t in truth if t["label"] == "skype-related" and
                       found.get(key_of(t), {}).get("application") != "skype-related"]
            lost = [t for t in truth if key_of(t) not in found]
            apart = list(differing(truth, found))
            bad = len(missed) > most_missed or apart or wrong or related or lost
            line = (f"  {'BAD ' if bad else 'ok  '}{name:22} seed {seed}: {len(skype) - len(missed)} of {len(skype)} "
                    f"skype, {len(wrong)} wrong, {len(related)} related missed, {len(lost)} not there, "
                    f"{len(apart)} facts otherwise")
            print(line)
            told += [line] if bad else []
            for key, field, said, called in apart:
                told.append(f"       {' '.join(key)}: {field} is {said or None}, called {called or None}")
            for t in (missed if len(missed) > most_missed else []) + wrong + related + lost:
                r = found.get(key_of(t), {})
                told.append(f"       {' '.join(key_of(t))} is {t['label']}, called {r.get('application')} "
                            f"by {r.get('signature') or 'nothing'} ({t['why']})")
    return told


if __name__ == "__main__":
    sys.exit(main())
