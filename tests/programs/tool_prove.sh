#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# tool_prove.sh PROGRAM SYNTH: what signatures do on captures, truth, the record of proof, and the gate before signing.
set -eu
program=$(realpath "$1")
synth=$(realpath "$2")
. "$(dirname "$0")/synthetic.sh"
cd "$scratch"

# signature NAME ID PROOF LENGTH [APPLICATION]: of datagrams so long
signature() {
    printf 'signature %s {\n    id %s\n    transport udp\n    era any\n    mechanism none\n    activity none\n' "$1" "$2"
    printf '    application %s\n    source "s"\n    proof "%s"\n    packet len == %s\n    weight 60\n}\n' "${5:-skype}" "$3" "$4"
}

# is COLUMN ID VALUE: of the table of signatures in out
is() {
    found=$(awk -F, -v name="$1" -v id="$2" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i } $1 == id { print $at }' out)
    [ "$found" = "$3" ] || fail "$1 of signature $2 is '$found', not '$3'"
}

# total MEMBER VALUE: of the last object in out
total() {
    tail -n 1 out | grep -qE "\"$1\":$2[,}]" || fail "total: $1 is not $2"
}

# flow 1000: 5 bytes, then 7 back; flow 1001: 6 bytes
{ pcap_header; udp 1 0 1 1000 2 2000 hello; udp 2 0 2 2000 1 1000 goodbye; udp 3 0 1 1001 2 2000 hallo1; } >a.pcap
mkdir more
cp a.pcap more/test-a.pcap
echo "no capture" >more/notes.txt
{
    printf 'set mine version "7" release 2\n'
    signature five 501 'a.pcap, b.pcap' 5
    signature seven 502 'of a; test b, a; c' 7
    signature six 503 'test c, a' 6 office-phone
} >set.sig
sed -i '1a application "office-phone"' set.sig

# of several sets side by side: the id in its set, and the name with its set
sed 's/^set mine/set yours/' set.sig >yours.sig
run 3 test --csv --set set.sig --set yours.sig a.pcap
out '^501,five,'
out '^501,yours:five,'
run 3 test --set set.sig --set yours.sig a.pcap
out '^ +501  yours:five +1 '
out '^unproved: yours:seven \(502\): '
printf 'proto,src,sport,dst,dport,label\nudp,10.0.0.1,1000,10.0.0.2,2000,other\n' >a.truth.csv
run 3 test --json --set set.sig --set yours.sig a.pcap
out '^\{"kind":"false".*"id":501,"signature":"yours:five"'
rm a.truth.csv

# without truth nothing is judged
run 3 test --csv --set set.sig a.pcap
lines 4
is hits 501 1
is false 501 0
is decided 501 1
is packet_min 501 1
is packet_median 501 1
is packet_max 501 1
is only 501 0
is hits 502 1
is decided 502 0
is packet_max 502 ''
is only 503 1
is proof 501 proved
is proved_by 501 a.pcap
is proof 502 unproved
is proof 503 unproved
no_err
run 3 test --set set.sig a.pcap
out '^ +501  five +1 +0 +1  1/1/1 +0  a\.pcap$'
out '^ +503  six .* UNPROVED$'
out '^unproved: seven \(502\): no capture here is named by its proof: of a; test b, a; c$'
out '^1 capture, 0 of them with truth, 0 not readable to the end; 2 flows: 0 found, 0 missed, 0 wrong$'
! grep -q 'flows .* capture$' out || fail "a head without captures"
out '^3 signatures, 2 without proof; 0 false hits$'

