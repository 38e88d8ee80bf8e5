#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# tool_coverage.sh PROGRAM SYNTH: what is covered; docs/coverage.md is what the program prints; every name that a
# signature cites is known; tables that are wrong are told where.
set -eu
program=$1
synth=$2
root=$(cd "$(dirname "$0")/../.." && pwd)
page=$root/docs/coverage.md
. "$(dirname "$0")/synthetic.sh"
tab=$(printf '\t')
signatures=$root/signatures

# the page, and the set it is about
run 0 coverage --markdown
no_err
diff -u "$page" "$scratch/out" || fail "docs/coverage.md is not what the program prints; CONTRIBUTING.md says how it is made"
cp "$scratch/out" "$scratch/builtin"
run 0 coverage --markdown --versions "$signatures/versions.tsv" --evidence "$signatures/evidence.tsv" \
    --mechanisms "$signatures/mechanisms.tsv" "$signatures"/*.sig
cmp "$scratch/out" "$scratch/builtin" || fail "what is built in is not what stands in signatures/"
run 0 coverage -o "$scratch/file"
lines 0
run 0 coverage
cmp "$scratch/out" "$scratch/file" || fail "-o writes something else"

# all versions of the talk's table, by what tells them from a few
[ "$(grep -c "^[0-9.]*${tab}windows${tab}SEED${tab}in the talk's table$" "$signatures/versions.tsv")" -eq 66 ] ||
    fail "the talk's table has 66 versions"
for series in 2.0.0:12 2.5.0:12 2.6.0:6 3.0.0:12 3.1.0:4 3.2.0:10 3.5.0:8 3.6.0:2; do
    [ "$(grep -c "^| ${series%:*}\.[0-9]* | windows |.* SEED: in the talk's table |$" "$page")" -eq "${series#*:}" ] ||
        fail "not ${series#*:} of ${series%:*}"
done
for version in 2.0.0.43 2.5.0.154 2.6.0.81 3.0.0.198 3.1.0.150 3.2.0.175 3.5.0.239 3.6.0.159; do
    grep -q "^| $version | " "$page" || fail "no $version"
done

# what is claimed, in few words
run 0 coverage --csv
out '^2\.0\.0\.43,windows,udp-direct,M,udp-probe-chain,measurement$'
out '^1\.2\.0\.18,linux,udp-direct,C,udp-probe-chain,capture$'
out '^3\.5\.0\.107,windows,udp-direct,D,udp-probe-chain,inference$'
out '^8,,turn,-,,$'
! grep -q '^[2-6]\..*,capture$' "$scratch/out" || fail "there is no capture of these"
! grep -q '^2\..*,linux' "$scratch/out" || fail "another system"
python3 - "$program" "$scratch/out" <<'END' || fail "CSV and JSON differ"
import csv, json, subprocess, sys
rows = sorted(tuple(r.values()) for r in csv.DictReader(open(sys.argv[2])))
text = subprocess.run([sys.argv[1], "coverage", "--json"], capture_output=True, text=True, check=True).stdout
same = []
for v in map(json.loads, text.splitlines()):
    for m in v["mechanisms"]:
        for s in m["signatures"] or [{"name": "", "evidence": ""}]:
            same.append((v["version"], v["system"], m["mechanism"], m["cell"], s["name"], s["evidence"]))
sys.exit(rows != sorted(same) or len(rows) < 1000)
END

# the sources page knows the same tags, and scenarios that are named can be played
sed -n '/^| tag /,/^$/p' "$root/docs/sources.md" | sed '1,2d; s/^| \([^|]*\) |.*/\1/' | sed 's/, /\n/g' | sed '/^$/d' >"$scratch/tags"
[ "$(wc -l <"$scratch/tags")" -gt 25 ] || fail "docs/sources.md was not understood"
while IFS= read -r tag; do
    grep -q "^$tag$tab" "$signatures/evidence.tsv" || fail "docs/sources.md: $tag is not in evidence.tsv"
done <"$scratch/tags"
awk -F'\t' '!/^#/ && $2 != "capture" && $2 != "synthetic" { print $1 }' "$signatures/evidence.tsv" >"$scratch/keys"
while IFS= read -r key; do
    grep -qx -e "$key" "$scratch/tags" || fail "evidence.tsv: $key is not in docs/sources.md"
done <"$scratch/keys"
"$synth" --list | awk '{ print $1 }' >"$scratch/scenarios"
grep -hoE 'proof ".*synthetic [^";]*' "$signatures"/*.sig | sed 's/.*synthetic //; s/, and .*//; s/, /\n/g' | grep -v '^and ' | sort -u >"$scratch/named"
[ "$(wc -l <"$scratch/named")" -gt 30 ] || fail "proofs were not understood"
while IFS= read -r name; do
    grep -qx -e "$name" "$scratch/scenarios" || [ -e "$root/tests/golden/$name.t" ] || fail "nobody can play '$name'"
done <"$scratch/named"

