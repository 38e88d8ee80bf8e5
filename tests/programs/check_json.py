#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""check_json.py PROGRAM: skypedpi check on a terminal and for programs, for tool_check.sh. The current directory has
its files."""
import json
import os
import pty
import random
import subprocess
import sys

program = sys.argv[1]


def check(*arguments):
    """Exit status and document; it must be strict JSON."""
    run = subprocess.run([program, "check", "--json", *arguments], capture_output=True, check=False)
    text = run.stdout.decode("utf-8", "strict")
    return run.returncode, json.loads(text, parse_constant=lambda word: sys.exit(f"{word} is no JSON")), run.stderr


def expect(what, is_so):
    if not is_so:
        sys.exit(f"not so: {what}")


def terminal(environment):
    """What a terminal gets to see."""
    pid, side = pty.fork()
    if pid == 0:
        os.execvpe(program, ["skypedpi", "check", "colour.sig"], {"TERM": "xterm", **environment})
    seen = b""
    try:
        while got := os.read(side, 4096):
            seen += got
    except OSError:
        pass
    os.waitpid(pid, 0)
    return seen


status, document, errors = check("fine.sig", "again.sig")
expect("a warning does not fail", status == 0 and not errors)
expect("counts", (document["errors"], document["warnings"]) == (0, 1))
expect("signatures", document["signatures"] == [{"id": 1, "signature": "fine", "cost": 8, "weight": 60},
                                                {"id": 2, "signature": "again", "cost": 8, "weight": 60}])
finding = document["findings"][0]
expect("a finding", {key: finding[key] for key in finding if key not in ("message", "remedy")} == {
    "severity": "warning", "code": "covered", "number": 606, "file": "again.sig", "line": 1, "column": 11,
    "end_line": 1, "end_column": 16, "signature": "again", "id": 2})
expect("texts", "'fine'" in finding["message"] and finding["remedy"].startswith("take it out"))
expect("--werror", check("--werror", "fine.sig", "again.sig")[0] == 1 and check("--werror", "fine.sig")[0] == 0)

status, document, errors = check("range.sig")
where = document["findings"][0]
expect("a range of two lines", [where[key] for key in ("line", "column", "end_line", "end_column")] == [3, 9, 4, 27])

status, document, errors = check("many.sig")
expect("errors fail", status == 1 and document["errors"] == 5 and document["signatures"] == [] and not errors)
expect("the document is all there is", document["warnings"] == 0 and len(document["findings"]) == 5)

name = os.fsencode("odd") + b'\xff\n"dir/it.sig'
status, document, errors = check(os.fsdecode(name))
expect("an odd name", document["findings"][0]["file"] == 'odd\ufffd\n"dir/it.sig')

# whatever the bytes are
random.seed(20)
with open("fine.sig", "rb") as file:
    good = file.read()
for turn in range(120):
    text = bytearray(good)
    for _ in range(random.randrange(1, 12)):
        text[random.randrange(len(text))] = random.randrange(256)
    with open("random.sig", "wb") as file:
        file.write(bytes(text) if turn % 2 else random.randbytes(300))
    status, document, errors = check("random.sig")
    expect("status and errors agree", status == (1 if document["errors"] else 0) and not errors)
    for finding in document["findings"]:
        expect("places", (finding["line"], finding["column"]) < (finding["end_line"], finding["end_column"])
               or finding["code"] in ("brace-close", "string-open", "clause-missing")
               or finding["line"] == finding["end_line"] and finding["column"] == finding["end_column"])

expect("colour on a terminal", b"\x1b[31m" in terminal({}))
expect("no colour if none is wanted", b"\x1b" not in terminal({"NO_COLOR": "1"}))
expect("an empty wish is none", b"\x1b[31m" in terminal({"NO_COLOR": ""}))
expect("no colour on a dumb terminal", b"\x1b" not in terminal({"TERM": "dumb"}))
