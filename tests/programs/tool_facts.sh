#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# tool_facts.sh PROGRAM SYNTH: role, path, rate and calls of flows, in every format.
set -eu
program=$1
synth=$2
. "$(dirname "$0")/synthetic.sh"

# column NAME: its values, below the header line
column() {
    awk -F , -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i; next } { print $at }' \
        "$scratch/out"
}
# is NAME VALUE: a column of the only row, as a pattern
is() {
    column "$1" | grep -qxE -e "$2" || fail "$1 is not $2"
}

# a call
play call-isac-30
run 0 classify --repeatable --csv "$scratch/call-isac-30.pcap"
no_err
lines 2
is role node
is path nat-one
is rate '[1-9][0-9]+'
is call_start '[0-9]+\.[0-9]{6}'
is call_end '[0-9]+\.[0-9]{6}'
is attempt ''
start=$(column call_start)
end=$(column call_end)
rate=$(column rate)
[ "${end%.*}" -gt "${start%.*}" ] || fail "a call that ends before it begins"
run 0 classify --repeatable --json "$scratch/call-isac-30.pcap"
out '"decided_packet":[0-9]+,"role":"node","path":"nat-one","rate":'"$rate,\"call_start\":$start,\"call_end\":$end"',"flags":\['
run 0 classify --repeatable --explain "$scratch/call-isac-30.pcap"
out "^    call: from $start to $end, [0-9]+(\.[1-9])? s\$"
out "^    rate: $rate bytes of payload a second\$"
out '^    path: one side is behind NAT$'
! grep -q '^    role:' "$scratch/out" || fail "an ordinary node has a role"
run 0 classify --repeatable "$scratch/call-isac-30.pcap"
out '  udp-[a-z-]+( .*)?  call of [0-9]+(\.[1-9])? s$'

# nodes that serve others
play supernode
run 0 classify --repeatable --csv "$scratch/supernode.pcap"
column role | grep -qx supernode || fail "no supernode"
run 0 classify --repeatable --json "$scratch/supernode.pcap"
out '"role":"supernode",'
run 0 classify --repeatable --explain "$scratch/supernode.pcap"
out '^    role: one of its endpoints is a supernode$'
out '^    role: supernode$'
run 0 classify --repeatable "$scratch/supernode.pcap"
out '^ .*  skype +[0-9]+  supernode '
play relay-voice
run 0 classify --repeatable --csv "$scratch/relay-voice.pcap"
column role | grep -qx relay || fail "no relay"
run 0 classify --repeatable --json --endpoints "$scratch/relay-voice.pcap"
out '^\{"kind":"endpoint",.*"role":"relay",'
run 0 classify --repeatable --explain "$scratch/relay-voice.pcap"
out '^    role: one of its endpoints is a relay, which passes on what others send it$'
out '^    role: relay: it passes on what others send it$'
run 0 classify --repeatable --csv --endpoints "$scratch/relay-voice.pcap"
column role | grep -qx relay || fail "no relay"

# explained PATH WORDS SCENARIO: a flow of the scenario has the path
explained() {
    play "$3"
    run 0 classify --repeatable --csv "$scratch/$3.pcap"
    column path | grep -qx "$1" || fail "no path $1 in $3"
    run 0 classify --repeatable --explain "$scratch/$3.pcap"
    out "^    path: $2\$"
}
explained direct 'no NAT is seen between both sides' nat-direct
explained nat-both 'both sides are behind NAT' nat-both
explained nat-symmetric 'one side is behind symmetric NAT, and its ports were scanned' nat-symmetric
explained relayed 'a third node relays it' call-relayed
explained proxy 'through a proxy' connect-mimic

# nothing is told of flows that nobody looks for
play dns
run 0 classify --repeatable --csv "$scratch/dns.pcap"
for name in role path rate call_start call_end attempt; do
    ! column "$name" | grep -q . || fail "$name of a flow that is not Skype"
done
run 0 classify --repeatable --json "$scratch/dns.pcap"
! grep -qE '"(role|path|rate|call_start|call_end|attempt)"' "$scratch/out" || fail "members with nothing to say"
run 0 classify --repeatable --explain --all "$scratch/dns.pcap"
! grep -qE '^    (role|path|rate|call|attempt):' "$scratch/out" || fail "lines with nothing to say"