# what a proof names: files by their names, and by the first word of a part and a later one
run 0 test --csv --set set.sig a.pcap more
is proved_by 502 test-a.pcap
is proved_by 503 test-a.pcap
is hits 501 2
is only 503 2
is packet_max 501 1
run 0 test --json --set set.sig a.pcap more
total captures 2
total unproved 0
total flows 4
for name in of-a.pcap test_a.pcap test-a.pcapng.pcap est-a.pcap test-a- xtest-a.pcap b-a.pcap test.pcap; do
    cp a.pcap "$name"
    run 3 test --csv --set set.sig "$name"
    if [ "$name" = of-a.pcap ]; then is proof 502 proved; else is proof 502 unproved; fi
    is proof 503 unproved
    rm "$name"
done
{ pcap_header; udp 3 0 1 1001 2 2000 nothing-of-it; } >b.pcap
run 3 test --csv --set set.sig b.pcap
is proof 501 unproved
is silent_on 501 b.pcap
run 3 test --set set.sig b.pcap
out '^unproved: five \(501\): silent on b\.pcap$'
run 0 test --csv --set set.sig a.pcap b.pcap more
is proof 501 proved
is silent_on 501 b.pcap

# truth, whichever side it begins with
table() {
    printf 'label,proto,src,sport,dst,dport,why\r\n'
    printf '%s,udp,10.0.0.1,1000,10.0.0.2,2000,"so, ""it""\nis"\n' "$1"
    printf '\n%s,udp,10.0.0.2,2000,10.0.0.1,1001,\r\n' "$2"
}
# judged LABEL LABEL STATUS FALSE-OF-501 FALSE-OF-503 FOUND MISSED WRONG
judged() {
    table "$1" "$2" >a.truth.csv
    run "$3" test --csv --set set.sig a.pcap more
    is false 501 "$4"
    is false 503 "$5"
    run "$3" test --json --set set.sig a.pcap more
    total found "$6"
    total missed "$7"
    total wrong "$8"
    total captures_with_truth 1
}
judged skype office-phone 0 0 0 2 0 0
judged unknown unknown 0 0 0 0 0 0
judged '' '' 0 0 0 0 0 0
judged office-phone skype 3 1 1 0 2 2
judged not-skype not-skype 3 1 0 0 0 1
judged other not-office-phone 3 1 1 0 0 2
judged whatsapp skype-related 3 1 1 0 0 2
table not-skype skype >a.truth.csv
run 3 test --set set.sig a.pcap
out '^false: a\.pcap: udp 10\.0\.0\.1:1000 > 10\.0\.0\.2:2000 by five \(501\), is not-skype; it was called so$'
out '^false: a\.pcap: udp 10\.0\.0\.1:1001 > 10\.0\.0\.2:2000 by six \(503\), is skype; it was called so$'
out '^ +2 +0 +1 +2  a\.pcap$'
run 3 test --json --set set.sig a.pcap
out '^\{"kind":"false","capture":"a\.pcap","proto":"udp","src":"10\.0\.0\.1","sport":1000,.*"id":501,"signature":"five","label":"not-skype","verdict":true\}$'
out '^\{"kind":"capture","capture":"a\.pcap","truth":true,"readable":true,"flows":2,"found":0,"missed":1,"absent":0,"wrong":2\}$'
run 3 test --csv --captures --set set.sig a.pcap
out '^a\.pcap,known,yes,2,0,1,0,2$'
lines 2
table skype skype >a.truth.csv
printf 'skype,tcp,10.0.0.1,1000,2001:db8::1,2000,\n' >>a.truth.csv
run 1 test --set set.sig a.pcap
err 'a\.truth\.csv:6: no five-tuple'
sed -i '$d' a.truth.csv
printf 'skype,tcp,10.0.0.1,1000,10.0.0.2,2000,\n' >>a.truth.csv
run 3 test --set set.sig a.pcap
out '\(1 of those missed are not in it\)$'
# a flow that two lines name, as one whose ports were used again, has one label
table skype office-phone >a.truth.csv
printf 'skype,udp,10.0.0.2,2000,10.0.0.1,1000,\n' >>a.truth.csv
run 0 test --json --set set.sig a.pcap more
total found 2
total missed 0
printf 'other,udp,10.0.0.1,1000,10.0.0.2,2000,\n' >>a.truth.csv
run 1 test --set set.sig a.pcap more
err 'a\.truth\.csv:7: another label for the flow of line 2$'
lines 0
# a byte order mark
{ printf '\357\273\277'; table skype office-phone; } >a.truth.csv
run 0 test --json --set set.sig a.pcap more
total found 2
for bad in udx,10.0.0.1,1,10.0.0.2,2 udp,10.0.0.1,1,10.0.0.2,70000 udp,10.0.0.1,,10.0.0.2,2 udp,10.0.0,1,10.0.0.2,2; do
    printf 'label,proto,src,sport,dst,dport\nskype,%s\n' $bad >a.truth.csv
    run 1 test --set set.sig a.pcap
    err 'a\.truth\.csv:2: no five-tuple'