# a small set of somebody else, looked at closely
# signature NAME ID ERA MECHANISM SOURCE PROOF
signature() {
    printf 'signature %s {\n    id %s\n    transport udp\n    era %s\n    mechanism %s\n' "$1" "$2" "$3" "$4"
    printf '    activity signalling\n    source "%s"\n    proof "%s"\n    packet len == %s\n    weight 60\n}\n' "$5" "$6" "$2"
}
{
    signature one 501 '1.0 - 3.0' udp-direct 'AAA01: so' 'one.pcap; synthetic'
    signature two 502 '2.5 - 9' tcp 'one.pcap, and BBB02' 'synthetic'
    signature six 503 any dns 'Some text of 2005' 'synthetic'
} >"$scratch/a.sig"
# row FIELD...: with tabs between
row() {
    printf '%s' "$1"
    shift
    for field; do
        printf '\t%s' "$field"
    done
    echo
}
{
    row AAA01 measurement '1.0, 2.0/linux' '2.5 - 2.6' x
    row BBB02 description 4.5.6.7 7 x
    row one.pcap capture 3.0.0.9/mac - x
    row synthetic synthetic - - x
    row 'text of 2005' inference 1.0 - x
} >"$scratch/evidence"
{
    for version in 1.0.0.5 2.0 2.5.0.1 3.0 4.5 5 7 9.1; do
        row "$version" windows - -
    done
    row 2.0 linux - -
    row 3.0 mac - -
    row 3.0 - - -
    row 3.0.4 mac - -
    row '1.9 - 2.9' windows - -
} >"$scratch/versions"
{
    row udp-direct '1.0 - 9' - AAA01
    row turn '2 - 3' 'udp-direct tcp' AAA01
    row http 5 - AAA01
} >"$scratch/mechanisms"
# mine STATUS: the program about these
mine() {
    run "$1" coverage --csv --versions "$scratch/versions" --evidence "$scratch/evidence" \
        --mechanisms "$scratch/mechanisms" "$scratch/a.sig"
}
# is VERSION,SYSTEM,MECHANISM CELL SIGNATURE EVIDENCE
is() {
    grep -qxF "$1,$2,$3,$4" "$scratch/out" || fail "not $1,$2,$3,$4"
}
mine 0
no_err
is 1.0.0.5,windows,udp-direct M one measurement   # of the same first two numbers
is 2.0,windows,udp-direct I one inference         # another system
is 2.0,linux,udp-direct M one measurement
is 2.5.0.1,windows,udp-direct D one description   # of its years
is 3.0,windows,udp-direct I one inference
is 3.0,mac,udp-direct C one capture
is 3.0,,udp-direct C one capture                  # any system
is 3.0.4,mac,tcp M two measurement                # made with 3.0.0.9
is '1.9 - 2.9,windows,udp-direct' D one description
is 4.5,windows,udp-direct - '' ''                 # was there; out of the signature's era
is 3.0,mac,tcp M two measurement                  # a capture that is not its proof
is 4.5,windows,tcp i two description              # nobody tells that the mechanism was there
is 5,windows,tcp i two inference
is 2.0,windows,tcp . '' ''
is 7,windows,tcp i two description
is 3.0,windows,turn I '' ''                       # what runs inside
is 4.5,windows,turn . '' ''
is 5,windows,http - '' ''
is 1.0.0.5,windows,dns i six inference            # its kind says no more
[ "$(grep -c '^2\.5\.0\.1,' "$scratch/out")" -eq 5 ] || fail "a mechanism that nothing is known of"
run 0 coverage --versions "$scratch/versions" --evidence "$scratch/evidence" --mechanisms "$scratch/mechanisms" "$scratch/a.sig"
out '^  two, 2\.5-9$'
out '^    description  4\.5, 7$'
out '^    inference    2\.5\.0\.1 .. 3\.0, 5, 9\.1, 1\.9 - 2\.9$'
out '^7 \.\. 9\.1 \(2\) +windows  - '   # covered alike, told once
out '^3\.0 +mac      C '                    # but not with another system

# names that nobody knows
cp "$scratch/a.sig" "$scratch/good.sig"
for bad in "CCC03: so|names CCC03" "a study|names nothing" "AAA01 and my.pcapng.|names my\\.pcapng," "AAA013|names nothing" "xAAA01|names nothing"; do
    sed "s/AAA01: so/${bad%|*}/" "$scratch/good.sig" >"$scratch/a.sig"
    mine 1
    err "^skypedpi: signature one: its source ${bad#*|}.* $scratch/evidence\$"
    lines 66
done
sed 's/"synthetic"/"word of mouth"/' "$scratch/good.sig" >"$scratch/a.sig"
mine 1
err '^skypedpi: signature two: its proof names nothing that is in '
cp "$scratch/good.sig" "$scratch/a.sig"

