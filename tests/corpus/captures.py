# SPDX-License-Identifier: BSD-2-Clause
"""What the parts of the corpus test share: the programs it runs, rows and their keys, truth files."""

import collections
import csv
import io
import pathlib
import subprocess

KEY = ("proto", "src", "sport", "dst", "dport")
ENDINGS = {".pcap", ".pcapng", ".cap", ".trace"}


class Tools:
    """The programs, a folder for what they make, and threads to run them."""

    def __init__(self, classifier, rewriter, scratch, pool):
        self.classifier, self.rewriter = classifier, rewriter
        self.scratch, self.pool = pathlib.Path(scratch), pool

    def classify(self, path, *words):
        """Rows of one capture, the exit status and what was said on stderr."""
        words = [self.classifier, "classify", "--csv", "--repeatable", *words, str(path)]
        done = subprocess.run(words, capture_output=True, timeout=600)
        rows = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8", "replace"))))
        return rows, done.returncode, done.stderr.decode("utf-8", "replace")

    def endpoints(self, path):
        """The same of what was told of endpoints and hosts."""
        return self.classify(path, "--endpoints")

    def rewrite(self, name, *words):
        """Path of a capture rewritten; its map of flows stands beside it."""
        path = self.scratch / f"{name}.pcap"
        words = [self.rewriter, "-o", path, *words]
        done = subprocess.run(list(map(str, words)), capture_output=True, timeout=600)
        if done.returncode:
            raise SystemExit(f"{' '.join(map(str, words))}: exit {done.returncode}\n{done.stderr.decode()}")
        return path

    def classify_rewritten(self, name, *words):
        path = self.rewrite(name, *words)
        rows, status, errors = self.classify(path)
        path.unlink()
        if status:
            raise SystemExit(f"{name}: classify exits with {status}\n{errors}")
        return rows


def key_of(row):
    return tuple(row[k] for k in KEY)


def flow_of(row):
    """The key without its direction: a rewritten capture may begin with the other side's packet."""
    return (row["proto"],) + tuple(sorted([(row["src"], row["sport"]), (row["dst"], row["dport"])]))


def by_flow(rows):
    """Rows of each flow in their order: a five-tuple may be opened anew."""
    flows = collections.defaultdict(list)
    for row in rows:
        flows[flow_of(row)].append(row)
    return flows


def truth_of(capture):
    with open(capture.with_name(capture.stem + ".truth.csv"), newline="") as f:
        return list(csv.DictReader(f))


def endpoint_of(truth):
    """(host, port) that most Skype flows over UDP have in common, and in how many they do."""
    sides = collections.Counter()
    for t in truth:
        if t["label"] == "skype" and t["proto"] == "udp":
            sides.update([(t["src"], t["sport"]), (t["dst"], t["dport"])])
    return sides.most_common(1)[0] if sides else (None, 0)


def percent(part, whole):
    return f"{100 * part / whole:.1f} %" if whole else "-"