done
printf 'label,proto,src,sport,dst\n' >a.truth.csv
run 1 test --set set.sig a.pcap
err "a\.truth\.csv: its first line names no column 'dport'"
printf 'label,proto,src,sport,dst,dport\n"skype,udp\n' >a.truth.csv
run 1 test --set set.sig a.pcap
err 'a\.truth\.csv:2: a quote that is never closed'
lines 0
head -c 100 /dev/zero >a.truth.csv
run 1 test --set set.sig a.pcap
err 'a\.truth\.csv: not text'
: >a.truth.csv
run 1 test --set set.sig a.pcap
[ -s err ] || fail "an empty table was taken in silence"
# lines that end with CR alone: a table that is made too small is written behind
{ printf 'label,proto,src,sport,dst,dport\r'; for port in $(seq 1000 3000); do printf 'skype,udp,10.0.0.1,%s,10.0.0.2,2000\r' "$port"; done; } >a.truth.csv
run 3 test --json --set set.sig a.pcap
total found 1
total missed 2000
rm a.truth.csv

# truth elsewhere, and captures with nothing in them
mkdir truths
table not-skype unknown >truths/a.truth.csv
for none in nowhere set.sig; do
    run 1 test --csv --set set.sig --truth "$none" a.pcap more
    err "^skypedpi: $none: no folder of truth files\$"
done
run 3 test --csv --set set.sig --truth truths a.pcap more
is false 501 1
run 3 test --csv --set set.sig --negative more a.pcap
is false 501 1
is false 502 1
is false 503 1
is proof 502 proved
run 3 test --csv --set set.sig --negative a.pcap more
is hits 501 2
is false 501 1
table skype unknown >a.truth.csv # tells more of it
run 3 test --csv --set set.sig --negative a.pcap more
is false 501 0
is false 503 1
rm a.truth.csv

# what speaks for nothing that is sought: no false hits in negatives
{ printf 'set o version "1"\n'; signature five 501 a.pcap 5 other; signature seven 502 a.pcap 7 skype-related; signature six 503 a.pcap 6; } >other.sig
run 3 test --csv --set other.sig --negative a.pcap
is false 501 0
is false 502 0
is false 503 1
is hits 501 1
table skype skype >a.truth.csv
run 3 test --csv --set other.sig a.pcap
is false 501 1
is false 502 1
table not-skype skype >a.truth.csv
run 0 test --csv --set other.sig a.pcap
rm a.truth.csv