# spoil FILE LINE TEXT PATTERN: with one line replaced, nothing is written and that line is complained about
spoil() {
    cp "$scratch/$1" "$scratch/saved"
    awk -v line="$2" 'NR != line { print; next } { while ((getline text <"'"$scratch/line"'") > 0) print text }' "$scratch/saved" >"$scratch/$1"
    mine 1
    lines "${4-0}"
    err "^$scratch/$1:$2: error: $3\$"
    cp "$scratch/saved" "$scratch/$1"
}
# bad FILE LINE PATTERN FIELD...
bad() {
    file=$1 line=$2 pattern=$3
    shift 3
    row "$@" >"$scratch/line"
    spoil "$file" "$line" "$pattern"
}
bad versions 2 '3 fields with tabs between, not 4' 2.0 windows -
bad versions 2 '5 fields with tabs between, not 4' 2.0 windows - - -
bad versions 2 "field 3 is empty; '-' stands for what is not known" 2.0 windows '' -
for version in x 2. .2 2..0 2.0.0.0.0 65535 99999999999999999999 '3 - 2' '2 -3' 2/ 2/averyveryverylongname '' '2 - 3 - 4' -1; do
    bad versions 2 ".*(is no client version, nor a range or list of them|is empty; .*)" "$version" windows - -
done
bad versions 2 'one version or range, and one system behind it' '2.0, 3.0' windows - -
bad versions 2 'one version or range, and one system behind it' - windows - -
bad versions 2 'one version or range, and one system behind it' 2.0/mac windows - -
bad versions 2 'one version or range, and one system behind it' 2.0 averyveryverylongname - -
bad versions 4 '2.0 stands in line 2 already' 2.0 windows - -
bad evidence 2 "'hearsay' is not capture, measurement, description, inference or synthetic" BBB02 hearsay - - x
bad evidence 2 "'4;5' is no client version, .*" BBB02 capture '4;5' - x
bad evidence 2 "'4,5' is no client version, .*" BBB02 capture - '4,5' x
bad evidence 2 "'1(, 1){16}' is no client version, .*" BBB02 capture - '1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1' x
bad evidence 2 "'AAA01' stands in line 1 already" AAA01 capture - - x
bad mechanisms 2 "'none' is no mechanism" none 2 - AAA01
bad mechanisms 2 "'smoke' is no mechanism" turn 2 'tcp smoke' AAA01
bad mechanisms 2 "'' is no mechanism" turn 2 'tcp  udp-direct' AAA01
bad mechanisms 2 "'two' is no client version, .*" turn two - AAA01
bad versions 2 'the line is too long' 2.0 windows - "$(head -c 5000 /dev/zero | tr '\0' x)"
bad versions 2 'a control character' 2.0 windows - "$(printf '\033[31m')"
bad versions 2 'a control character' 2.0 windows - "$(printf '\302\233')"
bad versions 2 'no UTF-8' 2.0 windows - "$(printf '\377')"
row turn 2 - 'DDD04: so' >"$scratch/line"
spoil mechanisms 2 "DDD04: not in $scratch/evidence" 66
row 2.0 windows Nobody - >"$scratch/line"
spoil versions 2 "Nobody: not in $scratch/evidence" 66
printf 'a\0b\n' >"$scratch/line"
run 1 coverage --versions "$scratch/line"
err "^$scratch/line:1: error: no text\$"
echo '# nothing' >"$scratch/line"
run 1 coverage --versions "$scratch/line"
err "^skypedpi: $scratch/line: no versions\$"
awk 'BEGIN { for (i = 0; i < 10001; i++) printf "1.%d\t-\t-\t-\n", i }' >"$scratch/line"
run 1 coverage --versions "$scratch/line"
err "^$scratch/line:10001: error: more than 10000 rows\$"
awk 'BEGIN { for (i = 0; i < 10000; i++) printf "1.%d\t-\t-\t-\n", i; print "# end"; print "" }' >"$scratch/line"
run 0 coverage --csv --versions "$scratch/line" # comments are no rows
# lines are told as they stand, be there wrong ones before
{ row wrong - - -; row 2.0 - - -; row 2.0 - - -; } >"$scratch/line"
run 1 coverage --versions "$scratch/line"
err "^$scratch/line:3: error: 2\.0 stands in line 2 already\$"
{ row AAA01 wrong - - x; row AAA02 capture - - x; row AAA02 capture - - x; } >"$scratch/line"
run 1 coverage --evidence "$scratch/line"
err "^$scratch/line:3: error: 'AAA02' stands in line 2 already\$"
run 1 coverage --versions "$scratch/none"
err 'none: No such file'
run 1 coverage "$scratch/none.sig"
err 'none\.sig: No such file'
run 1 coverage --nonsense
err "^skypedpi coverage: unrecognized option '--nonsense'"
run 1 coverage -o "$scratch/none/x"
err 'none/x: No such file'
# whatever a field holds, a page shows it as it is and CSV stays CSV
row '2.0' 'a,"b' - 'x|y <b>' >>"$scratch/versions"
mine 0
out '^2\.0,"a,""b",udp-direct,'
run 0 coverage --markdown --versions "$scratch/versions" --evidence "$scratch/evidence" --mechanisms "$scratch/mechanisms" "$scratch/a.sig"
out 'x\\\|y \\<b> \|$'
