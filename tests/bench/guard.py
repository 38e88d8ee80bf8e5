# SPDX-License-Identifier: BSD-2-Clause
"""guard.py GUARD-PASS COMPILER FIGURES: instructions a packet on traffic that never changes, against the figures of
instructions.tsv. Fails on more than 5 % growth. Figures are raised by hand, with the reason in the last column."""

import csv
import shutil
import sys

import callgrind

TOLERANCE = 0.05
SKIP = 77


def skip(why):
    print(f"{why}: SKIPPED")
    sys.exit(SKIP)


def figures_of(path, compiler):
    with open(path, newline="") as f:
        rows = csv.DictReader((line for line in f if not line.startswith("#")), delimiter="\t")
        return {row["what"]: float(row["instructions"]) for row in rows if row["compiler"] == compiler}


def verdict(what, value, figure):
    change = value / figure - 1
    print(f"{what}: {value:.1f} instructions a packet, {figure:.1f} in instructions.tsv: {change:+.1%}")
    if change < -TOLERANCE:
        print("  better: put the new figure there, or the next growth goes unseen")
    return change <= TOLERANCE


def main(program, compiler, path):
    if not shutil.which("valgrind"):
        skip("valgrind is not installed")
    figures = figures_of(path, compiler)
    if not figures:
        skip(f"no figures for {compiler} in {path}")
    good = [verdict(what, callgrind.count([program, what]), figure) for what, figure in figures.items()]
    if not all(good):
        sys.exit(f"more than {TOLERANCE:.0%} growth")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: guard.py GUARD-PASS COMPILER FIGURES")
    main(*sys.argv[1:])
