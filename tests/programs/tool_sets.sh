#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# tool_sets.sh PROGRAM: signature text and images, checked, compiled, listed, and put to use.
set -eu
program=$1
. "$(dirname "$0")/synthetic.sh"

# signature NAME ID CONDITION [CLAUSE]
signature() {
    printf 'signature %s {\n    id %s\n    transport udp\n    era 1.0 - 5.5\n    mechanism udp-direct\n' "$1" "$2"
    printf '    activity signalling\n    source "what %s is from"\n    proof "synthetic"\n' "$1"
    printf '    %s\n    packet %s\n    weight 60\n}\n' "${4-}" "$3"
}

{ printf 'set mine version "7"\n'; signature five 501 'len == 5'; } >"$scratch/a.sig"
{ printf 'application "office-phone"\n'; signature six 502 'len == 6' 'application office-phone'; } >"$scratch/b.sig"
signature seven 505 'len == 7' 'path nat-symmetric' >"$scratch/path.sig"
signature five 503 'len == 7' >"$scratch/same-name.sig"
printf '# a comment\n%s\n' "$(signature wrong 504 'len == flower')" >"$scratch/bad.sig"
{ pcap_header; udp 1 0 1 1000 2 2000 hello; udp 2 500000 2 2000 1 1000 worlds; udp 3 0 3 1 4 2 world; } \
    >"$scratch/a.pcap"

# check
run 0 check "$scratch/a.sig" "$scratch/b.sig"
out '^2 signatures, 0 warnings$'
no_err
run 1 check "$scratch/bad.sig" "$scratch/a.sig"
err '/bad\.sig:11:19: error: '
grep -qx '        packet len == flower' "$scratch/err" || fail "the line is not shown"
grep -qx '                      ^~~~~~' "$scratch/err" || fail "the carets are not below the word"
lines 0
run 1 check "$scratch/a.sig" "$scratch/same-name.sig"
err '/(a|same-name)\.sig:[0-9]+:[0-9]+: error: '
printf 'bell \007 and tab\t$\n' >"$scratch/control.sig"
run 1 check "$scratch/control.sig"
! grep -q "$(printf '\007')" "$scratch/err" || fail "a control character went to the terminal"

# compile
run 0 compile -o "$scratch/image" "$scratch/a.sig" "$scratch/b.sig"
lines 0
no_err
cp "$scratch/image" "$scratch/before"
run 1 compile -o "$scratch/image" "$scratch/bad.sig"
cmp "$scratch/image" "$scratch/before" || fail "a failed compile changed the image"
run 0 compile -o "$scratch/image" "$scratch/a.sig" "$scratch/b.sig"
cmp "$scratch/image" "$scratch/before" || fail "the same text made another image"
run 1 compile -o "$scratch/none/image" "$scratch/a.sig"
err 'none/image: No such file'
run 1 compile -o /dev/null "$scratch/a.sig"
err 'not a regular file'
[ -z "$(find "$scratch" -name 'image.*')" ] || fail "a temporary file was left"

# dump
run 0 dump "$scratch/image"
out '^mine 7: 2 signatures, image of [0-9]+ bytes in format [0-9]+, digest [0-9a-f]{16}$'
out '^ +501  five +udp +flow +skype +signalling +udp-direct +1\.0-5\.5 +60'
out '^ +502  six +udp +flow +office-phone '
! grep -qE '(none|direct|nat-)[a-z-]*$' "$scratch/out" || fail "a path that no signature tells"
cp "$scratch/out" "$scratch/listed"
run 0 dump "$scratch/a.sig" "$scratch/b.sig"
cmp "$scratch/out" "$scratch/listed" || fail "text and image are listed differently"
run 0 dump --signature 501 "$scratch/image"
out '^five$'
out '^  about +flow$'
out '^  source +what five is from$'
out 'len$'
! grep -q '^  path ' "$scratch/out" || fail "a path that the signature does not tell"
run 0 dump "$scratch/path.sig"
out ' cost  path$'
out '^ +505  seven .* [0-9]+  nat-symmetric$'
run 0 dump --signature 505 "$scratch/path.sig"
out '^  path +nat-symmetric$'
run 0 dump
out '^skype .*: [0-9]+ signatures'
run 1 dump --signature 9 "$scratch/image"
err 'signature 9: '

