# SPDX-License-Identifier: BSD-2-Clause
"""probe_rows.py LOG.csv EVENT COLUMN...: columns of a connection log, for the tests beside it. Fails when the log is
not as RFC 4180 and its own header say."""
import csv
import sys

path, event, columns = sys.argv[1], sys.argv[2], sys.argv[3:]
with open(path, newline="") as log:
    lines = csv.reader(log, strict=True)
    header = next(lines)
    for line in lines:
        if len(line) != len(header):
            sys.exit(f"{path}: {len(line)} columns, not {len(header)}: {line}")
        row = dict(zip(header, line))
        if event in ("*", row["event"]):
            print(*(row[column] or "-" for column in columns))
