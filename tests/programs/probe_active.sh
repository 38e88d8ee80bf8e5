#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# probe_active.sh PROGRAM SYNTH CAPTURES: connections that take long are told to collectors while they go on, as what
# they did since they were told of last; nothing twice, and logs do not change by it.
set -eu
. "$(dirname "$0")/probe.sh"
command -v ipfixDump >/dev/null || { echo "skipped: no ipfixDump (libfixbuf-tools)"; exit 77; }

# one that talks all the time, one that pauses, and one packet; their numbers are 1, 2 and 9
{
    pcap_header
    udp 1000 0 1 1000 2 2000 begin
    udp 1010 0 3 3000 2 2000 pause
    udp 1015 0 2 2000 3 3000 answer
    udp 1020 0 2 2000 1 1000 a
    for second in 1040 1060 1080 1100; do udp $second 0 1 1000 2 2000 talk; done
    udp 1101 0 5 5000 2 2000 once
    for second in 1120 1140 1160; do udp $second 0 1 1000 2 2000 talk; done
    udp 1170 0 3 3000 2 2000 again
    for second in 1180 1200 1220 1239; do udp $second 999999 2 2000 1 1000 back; done
    udp 1300 0 1 1000 2 2000 end
} >"$scratch/long.pcap"

# told CAPTURE OPTION...: the records a collector has, one a line: connection, reason, packets and bytes each way, begin, end
told() {
    capture=$1
    shift
    rm -f "$scratch/port"
    /usr/bin/python3 "$(dirname "$0")/receive.py" "$scratch/ipfix" >"$scratch/port" 2>"$scratch/receive.err" &
    receiver=$!
    running="$running $receiver"
    until_true test -s "$scratch/port"
    run 0 -r "$capture" --ipfix "tcp://127.0.0.1:$(cat "$scratch/port")" "$@"
    wait "$receiver" || fail "the receiver"
    ipfixDump --rfc5610 --data --in "$scratch/ipfix" >"$scratch/dump" 2>"$scratch/dump.err" || fail "ipfixDump"
    awk '$2 == "flowId" { id = $4 } $2 == "flowStartMilliseconds" { begin = $5 } $2 == "flowEndMilliseconds" { end = $5 }
        $2 == "octetDeltaCount" { bytes = $4 } $2 == "packetDeltaCount" { packets = $4 }
        $2 == "reverseOctetDeltaCount" { back = $4 } $2 == "reversePacketDeltaCount" { reverse = $4 }
        $2 == "flowEndReason" { print id, $4, packets, reverse, bytes, back, begin, end }' "$scratch/dump"
}
# sums: packets and bytes of records
sums() {
    awk '{ p += $3 + $4; b += $5 + $6 } END { print p, b }' "$1"
}

told "$scratch/long.pcap" --log "$scratch/a.csv" --workers 1 >"$scratch/told"
cat >"$scratch/expected" <<END
1 2 2 1 93 43 00:16:40.000 00:17:20.000
1 2 3 0 138 0 00:17:20.000 00:18:20.000
2 2 1 1 47 48 00:16:50.000 00:16:55.000
1 2 3 0 138 0 00:18:20.000 00:19:20.000
9 1 1 0 46 0 00:18:21.000 00:18:21.000
1 2 0 4 0 184 00:19:20.000 00:20:39.999
2 4 1 0 47 0 00:16:55.000 00:19:30.000
1 4 1 0 45 0 00:20:39.999 00:21:40.000
END
diff "$scratch/expected" "$scratch/told" || fail "it is told otherwise"

[ "$(sums "$scratch/told")" = "18 829" ] || fail "sums"

