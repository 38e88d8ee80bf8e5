#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Scores the classifier against real captures.

score.py TOOL REWRITER CAPTURES [--figures FILE] [--figures-next FILE] [--jobs N] [--list] [--alone]

CAPTURES holds skype/*.{cap,pcap} with NAME.truth.csv beside each, and negative/ with captures without
Skype. Prints recall, precision and packets-to-decision per capture and signature; the same of captures
rewritten as another tap would have seen them, and of captures interleaved. Fails below the figures of
figures.tsv; those of figures-next.tsv are only shown. With --list, names each flow that is missed in a
rewritten capture; with --alone, captures are read as they are and once, and only figures of that count: enough to find
errors of memory. Exit status: 0 good, 1 a figure is missed, 77 no captures."""

import argparse
import concurrent.futures
import os
import pathlib
import sys
import tempfile

sys.dont_write_bytecode = True  # the tree stays clean

from alone import score_negatives, score_skype
from captures import ENDINGS, Tools, endpoint_of, truth_of
from figures import Figures
from merged import score_merged
from rewritten import score_endpoint, score_negatives_rewritten, score_rewritten

CLIENT_FLOWS = 10  # over UDP, of one endpoint: the capture of a client among peers


def score(tools, folder, figures, missed_too, alone):
    captures = sorted(p for p in (folder / "skype").iterdir() if p.suffix in ENDINGS)
    clients = {}
    for capture in captures:
        rows = score_skype(tools, capture, figures)
        if endpoint_of(truth_of(capture))[1] >= CLIENT_FLOWS:
            clients[capture] = rows
    if alone:
        score_negatives(tools, folder / "negative", figures, False)
        return
    for capture in clients:
        truth = truth_of(capture)
        score_rewritten(tools, capture, truth, endpoint_of(truth), figures, missed_too)
        score_endpoint(tools, capture, endpoint_of(truth), figures)
    negatives = score_negatives(tools, folder / "negative", figures)
    score_negatives_rewritten(tools, list(negatives), figures)
    score_merged(tools, clients, negatives, figures)


def main():
    here = pathlib.Path(__file__)
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("rewriter")
    parser.add_argument("captures", nargs="?", default=os.environ.get("SKYPEDPI_CAPTURES", "../shared/captures"))
    parser.add_argument("--figures", default=here.with_name("figures.tsv"))
    parser.add_argument("--figures-next", default=here.with_name("figures-next.tsv"))
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--alone", action="store_true")
    options = parser.parse_args()
    folder = pathlib.Path(os.environ.get("SKYPEDPI_CAPTURES", options.captures))
    if not (folder / "skype").is_dir():
        print(f"no captures at {folder}: set SKYPEDPI_CAPTURES to score against real traffic. SKIPPED")
        return 77
    figures = Figures(options.figures, options.figures_next)
    with tempfile.TemporaryDirectory() as scratch, concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        score(Tools(options.tool, options.rewriter, scratch, pool), folder, figures, options.list, options.alone)
    return 1 if figures.judge(options.alone) else 0


if __name__ == "__main__":
    sys.exit(main())
