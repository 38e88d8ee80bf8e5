#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# tool_blocked.sh PROGRAM SYNTH: what hosts try next where a firewall blocks what it recognises.
set -eu
program=$1
synth=$2
. "$(dirname "$0")/synthetic.sh"

# signature NAME ID CONDITION APPLICATION WEIGHT
signature() {
    printf 'signature %s {\n    id %s\n    transport udp\n    era any\n    mechanism udp-direct\n' "$1" "$2"
    printf '    activity signalling\n    source "what %s is from"\n    proof "synthetic"\n' "$1"
    printf '    packet %s\n    application %s\n    weight %s\n}\n' "$3" "$4" "$5"
}

# attempts: the last column, a word for each row
attempts() {
    tail -n +2 "$scratch/out" | sed 's/.*,//; s/^$/-/' | tr '\n' ' '
}
expect_attempts() {
    [ "$(attempts)" = "$1 " ] || fail "attempts are $(attempts), not $1"
}

# a client to which UDP is closed: its TCP connection is the first try
play block-udp
run 0 classify --repeatable --csv "$scratch/block-udp.pcap"
expect_attempts '- -'
run 0 classify --repeatable --csv --blocked "$scratch/block-udp.pcap"
no_err
expect_attempts '- 1'
run 0 classify --repeatable --json --blocked "$scratch/block-udp.pcap"
[ "$(grep -c '"attempt"' "$scratch/out")" -eq 1 ] || fail "an attempt that is none"
out '"proto":"tcp".*,"attempt":\{"number":1,"since":[0-9]+\.[0-9]{6},"mechanism":"tcp"\},"flags":'
run 0 classify --repeatable --json "$scratch/block-udp.pcap"
! grep -q '"attempt"' "$scratch/out" || fail "an attempt without a block"
run 0 classify --repeatable --explain --blocked "$scratch/block-udp.pcap"
out '^    attempt: try number 1, [0-9]+(\.[0-9])? s after a block$'
run 0 classify --repeatable --blocked "$scratch/block-udp.pcap"
out '  tcp  10\.0\.0\.11:.*  try 1 after a block$'
run 0 classify --repeatable "$scratch/block-udp.pcap"
! grep -q 'try 1' "$scratch/out" || fail "an attempt without a block"

# every way is blocked: each next one is a try more
play block-443
run 0 classify --repeatable --csv --blocked "$scratch/block-443.pcap"
expect_attempts '- 1 2 3'

# applications of the set's own are blocked, once: since the first verdict, not the last packet or verdict
{
    printf 'application "office-phone"\n'
    signature five 501 'len == 5' office-phone 60
    signature six 502 'len == 6' office-phone 60
    signature seven 503 'len == 7' other 90
    signature eight 504 'len == 8' skype-related 90
    signature after 505 'len == 9 and block.age <= 300' office-phone 90
} >"$scratch/a.sig"
{
    pcap_header
    udp 100 0 1 1000 2 2000 hello
    udp 105 0 2 2000 1 1000 silence
    udp 108 0 1 1000 2 2000 worlds
    udp 110 0 1 1000 2 2000 hello
    udp 112 0 1 1001 3 2000 hello
} >"$scratch/a.pcap"
{
    pcap_header
    udp 120 0 1 1002 4 2000 ninechars
} >"$scratch/b.pcap"
run 0 classify --repeatable --json --blocked --set "$scratch/a.sig" "$scratch/a.pcap"
out '"sport":1001,.*,"attempt":\{"number":1,"since":12\.000000,"mechanism":"udp-direct"\},'
run 0 classify --repeatable --explain --blocked --set "$scratch/a.sig" "$scratch/a.pcap"
out '^    attempt: try number 1, 12 s after a block$'
run 0 classify --repeatable --csv --blocked --set "$scratch/a.sig" "$scratch/a.pcap" "$scratch/b.pcap"
expect_attempts '- 1 -'
run 0 classify --repeatable --csv --blocked --together --set "$scratch/a.sig" "$scratch/a.pcap" "$scratch/b.pcap"
expect_attempts '- 1 2'
out ',after,'
run 0 classify --repeatable --csv --together --set "$scratch/a.sig" "$scratch/a.pcap" "$scratch/b.pcap"
expect_attempts '- - -'
! grep -q ',after,' "$scratch/out" || fail "the engine was told of a block"

# nothing else is blocked: not what is not decided, nor what nobody looks for
{
    pcap_header
    udp 100 0 1 1000 2 2000 another
    udp 101 0 1 1001 2 2000 whatever
    udp 102 0 1 1002 2 2000 "no signature"
    udp 103 0 1 1003 2 2000 hello
} >"$scratch/others.pcap"
run 0 classify --repeatable --csv --blocked --set "$scratch/a.sig" "$scratch/others.pcap"
out ',other,'
out ',skype-related,'
expect_attempts '- - - -'

# more blocks than can be remembered: a warning, once, that counts each flow once
{
    pcap_header
    for second in 1 2 3; do
        for host in 1 2 3 4 5 6 7 8 9 10 11 12; do
            udp $second 0 $host 1000 $((100 + host)) 2000 hello
        done
    done
} >"$scratch/many.pcap"
run 0 classify --repeatable --csv --blocked --max-endpoints 1 --set "$scratch/a.sig" "$scratch/many.pcap"
lines 13
err '^skypedpi: --max-endpoints was reached: ([1-9]|1[0-2]) of the flows blocked were not remembered$'
[ "$(wc -l <"$scratch/err")" -eq 1 ] || fail "more than one complaint"
run 0 classify --repeatable --csv --blocked --set "$scratch/a.sig" "$scratch/many.pcap"
no_err
