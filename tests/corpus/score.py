#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Scores the classifier against real captures.

score.py TOOL CAPTURES [--figures FILE] [--jobs N] [--list]

CAPTURES holds skype/*.{cap,pcap} with NAME.truth.csv beside each, and negative/ with captures without
Skype. Prints recall, precision and packets-to-decision per capture and signature, and fails below the
figures of figures.tsv. Exit status: 0 good, 1 a figure is missed, 77 no captures."""

import argparse
import collections
import concurrent.futures
import csv
import io
import os
import pathlib
import subprocess
import sys

KEY = ("proto", "src", "sport", "dst", "dport")
CAPTURE_ENDINGS = {".pcap", ".pcapng", ".cap", ".trace"}


def classify(tool, path):
    """Rows of one capture, the tool's exit status and what it said on stderr."""
    done = subprocess.run([tool, "classify", "--csv", str(path)], capture_output=True, timeout=600)
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8", "replace"))))
    return rows, done.returncode, done.stderr.decode("utf-8", "replace")


def key_of(row):
    return tuple(row[k] for k in KEY)


def truth_of(path):
    with open(path, newline="") as f:
        return list(csv.DictReader(f))


def percent(part, whole):
    return f"{100 * part / whole:.1f} %" if whole else "-"


class Figures:
    """Lines of figures.tsv: name, comparison, bound. Collects what was measured."""

    def __init__(self, path):
        self.bounds = []
        with open(path) as f:
            for line in f:
                if line.strip() and not line.startswith("#"):
                    name, comparison, bound = line.split("\t")[:3]
                    self.bounds.append((name, comparison, float(bound)))
        self.measured = {}

    def judge(self):
        """Number of figures that are missed."""
        missed = 0
        print("\nfigures:")
        for name, comparison, bound in self.bounds:
            value = self.measured.get(name)
            good = value is not None and (value >= bound if comparison == ">=" else value <= bound)
            missed += not good
            print(f"  {'ok  ' if good else 'MISS'} {name} = {value} ({comparison} {bound:g})")
        return missed


def score_skype(tool, capture, figures):
    name = capture.stem
    rows, status, errors = classify(tool, capture)
    found = {key_of(r): r for r in rows}
    truth = truth_of(capture.with_name(name + ".truth.csv"))
    lost = [key_of(t) for t in truth if key_of(t) not in found]
    print(f"\n{name}: {len(rows)} flows, {len(truth)} in the truth file")
    for proto in ("udp", "tcp"):
        skype = [t for t in truth if t["label"] == "skype" and t["proto"] == proto]
        hit = [t for t in skype if found.get(key_of(t), {}).get("application") == "skype"]
        decided = [int(found[key_of(t)]["decided_packet"]) for t in hit]
        print(f"  {proto} skype: {len(hit)} of {len(skype)} found ({percent(len(hit), len(skype))}), "
              f"packets to decision: most {max(decided, default=0)}, "
              f"mean {sum(decided) / max(len(decided), 1):.1f}")
        figures.measured[f"{name} {proto} found"] = len(hit)
        figures.measured[f"{name} {proto} most packets"] = max(decided, default=0)
    called = [r for r in rows if r["application"] == "skype"]
    labels = {key_of(t): t["label"] for t in truth}
    wrong = [r for r in called if labels.get(key_of(r)) in ("not-skype", "skype-related")]
    right = [r for r in called if labels.get(key_of(r)) == "skype"]
    print(f"  precision: {len(right)} right, {len(wrong)} wrong ({percent(len(right), len(right) + len(wrong))})")
    for r in wrong:
        print(f"    WRONG {' '.join(key_of(r))} by {r['signature']}")
    related = [t for t in truth if t["label"] == "skype-related"]
    related_hit = [t for t in related if found.get(key_of(t), {}).get("application") == "skype-related"]
    print(f"  skype-related: {len(related_hit)} of {len(related)}")
    for t in related:
        if t not in related_hit:
            print(f"    not found: {' '.join(key_of(t))} ({t['why'][:60]})")
    figures.measured[f"{name} wrong"] = len(wrong)
    figures.measured[f"{name} called skype"] = len(called)
    figures.measured[f"{name} related found"] = len(related_hit)
    figures.measured[f"{name} rows lost"] = len(lost)
    figures.measured[f"{name} status"] = status
    per_signature(called, labels)
    versions(name, rows, figures)


def per_signature(called, labels):
    by = collections.defaultdict(list)
    for r in called:
        by[r["signature"]].append(r)
    for signature, hits in sorted(by.items()):
        right = sum(labels.get(key_of(r)) == "skype" for r in hits)
        packets = sorted(int(r["decided_packet"]) for r in hits)
        print(f"    {signature:26} {len(hits):4} flows, {right:4} right, packets {packets[0]}..{packets[-1]}")


def versions(name, rows, figures):
    told = sorted({r["era"] for r in rows if r["era"] and "-" not in r["era"] and r["era"].count(".") >= 2})
    if told:
        print(f"  versions told: {', '.join(told)}")
    for version in told:
        figures.measured[f"{name} version {version}"] = 1


def negatives(tool, folder, figures, jobs):
    files = sorted(p for p in folder.rglob("*") if p.suffix in CAPTURE_ENDINGS)
    wrong, related, statuses, flows = [], collections.Counter(), collections.Counter(), 0
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for path, (rows, status, errors) in zip(files, pool.map(lambda p: classify(tool, p), files)):
            statuses[status] += 1
            flows += len(rows)
            if status not in (0, 2) or "Sanitizer" in errors or "runtime error" in errors:
                print(f"  FAILED ({status}) {path.relative_to(folder)}: {errors[-300:]}")
                figures.measured["negative failures"] = figures.measured.get("negative failures", 0) + 1
            for r in rows:
                if r["application"] == "skype":
                    wrong.append((path, r))
                elif r["application"] == "skype-related":
                    related[(str(path.relative_to(folder)), r["signature"])] += 1
    print(f"\nnegative: {len(files)} files, {flows} flows, exit statuses {dict(statuses)}")
    for path, r in wrong:
        print(f"  WRONG {path.relative_to(folder)} {' '.join(key_of(r))} by {r['signature']} ({r['confidence']})")
    print(f"  called skype: {len(wrong)}; skype-related by name: {sum(related.values())} flows")
    for (path, signature), count in sorted(related.items()):
        print(f"    {path}: {count} by {signature}")
    figures.measured.setdefault("negative failures", 0)
    figures.measured["negative files"] = len(files)
    figures.measured["negative called skype"] = len(wrong)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("captures", nargs="?", default=os.environ.get("SKYPEDPI_CAPTURES", "../shared/captures"))
    parser.add_argument("--figures", default=pathlib.Path(__file__).with_name("figures.tsv"))
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    folder = pathlib.Path(os.environ.get("SKYPEDPI_CAPTURES", options.captures))
    if not (folder / "skype").is_dir():
        print(f"no captures at {folder}: set SKYPEDPI_CAPTURES to score against real traffic. SKIPPED")
        return 77
    figures = Figures(options.figures)
    for capture in sorted(p for p in (folder / "skype").iterdir() if p.suffix in CAPTURE_ENDINGS):
        score_skype(options.tool, capture, figures)
    negatives(options.tool, folder / "negative", figures, options.jobs)
    missed = figures.judge()
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
