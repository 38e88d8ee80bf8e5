#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# probe_totals.sh PROGRAM SYNTH CAPTURES: all that the probe tells of one capture agrees, to the byte: its log, its
# statistics, its RRD files, its records at a real collector and its report; and with what tshark counts.
set -eu
. "$(dirname "$0")/probe.sh"

for tool in nfcapd nfdump rrdtool tshark; do
    command -v "$tool" >/dev/null || { echo "skipped: no $tool"; exit 77; }
done

# agree WHAT PACKETS BYTES: with what tshark counted
agree() {
    [ "$2 $3" = "$packets $bytes" ] || fail "$1: $2 packets of $3 bytes, tshark counts $packets of $bytes"
    echo "    $1 agrees"
}

# collector: takes records until it is stopped
collector() {
    port=$(udp_port)
    rm -rf "$scratch/flows"
    mkdir "$scratch/flows"
    nfcapd -b 127.0.0.1 -p "$port" -w "$scratch/flows" -t 3600 >"$scratch/nfcapd.err" 2>&1 &
    collecting=$!
    running="$running $collecting"
    until_true udp_read "$port"
}

# one CAPTURE
one() {
    capture=$1
    tshark -r "$capture" -q -z io,stat,0 2>/dev/null | awk -F '|' '/<>/ { gsub(/ /, ""); print $3, $4 }' >"$scratch/counted"
    read -r packets bytes <"$scratch/counted"
    echo "${capture##*/}: $packets packets of $bytes bytes"
    collector
    rm -rf "$scratch/graphs" "$scratch/report" "$scratch/spool" "$scratch/log.csv"
    "$program" -r "$capture" --log "$scratch/log.csv" --graphs "$scratch/graphs" --report "$scratch/report" \
        --export-dir "$scratch/spool" --ipfix "udp://127.0.0.1:$port" 2>"$scratch/err" || fail "the probe ends with $?"
    until_true udp_read "$port"
    kill "$collecting"
    wait "$collecting" || true

    # the log has the flows; what is in none the probe says at its end
    sed -E 's/.*: ([0-9]+) frames of ([0-9]+) bytes; in [0-9]+ flows were ([0-9]+) of ([0-9]+) bytes/\1 \2 \3 \4/;t;d' \
        "$scratch/err" >"$scratch/said"
    read -r all all_bytes followed followed_bytes <"$scratch/said"
    agree "what it says" "$all" "$all_bytes"
    /usr/bin/python3 - "$scratch/log.csv" $((all - followed)) $((all_bytes - followed_bytes)) >"$scratch/sum" <<'END'
import csv, sys
rows = [r for r in csv.DictReader(open(sys.argv[1], newline="")) if r["event"] == "end"]
print(sum(int(r["packets_sent"]) + int(r["packets_received"]) for r in rows) + int(sys.argv[2]),
      sum(int(r["bytes_sent"]) + int(r["bytes_received"]) for r in rows) + int(sys.argv[3]))
END
    agree "the log" $(cat "$scratch/sum")

    cat "$scratch"/spool/*.csv | awk -F, '$1 == "total" { p += $8; b += $10 }
        $1 == "account" || $1 == "unfollowed" { q += $8 + $9; c += $10 + $11 } END { printf "%d %d %d %d\n", p, b, q, c }' >"$scratch/sum"
    read -r total total_bytes parts parts_bytes <"$scratch/sum"
    agree "the total of the statistics" "$total" "$total_bytes"
    agree "the sum of the statistics" "$parts" "$parts_bytes"

    rrdtool lastupdate "$scratch/graphs/rrd/total/frames.rrd" | awk 'END { print $4, $2 + $3 }' >"$scratch/sum"
    agree "the RRD of all frames" $(cat "$scratch/sum")
    for file in "$scratch"/graphs/rrd/total/application-*.rrd; do
        rrdtool lastupdate "$file" | awk 'END { print $4, $2 + $3 }'
    done | awk '{ p += $1; b += $2 } END { printf "%d %d\n", p, b }' >"$scratch/sum"
    agree "the RRDs of applications" $(cat "$scratch/sum")

    nfdump -R "$scratch/flows" -q -o 'fmt:%ipkt %opkt %ibyt %obyt' -N 2>/dev/null |
        awk 'NF == 4 && $1 ~ /^[0-9]+$/ { p += $1 + $2; b += $3 + $4 } END { printf "%d %d\n", p, b }' >"$scratch/sum"
    agree "the collector" $(cat "$scratch/sum")

    /usr/bin/python3 - "$scratch/report/index.html" >"$scratch/sum" <<'END'
import re, sys
page = open(sys.argv[1], encoding="utf-8").read()
row = re.search(r"<tr data-total=frames>.*", page).group(0)
print(*re.findall(r"data-s=(\d+)", row))
END
    agree "the report" $(cat "$scratch/sum")
}

"$synth" sample -o "$scratch/synthetic-sample.pcap"
one "$scratch/synthetic-sample.pcap"
if [ -d "$captures" ]; then
    one "$captures/skype/SkypeIRC.cap"
    one "$captures/skype/skype_no_unknown.pcap"
else
    echo "no captures: those parts are skipped"
fi
