#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# tool_flows.sh PROGRAM: rows of flows, as a table, CSV and JSON.
set -eu
program=$1
. "$(dirname "$0")/synthetic.sh"

header=proto,src,sport,dst,dport,first,last,packets,bytes,application,activity,mechanism,era,stage,confidence
header=$header,signature,decided_packet,flags,role,path,rate,call_start,call_end,attempt

# first_fields N: the first so many fields of the rows, below the header
first_fields() {
    [ "$(head -n 1 "$scratch/out")" = "$header" ] || fail "header line"
    tail -n +2 "$scratch/out" | cut -d , -f "1-$1" >"$scratch/fields"
}
expect() {
    cat >"$scratch/expected"
    diff "$scratch/expected" "$scratch/fields" || fail "rows differ"
}

# both directions are a row, its source the first sender; rows in the order of first packets
{
    pcap_header
    udp 100 5 2 2000 1 1000 hello
    udp 101 0 3 53 4 53 x
    udp 102 999999 1 1000 2 2000 worlds
    udp 339 0 2 2000 1 1000 ""
} >"$scratch/a.pcap"
run 0 classify --csv "$scratch/a.pcap"
no_err
first_fields 9
expect <<END
udp,10.0.0.2,2000,10.0.0.1,1000,100.000005,339.000000,3,137
udp,10.0.0.3,53,10.0.0.4,53,101.000000,101.000000,1,43
END
[ "$(awk -F , '{ print NF }' "$scratch/out" | sort -u)" = 24 ] || fail "rows have not 24 fields"
[ "$(tail -n +2 "$scratch/out" | cut -d , -f 19- | sort -u)" = ,,,,, ] || fail "facts of flows that nobody looks for"

# ports used again: a new row after FIN both ways or RST, and only with another sequence number
{
    pcap_header
    tcp 1 1 1000 2 80 02 100 ""
    tcp 1 2 80 1 1000 12 500 ""
    tcp 2 1 1000 2 80 11 101 ""
    tcp 2 2 80 1 1000 11 501 ""
    tcp 3 1 1000 2 80 10 102 ""
    tcp 4 1 1000 2 80 02 900 ""
    tcp 5 1 1001 2 80 02 100 ""
    tcp 5 1 1001 2 80 02 777 ""
    tcp 6 1 1002 2 80 02 100 ""
    tcp 6 2 80 1 1002 14 0 ""
    tcp 7 1 1002 2 80 02 100 ""
    tcp 7 1 1002 2 80 02 101 ""
} >"$scratch/b.pcap"
run 0 classify --csv "$scratch/b.pcap"
first_fields 9
expect <<END
tcp,10.0.0.1,1000,10.0.0.2,80,1.000000,3.000000,5,270
tcp,10.0.0.1,1000,10.0.0.2,80,4.000000,4.000000,1,54
tcp,10.0.0.1,1001,10.0.0.2,80,5.000000,5.000000,2,108
tcp,10.0.0.1,1002,10.0.0.2,80,6.000000,7.000000,3,162
tcp,10.0.0.1,1002,10.0.0.2,80,7.000000,7.000000,1,54
END

# a packet in two fragments counts once, with all its bytes; half a packet does not
{
    pcap_header
    record 1 0 50
    ethernet_ipv4 16 8192 17 1 2
    bytes 03 e8 07 d0 00 14 00 00 68 65 6c 6c 6f 20 66 72
    record 2 0 38
    ethernet_ipv4 4 2 17 1 2
    bytes 61 67 73 21
    record 3 0 50
    ethernet_ipv4 16 8192 17 1 9
    bytes 03 e8 07 d0 00 14 00 00 68 65 6c 6c 6f 20 66 72
} >"$scratch/c.pcap"
run 0 classify --csv "$scratch/c.pcap"
first_fields 9
expect <<END
udp,10.0.0.1,1000,10.0.0.2,2000,2.000000,2.000000,1,88
END