# classify
first_row=',skype,signalling,udp-direct,1.0-5.5,likely,60,five,1,'
run 0 classify --csv --set "$scratch/a.sig" "$scratch/a.pcap"
grep -qF "$first_row" "$scratch/out" || fail "row of a set"
cp "$scratch/out" "$scratch/listed"
run 0 compile -o "$scratch/five" "$scratch/a.sig"
run 0 classify --csv --set "$scratch/five" "$scratch/a.pcap"
cmp "$scratch/out" "$scratch/listed" || fail "text and image classify differently"
run 0 classify --csv --set "$scratch/a.sig" --set "$scratch/b.sig" --only skype "$scratch/a.pcap"
lines 3
run 0 classify --only office-phone --set "$scratch/image" "$scratch/a.pcap"
run 1 classify --only office-phone --set "$scratch/five" "$scratch/a.pcap"
err "'office-phone' is no application"

# several sets: an image is one, and so is text up to the next set line
other() { printf 'set %s version "1" release %s expires 2030-01-01\napplication "office-phone"\n' "$1" "$2"; }
{ other office 4; signature five 501 'len == 7' 'application office-phone'; } >"$scratch/office.sig"
signature more 502 'len == 8' >"$scratch/more.sig"
{ other shop 5; signature five 501 'len == 6' 'application office-phone'; } >"$scratch/shop.sig"
run 0 check "$scratch/a.sig" "$scratch/b.sig" "$scratch/office.sig" "$scratch/more.sig" "$scratch/shop.sig"
out '^5 signatures, 0 warnings$'
no_err
run 0 check --json "$scratch/a.sig" "$scratch/office.sig" "$scratch/shop.sig"
grep -q '^{"id":501,"signature":"five",' "$scratch/out" && grep -q '^{"id":501,"signature":"office:five",' "$scratch/out" ||
    fail "an id that no text has"
signature long 503 'len == 8 and u8[0] == 1 and u8[1] == 2' >"$scratch/long.sig"
run 0 check "$scratch/a.sig" "$scratch/office.sig" "$scratch/long.sig"
out '^most instructions: [0-9]+, office:long \(503\)$'
run 1 coverage --json "$scratch/a.sig" "$scratch/office.sig"
grep -q '"name":"office:five","id":501,' "$scratch/out" || fail "coverage tells an id that no text has"
run 1 check "$scratch/a.sig" "$scratch/office.sig" "$scratch/bad.sig" "$scratch/shop.sig" "$scratch/same-name.sig"
err '/bad\.sig:11:19: error: '
err "/same-name\.sig:.*found the name 'five' again.*/shop\.sig:"
run 1 check "$scratch/a.sig" "$scratch/office.sig" "$scratch/a.sig"
err 'two of the sets have one name'
! grep -q 'second set line' "$scratch/err" || fail "a set that begins is told as an error"
run 0 dump "$scratch/five" "$scratch/office.sig" "$scratch/more.sig" "$scratch/shop.sig"
out '^mine 7: 1 signature$'
out '^office 1: 2 signatures, release 4, expires 2030-01-01$'
out '^3 sets, image of [0-9]+ bytes in format 2, digest [0-9a-f]{16}$'
out '^ +501  five  '
out '^ +501  office:five  .* office-phone '
out '^ +502  office:more  '
out '^ +501  shop:five  .* office-phone '
cp "$scratch/out" "$scratch/listed"
run 0 compile -o "$scratch/three" "$scratch/a.sig" "$scratch/office.sig" "$scratch/more.sig" "$scratch/shop.sig"
run 0 dump "$scratch/three"
cmp "$scratch/out" "$scratch/listed" || fail "an image of three sets is listed as another"
run 0 dump --signature office:501 "$scratch/three"
out '^office:five$'
out '^  id +501$'
out '^  set +office$'
run 0 dump --signature 501 "$scratch/three"
out '^five$'
for name in five mine:five office:five office:more shop:five mine:501; do
    run 0 dump --signature "$name" "$scratch/three"
    grep -qx "$(echo "$name" | sed 's/^mine://; s/^501$/five/')" "$scratch/out" || fail "dump --signature $name"
done
for name in more office:fiv office:five: offic:five :five; do
    run 1 dump --signature "$name" "$scratch/three"
    err "signature $name: there is no such entry"
