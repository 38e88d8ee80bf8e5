# SPDX-License-Identifier: BSD-2-Clause
"""work.py WORK: counts instructions. No message takes more than its steps are worth, whatever the set and whatever the message;
and twice the text or the image takes about twice the work."""

import concurrent.futures
import re
import shutil
import subprocess
import sys

import callgrind

A_STEP = 32         # instructions of the machine, at most
WHOLE = 120000      # ... and for a message without any
GROWTH = 2.7        # times, for twice as much
COVERED = 4e9       # 'check' compares each signature with each, up to a bound: until it is there, the work may grow faster
DEAREST = {"numbers": 4096, "ranges": 500, "different": 500, "attributes": 190, "search": 28, "names": 30}
TWICE = {"numbers": 512, "ranges": 64, "different": 128, "attributes": 90, "search": 12, "names": 14}


def steps(program, shape, count):
    said = subprocess.run([program, "none", shape, str(count)], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"^steps (\d+)$", said, re.M)[1])


def main(program):
    wrong = 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        count = lambda *words: pool.submit(callgrind.count, [program, *words])
        messages = {shape: count("message", shape, n) for shape, n in DEAREST.items()}
        pairs = {(what, shape): (count(what, shape, n), count(what, shape, 2 * n))
                 for what in ("text", "image") for shape, n in TWICE.items()}
        for shape, n in DEAREST.items():
            taken, most = messages[shape].result(), steps(program, shape, n)
            wrong += taken > A_STEP * most + WHOLE
            print(f"message of {shape}: {taken:.0f} instructions, {most} steps, {taken / most:.1f} a step")
        for (what, shape), (one, two) in pairs.items():
            grown = two.result() / one.result()
            wrong += grown > GROWTH and not (what == "text" and two.result() < COVERED)
            print(f"{what} of {shape}: {one.result():.0f} instructions, {grown:.2f} times that for twice as much")
    return 1 if wrong else 0


if __name__ == "__main__":
    if not shutil.which("valgrind"):
        print("SKIPPED: no valgrind")
        sys.exit(77)
    sys.exit(main(sys.argv[1]))
