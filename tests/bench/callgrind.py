# SPDX-License-Identifier: BSD-2-Clause
"""Counts the instructions of a pass (counted.h) with callgrind."""

import re
import subprocess

VALGRIND = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", "--toggle-collect=counted"]
NO_CAPTURES = 77


def count(command):
    """Instructions a packet; None if the pass has no packets to look at. RuntimeError says what went wrong."""
    done = subprocess.run(VALGRIND + list(map(str, command)), capture_output=True, text=True, errors="replace")
    if done.returncode == NO_CAPTURES:
        return None
    packets = re.search(r"^packets (\d+)$", done.stdout, re.M)
    collected = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode or not packets or not collected:
        raise RuntimeError(f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stderr[-2000:]}")
    return int(collected[1]) / int(packets[1]) if int(packets[1]) else None
