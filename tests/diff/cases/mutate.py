# SPDX-License-Identifier: BSD-2-Clause
"""Calls for flows, a little damaged."""

from . import payloads


def damaged(rng, calls):
    out = []
    for call in calls:
        if not call.startswith("feed") or rng.random() < 0.9:
            out.append(call)
            continue
        kind = rng.random()
        if kind < 0.2:
            continue  # lost
        if kind < 0.4:
            out += [call, call]
        elif kind < 0.5 and out and out[-1].startswith("feed"):
            swapped(out, call)
        else:
            out.append(changed(rng, call))
    return out


def swapped(out, call):
    """Changes places with the one before, but not in time."""
    before = out.pop().split()
    now = call.split()
    before[3], now[3] = now[3], before[3]
    out += [" ".join(now), " ".join(before)]


def changed(rng, call):
    words = call.split()
    if words[8] == "-":
        return call
    data = payloads.damaged(rng, bytes.fromhex(words[8]), 1) or b"\0"
    words[4], words[8] = str(max(len(data), 1)), data.hex()
    return " ".join(words)
