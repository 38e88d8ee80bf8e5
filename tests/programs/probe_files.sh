#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# probe_files.sh PROGRAM SYNTH CAPTURES: captures in, records out; nothing lost, whatever is in them.
set -eu
. "$(dirname "$0")/probe.sh"

# both directions are a connection; what is in no flow is counted all the same
{
    pcap_header
    udp 100 5 2 2000 1 1000 hello
    udp 101 0 3 53 4 53 x
    udp 102 999999 1 1000 2 2000 worlds
    record 103 0 20; bytes 02 00 00 00 00 02 02 00 00 00 00 01 08 06 00 00 00 00 00 00
    udp 285 0 2 2000 1 1000 ""
} >"$scratch/a.pcap"
run 0 -r "$scratch/a.pcap" --log "$scratch/a.csv" --log "$scratch/a.jsonl"
err '5 frames of 200 bytes; in 3 flows were 4 of 180 bytes'
rows "$scratch/a.csv" end src sport dst dport packets_sent packets_received bytes_sent bytes_received first last end \
    >"$scratch/rows"
cat >"$scratch/expected" <<END
10.0.0.3 53 10.0.0.4 53 1 0 43 0 1970-01-01T00:01:41.000000000Z 1970-01-01T00:01:41.000000000Z idle
10.0.0.2 2000 10.0.0.1 1000 1 1 47 48 1970-01-01T00:01:40.000005000Z 1970-01-01T00:01:42.999999000Z idle
10.0.0.2 2000 10.0.0.1 1000 1 0 42 0 1970-01-01T00:04:45.000000000Z 1970-01-01T00:04:45.000000000Z flushed
END
diff "$scratch/expected" "$scratch/rows" || fail "records differ"
complete "$scratch/a.csv"

# JSON says the same
/usr/bin/python3 - "$scratch/a.jsonl" >"$scratch/json" <<'END'
import json, sys
for line in open(sys.argv[1]):
    r = json.loads(line)
    if r["event"] == "end":
        print(*(r[k] for k in "src sport dst dport packets_sent packets_received bytes_sent bytes_received first last end".split()))
END
diff "$scratch/expected" "$scratch/json" || fail "JSON differs"

# who writes captures may leave out how long a packet was: what is there was on the wire
/usr/bin/python3 - "$scratch/a.pcap" "$scratch/lengths.pcap" <<'END'
import struct, sys
data, at = bytearray(open(sys.argv[1], "rb").read()), 24
while at < len(data):
    kept, = struct.unpack_from("<I", data, at + 8)
    struct.pack_into("<I", data, at + 12, 0)
    at += 16 + kept
open(sys.argv[2], "wb").write(data)
END
run 0 -r "$scratch/lengths.pcap" --log "$scratch/lengths.csv"
cmp "$scratch/a.csv" "$scratch/lengths.csv" || fail "packets of which no length is told"
rm "$scratch/lengths.pcap" # capinfos, below, believes it

# standard input, a pipe; several captures are read in the order of time
run 0 -r - --log "$scratch/stdin.csv" <"$scratch/a.pcap"
cmp "$scratch/a.csv" "$scratch/stdin.csv" || fail "standard input"
{ pcap_header; udp 100 5 2 2000 1 1000 hello; udp 102 999999 1 1000 2 2000 worlds; } >"$scratch/1.pcap"
{ pcap_header; udp 101 0 3 53 4 53 x; udp 285 0 2 2000 1 1000 ""; } >"$scratch/2.pcap"
run 0 -r "$scratch/2.pcap" -r "$scratch/1.pcap" --log "$scratch/two.csv"
rows "$scratch/two.csv" end src sport dst dport packets_sent packets_received bytes_sent bytes_received first last end \
    >"$scratch/rows"
diff "$scratch/expected" "$scratch/rows" || fail "two captures are not read in the order of time"

# what cannot be opened is told before anything is read; what breaks is read up to there
run 2 -r "$scratch/a.pcap" -r "$scratch/missing.pcap" --log "$scratch/none.csv"
err 'missing\.pcap: No such file'
[ ! -e "$scratch/none.csv" ] || fail "a log, though nothing was read"
head -c $(($(wc -c <"$scratch/a.pcap") - 1)) "$scratch/a.pcap" >"$scratch/cut.pcap"
run 1 -r "$scratch/cut.pcap" --log "$scratch/cut.csv"
err 'cut\.pcap: packet 5: truncated'
complete "$scratch/cut.csv"
[ "$(rows "$scratch/cut.csv" end id | wc -l)" -eq 2 ] || fail "what is whole was not told"

