#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# probe_live.sh PROGRAM SYNTH CAPTURES: captures sent through a pair of virtual interfaces, in a network namespace,
# give the same records as when they are read.
set -eu
if [ "${4:-}" != inside ]; then
    command -v tcpreplay >/dev/null || { echo "SKIPPED: no tcpreplay"; exit 77; }
    command -v ip >/dev/null || { echo "SKIPPED: no ip (iproute2)"; exit 77; }
    unshare -n true 2>/dev/null || { echo "SKIPPED: no network namespace can be had"; exit 77; }
    exec unshare -n sh "$0" "$1" "$2" "$3" inside
fi
. "$(dirname "$0")/probe.sh"

# the namespace ends with this shell: nothing is left
ip link set lo up
ip link add tap type veth peer name out 2>/dev/null || { echo "SKIPPED: no veth"; exit 77; }
for interface in tap out; do
    # the kernel itself is to say nothing on them
    echo 1 >/proc/sys/net/ipv6/conf/$interface/disable_ipv6 2>/dev/null || true
    ip link set $interface mtu 9000 up
done

# is the one that was started last? It has written the header of its log then, and its interfaces were open before
capturing() {
    test -s "$log"
}
# replay CAPTURE OPTION...
replay() {
    capture=$1
    shift
    tcpreplay -q -i out "$@" "$capture" >"$scratch/replay" 2>&1 || fail "tcpreplay: $(cat "$scratch/replay")"
}
# drained [INTERFACE [HOST]]: what was sent there before is in the log, because a mark that was sent after it is; $marks
# frames of 48 bytes were sent for that
{ pcap_header; udp 1 0 251 9 250 9 marked; } >"$scratch/mark251.pcap"
{ pcap_header; udp 1 0 252 9 250 9 marked; } >"$scratch/mark252.pcap"
marked() {
    marks=$((marks + 1))
    tcpreplay -q -i "$1" "$scratch/mark$2.pcap" || return 1
    sleep 0.2
    in_log "$log" ",10\.0\.0\.$2,"
}
drained() {
    marks=0
    until_true marked "${1:-out}" "${2:-251}"
}
# told LOG.csv: what does not hang on the time of day
told() {
    rows "$1" end proto src sport dst dport packets_sent packets_received bytes_sent bytes_received application activity \
        mechanism era stage confidence signature reason role path flags end | grep -v 10.0.0.251 | sort
}

# seconds pass without packets, too: a connection is over while nothing comes (looked at further down)
{ pcap_header; tcp 1 1 1000 2 80 02 100 ""; tcp 1 2 80 1 1000 14 0 ""; } >"$scratch/reset.pcap"
log=$scratch/idle.csv
start idle -i tap --log "$log" --step 1 --filter 'host 10.0.0.2 and tcp port 1000'
idle=$pid
until_true capturing
replay "$scratch/reset.pcap"

# as they come: what is in a capture, when it was replayed at the speed it was recorded with
for scenario in udp-fragments login-new tcp-peer turn-call tcp-80-v1; do
    "$synth" $scenario -o "$scratch/$scenario.pcap" >/dev/null
    run 0 -r "$scratch/$scenario.pcap" --log "$scratch/read.csv"
    log=$scratch/live.csv
    start live -i tap --log "$log" --step 1 --workers 3
    until_true capturing
    replay "$scratch/$scenario.pcap"
    drained
    kill -TERM "$pid"
    ended 0 "$pid" live
    complete "$scratch/live.csv"
    sums_agree "$scratch/live.csv" "$scratch/live.err"
    [ $(($(in_summary 1 "$scratch/live.err") - marks)) -eq "$(in_summary 1 "$scratch/err")" ] || fail "$scenario: frames"
    [ $(($(in_summary 2 "$scratch/live.err") - 48 * marks)) -eq "$(in_summary 2 "$scratch/err")" ] || fail "$scenario: bytes"
    told "$scratch/read.csv" >"$scratch/read.told"
    told "$scratch/live.csv" >"$scratch/live.told"
    diff "$scratch/read.told" "$scratch/live.told" || fail "$scenario: live it is told differently"
    # real times
    rows "$scratch/live.csv" end last >"$scratch/last"
    now=$(date -u +%Y-%m-%dT%H)
    before=$(date -u -d '1 minute ago' +%Y-%m-%dT%H)
    ! grep -qv -e "^$now" -e "^$before" "$scratch/last" || fail "$scenario: not the time of day"
    rm "$scratch/live.csv" "$scratch/live.err" "$scratch/read.csv"
