#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# probe_ipfix.sh FEED: what real collectors make of the probe's records. nfcapd and nfacctd over UDP, ipfixDump over
# TCP: packets and bytes must agree with what was fed, and the fields they know must be there.
set -eu
feed=$1
scratch=$(mktemp -d)
running='' signal=TERM missing=''
python=/usr/bin/python3

# stop: ends the collector. nfacctd does not heed TERM
stop() {
    kill "-$signal" "$running" || true
    wait "$running" || true
    running=''
}
finish() {
    [ -z "$running" ] || stop
    rm -rf "$scratch"
}
trap finish EXIT
trap 'exit 1' INT TERM

fail() {
    echo "probe_ipfix: $*" >&2
    for file in "$scratch"/*.log; do
        [ -s "$file" ] && { echo "--- $file" >&2; tail -n 20 "$file" >&2; }
    done
    exit 1
}
have() {
    for tool; do
        command -v "$tool" >/dev/null || { missing="$missing $tool"; return 1; }
    done
}
free_port() {
    $python -c 'import socket; s = socket.socket(type=socket.SOCK_DGRAM); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
# wait_for SECONDS COMMAND...: until it succeeds
wait_for() {
    tries=$(($1 * 10))
    shift
    until "$@"; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || return 1
        sleep 0.1
    done
}
# read_empty PORT: nothing waits to be read at a UDP port
read_empty() {
    awk -v port="$(printf ':%04X' "$1")" '
        index($2, port) { seen = 1; split($5, queue, ":"); if (queue[2] != "00000000") full = 1 }
        END { exit !seen || full }' /proc/net/udp
}
# fed: what was fed, as forward and reverse packets and bytes; traffic in no flow counts as forward
fed() {
    awk '{ p += $3; r += $4; b += $6; s += $7 } END { print p, r, b, s }' "$scratch/fed"
}

nfcapd_agrees() {
    have nfcapd nfdump || return 0
    port=$(free_port)
    mkdir "$scratch/flows"
    nfcapd -b 127.0.0.1 -p "$port" -w "$scratch/flows" -t 3600 -B 1000000 >"$scratch/nfcapd.log" 2>&1 &
    running=$! signal=TERM
    wait_for 10 read_empty "$port" || fail "nfcapd does not start"
    "$feed" "udp://127.0.0.1:$port" 300 >"$scratch/fed" || fail "feed"
    wait_for 10 read_empty "$port" || fail "nfcapd does not read"
    sleep 0.3
    stop
    nfdump -q -R "$scratch/flows" -o 'fmt:%pkt %opkt %byt %obyt %pr %sa %nbid' -N >"$scratch/nfdump" ||
        fail "nfdump cannot read it"
    [ "$(awk '{ p += $1; r += $2; b += $3; s += $4 } END { print p, r, b, s }' "$scratch/nfdump")" = "$(fed)" ] ||
        fail "nfdump has other sums than $(fed)"
    [ "$(grep -c . "$scratch/nfdump")" -eq 406 ] || fail "300 connections, 76 in between and 30 intervals"
    [ "$(grep -c 2001:db8:: "$scratch/nfdump")" -eq 75 ] || fail "nfdump: IPv6"
    # 1.7.1 shows the engine of an application id last
    [ "$(grep -cE ' (2\.\.6|6\.\.2) *$' "$scratch/nfdump")" -eq 74 ] || fail "nfdump: application ids"
    grep -q 'Bad Packets: 0' "$scratch/nfcapd.log" || fail "nfcapd: bad packets"
    ! grep -i nbar "$scratch/nfcapd.log" || fail "nfcapd: cannot read the names of applications"
}

# rows.py FILE sums | FILE rows FIELD=VALUE... | FILE flows FIELD=VALUE...: of the objects nfacctd wrote, a line each
cat >"$scratch/rows.py" <<'END'
import json, sys
rows = []
try:
    for line in open(sys.argv[1], encoding="utf-8"):
        rows.append(json.loads(line))
except (OSError, ValueError):
    pass  # not there yet, or just being written
tests = [test.split("=", 1) for test in sys.argv[3:]]
rows = [row for row in rows if all(str(row.get(name)) == value for name, value in tests)]
if sys.argv[2] == "rows":
    print(len(rows))
elif sys.argv[2] == "flows":
    print(len({row["flow"] for row in rows}))
else:
    print(*(sum(int(row[name]) for row in rows) for name in ("packets", "reversepackets", "bytes", "reversebytes")))
END
nfacctd_sums() {
    $python "$scratch/rows.py" "$scratch/pmacct" sums
}
nfacctd_has_all() {
    [ "$(nfacctd_sums)" = "$(fed)" ]
}
rows_with() {
    $python "$scratch/rows.py" "$scratch/pmacct" rows "$@"
}
flows_with() {
    $python "$scratch/rows.py" "$scratch/pmacct" flows "$@"
}

nfacctd_agrees() {
    have nfacctd || return 0
    port=$(free_port)
    cat >"$scratch/fields" <<END
name=reverseBytes field_type=29305:1 len=8 semantics=u_int
name=reversePackets field_type=29305:2 len=8 semantics=u_int
name=flow field_type=148 len=8 semantics=u_int
name=activity field_type=32473:101 len=1 semantics=u_int
name=confidence field_type=32473:105 len=1 semantics=u_int
name=signature field_type=32473:107 len=4 semantics=u_int
name=userGroup field_type=32473:109 len=vlen semantics=str
name=person field_type=32473:114 len=vlen semantics=str
END
    cat >"$scratch/nfacctd.conf" <<END
daemonize: false
nfacctd_ip: 127.0.0.1
nfacctd_port: $port
nfacctd_time_new: true
aggregate_primitives: $scratch/fields
plugins: print[all]
plugin_pipe_size[all]: 8192000
aggregate[all]: class, src_host, dst_host, src_port, dst_port, proto, timestamp_start, timestamp_end, reverseBytes, reversePackets, flow, activity, confidence, signature, userGroup, person
print_output[all]: json
print_output_file[all]: $scratch/pmacct
print_output_file_append[all]: true
print_refresh_time[all]: 1
timestamps_since_epoch: true
END
    : >"$scratch/nfacctd.log"
    nfacctd -f "$scratch/nfacctd.conf" >>"$scratch/nfacctd.log" 2>&1 &
    running=$! signal=INT
    # what comes before its plugin is at work is lost
    wait_for 20 grep -q 'Purging cache - END' "$scratch/nfacctd.log" || fail "nfacctd does not start"
    "$feed" "udp://127.0.0.1:$port" 300 >"$scratch/fed" || fail "feed"
    wait_for 20 nfacctd_has_all || fail "nfacctd has $(nfacctd_sums), not $(fed)"
    stop
    ! grep -i malformed "$scratch/nfacctd.log" || fail "nfacctd: malformed"
    for class in unknown other skype skype-related door-bell; do
        [ "$(flows_with "class=$class")" -eq 60 ] || fail "nfacctd: class $class"
    done
    [ "$(rows_with class=unfollowed)" -eq 30 ] || fail "nfacctd: class unfollowed"
    [ "$(flows_with person=Jürgen)" -eq 75 ] || fail "nfacctd: users"
    [ "$(flows_with usergroup=schüler)" -eq 100 ] || fail "nfacctd: groups"
    [ "$(rows_with signature=1042 flow=42 activity=9 confidence=42)" -eq 1 ] || fail "nfacctd: own fields"
    [ "$(rows_with timestamp_start=1700000000.165000 ip_src=10.1.0.42)" -eq 1 ] || fail "nfacctd: times"
}

# ipfixDump reads files: what came over TCP is written to one
ipfixdump_agrees() {
    have ipfixDump || return 0
    $python "$(dirname "$0")/receive.py" "$scratch/ipfix" >"$scratch/port" 2>"$scratch/receive.log" &
    running=$! signal=TERM
    wait_for 10 [ -s "$scratch/port" ] || fail "no port"
    "$feed" "tcp://127.0.0.1:$(cat "$scratch/port")" 2000 >"$scratch/fed" || fail "feed"
    wait "$running" || fail "receiver"
    running=''
    ipfixDump --rfc5610 --data --in "$scratch/ipfix" >"$scratch/dump" 2>"$scratch/dump.log" || fail "ipfixDump"
    [ ! -s "$scratch/dump.log" ] || fail "ipfixDump complains"
    [ "$(awk '$2 == "packetDeltaCount" { p += $4 } $2 == "reversePacketDeltaCount" { r += $4 }
              $2 == "octetDeltaCount" { b += $4 } $2 == "reverseOctetDeltaCount" { s += $4 }
              END { print p, r, b, s }' "$scratch/dump")" = "$(fed)" ] || fail "ipfixDump has other sums than $(fed)"
    # own fields have names and values: their types were told before they were needed
    grep -qE '\(32473/107\) +skypedpiSignatureId : 1042$' "$scratch/dump" || fail "ipfixDump: signature"
    grep -qE '\(32473/109\) +skypedpiGroup : \(len: 8\) schüler$' "$scratch/dump" || fail "ipfixDump: group"
    grep -qE '\(371\) +userName : \(len: 3\) 李$' "$scratch/dump" || fail "ipfixDump: user"
    grep -qE 'informationElementDescription : .*0 none, 1 signalling, 2 login' "$scratch/dump" || fail "ipfixDump: values"
}

nfcapd_agrees
nfacctd_agrees
ipfixdump_agrees
if [ -n "$missing" ]; then
    echo "probe_ipfix: skipped for want of:$missing"
    exit 77
fi