done
run 1 dump --signature shop:502 "$scratch/three"
err 'signature shop:502: '
run 1 dump --signature none:501 "$scratch/three"
err 'signature none:501: '
run 0 classify --explain --set "$scratch/five" --set "$scratch/shop.sig" --set "$scratch/office.sig" "$scratch/a.pcap"
out '^  packet 1  .* five \(501\) says skype: '
out '^  packet 2  .* shop:five \(501\) says office-phone: '
run 0 classify --json --set "$scratch/three" "$scratch/a.pcap"
grep -qF '"id":501,"signature":"shop:five","application":"office-phone"' "$scratch/out" || fail "a set in JSON"
run 0 classify --csv --set builtin --set "$scratch/a.sig" "$scratch/a.pcap"
grep -qF ',skype,signalling,udp-direct,1.0-5.5,likely,60,mine:five,1,' "$scratch/out" || fail "beside the builtin set"
run 0 dump builtin "$scratch/five"
out '^skype .*: [0-9]+ signatures, release '
out '^ +501  mine:five '
printf 'set counts version "1"\n%s\n' "$(signature c 1 'len == 5' 'scope endpoint count 3 peers within 9 seconds')" \
    >"$scratch/counts.sig"
run 0 check "$scratch/counts.sig"
run 1 dump builtin "$scratch/counts.sig"
err 'do not fit together: .* 5 that count'
for number in 1 2 3 4 5 6 7 8 9; do
    { other "left$number" 1; signature five 501 'len == 7'; } >"$scratch/left$number.sig"
    { other "right$number" 1; signature five 501 'len == 7'; } >"$scratch/right$number.sig"
done
for side in left right; do
    run 0 compile -o "$scratch/$side" "$scratch/$side"?.sig
done
run 1 dump "$scratch/left" "$scratch/right"
err 'do not fit together: all in all there may be 16 sets, '
cp "$scratch/a.sig" "$scratch/builtin"
run 0 dump "$scratch/builtin"
out '^mine 7: 1 signature, '
sed -i 's/^set.*$/set old version "1" date 2020-01-01 expires 2020-02-01/' "$scratch/builtin"
run 0 classify --set "$scratch/five" --set "$scratch/builtin" "$scratch/a.pcap"
err 'old: this release of the set expired'

run 1 classify --set "$scratch/bad.sig" "$scratch/a.pcap"
err '/bad\.sig:11:19: error: '
lines 0
head -c 300 "$scratch/image" >"$scratch/cut"
run 1 classify --set "$scratch/cut" "$scratch/a.pcap"
err '/cut: '
: >"$scratch/empty.sig"
run 1 classify --set "$scratch/empty.sig" "$scratch/a.pcap"
[ -s "$scratch/err" ] || fail "an empty set was refused in silence"

# explain
run 0 classify --explain --set "$scratch/a.sig" --set "$scratch/b.sig" "$scratch/a.pcap"
out '^udp 10\.0\.0\.1:1000 > 10\.0\.0\.2:2000  2 packets, 95 bytes, from 1\.000000 to 2\.500000$'
out '^  packet 1  \+0\.000000  > 5 bytes  five \(501\) says skype: weight 60, score 60$'
out '^      what five is from$'
out '^  packet 2  \+1\.500000  < 6 bytes  six \(502\) says office-phone: weight 60, score 60$'
out '^  verdict: likely skype with confidence 60, decided by payload packet 1$'
out '^    clients: 1\.0-5\.5$'
run 0 classify --explain --set "$scratch/b.sig" "$scratch/a.pcap"
! grep -q '10\.0\.0\.3' "$scratch/out" || fail "a flow without evidence is told"
run 0 classify --explain --all --set "$scratch/b.sig" "$scratch/a.pcap"
out '^udp 10\.0\.0\.3:1 '
out '^  verdict: unknown, after 1 payload packet$'
run 0 classify --json --set "$scratch/image" "$scratch/a.pcap"
grep -qF '"evidence":[{"packet":1,"time":1.000000,"direction":"forward","length":5,"id":501,"signature":"five","application":"skype","weight":60,"score":60},{"packet":2,"time":2.500000,"direction":"reverse","length":6,"id":502,"signature":"six","application":"office-phone","weight":60,"score":60}],"evidence_lost":0}' \
    "$scratch/out" || fail "evidence in JSON"
