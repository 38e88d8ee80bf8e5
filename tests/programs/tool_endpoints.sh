#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# tool_endpoints.sh PROGRAM SYNTH: endpoints and hosts that become known, in every format.
set -eu
program=$1
. "$(dirname "$0")/synthetic.sh"

# counting NAME ID SCOPE ACTIVITY WEIGHT CONDITION CLAUSE...: a signature that counts
counting() {
    printf 'signature %s {\n    id %s\n    transport udp\n    scope %s\n    era any\n' "$1" "$2" "$3"
    printf '    mechanism none\n    activity %s\n    weight %s\n    packet %s\n' "$4" "$5" "$6"
    printf '    source "what %s is from"\n    proof "synthetic"\n' "$1"
    shift 6
    printf '    %s\n' "$@"
    printf '}\n'
}

{
    counting sweep 501 endpoint signalling 60 'len == 5' 'count 3 peers within 60 seconds'
    counting asked 502 endpoint supernode 15 'len == 6' 'received' 'count 3 peers within 60 seconds'
    counting told 503 endpoint signalling 20 'len == 11' 'received' 'same skype.address' \
        'count 2 peers within 60 seconds'
    counting foreign 504 endpoint none 90 'len == 7' 'count 3 packets within 60 seconds' 'application other'
    counting ports 505 host signalling 70 'len == 9' 'count 4 peers within 60 seconds'
} >"$scratch/a.sig"
run 0 check "$scratch/a.sig"
no_err

# what peers answer: function 7 and the address 65.66.67.68
notice=00gABCD1234
{
    pcap_header
    udp 100 500000 1 1000 2 2000 hello
    udp 101 0 1 1000 3 2000 hello
    udp 102 250000 1 1000 4 2000 hello
    udp 110 0 2 2000 1 1000 $notice
    udp 111 0 3 2000 1 1000 $notice
    for peer in 5 6 7; do
        udp 120 $peer $peer 2000 1 1000 wanted
    done
    for port in 71 72 73 74; do
        udp 130 0 9 $port 2 $port "ninechars"
    done
} >"$scratch/known.pcap"
{
    cat "$scratch/known.pcap"
    for second in 140 141 142; do
        udp $second 0 1 1000 2 2000 another
    done
} >"$scratch/lost.pcap"

# rows: every news, in order
run 0 classify --repeatable --csv --endpoints --set "$scratch/a.sig" "$scratch/lost.pcap"
no_err
diff - "$scratch/out" <<END || fail "rows of endpoints"
transport,address,port,first,told,application,confidence,role,reported,signature
udp,10.0.0.1,1000,100.000000,102.250000,skype,60,node,,sweep
udp,10.0.0.1,1000,100.000000,111.000000,skype,80,node,65.66.67.68,sweep
udp,10.0.0.1,1000,100.000000,120.000007,skype,95,supernode,65.66.67.68,sweep
host,10.0.0.9,0,130.000000,130.000000,skype,70,node,,ports
udp,10.0.0.1,1000,100.000000,142.000000,unknown,0,supernode,65.66.67.68,sweep
END

# one table of several captures, and of one application
run 0 classify --repeatable --csv --endpoints --set "$scratch/a.sig" "$scratch/known.pcap" "$scratch/known.pcap"
lines 9
run 0 classify --repeatable --csv --endpoints --only skype --set "$scratch/a.sig" "$scratch/lost.pcap"
lines 6
run 0 classify --repeatable --csv --endpoints --only other --set "$scratch/a.sig" "$scratch/lost.pcap"
lines 2
out ',142\.000000,unknown,0,'
run 0 classify --repeatable --csv --endpoints --max-endpoints 0 --set "$scratch/a.sig" "$scratch/lost.pcap"
lines 1
run 0 classify --repeatable --csv --set "$scratch/a.sig" "$scratch/known.pcap"
out '^proto,src,'
! grep -q '^host' "$scratch/out" || fail "endpoints that nobody asked for"

# JSON: beside the flows, and only if asked for
run 0 classify --repeatable --json --set "$scratch/a.sig" "$scratch/lost.pcap"
! grep -q '"kind"' "$scratch/out" || fail "a kind that nobody asked for"
cp "$scratch/out" "$scratch/flows"
run 0 classify --repeatable --json --endpoints --set "$scratch/a.sig" "$scratch/lost.pcap"
grep '^{"kind":"flow",' "$scratch/out" | sed 's/"kind":"flow",//' | cmp - "$scratch/flows" || fail "flows differ"
grep '^{"kind":"endpoint","capture":".*/lost\.pcap",' "$scratch/out" >"$scratch/endpoints"
[ "$(wc -l <"$scratch/endpoints")" -eq 5 ] || fail "five objects of endpoints"
grep -qF ',"transport":"udp","address":"10.0.0.1","port":1000,"first":100.000000,"told":120.000007,"application":"skype","confidence":95,"role":"supernode","reported":"65.66.67.68","signature":"sweep"}' \
    "$scratch/endpoints" || fail "members of an endpoint"