# a clock that is set back by an hour, and at once by a year: nothing is lost, and it is told
{
    pcap_header
    udp 40000000 0 1 1000 2 2000 one
    udp 40000001 0 2 2000 1 1000 two
    udp 39996401 0 1 1000 2 2000 three
    udp 39996402 0 1 1001 2 2000 new
    udp 39996300 500000 2 2000 1 1000 four
    udp 8000000 0 2 2000 1 1001 five
} >"$scratch/back.pcap"
run 0 -r "$scratch/back.pcap" --log "$scratch/back.csv"
err 'the clock went back 3 times'
err '6 frames of 274 bytes; in 2 flows were 6 of 274 bytes'
complete "$scratch/back.csv"
rows "$scratch/back.csv" end sport packets_sent packets_received first last >"$scratch/rows"
cat >"$scratch/expected" <<END
1000 2 2 1971-04-08T23:06:40.000000000Z 1971-04-08T23:06:42.000000000Z
1001 1 1 1971-04-08T22:06:42.000000000Z 1971-04-08T22:06:42.000000000Z
END
diff "$scratch/expected" "$scratch/rows" || fail "a clock that goes back"

# one that is set back and forth again, until the probe's own time would wrap around: it ends nevertheless
{
    pcap_header
    udp 2000000000 0 1 1000 2 2000 one
    udp 0 0 1 1000 2 2000 two
    udp 1999999999 0 1 1000 2 2000 three
    for _ in 1 2 3 4 5 6 7; do
        udp 0 0 1 1000 2 2000 back
        udp 2000000000 0 1 1000 2 2000 forth
    done
    udp 0 0 1 1000 2 2000 last
    udp 446744074 0 1 1000 2 2000 wraps
} >"$scratch/wraps.pcap"
start wraps -r "$scratch/wraps.pcap" --log "$scratch/wraps.csv"
until_true in_log "$scratch/wraps.err" '19 frames of .*; in [0-9]+ flows were 19 of '
ended 0 "$pid" wraps
complete "$scratch/wraps.csv"

# seconds are unsigned in pcap files: later than 2038
{ pcap_header; udp 3000000000 5 1 1000 2 2000 hello; } >"$scratch/late.pcap"
run 0 -r "$scratch/late.pcap" --log "$scratch/late.csv"
rows "$scratch/late.csv" end first >"$scratch/rows"
echo 2065-01-24T05:20:00.000005000Z | diff - "$scratch/rows" || fail "a time after 2038"

# fragments: every frame is with the packet it is part of, or with none
play udp-fragments
run 0 -r "$scratch/udp-fragments.pcap" --log "$scratch/fragments.csv"
sums_agree "$scratch/fragments.csv" "$scratch/err"
{
    pcap_header
    record 1 0 42; ethernet_ipv4 8 8192 17 1 2; bytes 03 e8 07 d0 00 10 00 00
    record 1 1 42; ethernet_ipv4 8 1 17 1 2; printf 12345678
    record 1 2 42; ethernet_ipv4 8 8194 17 3 4; printf lostlost
} >"$scratch/pieces.pcap"
run 0 -r "$scratch/pieces.pcap" --log "$scratch/pieces.csv"
err '3 frames of 126 bytes; in 1 flows were 2 of 84 bytes'
[ "$(rows "$scratch/pieces.csv" end packets_sent bytes_sent)" = "2 84" ] || fail "fragments are counted"

# any number of workers: the same records; and they have what capinfos counts
[ -d "$captures/skype" ] || skip_part "no captures at $captures"
command -v capinfos >/dev/null || skip_part "no capinfos (tshark): totals are compared with the probe's own only"
for scenario in sample supernode call relay-voice blocked; do
    "$synth" "$scenario" -o "$scratch/$scenario.pcap" >/dev/null 2>&1 || rm -f "$scratch/$scenario.pcap"
done
for capture in "$scratch"/*.pcap "$captures"/skype/*.*cap; do
    [ -e "$capture" ] || continue
    case $capture in */cut.pcap) continue ;; esac
    for workers in 1 2 5; do
        run 0 -r "$capture" --workers $workers --home 203.0.113.1 --home 10.0.0.0/8 --home 192.168.0.0/16 \
            --log "$scratch/w$workers.csv"
        complete "$scratch/w$workers.csv"
        sums_agree "$scratch/w$workers.csv" "$scratch/err"
        sort "$scratch/w$workers.csv" >"$scratch/w$workers.sorted"
        cmp "$scratch/w1.sorted" "$scratch/w$workers.sorted" || fail "$capture: $workers workers tell another tale"
        rm "$scratch/w$workers.csv"
    done
    if command -v capinfos >/dev/null; then
        counted="$(capinfos -Tmr -c "$capture" | cut -d , -f 2) $(capinfos -Tmr -d "$capture" | cut -d , -f 2)"
        [ "$(in_summary 1,2 "$scratch/err")" = "$counted" ] || fail "$capture: capinfos counts $counted"
    fi