# several captures: one table, each capture anew, or all of them one
run 0 classify --csv "$scratch/a.pcap" "$scratch/a.pcap"
first_fields 8
[ "$(wc -l <"$scratch/fields")" -eq 4 ] || fail "two captures, two flows each"
run 0 classify --csv --together "$scratch/a.pcap" "$scratch/a.pcap"
first_fields 9
expect <<END
udp,10.0.0.2,2000,10.0.0.1,1000,100.000005,339.000000,6,274
udp,10.0.0.3,53,10.0.0.4,53,101.000000,101.000000,2,86
END

# captures that lie months apart: the flows of the first one have what it told when it ended
two=$(printf '\002')
{
    pcap_header
    udp 100 0 1 4000 11 501 "ab${two}0h3k9rwq7zm1xyb5"
    udp 101 0 1 4000 12 502 "ac${two}g7p2kd8vn4ts6jfu"
    udp 102 0 1 4000 13 503 "ad${two}x1m5wz9qc3hb7ylo"
    udp 103 0 1 4000 14 504 "ae${two}R4f8ej2ui6ap0sgd"
} >"$scratch/d.pcap"
run 0 classify --csv "$scratch/d.pcap"
[ "$(grep -c ',skype,' "$scratch/out")" -eq 4 ] || fail "a capture by itself: all peers of the endpoint"
{
    pcap_header
    udp 3000000 0 3 53 4 53 x
} >"$scratch/e.pcap"
run 0 classify --csv --together "$scratch/d.pcap" "$scratch/e.pcap"
[ "$(grep -c ',skype,' "$scratch/out")" -eq 4 ] || fail "... and with another, a month later"

# a table that is too small says so
{
    pcap_header
    for port in 1 2 3 4 5; do
        udp 1 0 1 $port 2 9 hello
    done
} >"$scratch/d.pcap"
run 0 classify --csv --max-flows 2 "$scratch/d.pcap"
err 'max-flows was reached: 3 flows ended early, 0 packets'
lines 6

# JSON: an object a line; names that need escapes
name="$scratch/q\"uo\\te.pcap"
cp "$scratch/a.pcap" "$name"
run 0 classify --json "$name"
lines 2
grep -qF '/q\"uo\\te.pcap","proto":"udp","src":"10.0.0.2","sport":2000,"dst":"10.0.0.1","dport":1000,"first":100.000005,"last":339.000000,"packets":3,"bytes":137,"application":"' \
    "$scratch/out" || fail "JSON members"
grep -cE '^\{"capture":.*"flags":\[.*\],"evidence":\[.*\],"evidence_lost":0\}$' "$scratch/out" | grep -qx 2 ||
    fail "JSON ends"
bad=$(printf '%s/bad\377.pcap' "$scratch")
if cp "$scratch/a.pcap" "$bad" 2>/dev/null; then
    run 0 classify --json "$bad"
    grep -qF '/bad\ufffd.pcap","proto"' "$scratch/out" || fail "a name that is no UTF-8"
fi

# the table for people
run 0 classify "$scratch/a.pcap"
out '^ +0\.000000  udp  10\.0\.0\.2:2000  10\.0\.0\.1:1000 +3 +137  unknown'
out '^unknown +2 +4 +180$'
out '^4 frames: 4 UDP or TCP$'
run 0 classify "$scratch/c.pcap"
out '^3 frames: 1 UDP or TCP, 2 fragment$'
run 0 classify --only skype "$scratch/a.pcap"
! grep -q '10\.0\.0\.2:2000' "$scratch/out" || fail "--only lets others by"

# a reader that has had enough: more rows than a pipe holds, and no complaint
set --
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    set -- "$@" "$scratch/d.pcap" "$scratch/d.pcap" "$scratch/d.pcap" "$scratch/d.pcap" "$scratch/d.pcap"
    set -- "$@" "$scratch/d.pcap" "$scratch/d.pcap" "$scratch/d.pcap" "$scratch/d.pcap" "$scratch/d.pcap"
done
for format in --csv --json "--explain --all"; do
    # shellcheck disable=SC2086
    "$program" classify $format "$@" 2>"$scratch/err" | head -n 1 >"$scratch/out"
    lines 1
    no_err
done
