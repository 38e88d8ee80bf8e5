#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Scores the classifier against the project's own SYNTHETIC scenarios. These figures say that the code does
what the published facts say, not how well real traffic is recognised: tests/corpus does that.

score.py TOOL SYNTH [--figures FILE] [--seeds N] [SCENARIO...]

For each scenario: Skype flows recognised, flows wrongly called Skype, activities and mechanisms other than the
scenario says. Fails below figures.tsv (scenario, Skype flows that may stay unrecognised) and activities.tsv
(scenario, activities or mechanisms that may differ). Not listed means none may."""

import argparse
import csv
import io
import pathlib
import subprocess
import sys
import tempfile

KEY = ("proto", "src", "sport", "dst", "dport")


def run(*command):
    done = subprocess.run(command, capture_output=True, timeout=300)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stderr.decode()}")
    return done.stdout.decode()


def key_of(row):
    return tuple(row[k] for k in KEY)


def play(tool, synth, scenario, seed, folder):
    """(truth rows, verdict rows by key) of one scenario."""
    pcap, truth = folder / "synthetic.pcap", folder / "synthetic.truth.csv"
    run(synth, scenario, "-o", pcap, "--truth", truth, "--seed", str(seed))
    rows = csv.DictReader(io.StringIO(run(tool, "classify", "--csv", pcap)))
    with open(truth, newline="") as f:
        return list(csv.DictReader(f)), {key_of(r): r for r in rows}


def figures_of(path):
    """{scenario: the most that may go wrong} of a file of figures."""
    with open(path) as f:
        lines = [line.split("\t") for line in f if line.strip() and not line.startswith("#")]
    return {line[0]: int(line[1]) for line in lines}


def differing(truth, found):
    """What recognised flows are called otherwise than the scenario says: (key, field, said, called)."""
    for t in truth:
        r = found.get(key_of(t), {})
        for field in ("activity", "mechanism"):
            known = t["label"] == "skype" == r.get("application") and t[field]
            if known and t[field] != r[field] and not (t[field] == "call" and r[field].startswith("call-")):
                yield key_of(t), field, t[field], r[field]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("synth")
    parser.add_argument("--figures", default=pathlib.Path(__file__).with_name("figures.tsv"))
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("scenario", nargs="*")
    options = parser.parse_args()
    allowed = figures_of(options.figures)
    apart = figures_of(pathlib.Path(__file__).with_name("activities.tsv"))
    names = options.scenario or [line.split()[0] for line in run(options.synth, "--list").splitlines()]
    unknown = (set(allowed) | set(apart)) - set(names) if not options.scenario else set()
    failed = bool(unknown)
    print("SYNTHETIC scenarios" + (f"; figures for scenarios that are not there: {sorted(unknown)}" if unknown else ""))
    for name in names:
        failed |= score(name, options, allowed.get(name, 0), apart.get(name, 0))
    return 1 if failed else 0


def score(name, options, most_missed, most_apart):
    failed = False
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
            bad = len(missed) > most_missed or len(apart) > most_apart or wrong or related or lost
            failed |= bool(bad)
            print(f"  {'BAD ' if bad else 'ok  '}{name:22} seed {seed}: {len(skype) - len(missed)} of {len(skype)} "
                  f"skype, {len(wrong)} wrong, {len(related)} related missed, "
                  f"{len(apart)} activities or mechanisms otherwise")
            for key, field, said, called in apart if len(apart) > most_apart else []:
                print(f"       {' '.join(key)}: {field} is {said}, called {called}")
            for t in (missed if len(missed) > most_missed else []) + wrong + related + lost:
                r = found.get(key_of(t), {})
                print(f"       {' '.join(key_of(t))} is {t['label']}, called {r.get('application')} "
                      f"by {r.get('signature') or 'nothing'} ({t['why']})")
    return failed


if __name__ == "__main__":
    sys.exit(main())
