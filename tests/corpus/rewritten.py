# SPDX-License-Identifier: BSD-2-Clause
"""Captures as another tap would have seen them: one direction, a late start, losses, outside a symmetric NAT, packets
cut short, twice, or out of order. Counted are the flows of the truth file that still have a packet."""

import csv

from captures import by_flow, flow_of, key_of, percent

SEEDS = range(1, 6)
ENDPOINT_PACKETS = range(1, 21)
TWICE = ["--merge", "--shift", "0.00002"]  # as a mirror of two ports shows it


def variants(tools, capture, host, port):
    """(variant, words for the rewriter)"""
    yield "outbound", ["--outbound", host]
    yield "inbound", ["--inbound", host]
    yield "quarter", ["--skip", "0.25"]
    for seed in SEEDS:
        yield f"lost-{seed}", ["--lose", "10", "--seed", str(seed)]
    yield "symmetric-nat", ["--symmetric-nat", host, "--udp-port", port, "--map", map_of(tools, capture.stem)]
    for bytes_kept in ("96", "54"):
        yield f"snap-{bytes_kept}", ["--snap", bytes_kept]
    yield "twice", [*TWICE, capture]
    yield "jitter", ["--jitter", "1"]


def map_of(tools, name):
    return tools.scratch / f"{name} symmetric-nat.csv"


def translated(truth, path):
    """The truth as it is outside the NAT."""
    with open(path, newline="") as f:
        outside = {flow_of({"proto": m["proto"], "src": m["host"], "sport": m["port"], "dst": m["peer"],
                            "dport": m["peer_port"]}): m for m in csv.DictReader(f)}
    rows = []
    for t in truth:
        m = outside.get(flow_of(t))
        if m:
            side = ("src", "sport") if (t["src"], t["sport"]) == (m["host"], m["port"]) else ("dst", "dport")
            t = {**t, side[0]: m["public"], side[1]: m["public_port"]}
        rows.append(t)
    return rows


def score_rewritten(tools, capture, truth, endpoint, figures, missed_too):
    name, ((host, port), _) = capture.stem, endpoint
    asked = list(variants(tools, capture, host, port))
    runs = tools.pool.map(lambda v: tools.classify_rewritten(f"{name} {v[0]}", *v[1], capture), asked)
    print(f"\n{name}, rewritten (endpoint {host} {port}):")
    wrong = 0
    for (variant, _), rows in zip(asked, runs):
        now = translated(truth, map_of(tools, name)) if variant == "symmetric-nat" else truth
        wrong += score_variant(name, variant, now, by_flow(rows), figures, missed_too)
    figures.measured[f"{name} rewritten wrong"] = wrong
    figures.measured[f"{name} lost udp percent"] = min(figures.measured[f"{name} lost-{s} udp percent"] for s in SEEDS)


def score_variant(capture, variant, truth, flows, figures, missed_too):
    """Number of flows called Skype that are not."""
    name = f"{capture} {variant}"
    words, all_missed = [], []
    for proto in ("udp", "tcp"):
        present = [t for t in truth if t["label"] == "skype" and t["proto"] == proto and flow_of(t) in flows]
        missed = [t for t in present if all(r["application"] != "skype" for r in flows[flow_of(t)])]
        found = len(present) - len(missed)
        words.append(f"{proto} {found} of {len(present)} ({percent(found, len(present))})")
        all_missed += missed
        figures.measured[f"{name} {proto} present"] = len(present)
        figures.measured[f"{name} {proto} found"] = found
        figures.measured[f"{name} {proto} missed"] = len(missed)
        figures.measured[f"{name} {proto} percent"] = 100 * found / len(present) if present else 0
    labels = {flow_of(t): t["label"] for t in truth}
    called = [r for rows in flows.values() for r in rows if r["application"] == "skype"]
    wrong = [r for r in called if labels.get(flow_of(r)) not in ("skype", "unknown")]
    print(f"  {variant:14} skype flows still present: {', '.join(words)} found; {len(wrong)} wrong")
    for r in wrong:
        figures.tell(f"    WRONG {' '.join(map(str, flow_of(r)))} by {r['signature']}")
    for t in all_missed if missed_too else []:
        print(f"    missed {' '.join(map(str, flow_of(t)))}")
    return len(wrong)


def score_endpoint(tools, capture, endpoint, figures):
    """How many packets of the client's UDP endpoint are needed: with a capture that ends there, all its flows
    so far are called Skype by close."""
    (host, port), _ = endpoint
    side = (host, port)

    def count(packets):
        rows = tools.classify_rewritten(f"{capture.stem} until {packets}", "--until", host, "--udp-port", port,
                                        "--packets", packets, capture)
        own = [r for r in rows if r["proto"] == "udp" and side in ((r["src"], r["sport"]), (r["dst"], r["dport"]))]
        return sum(r["application"] == "skype" for r in own), len(own)

    counts = list(tools.pool.map(count, ENDPOINT_PACKETS))
    print(f"  skype flows of the endpoint after its 1st, 2nd, ... packet: {' '.join('%d/%d' % c for c in counts)}")
    for packets, (called, all_of_it) in zip(ENDPOINT_PACKETS, counts):
        if called:
            figures.measured.setdefault(f"{capture.stem} endpoint first packets", packets)
        if called == all_of_it:
            figures.measured.setdefault(f"{capture.stem} endpoint packets", packets)


def score_negatives_rewritten(tools, paths, figures):
    """What is cut short and comes twice is not Skype either."""
    words = [*TWICE, "--snap", "96"]
    runs = list(tools.pool.map(lambda n: tools.classify_rewritten(f"negative {n}", *words, paths[n], paths[n]),
                               range(len(paths))))
    wrong = [(path, r) for path, rows in zip(paths, runs) for r in rows if r["application"] == "skype"]
    print(f"  96 bytes of each packet, twice: {sum(map(len, runs))} flows in {len(paths)} files, {len(wrong)} called skype")
    for path, r in wrong:
        figures.tell(f"  WRONG {path.name} {' '.join(key_of(r))} by {r['signature']}")
    figures.measured["negative rewritten called skype"] = len(wrong)