# endpoints: what is counted of them
{
    printf 'set e version "1"\n'
    signature counts 701 'e.pcap' 5 | sed '/packet/i scope endpoint' | sed '/packet/a count 2 peers within 60 seconds'
} >endpoint.sig
{ pcap_header; udp 1 0 1 1000 2 2000 hello; udp 2 0 1 1000 3 2000 hello; udp 3 0 1 1000 4 2000 hi; } >e.pcap
run 0 test --csv --set endpoint.sig e.pcap
is hits 701 1
is decided 701 3
is only 701 3
is scope 701 endpoint
run 3 test --json --set endpoint.sig --negative e.pcap
out '^\{"kind":"false","capture":"e\.pcap","transport":"udp","address":"10\.0\.0\.1","port":1000,"id":701,'
total wrong 3
run 3 test --set endpoint.sig --negative e.pcap
out '^false: e\.pcap: udp 10\.0\.0\.1:1000 by counts \(701\)$'
sed 's/scope endpoint/scope host/' endpoint.sig >host.sig
run 3 test --set host.sig --negative e.pcap
out '^false: e\.pcap: host 10\.0\.0\.1 by counts \(701\)$'
printf 'proto,src,sport,dst,dport,label\nudp,10.0.0.1,1000,10.0.0.2,2000,other\n' >e.truth.csv
run 3 test --csv --set endpoint.sig e.pcap
is false 701 1
printf 'udp,10.0.0.1,1000,10.0.0.4,2000,skype\n' >>e.truth.csv
run 0 test --csv --set endpoint.sig e.pcap # one of its flows is
is false 701 0
# of a flow that proves itself, too, what it took from its endpoint before is no hit
{ printf 'set own version "1"\n'; signature sure 801 own.pcap 5 | sed 's/weight 60/weight 95/'; } >own.sig
{ pcap_header; udp 1 0 2 2000 1 1000 hello; udp 2 0 1 1001 2 2000 hi; udp 3 0 1 1001 2 2000 hello; } >own.pcap
run 0 test --csv --set own.sig own.pcap
is hits 801 2
is decided 801 2
run 0 classify --explain --set own.sig own.pcap
out '^  packet 1  \+0\.000000  taken from its endpoint  sure \(801\) says skype: weight 95, score 60$'
out '^  packet 2  \+1\.000000  > 5 bytes  sure \(801\) says skype: weight 95, score 100$'
! grep -q '[<>] 0 bytes' out || fail "evidence of a message that never was"
# weak ones are seen too, though nothing gets known by them
sed 's/weight 60/weight 10/' endpoint.sig >weak.sig
run 0 test --csv --set weak.sig e.pcap
is hits 701 1
is decided 701 0

# a network that blocks: the truth says so
"$synth" block-udp -o synthetic-block-udp.pcap --truth synthetic-block-udp.truth.csv
run 3 test --csv synthetic-block-udp.pcap
is hits 2040 1
is proved_by 2040 synthetic-block-udp.pcap
run 3 test --csv --truth truths synthetic-block-udp.pcap
is hits 2040 0
"$synth" udp-probe-accept -o synthetic-udp-probe-accept.pcap --truth synthetic-udp-probe-accept.truth.csv
run 3 test --csv synthetic-udp-probe-accept.pcap
cp out again
run 3 test --csv synthetic-udp-probe-accept.pcap
cmp out again || fail "the same captures, other figures"

# captures that cannot be read, and usage
head -c 60 a.pcap >cut.pcap
run 2 test --set set.sig a.pcap more cut.pcap
err 'cut\.pcap: packet 1: '
out '  cut\.pcap  \(not readable to its end\)$'
run 3 test --set set.sig cut.pcap
head -c $(($(wc -c <a.pcap) - 1)) a.pcap >cut.pcap # its first flow is whole
run 3 test --csv --set set.sig cut.pcap
is hits 502 1
[ "$(wc -l <err)" -eq 1 ] || fail "one thing was said twice"
run 1 test --set set.sig none.pcap
err 'none\.pcap: No such file'
run 1 test
err 'which captures'
run 1 test --captures a.pcap
err -- '--captures goes with --csv'
run 1 test --set none.sig a.pcap
mkdir empty
run 1 test empty
err 'empty: no captures'
mkfifo pipe
run 1 test pipe
err 'pipe: not a regular file'
run 1 test --set set.sig -o none/out a.pcap
err 'none/out: No such file'
run 0 test --set set.sig -o report a.pcap more
lines 0
grep -q '^3 signatures, 0 without proof' report || fail "a report in a file"

