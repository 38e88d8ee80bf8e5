# SPDX-License-Identifier: BSD-2-Clause
"""instructions.py COUNT-PASS CAPTURES: instructions a packet of each kind of traffic and contestant, counted by
callgrind. Prints a JSON object a line, as the programs of this folder do."""

import concurrent.futures
import json
import os
import sys

import callgrind

TRAFFIC = ["all", "skype", "negative", "mix-1", "mix-10", "mix-90", "alike-10", "transfer", "flood"]
OURS, FLOOR = "libskypedpi", "floor"
WHO = {"undecided": [OURS, "libndpi", "libndpi-skype", FLOOR], "decided": [OURS, FLOOR]}


def row(name, value, unit):
    print(json.dumps({"name": "instructions/" + name, "value": round(value, 2), "unit": unit, "spread": None,
                      "bound": None, "pass": None}), flush=True)


def main(program, captures):
    jobs = [(stage, traffic, who) for traffic in TRAFFIC for stage in WHO for who in WHO[stage]]
    with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        counts = dict(zip(jobs, pool.map(lambda j: callgrind.count([program, captures, j[1], j[2], j[0]]), jobs)))
    for (stage, traffic, who), value in counts.items():
        if value is None:
            continue
        row(f"{stage}/{traffic}/{who}", value, "instructions/packet")
        if who.startswith("libndpi"):
            row(f"{stage}/{traffic}/{who} per {OURS}", value / counts[stage, traffic, OURS], "times")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: instructions.py COUNT-PASS CAPTURES")
    main(*sys.argv[1:])
