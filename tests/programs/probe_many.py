# SPDX-License-Identifier: BSD-2-Clause
"""probe_many.py PROGRAM: a million flows of 100,000 hosts, all open at one time, with one worker and with four: every one
is logged, none is refused, and memory stays below what docs/scale.md says."""
import pathlib
import resource
import subprocess
import sys
import tempfile

FLOWS, HOSTS = 1_000_000, 100_000
MOST = {1: 520, 4: 600}  # MB; one worker comes first, as the greatest of all children is told


def run(program, folder, workers):
    log = folder / "log.csv"
    done = subprocess.run([program, "-r", folder / "flood.pcap", "--workers", str(workers), "--max-flows", str(FLOWS),
                           "--max-endpoints", str(2 * HOSTS), "--log", log], capture_output=True, text=True)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1e6
    with open(log, newline="") as lines:
        records = sum(1 for line in lines if line.startswith("end,"))
    print(f"{workers} worker(s): exit {done.returncode}, {records} connections ended, {memory:.0f} MB (at most "
          f"{MOST[workers]})\n{done.stderr.strip()}")
    log.unlink()
    return done.returncode == 0 and records == FLOWS and f"in {FLOWS} flows" in done.stderr and memory <= MOST[workers]


def main(program):
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        maker = pathlib.Path(__file__).with_name("probe_flood.py")
        subprocess.run([sys.executable, maker, str(FLOWS), str(HOSTS), folder / "flood.pcap"], check=True)
        return 0 if all([run(program, folder, workers) for workers in sorted(MOST)]) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