done

# real_client CAPTURE HOST VERSION ENDPOINT_PORT: the client is named, with its version and where it lives
real_client() {
    run 0 -r "$captures/skype/$1" --log "$scratch/real.csv"
    rows "$scratch/real.csv" end application src dst era first last >"$scratch/real"
    host=$(grep '^skype ' "$scratch/real" | tr ' ' '\n' | grep '^192\.168\.' | sort | uniq -c | sort -rn |
        awk 'NR == 1 { print $2 }')
    [ "$host" = "$2" ] || fail "$1: the client is $host"
    awk -v host="$2" -v era="$3" '$2 == host && $4 == era { n++ } END { exit !n }' "$scratch/real" ||
        fail "$1: version $3 of $2 is not told"
    rows "$scratch/real.csv" endpoint proto src sport application >"$scratch/endpoints"
    grep -q "^udp $2 $4 skype$" "$scratch/endpoints" || fail "$1: its endpoint is not told"
    awk '$5 > $6 { exit 1 }' "$scratch/real" || fail "$1: something ends before it begins"
    rm "$scratch/real.csv"
}
if [ -d "$captures/skype" ]; then
    real_client SkypeIRC.cap 192.168.1.2 1.2.0.18 35990
    real_client skype_no_unknown.pcap 192.168.1.34 7.7.0.335 13021
fi

# the end is asked for while a capture is read: what was read is told whole
mkfifo "$scratch/pipe"
start stopped -r "$scratch/pipe" --log "$scratch/stopped.csv" --step 1
exec 9>"$scratch/pipe"
head -c $(($(wc -c <"$scratch/sample.pcap") / 2)) "$scratch/sample.pcap" >&9
until_true test -s "$scratch/stopped.csv"
kill -TERM "$pid"
ended 0 "$pid" stopped
exec 9>&-
complete "$scratch/stopped.csv"
sums_agree "$scratch/stopped.csv" "$scratch/stopped.err"

# a flood: memory stays within what was asked for, and what found no room is counted
/usr/bin/python3 "$here/probe_flood.py" 100000 10000 "$scratch/flood.pcap"
/usr/bin/python3 - "$program" "$scratch" >"$scratch/peak" <<'END'
import resource, subprocess, sys
program, scratch = sys.argv[1:]
status = subprocess.run([program, "-r", scratch + "/flood.pcap", "--max-flows", "5000", "--max-endpoints", "5000",
                         "--log", scratch + "/flood.csv"], stderr=open(scratch + "/err", "w")).returncode
print(status, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
END
read -r status peak <"$scratch/peak"
[ "$status" -eq 0 ] || fail "a flood ends the probe with $status"
err 'the flow table was full: [0-9]+ flows ended early'
err 'the flow table was full: [0-9]+ packets were in no flow'
complete "$scratch/flood.csv"
sums_agree "$scratch/flood.csv" "$scratch/err"
if grep -qE '__(asan|tsan|msan)_' "$program"; then
    echo "memory is not measured: sanitizers take their own"
else
    [ "$peak" -le 100 ] || fail "$peak MiB for 5000 flows"
fi

# one worker has everything to tell, and the others nothing, for longer than queues are: they do not wait for each other
# for ever
/usr/bin/python3 "$here/probe_flood.py" 60000 1 "$scratch/one.pcap" 0.4
for workers in 1 4; do
    timeout 100 "$program" -r "$scratch/one.pcap" --workers $workers --log "$scratch/one$workers.csv" 2>"$scratch/err" ||
        fail "one busy worker of $workers"
    complete "$scratch/one$workers.csv"
    sort -o "$scratch/one$workers.csv" "$scratch/one$workers.csv"
done
cmp "$scratch/one1.csv" "$scratch/one4.csv" || fail "4 workers tell another tale of one host"

# one direction only: a warning
run 0 -r "$scratch/flood.pcap" --log "$scratch/one.csv" --filter 'src net 10.0.0.0/8'
err '100% of the flows were seen in one direction only'
finished
