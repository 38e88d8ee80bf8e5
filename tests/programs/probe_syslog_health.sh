#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# probe_syslog_health.sh PROGRAM SYNTH CAPTURES: what keeps the probe from seeing or telling everything is told to a real
# rsyslog, as it happens to the whole probe. And who must not be told: itself.
set -eu
if [ "${4:-}" != inside ] && unshare -n true 2>/dev/null; then
    exec unshare -n sh "$0" "$1" "$2" "$3" inside
fi
. "$(dirname "$0")/probe.sh"
[ "${4:-}" != inside ] || ip link set lo up 2>/dev/null || { echo "SKIPPED: no ip (iproute2)"; exit 77; }
. "$here/rsyslog.sh"
rsyslog "$scratch/log"
tells() { # tells KIND [PRI]: rsyslog has it
    await "no $1" grep -qE "^${2:-132}\|1\|.*\|HEALTH\|.*\[skypedpi-health@32473 kind=\"$1\" count=\"[1-9][0-9]*\" " "$scratch/log"
}
# all_told: what stderr has of the flow table, at the very end, too, rsyslog has
all_told() {
    [ "$(grep -cE 'kind="(flows|one)-' "$scratch/log")" -eq "$(grep -cE 'flow table was full|in one direction' "$scratch/err")" ]
}
probe="--syslog tcp://127.0.0.1:$tcp"

# a flow table that is too small
/usr/bin/python3 "$here/probe_flood.py" 60000 5000 "$scratch/flood.pcap" 100
# shellcheck disable=SC2086 # words
run 0 -r "$scratch/flood.pcap" $probe --max-flows 500 --log "$scratch/small.csv"
tells flows-evicted
tells flows-refused
! grep -q 'records-lost' "$scratch/log" || fail "no records were lost"
await "not all of it" all_told
arrived "$(wc -l <"$scratch/log")"

# one direction is missing, and a disk is full; there are ten intervals to tell of it
ln -s /dev/full "$scratch/full.csv"
# shellcheck disable=SC2086 # words
run 1 -r "$scratch/flood.pcap" $probe --max-flows 500 --filter 'src net 10.0.0.0/8' --log "$scratch/full.csv"
tells one-direction
tells records-lost
! grep -q 'flows-refused' "$scratch/log" || fail "those that have one direction only give room"
await "not all of it" all_told
arrived "$(wc -l <"$scratch/log")"

# SIGHUP
interval() { # interval N: a flow goes on at second 100N and a second later
    udp $((100 * $1)) 0 1 1000 2 2000 hello
    udp $((100 * $1 + 1)) 0 1 1000 2 2000 hello
}
printf 'user anna 10.0.0.1 in staff\n' >"$scratch/subscribers"
mkfifo "$scratch/pipe"
# shellcheck disable=SC2086 # words
start reload -r "$scratch/pipe" $probe --subscribers "$scratch/subscribers" --log "$scratch/reload.csv"
exec 9>"$scratch/pipe"
{ pcap_header; interval 1; } >&9
await "it does not come true" in_log "$scratch/reload.csv" begin
kill -HUP "$pid"
await "it does not come true" in_log "$scratch/reload.err" 'were read'
{ interval 2; interval 3; } >&9
tells reloaded 133
! grep -q reload-refused "$scratch/log" || fail "nothing was refused"
echo nonsense >"$scratch/subscribers"
kill -HUP "$pid"
await "it does not come true" in_log "$scratch/reload.err" 'stay as they were'
{ interval 4; interval 5; } >&9
tells reload-refused
exec 9>&-
ended 0 "$pid" reload
arrived 2

# where nobody listens the probe does not take itself for the server, though the kernel may connect a port with itself
ports=/proc/sys/net/ipv4/ip_local_port_range
if [ "${4:-}" = inside ] && range=$(cat $ports) && echo 40000 40003 >$ports; then
    { pcap_header; interval 1; } >"$scratch/a.pcap"
    run 1 -r "$scratch/a.pcap" --syslog tcp://127.0.0.1:40000 --syslog-all
    err 'port 40000: Connection refused; messages wait'
    err '2 messages were not delivered'
    echo "$range" >$ports
else
    skip_part "a connection with itself (needs a network namespace)"
fi

# frames that the kernel dropped
if [ "${4:-}" != inside ] || ! command -v tcpreplay >/dev/null || ! ip link add tap type veth peer name out 2>/dev/null; then
    skip_part "what the kernel drops (needs a network namespace, veth, and tcpreplay)"
else
    for interface in tap out; do
        echo 1 >/proc/sys/net/ipv6/conf/$interface/disable_ipv6 2>/dev/null || true
        ip link set $interface mtu 9000 up
    done
    /usr/bin/python3 "$here/probe_flood.py" 15000 1000 "$scratch/live.pcap"
    # shellcheck disable=SC2086 # words
    start live -i tap $probe --step 1 --buffer 1 --log "$scratch/live.csv"
    await "it does not come true" test -s "$scratch/live.csv"
    kill -STOP "$pid"
    tcpreplay -q -i out --topspeed "$scratch/live.pcap" >"$scratch/replay" 2>&1 || fail "tcpreplay: $(cat "$scratch/replay")"
    kill -CONT "$pid"
    tells kernel-dropped
    kill -TERM "$pid"
    ended 0 "$pid" live
fi
finished
