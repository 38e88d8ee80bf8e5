# SPDX-License-Identifier: BSD-2-Clause
"""Captures interleaved with each other: every flow must be called what it is called alone."""

import struct

from captures import by_flow, percent

FIFTY = 50
ETHERNET = 1


def link_type(path):
    """Of a classic capture file; None of others."""
    with open(path, "rb") as f:
        head = f.read(24)
    for order in "<>":
        if len(head) == 24 and struct.unpack(order + "I", head[:4])[0] in (0xa1b2c3d4, 0xa1b23c4d):
            return struct.unpack(order + "I", head[20:])[0] & 0xffff
    return None


def choose_fifty(alone, taken):
    """Captures spread evenly over the sorted list, of Ethernet, none with a five-tuple that is taken."""
    able = sorted(p for p, rows in alone.items() if rows and link_type(p) == ETHERNET)
    chosen, taken = [], set(taken)
    for i in range(FIFTY):
        for path in able[i * len(able) // FIFTY:(i + 1) * len(able) // FIFTY]:
            flows = set(by_flow(alone[path]))
            if not flows & taken:
                chosen.append(path)
                taken |= flows
                break
    return chosen


def called(row):
    """What is compared: the application and the class of mechanism ("tcp" of "tcp-80")."""
    return row["application"], row["mechanism"].split("-")[0]


def score_merged(tools, clients, negatives, figures):
    """`clients`: rows by path of the captures with a client. `negatives`: of those without."""
    paths = list(clients)
    fifty = choose_fifty(negatives, {flow for rows in clients.values() for flow in by_flow(rows)})
    half = len(fifty) // 2
    merges = [("both", 5, paths), ("turned", 20, paths[::-1]), ("fifty", 1, paths + fifty),
              ("between", 0.25, fifty[:half] + paths[::-1] + fifty[half:]), ("at-once", 0, fifty + paths)]
    runs = tools.pool.map(lambda m: tools.classify_rewritten(m[0], "--merge", "--shift", m[1], *m[2]), merges)
    alone = {path: by_flow(rows) for path, rows in {**clients, **negatives}.items()}
    print(f"\nmerged with each other and with {len(fifty)} captures without Skype:")
    figures.measured["merged files"] = len(fifty)
    for (name, _, files), rows in zip(merges, runs):
        expected = {flow: flows for path in files for flow, flows in alone[path].items()}
        compare(name, len(files), expected, by_flow(rows), figures)


def compare(name, files, alone, merged, figures):
    different = []
    for flow in sorted(alone.keys() | merged.keys()):
        before, after = ([called(r) for r in rows.get(flow, [])] for rows in (alone, merged))
        if before != after:
            different.append((flow, before, after))
    total = sum(map(len, merged.values()))
    print(f"  {name:10} {files} captures, {total} flows: {len(different)} called otherwise than alone "
          f"({percent(len(different), total)})")
    for flow, before, after in different:
        print(f"    {' '.join(map(str, flow))}: {before} alone, {after} merged")
    figures.measured[f"merged {name} different"] = len(different)
    figures.measured[f"merged {name} flows"] = total
