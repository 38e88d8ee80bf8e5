# SPDX-License-Identifier: BSD-2-Clause
"""probe_notify.py PROGRAM SCRATCH: plays the service manager, and prints what a probe tells it: at its start, when it
is to reload, and when it is to end. Watchdog messages must come, and are left out."""
import os
import signal
import socket
import subprocess
import sys
import time

program, scratch = sys.argv[1:]
manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
manager.bind(scratch + "/notify")
manager.settimeout(20)
reader, writer = os.pipe()
probe = subprocess.Popen([program, "-r", "-", "--log", scratch + "/notified.csv", "--step", "1"], stdin=reader,
                         stderr=open(scratch + "/notified.err", "wb"), env=dict(os.environ, NOTIFY_SOCKET=scratch + "/notify"))
os.close(reader)
with open(scratch + "/a.pcap", "rb") as capture:
    data = capture.read()
first = 24 + 16 + 47 + 16 + 47  # the header and two frames
os.write(writer, data[:first])


def hear(wanted):
    """What comes up to a message that begins so."""
    while True:
        message = manager.recv(1000).decode()
        if message.startswith("WATCHDOG=1"):
            if wanted == "WATCHDOG=1":
                return
            continue
        print(message.splitlines()[0])
        if message.startswith(wanted):
            return


try:
    hear("READY=1")
    hear("WATCHDOG=1")
    probe.send_signal(signal.SIGHUP)
    hear("RELOADING=1")
    while b"were read" not in open(scratch + "/notified.err", "rb").read():
        time.sleep(0.02)
    os.write(writer, data[first:])
    hear("READY=1")
    probe.send_signal(signal.SIGTERM)
    hear("STOPPING=1")
    sys.exit(probe.wait(20))
finally:
    probe.kill()
