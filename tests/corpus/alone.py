# SPDX-License-Identifier: BSD-2-Clause
"""Captures as they are: recall, precision and packets-to-decision; negatives, of which nothing is Skype."""

import collections

from captures import ENDINGS, endpoint_of, key_of, percent, truth_of


def score_skype(tools, capture, figures):
    name = capture.stem
    rows, status, errors = tools.classify(capture)
    found = {key_of(r): r for r in rows}
    truth = truth_of(capture)
    lost = [key_of(t) for t in truth if key_of(t) not in found]
    print(f"\n{name}: {len(rows)} flows, {len(truth)} in the truth file")
    for proto in ("udp", "tcp"):
        recall(name, proto, truth, found, figures)
    score_flow_scope(tools, capture, truth, figures)
    called = [r for r in rows if r["application"] == "skype"]
    labels = {key_of(t): t["label"] for t in truth}
    wrong = [r for r in called if labels.get(key_of(r)) in ("not-skype", "skype-related")]
    right = [r for r in called if labels.get(key_of(r)) == "skype"]
    print(f"  precision: {len(right)} right, {len(wrong)} wrong ({percent(len(right), len(right) + len(wrong))})")
    for r in wrong:
        figures.tell(f"    WRONG {' '.join(key_of(r))} by {r['signature']}")
    figures.measured[f"{name} wrong"] = len(wrong)
    figures.measured[f"{name} called skype"] = len(called)
    figures.measured[f"{name} rows lost"] = len(lost)
    figures.measured[f"{name} status"] = status
    score_related(name, truth, found, figures)
    per_signature(called, labels)
    score_endpoints(tools, capture, truth, figures)
    versions(name, rows, figures)
    return rows


def score_flow_scope(tools, capture, truth, figures):
    """The same with no memory of endpoints, which would hide what single flows no longer prove."""
    rows, _, _ = tools.classify(capture, "--max-endpoints", "0")
    print("  each flow by itself:")
    for proto in ("udp", "tcp"):
        recall(f"{capture.stem} by itself", proto, truth, {key_of(r): r for r in rows}, figures)


def recall(name, proto, truth, found, figures):
    skype = [t for t in truth if t["label"] == "skype" and t["proto"] == proto]
    hit = [t for t in skype if found.get(key_of(t), {}).get("application") == "skype"]
    decided = [int(found[key_of(t)]["decided_packet"]) for t in hit]
    print(f"  {proto} skype: {len(hit)} of {len(skype)} found ({percent(len(hit), len(skype))}), "
          f"packets to decision: most {max(decided, default=0)}, "
          f"mean {sum(decided) / max(len(decided), 1):.1f}")
    figures.measured[f"{name} {proto} found"] = len(hit)
    figures.measured[f"{name} {proto} most packets"] = max(decided, default=0)
    # what the truth file itself is not sure of must not be called final
    doubtful = [t for t in hit if float(t["confidence"]) < 0.6]
    final = [t for t in doubtful if found[key_of(t)]["stage"] == "final"]
    if doubtful:
        print(f"    doubtful in the truth file: {len(doubtful)} found, {len(final)} of them final")
    figures.measured[f"{name} {proto} doubtful final"] = len(final)


def score_related(name, truth, found, figures):
    related = [t for t in truth if t["label"] == "skype-related"]
    hit = [t for t in related if found.get(key_of(t), {}).get("application") == "skype-related"]
    print(f"  skype-related: {len(hit)} of {len(related)}")
    for t in related:
        if t not in hit:
            print(f"    not found: {' '.join(key_of(t))} ({t['why'][:60]})")
    figures.measured[f"{name} related found"] = len(hit)


def per_signature(called, labels):
    by = collections.defaultdict(list)
    for r in called:
        by[r["signature"]].append(r)
    for signature, hits in sorted(by.items()):
        right = sum(labels.get(key_of(r)) == "skype" for r in hits)
        packets = sorted(int(r["decided_packet"]) for r in hits)
        print(f"    {signature:26} {len(hits):4} flows, {right:4} right, packets {packets[0]}..{packets[-1]}")


def score_endpoints(tools, capture, truth, figures):
    rows, _, _ = tools.endpoints(capture)
    known = {(r["address"], r["port"]) for r in rows if r["application"] == "skype"}
    client, _ = endpoint_of(truth)
    print(f"  endpoints and hosts known as skype: {len(known)}, the client's {'' if client in known else 'not '}among them")
    figures.measured[f"{capture.stem} client endpoint known"] = int(client in known)


def versions(name, rows, figures):
    told = sorted({r["era"] for r in rows if r["era"] and "-" not in r["era"] and r["era"].count(".") >= 2})
    if told:
        print(f"  versions told: {', '.join(told)}")
    for version in told:
        figures.measured[f"{name} version {version}"] = 1


def failed(status, errors):
    return status not in (0, 2) or "Sanitizer" in errors or "runtime error" in errors


def score_negatives(tools, folder, figures, endpoints_too=True):
    """Rows of every capture that could be read whole, by path."""
    files = sorted(p for p in folder.rglob("*") if p.suffix in ENDINGS)
    wrong, related, statuses, whole = [], collections.Counter(), collections.Counter(), {}
    failures = flows = 0
    for path, (rows, status, errors) in zip(files, tools.pool.map(tools.classify, files)):
        statuses[status] += 1
        flows += len(rows)
        if status == 0:
            whole[path] = rows
        if failed(status, errors):
            figures.tell(f"  FAILED ({status}) {path.relative_to(folder)}: {errors[-300:]}")
            failures += 1
        for r in rows:
            if r["application"] == "skype":
                wrong.append((path, r))
            elif r["application"] == "skype-related":
                related[(str(path.relative_to(folder)), r["signature"])] += 1
    print(f"\nnegative: {len(files)} files, {flows} flows, exit statuses {dict(statuses)}")
    for path, r in wrong:
        figures.tell(f"  WRONG {path.relative_to(folder)} {' '.join(key_of(r))} by {r['signature']} ({r['confidence']})")
    print(f"  called skype: {len(wrong)}; skype-related by name: {sum(related.values())} flows")
    for (path, signature), count in sorted(related.items()):
        print(f"    {path}: {count} by {signature}")
    figures.measured["negative failures"] = failures
    figures.measured["negative files"] = len(files)
    figures.measured["negative called skype"] = len(wrong)
    if endpoints_too:
        score_negative_endpoints(tools, folder, files, figures)
    return whole


def score_negative_endpoints(tools, folder, files, figures):
    wrong = told = 0
    for path, (rows, status, errors) in zip(files, tools.pool.map(tools.endpoints, files)):
        told += len(rows)
        if failed(status, errors):
            figures.tell(f"  FAILED ({status}) {path.relative_to(folder)}, endpoints: {errors[-300:]}")
            figures.measured["negative failures"] += 1
        for r in rows:
            if r["application"] == "skype":
                figures.tell(f"  WRONG {path.relative_to(folder)} {r['transport']} {r['address']} {r['port']} "
                             f"by {r['signature']} ({r['confidence']})")
                wrong += 1
    print(f"  endpoints and hosts: {told} rows, {wrong} called skype")
    figures.measured["negative endpoints called skype"] = wrong