# the table for people: the last news of each endpoint, between flows and summary
run 0 classify --repeatable --set "$scratch/a.sig" "$scratch/known.pcap"
out '^ +0     19\.500007  udp   10\.0\.0\.1:1000  skype +95  supernode  65\.66\.67\.68 +sweep$'
out '^ +29     29\.500000  host  10\.0\.0\.9 +skype +70  node       - +ports$'
[ "$(grep -c '  sweep$' "$scratch/out")" -eq 1 ] || fail "an endpoint has two rows"
[ "$(grep -nE '^ +since ' "$scratch/out" | cut -d : -f 1)" -lt \
    "$(grep -n '^application ' "$scratch/out" | cut -d : -f 1)" ] || fail "the summary is not below"
run 0 classify --repeatable --set "$scratch/a.sig" "$scratch/lost.pcap"
out '10\.0\.0\.1:1000  skype +95 '
out '10\.0\.0\.1:1000  unknown +0  supernode .* sweep  lost its name$'
run 0 classify --repeatable --only unknown --set "$scratch/a.sig" "$scratch/known.pcap"
! grep -qE '^ +since ' "$scratch/out" || fail "a table of no endpoints"

# why
run 0 classify --repeatable --explain --set "$scratch/a.sig" "$scratch/lost.pcap"
out '^  packet 1  \+0\.000000  taken from its endpoint  sweep \(501\) says skype: weight 60, score 60$'
out '^  packet 1  \+0\.000000  taken from its host  ports \(505\) says skype: weight 70, score 70$'
out '^    note: known by what its endpoint or host did on other flows$'
out '^udp 10\.0\.0\.1:1000  at 120\.000007$'
out '^  known as skype with confidence 95, since 100\.000000$'
out '^    role: supernode$'
out '^    its peers say its address is 65\.66\.67\.68: it is behind NAT$'
out '^    strongest signature: sweep \(501\)$'
out '^      what sweep is from$'
out '^host 10\.0\.0\.9  at 130\.000000$'
out '^  lost its name: '

# decided by its SYN, as its listener is known: that is not undecided
{
    printf 'signature hello { id 1 transport tcp era any mechanism none activity none source "s" proof "p"\n'
    printf '    packet len == 5 weight 95 }\n'
} >"$scratch/tcp.sig"
{ pcap_header; tcp 1 1 1000 2 80 02 1 ''; tcp 2 1 1000 2 80 18 2 hello; tcp 3 1 1001 2 80 02 1 ''; } >"$scratch/tcp.pcap"
run 0 classify --repeatable --explain --set "$scratch/tcp.sig" "$scratch/tcp.pcap"
out '^  verdict: likely skype with confidence 50, decided before its first payload packet$'

run 0 dump "$scratch/a.sig"
out '^ +501  sweep +udp +endpoint +skype '
out '^ +505  ports +udp +host +skype '

# more news than are kept: 6,400 endpoints that get and lose a name, again and again
{
    counting gains 506 endpoint signalling 60 'len == 1' 'count 2 packets within 60 seconds'
    counting loses 507 endpoint none 90 'len == 2' 'count 2 packets within 60 seconds' 'application other'
} >"$scratch/often.sig"
for text in x yy; do
    port=1000
    while [ $port -lt 7400 ]; do
        udp 1 0 1 $port 2 1000 $text
        port=$((port + 1))
    done >"$scratch/$text"
    cat "$scratch/$text" "$scratch/$text"
done >"$scratch/round"
{
    pcap_header
    for _ in 1 2 3 4 5 6 7 8; do
        cat "$scratch/round"
    done
} >"$scratch/flood.pcap"
run 0 classify --repeatable --csv --endpoints --set "$scratch/often.sig" "$scratch/flood.pcap"
lines 100001
err ': [0-9]+ changes of endpoints beyond 100000 are not listed$'

# a hundred who ask are estimated, and chance keys the hashes
"$2" supernode -o "$scratch/asked.pcap"
for each in 1 2 3 4; do
    run 0 classify --json --endpoints --repeatable "$scratch/asked.pcap"
    cp "$scratch/out" "$scratch/same$each"
    cmp "$scratch/same1" "$scratch/same$each"
done
