#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# tool_diff.sh PROGRAM SYNTH: two sets on the same captures.
set -eu
program=$(realpath "$1")
synth=$(realpath "$2")
. "$(dirname "$0")/synthetic.sh"
cd "$scratch"

# signature NAME ID LENGTH [CLAUSE [WEIGHT]]: of datagrams so long
signature() {
    printf 'signature %s {\n    id %s\n    transport udp\n    era any\n    mechanism none\n    %s\n' "$1" "$2" "${4:-activity none}"
    printf '    source "s"\n    proof "p"\n    packet len == %s\n    weight %s\n}\n' "$3" "${5:-60}"
}

# four flows: 5, 6 and 5, 7 and 6, 8 bytes
{
    pcap_header
    udp 1 0 1 1000 2 2000 five5
    udp 2 0 1 1001 2 2000 sixsix
    udp 3 0 1 1001 2 2000 five5
    udp 4 0 1 1002 3 2000 seven77
    udp 5 0 1 1002 3 2000 sixsix
    udp 6 0 1 1003 4 2000 eight888
} >a.pcap
{ signature five 5 5; signature seven 7 7; } >old.sig
run 0 compile -o old.image old.sig
mkdir folder caps
signature five 5 5 >folder/a.sig
signature seven 7 7 >folder/b.sig
echo nonsense >folder/b.sig.txt
cp a.pcap caps/b.pcap

# nothing: whatever form the sets have
for other in old.sig old.image folder; do
    run 0 diff old.sig $other a.pcap
    no_err
    out '^4 flows: 4 the same, 0 new, 0 lost, 0 changed; 0 decided earlier, 0 later$'
    ! grep -qE '^(added|removed|changed) ' out || fail "signatures differ"
    run 0 diff --csv $other old.image a.pcap caps
    lines 1
    run 0 diff --csv --signatures $other old.image a.pcap
    lines 1
done
run 0 diff builtin builtin a.pcap
out '^old: set skype version '

# new, lost, changed, earlier, later
{ signature five 5 5; signature six 6 6; } >new.sig
run 3 diff old.sig new.sig a.pcap
out '^added    signature six \(6\)$'
out '^removed  signature seven \(7\)$'
out '^a\.pcap$'
out '^changed  udp 10\.0\.0\.1:1001 > 10\.0\.0\.2:2000 at 2\.000000, decided earlier$'
out '^         old: skype likely, by packet 2, five \(5\)$'
out '^         new: skype final, by packet 1, six \(6\)$'
out '^changed  udp 10\.0\.0\.1:1002 > 10\.0\.0\.3:2000 at 4\.000000, decided later$'
out '^4 flows: 2 the same, 0 new, 0 lost, 2 changed; 1 decided earlier, 1 later$'
signature eight 8 8 >eight.sig
run 3 diff old.sig eight.sig a.pcap caps
out '^8 flows: 0 the same, 2 new, 6 lost, 0 changed; 0 decided earlier, 0 later$'
out '^caps/b\.pcap$'
out '^new      udp 10\.0\.0\.1:1003 > 10\.0\.0\.4:2000 at 6\.000000$'
out '^         old: unknown open$'
run 3 diff --csv old.sig eight.sig a.pcap
lines 5
out '^new,,a\.pcap,udp,10\.0\.0\.1,1003,10\.0\.0\.4,2000,6\.000000,unknown,none,none,node,none,open,0,,skype,none,none,node,none,likely,1,eight$'
out '^lost,,a\.pcap,udp,10\.0\.0\.1,1000,10\.0\.0\.2,2000,1\.000000,skype,'
run 3 diff --csv old.sig new.sig a.pcap
out '^changed,earlier,a\.pcap,udp,10\.0\.0\.1,1001,.*,likely,2,five,.*,final,1,six$'
run 3 diff --json old.sig new.sig a.pcap
out '^\{"kind":"signature","change":"added","id":6,"signature":"six","what":""\}$'
out '^\{"kind":"flow","change":"changed","decision":"earlier","capture":"a\.pcap","proto":"udp",.*"old":\{"stage":"likely","application":"skype",.*"decided_packet":2,"id":5,"signature":"five"\},"new":\{.*"id":6,"signature":"six"\}\}$'
out '^\{"kind":"total","flows":4,"signatures":2,"same":2,"new":0,"lost":0,"changed":2,"earlier":1,"later":1\}$'
run 3 diff --csv --signatures old.sig new.sig a.pcap
lines 3
out '^added,6,six,$'
out '^removed,7,seven,$'

sed 's/len == 5/len in {5, 6}/' old.sig >one.sig
run 3 diff --csv old.sig one.sig a.pcap # nothing but the packet
out '^changed,earlier,a\.pcap,udp,10\.0\.0\.1,1001,.*,likely,2,five,.*,likely,1,five$'

