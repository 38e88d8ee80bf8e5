# SPDX-License-Identifier: BSD-2-Clause
"""probe_flood.py FLOWS HOSTS FILE [SECONDS]: a capture of so many UDP flows of so many hosts, synthetic: random bytes to
random places, every third one answered. It takes so long, or a minute for a million of them."""
import random
import struct
import sys

flows, hosts, path = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
random.seed(1)
ETHERNET = bytes.fromhex("020000000002020000000001 0800")
GAP = int(float(sys.argv[4]) * 1e9) // flows if len(sys.argv) > 4 else 60_000  # nanoseconds


def frame(time, source, destination, sport, dport, payload):
    udp = struct.pack(">HHHH", sport, dport, 8 + len(payload), 0) + payload
    ip = struct.pack(">BBHHHBBHII", 0x45, 0, 20 + len(udp), 1, 0, 64, 17, 0, source, destination)
    data = ETHERNET + ip + udp
    return struct.pack("<IIII", time // 10**9, time % 10**9, len(data), len(data)) + data


with open(path, "wb") as out:
    out.write(struct.pack("<IHHiIII", 0xA1B23C4D, 2, 4, 0, 0, 65535, 1))
    now = 1262304000 * 10**9
    for i in range(flows):
        host, port = 0x0A000001 + i % hosts, 1024 + i // hosts % 60000
        peer = random.randrange(0xC6336401, 0xC63364FF) if i % 2 else random.randrange(0x10000000, 0x7F000000)
        payload = random.randbytes(random.randrange(20, 60))
        out.write(frame(now, host, peer, port, 4000 + i % 1000, payload))
        if i % 3 == 0:
            out.write(frame(now + GAP // 2, peer, host, 4000 + i % 1000, port, payload[::-1]))
        now += GAP
