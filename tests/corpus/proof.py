#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The gate for the project's own set: each signature fires on something its proof names, and none falsely.

proof.py TOOL SYNTH REWRITER CAPTURES

Makes all scenarios of SYNTH, and some of them, and of CAPTURES, as seen by a tap in one direction's way only
(outbound-NAME.pcap, inbound-NAME.pcap); then runs `TOOL test --record` on all that and CAPTURES. Without
CAPTURES only what a scenario proves is asked for. Exit status: 0 good, 1 not, 77 good as far as it goes."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True  # the tree stays clean

from captures import endpoint_of, truth_of

ONE_WAY = ["call-skypeout", "login-new", "port-reuse-tcp", "tcp-443-merged", "tcp-80-adami", "tcp-dh", "tcp-peer",
           "tcp-supernode-accept", "tcp-supernode-adami", "tcp-supernode-command", "udp-call-joined",
           "udp-probe-accept", "udp-skypeout"]
CLIENTS = ["SkypeIRC.cap", "skype_no_unknown.pcap"]


def run(*command):
    done = subprocess.run(list(map(str, command)), capture_output=True, timeout=900)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stderr.decode()}")
    return done.stdout.decode()


def rewrite(rewriter, capture, name, host, folder):
    """The capture, and its truth, as seen in each direction."""
    for way in ("outbound", "inbound"):
        run(rewriter, f"--{way}", host, "-o", folder / f"{way}-{name}.pcap", capture)
        shutil.copyfile(capture.with_name(capture.stem + ".truth.csv"), folder / f"{way}-{name}.truth.csv")


def make(synth, rewriter, captures, folder):
    names = [line.split()[0] for line in run(synth, "--list").splitlines()]
    for name in names:
        capture = folder / f"synthetic-{name}.pcap"
        run(synth, name, "-o", capture, "--truth", capture.with_suffix(".truth.csv"))
        if name in ONE_WAY:
            rewrite(rewriter, capture, name, "10.0.0.11", folder)
    if captures:
        for capture in (captures / "skype" / name for name in CLIENTS):
            (host, _), _ = endpoint_of(truth_of(capture))
            rewrite(rewriter, capture, capture.stem, host, folder)


def judge(objects, captures):
    """Complaints."""
    here = {pathlib.PurePath(o["capture"]).stem for o in objects if o["kind"] == "capture"}
    for o in objects:
        if o["kind"] == "false":
            yield f"false hit: {o}"
        elif o["kind"] == "signature" and o["silent_on"]:
            yield f"{o['signature']} ({o['id']}): its proof names {o['silent_on']}, where it does not fire"
        elif o["kind"] == "signature" and not o["proved"] and captures:
            yield f"{o['signature']} ({o['id']}): fired on nothing that its proof names"
        elif o["kind"] == "capture" and o["wrong"]:
            yield f"{o['capture']}: {o['wrong']} flows are called what they are not"
        elif o["kind"] == "capture" and o["absent"] and not o["capture"].rsplit("/", 1)[-1].startswith(("in", "out")):
            yield f"{o['capture']}: {o['absent']} flows of its truth are not in it"
    if len(here) < 2:
        yield "no captures were tried: the test would prove nothing"


def main():
    tool, synth, rewriter, captures = sys.argv[1:5]
    captures = pathlib.Path(os.environ.get("SKYPEDPI_CAPTURES", captures))
    captures = captures if (captures / "skype").is_dir() else None
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        make(synth, rewriter, captures, folder)
        real = ["--negative", captures / "negative", captures / "skype"] if captures else []
        record = folder / "record"
        words = [tool, "test", "--json", "--record", record, *real, folder]
        done = subprocess.run(list(map(str, words)), capture_output=True, timeout=1800)
        if done.returncode not in (0, 2, 3):
            raise SystemExit(f"exit {done.returncode}\n{done.stderr.decode()}")
        objects = [json.loads(line) for line in done.stdout.decode().splitlines()]
        print(objects[-1])
        complaints = list(judge(objects, captures))
        written = record.read_text()
        if captures and (" unproved" in written or "\nfalse-hits 0\n" not in written):
            complaints.append(f"the record does not open the gate:\n{written}")
        if captures and not complaints and done.returncode == 3:
            complaints.append("exit status 3, for no reason told")
    for complaint in complaints:
        print(f"BAD {complaint}")
    if complaints:
        return 1
    if not captures:
        print("no captures: set SKYPEDPI_CAPTURES to ask for all proofs. SKIPPED in part")
        return 77
    return 0


if __name__ == "__main__":
    sys.exit(main())