# another timeout, and none: other pieces of the same whole, and the log is what it was
told "$scratch/long.pcap" --log "$scratch/b.csv" --ipfix-active 150 >"$scratch/told"
[ "$(awk '$1 == 1 { print $2 }' "$scratch/told" | tr '\n' ' ')" = "2 2 4 " ] || fail "150 s: $(cat "$scratch/told")"
[ "$(sums "$scratch/told")" = "18 829" ] || fail "150 s: sums"
told "$scratch/long.pcap" --log "$scratch/c.csv" --ipfix-active 0 >"$scratch/told"
[ "$(cut -d ' ' -f 1,2 "$scratch/told" | sort | tr '\n' ' ')" = "1 4 2 4 9 1 " ] || fail "none: $(cat "$scratch/told")"
[ "$(sums "$scratch/told")" = "18 829" ] || fail "none: sums"
run 0 -r "$scratch/long.pcap" --log "$scratch/d.csv"
for log in b c d; do
    cmp "$scratch/a.csv" "$scratch/$log.csv" || fail "the log hangs on what a collector is told"
done

# what is known late and what is decided by others: synthetic and real captures, any number of workers
for scenario in sample udp-call udp-startup-new; do
    play "$scenario"
done
# its first packet again, ten seconds after the last: by now its endpoint is known, so whoever asks what the flow is makes
# it known before its time
/usr/bin/python3 - "$scratch/udp-startup-new.pcap" "$scratch/again.pcap" <<'END'
import struct, sys
data = open(sys.argv[1], "rb").read()
at, last = 24, 0
while at < len(data):
    last, _, length, _ = struct.unpack("<IIII", data[at:at + 16])
    at += 16 + length
length = struct.unpack("<I", data[32:36])[0]
data += struct.pack("<IIII", last + 10, 0, length, length) + data[40:40 + length]
open(sys.argv[2], "wb").write(data)
END
for capture in "$scratch/sample.pcap" "$scratch/udp-call.pcap" "$scratch/again.pcap" \
    "$captures/skype/SkypeIRC.cap" "$captures/skype/skype_no_unknown.pcap"; do
    [ -e "$capture" ] || { skip_part "no $capture"; continue; }
    run 0 -r "$capture" --log "$scratch/alone.jsonl"
    for workers in 1 3; do
        told "$capture" --workers $workers --log "$scratch/w$workers.jsonl" --ipfix-active 5 >"$scratch/told$workers"
        [ "$(in_summary 4 "$scratch/err") $(in_summary 5 "$scratch/err")" = "$(sums "$scratch/told$workers")" ] ||
            fail "$capture: sums"
        sort "$scratch/told$workers" >"$scratch/sorted$workers"
    done
    cmp "$scratch/sorted1" "$scratch/sorted3" || fail "$capture: the number of workers changes what is told"
    cmp "$scratch/alone.jsonl" "$scratch/w1.jsonl" || fail "$capture: the log hangs on what a collector is told"
    echo "    ${capture##*/}: $(wc -l <"$scratch/sorted1") records, $(awk '$2 == 2' "$scratch/sorted1" | wc -l) in between"
    rm "$scratch/alone.jsonl" "$scratch"/w?.jsonl
done

# nfcapd, over UDP
if command -v nfcapd >/dev/null && command -v nfdump >/dev/null; then
    port=$(udp_port)
    mkdir "$scratch/flows"
    nfcapd -b 127.0.0.1 -p "$port" -w "$scratch/flows" -t 3600 >"$scratch/nfcapd.err" 2>&1 &
    collecting=$!
    running="$running $collecting"
    until_true udp_read "$port"
    run 0 -r "$scratch/long.pcap" --ipfix "udp://127.0.0.1:$port"
    until_true udp_read "$port"
    kill "$collecting"
    wait "$collecting" || true
    nfdump -R "$scratch/flows" -q -N -o 'fmt:%sa %ipkt %opkt %ibyt %obyt' | sort >"$scratch/nfdump"
    [ "$(awk '$1 == "10.0.0.1"' "$scratch/nfdump" | wc -l)" -eq 5 ] || fail "nfcapd: $(cat "$scratch/nfdump")"
    [ "$(awk 'NF == 5 { p += $2 + $3; b += $4 + $5 } END { print p, b }' "$scratch/nfdump")" = "18 829" ] || fail "nfcapd: sums"
    ! grep -qi nbar "$scratch/nfcapd.err" || fail "nfcapd complains: $(cat "$scratch/nfcapd.err")"
else
    skip_part "no nfcapd"
fi
finished