# what another verdict is
# other STATUS CLAUSE: signature five with another clause
other() {
    signature five 5 5 "$2" >one.sig
    run "$1" diff five.sig one.sig a.pcap
}
signature five 5 5 >five.sig
other 3 'activity login'
out '^         new: skype likely login, by packet 1, five \(5\)$'
out '^changed  signature five \(5\): activity$'
other 3 'activity none path nat-one'
out '^         new: skype likely nat-one, by packet 1, five'
out 'signature five \(5\): path$'
other 3 'activity none application other'
out '^lost '
out 'signature five \(5\): application$'
other 3 'activity none application skype-related'
out '^changed '
out ', 0 later$'
signature five 50 5 >one.sig
run 3 diff five.sig one.sig a.pcap # by another id
out '^4 flows: 2 the same, 0 new, 0 lost, 2 changed;'
signature six 5 5 >one.sig
run 0 diff five.sig one.sig a.pcap # by the same under another name
out "^changed  signature (five|six) \(5\): name$"
{ echo 'application "a" application "b"'; signature five 5 5 'activity none application b'; } >b.sig
{ echo 'application "b"'; signature five 5 5 'activity none application b'; } >one.sig
run 0 diff b.sig one.sig a.pcap # one application under two numbers
lines 4

# text of signatures that changes no flow
# text SED WHAT: signature six of new.sig edited
text() {
    sed "/^signature six/,\$$1" new.sig >one.sig
    run 0 diff new.sig one.sig caps/none.pcap
    out "^changed  signature six \(6\): $2"
    [ "$(grep -c '^changed' out)" -eq 1 ] || fail "more changed"
}
{ pcap_header; udp 1 0 1 1 2 2 nothing-of-all; } >caps/none.pcap
text 's/source "s"/source "t"/' 'source$'
text 's/proof "p"/proof "q"/' 'proof$'
text 's/weight 60/weight 70/' 'weight \(weight 70, was 60\)$'
text 's/len == 6/len == 66/' 'condition$'
text 's/era any/era 1.0 - 2.0/' 'era$'
text 's/mechanism none/mechanism tcp/' 'mechanism$'
text 's/transport udp/transport tcp/' 'transport$'
text 's/source "s"/after five source "s"/' 'condition$'
text 's/source "s"/native "skypeout" source "s"/' 'condition$'
text 's/source "s"/version dns.name reversed source "s"/' 'condition$'
text 's/weight 60/scope endpoint count 2 peers within 9 seconds weight 60/' 'scope condition$'
sed '/^signature six/,$s/source "s"/version http.path after "x" source "s"/' new.sig >one.sig
sed '/^signature six/,$s/source "s"/version http.path after "y" source "s"/' new.sig >two.sig
run 0 diff one.sig two.sig caps/none.pcap
out 'signature six \(6\): condition$'

# where a firewall blocks
"$synth" block-udp -o blocked.pcap
run 0 diff builtin builtin --blocked blocked.pcap
run 3 diff old.sig builtin --blocked blocked.pcap
out 'block-same-tcp \(2040\)$'
run 3 diff old.sig builtin blocked.pcap
! grep -qE 'by packet.*\(2040\)|, block-same-tcp' out || fail "a block that was not asked for"

# captures that cannot be read, and usage
head -c 60 a.pcap >cut.pcap
run 2 diff old.sig old.sig cut.pcap a.pcap
err 'cut\.pcap: packet 1: '
[ "$(wc -l <err)" -eq 1 ] || fail "one thing was said twice"
run 3 diff old.sig new.sig cut.pcap a.pcap
run 3 diff -o report old.sig new.sig a.pcap
lines 0
grep -q '^4 flows' report || fail "a report in a file"
# conditions that take more than 64 KiB written out, and differ at their end
# long LAST: two lists of 256 long names
long() {
    awk -v last="$1" 'function list(last) {
        for (i = 0; i < 255; i++) printf "\"%0200d.example\", ", i
        printf "\"%s.example\"", last
    }
    BEGIN { printf "dns.name under {"; list("a"); printf "} or dns.name ends {"; list(last); print "}" }'
}
for last in b c; do
    signature five 5 5 | sed 's/len == 5/@/' | awk -v long="$(long $last)" '{ sub(/@/, long); print }' >long-$last.sig
done
run 0 diff long-b.sig long-c.sig a.pcap
out '^changed  signature five \(5\): condition$'
run 0 diff long-b.sig long-b.sig a.pcap
! grep -q '^changed' out || fail "a signature differs from itself"
run 0 dump --signature 5 long-c.sig
out '"c\.example"'
! grep -qxF ... out || fail "a signature is cut"

run 1 diff
err 'which two sets'
run 1 diff old.sig
err 'which two sets'
run 1 diff old.sig new.sig
err 'which captures'
run 1 diff --signatures old.sig new.sig a.pcap
err -- '--signatures goes with --csv'
run 1 diff none.sig new.sig a.pcap
err 'none\.sig: No such file'
run 1 diff old.sig new.sig none.pcap
err 'none\.pcap: No such file'
run 1 diff old.sig caps a.pcap
err 'caps: no signature text'
run 1 diff -o none/out old.sig new.sig a.pcap
lines 0