done

for _ in $(seq 160); do
    ! in_log "$scratch/idle.csv" '^end,.*,closed$' || break
    sleep 0.1
done
in_log "$scratch/idle.csv" '^end,.*,closed$' || fail "time stands still"
kill -TERM "$idle"
ended 0 "$idle" idle

# two interfaces, a filter, and everything read anew while packets fly: nothing is lost
ip link add tap2 type veth peer name out2
for interface in tap2 out2; do
    echo 1 >/proc/sys/net/ipv6/conf/$interface/disable_ipv6 2>/dev/null || true
    ip link set $interface up
done
/usr/bin/python3 "$here/probe_flood.py" 15000 1000 "$scratch/flood.pcap"
printf 'user anna 10.0.0.0/24 in staff\n' >"$scratch/subscribers"
log=$scratch/fast.csv
start fast -i tap -i tap2 --log "$log" --step 1 --subscribers "$scratch/subscribers" --filter udp
until_true capturing
tcpreplay -q -i out2 --mbps 50 "$scratch/flood.pcap" >"$scratch/replay2" 2>&1 &
second=$!
running="$running $second"
tcpreplay -q -i out --mbps 50 "$scratch/flood.pcap" >"$scratch/replay" 2>&1 &
first=$!
running="$running $first"
while kill -0 "$first" 2>/dev/null || kill -0 "$second" 2>/dev/null; do
    kill -HUP "$pid" || fail "it has ended"
    sleep 0.1
done
drained out
all=$((40000 + marks))
drained out2 252
all=$((all + marks))
kill -TERM "$pid"
ended 0 "$pid" fast
[ "$(in_summary 1 "$scratch/fast.err")" -eq $all ] || fail "$all frames were sent: $(cat "$scratch/fast.err")"
! grep -q dropped "$scratch/fast.err" || fail "the kernel dropped frames"
complete "$scratch/fast.csv"
sums_agree "$scratch/fast.csv" "$scratch/fast.err"

# the kernel has no more room: what it dropped is told, and the rest is whole
log=$scratch/slow.csv
start slow -i tap --log "$log" --buffer 1
until_true capturing
kill -STOP "$pid"
replay "$scratch/flood.pcap" --topspeed
kill -CONT "$pid"
drained
kill -TERM "$pid"
ended 0 "$pid" slow
dropped=$(sed -nE 's/.*the kernel dropped ([0-9]+) frames.*/\1/p' "$scratch/slow.err")
[ "${dropped:-0}" -gt 0 ] || fail "nothing was dropped of too much"
[ $((dropped + $(in_summary 1 "$scratch/slow.err"))) -eq $((20000 + marks)) ] || fail "$dropped dropped of 20000, and others seen"
complete "$log"
sums_agree "$log" "$scratch/slow.err"

# rights are given up once the interface is open, and packets come all the same
chmod 755 "$scratch"
mkdir -m 777 "$scratch/open"
log=$scratch/open/d.csv
start dropped -i tap --log "$log" --user nobody
until_true capturing
replay "$scratch/udp-fragments.pcap"
drained
grep -qE '^CapEff:[[:space:]]0+$' "/proc/$pid/status" || fail "it has rights yet"
kill -TERM "$pid"
ended 0 "$pid" dropped
complete "$scratch/open/d.csv"

# an interface that goes away is told; with the last one the probe ends, and says that something was lost
log=$scratch/gone.csv
start gone -i tap --log "$log"
until_true capturing
replay "$scratch/reset.pcap"
drained
ip link del tap
ended 1 "$pid" gone
in_log "$scratch/gone.err" 'tap: .*no more is captured there' || fail "it does not say why"
complete "$scratch/gone.csv"
finished
