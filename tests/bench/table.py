# SPDX-License-Identifier: BSD-2-Clause
"""table.py [FILE]: rows of the programs, a JSON object a line, from standard input: as a table, and as one JSON list
in FILE. Exit status 1 if a bound is not met."""

import json
import sys


def number(value):
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def line(row):
    spread = " to ".join(map(number, row["spread"])) if row["spread"] else ""
    outcome = {None: "", True: "met", False: "NOT MET"}[row["pass"]]
    return (f"{row['name']:52} {number(row['value']):>10} {row['unit']:20} {spread:22} {row['bound'] or '':8} "
            f"{outcome}").rstrip()


def main(path=None):
    rows = []
    for text in sys.stdin:
        rows.append(json.loads(text))
        print(line(rows[-1]), flush=True)
    if path:
        with open(path, "w") as f:
            json.dump(rows, f, indent=1)
            f.write("\n")
    bounded = [row for row in rows if row["pass"] is not None]
    missed = sum(not row["pass"] for row in bounded)
    print(f"{len(rows)} rows; {len(bounded) - missed} of {len(bounded)} bounds met")
    sys.exit(1 if missed or not rows else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