# the record
run 0 compile -o a.image set.sig
run 0 test --set a.image --record a.image.proved a.pcap more
sed -n 1p a.image.proved | grep -qx 'skypedpi proof 1' || fail "first line of a record"
[ "$(grep -cE '^image [0-9a-f]{128}$' a.image.proved)" -eq 1 ] || fail "hash in a record"
grep -qx '501 proved a.pcap' a.image.proved || fail "proof in a record"
grep -qx 'false-hits 0' a.image.proved || fail "false hits in a record"
cp a.image.proved good
run 0 test --set set.sig --record text a.pcap more
cmp text good || fail "text and image have different records"
run 1 test --set set.sig --record none/record a.pcap more
err 'none/record'
run 1 test --set set.sig --record text none.pcap
printf 'skype\n' >a.truth.csv
run 1 test --set set.sig --record text a.pcap
rm a.truth.csv
cmp text good || fail "a record of what was not tested"
[ -z "$(find . -name 'text.*' -o -name '*.proved.*')" ] || fail "a temporary file was left"

# the gate
run 0 keygen -s k.key -p k.pub --no-password
# refused WORDS: no signature comes of it
refused() {
    rm -f a.image.minisig
    run 1 sign -s k.key "$@"
    err 'a\.image: not signed: a release takes a record'
    [ ! -e a.image.minisig ] || fail "signed without proof"
}
run 0 sign -s k.key a.image
no_err
run 0 verify -p k.pub a.image
rm a.image.proved
refused a.image
err 'a\.image\.proved: No such file'
run 0 sign -s k.key --proved good a.image
refused --proved none a.image
run 1 sign -s k.key --proved good set.sig
err '^skypedpi: sign: --proved goes with an image: '
[ ! -e set.sig.minisig ] || fail "text signed as if it were proved"
run 3 test --set a.image --record a.image.proved a.pcap
refused a.image
err 'a\.image\.proved: signature seven \(502\) fired on nothing that its proof names'
err 'signature six \(503\)'
! grep -q 'five' err || fail "what is proved was complained of"
sed 's/packet len == 5/packet len == 5 and u8[0] != 0/' set.sig >next.sig # the same signatures, another image
run 0 test --set next.sig --record a.image.proved a.pcap more
refused a.image
err 'a\.image\.proved: the record of another image than a\.image'
cp good a.image.proved
rm -f a.image.minisig
run 0 sign -s k.key a.image
length=$(wc -c <good)
for cut in 0 10 17 60 "$((length - 1))" "$((length - 4))" "$((length - 20))" "$((length / 2))"; do
    head -c "$cut" good >a.image.proved
    [ "$cut" -eq "$((length - 1))" ] || refused a.image # all but the last line end is whole
done
for edit in 's/^502 .*/502 proved /' '/^502/d' 's/^502 .*/502 provedX x/' 's/^503/504/' 's/^end$/end\nmore/' \
    's/^false-hits.*/false-hits /' 's/^skypedpi proof 1/skypedpi proof 2/' 's/^image /image  /' 's/^501/x/' \
    '$!d' 's/^501 proved/501 proved a.pcap\n501 proved/'; do
    sed "$edit" good >a.image.proved
    refused a.image
done
{ cat good; head -c 1 /dev/zero; echo; } >a.image.proved
refused a.image
cp a.image a.image.proved
refused a.image
sed 's/^false-hits 0/false-hits 3/' good >a.image.proved
run 0 sign -s k.key a.image
err 'a warning: the set had false hits: 3'
sed '2i # a remark' good >a.image.proved
run 0 sign -s k.key a.image
rm a.image.proved a.image.minisig
run 0 sign -s k.key set.sig # text is signed as ever
run 0 verify -p k.pub set.sig
