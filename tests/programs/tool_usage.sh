#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# tool_usage.sh PROGRAM: command lines, right and wrong.
set -eu
program=$1
. "$(dirname "$0")/synthetic.sh"

run 1
err '^usage: skypedpi COMMAND'
run 0 --help
no_err
for command in check compile coverage dump classify test diff keygen sign verify; do
    run 0 --help
    out "^  $command "
    run 0 help $command
    out "^usage: skypedpi $command "
    run 0 $command --help
    out "^usage: skypedpi $command "
done
for arguments in help 'help help' 'help --help'; do
    # shellcheck disable=SC2086
    run 0 $arguments
    out '^usage: skypedpi COMMAND'
done
run 0 --version
out '^skypedpi [0-9]+\.[0-9]+\.[0-9]+ \(libskypedpi [0-9]+\.[0-9]+\.[0-9]+'
lines 1

run 1 nonsense
err "'nonsense' is no command"
run 1 help nonsense
err "'nonsense' is no command"
run 1 --nonsense
for command in check compile coverage dump classify test diff; do
    run 1 $command --nonsense
    err "^skypedpi $command: unrecognized option '--nonsense'"
done
run 1 check
err 'which file'
run 1 compile -o "$scratch/image"
err 'which file'
[ ! -e "$scratch/image" ] || fail "an image of nothing"
run 1 compile "$scratch/none.sig"
err 'where to'
run 1 classify
err 'which capture'
run 1 classify --max-flows 0 x.pcap
err "^skypedpi: --max-flows: '0' is no number from 1"
run 1 classify --max-flows 12x x.pcap
run 1 classify --max-flows -5 x.pcap
run 1 classify --max-flows 99999999999999999999 x.pcap
run 1 classify --max-endpoints 268435457 x.pcap
err "^skypedpi: --max-endpoints: '268435457' is no number from 0"
run 1 classify --max-endpoints '' x.pcap
run 1 classify --blocked --max-endpoints 0 x.pcap
err '^skypedpi: classify: --blocked needs hosts to be remembered, and --max-endpoints 0 forbids it$'
run 1 classify --max-endpoints 0 --blocked x.pcap
err 'needs hosts to be remembered'
run 1 classify --blocked=never x.pcap
err "option '--blocked' doesn't allow an argument"
run 1 classify --blocked
err 'which capture'
# one form at a time, in any order; the same one twice is one
for command in classify coverage test diff; do
    run 1 $command --csv --json x.pcap
    err "^skypedpi: $command: --csv or --json, not both$"
    run 1 $command --json --csv x.pcap
    err "^skypedpi: $command: --json or --csv, not both$"
done
run 1 classify --json --explain x.pcap
err '^skypedpi: classify: --json or --explain, not both$'
run 1 coverage --markdown --csv
err '^skypedpi: coverage: --markdown or --csv, not both$'
run 0 coverage --csv --csv
no_err
for format in '' --csv --json; do
    # shellcheck disable=SC2086
    run 1 classify --all $format x.pcap
    err '^skypedpi: classify: --all goes with --explain: other reports have all flows$'
done
run 0 help classify
out '^      --blocked  '
run 1 classify --only nonsense x.pcap
err "'nonsense' is no application"
run 1 classify --set "$scratch/none.sig" x.pcap
err 'none.sig: No such file'
run 1 dump --signature x
err 'signature x: there is no such entry'
run 1 dump --signature 1x
err "'1x' is no number"
run 1 dump --signature 0
err "'0' is no number"
run 1 dump --signature ''
err 'signature : there is no such entry'
run 1 dump --signature 4294967295
err 'signature 4294967295: '
run 1 check "$scratch/none.sig"
err 'none.sig: No such file'

{ pcap_header; udp 1 0 1 1000 2 2000 hello; } >"$scratch/a.pcap"
{ pcap_header; udp 1 0 1 1000 2 2000 hello; udp 1 1 1 1001 2 2000 hello; } >"$scratch/many.pcap"
run 0 classify --csv --max-flows 1 "$scratch/many.pcap"
err 'max-flows was reached'
run 1 classify -o "$scratch/none/x" "$scratch/a.pcap"
err 'none/x: No such file'
run 0 classify --csv -o "$scratch/file" "$scratch/a.pcap"
lines 0
[ "$(wc -l <"$scratch/file")" -eq 2 ] || fail "-o did not write"
run 0 classify --csv -o - "$scratch/a.pcap"
lines 2

# what is read is not written over
mkdir "$scratch/folder"
cp "$scratch/a.pcap" "$scratch/folder/a.pcap"
ln -s a.pcap "$scratch/link"
{
    printf 'signature five { id 5 transport udp era any mechanism none activity none source "s" proof "a.pcap"'
    printf ' packet len == 5 weight 60 }\n'
} >"$scratch/a.sig"
cp "$scratch/a.sig" "$scratch/before.sig"
cp "$scratch/a.sig" "$scratch/folder/a.sig"
echo proto,src,sport,dst,dport,label >"$scratch/a.truth.csv"
cp "$scratch/a.truth.csv" "$scratch/before.csv"
cp "$scratch/a.truth.csv" "$scratch/folder/a.truth.csv"
cp "$scratch/a.truth.csv" "$scratch/a.sig.minisig"
cp "$scratch/a.pcap" "$scratch/before.pcap"
# spared ARGUMENT...
spared() {
    run 1 "$@"
    err 'is read, too, and not written over: choose another name$'
    cmp "$scratch/a.sig" "$scratch/before.sig" && cmp "$scratch/a.pcap" "$scratch/before.pcap" &&
        cmp "$scratch/folder/a.pcap" "$scratch/before.pcap" && cmp "$scratch/folder/a.sig" "$scratch/before.sig" &&
        cmp "$scratch/a.truth.csv" "$scratch/before.csv" && cmp "$scratch/a.sig.minisig" "$scratch/before.csv" &&
        cmp "$scratch/folder/a.truth.csv" "$scratch/before.csv" || fail "written over: $*"
}
spared classify --csv -o "$scratch/a.pcap" "$scratch/a.pcap"
spared classify --csv -o "$scratch/link" "$scratch/a.pcap"
spared classify --csv "--output=$scratch/a.sig" "--set=$scratch/a.sig" "$scratch/a.pcap"
spared compile -o "$scratch/a.sig" "$scratch/a.sig"
spared coverage -o "$scratch/a.sig" "$scratch/a.sig"
spared test --set "$scratch/a.sig" -o "$scratch/a.sig" "$scratch/a.pcap"
spared test --set "$scratch/a.sig" --record "$scratch/a.sig" "$scratch/a.pcap"
spared test --set "$scratch/a.sig" --record "$scratch/folder/a.pcap" "$scratch/folder"
spared test --set "$scratch/a.sig" -o "$scratch/folder/a.pcap" "$scratch/folder"
spared test --set "$scratch/a.sig" -o "$scratch/folder/a.pcap" --negative "$scratch/folder" "$scratch/a.pcap"
spared diff -o "$scratch/a.sig" builtin "$scratch/a.sig" "$scratch/a.pcap"
spared diff -o "$scratch/folder/a.pcap" builtin "$scratch/a.sig" "$scratch/folder"
spared diff -o "$scratch/folder/a.sig" builtin "$scratch/folder" "$scratch/a.pcap"
spared classify --set "$scratch/a.sig" -o "$scratch/a.sig.minisig" "$scratch/a.pcap"
spared test --set "$scratch/a.sig" -o "$scratch/a.truth.csv" "$scratch/a.pcap"
spared test --set "$scratch/a.sig" --record "$scratch/folder/a.truth.csv" "$scratch/folder"
spared test --set "$scratch/a.sig" --truth "$scratch/folder" -o "$scratch/folder/a.truth.csv" "$scratch/a.pcap"
for one in one ./one ../"${scratch##*/}"/one; do
    run 1 test --set "$scratch/a.sig" --record "$scratch/one" -o "$scratch/$one" "$scratch/a.pcap"
    err 'one: the record and the table take a file each$'
    [ ! -e "$scratch/one" ] || fail "one file was written for two"
done
spared classify --csv -o "$scratch/a.pcap" - <"$scratch/a.pcap"
spared classify --csv "--output=$scratch/link" - <"$scratch/a.pcap"
run 0 classify --csv -o - - <"$scratch/a.pcap"
# a file whose name begins as an option does
cp "$scratch/a.pcap" "$scratch/-a.pcap"
at=$PWD program=$(realpath "$program")
cd "$scratch"
spared classify --csv -o ./-a.pcap -- -a.pcap
cmp ./-a.pcap before.pcap || fail "a capture written over"
cd "$at"
run 0 keygen --no-password -s "$scratch/key" -p "$scratch/public"
cp "$scratch/a.sig" "$scratch/signed.sig"
run 0 sign -s "$scratch/key" "$scratch/signed.sig"
cp "$scratch/public" "$scratch/before.public"
spared compile "-p$scratch/public" -o "$scratch/public" "$scratch/signed.sig"
cmp "$scratch/public" "$scratch/before.public" || fail "a key written over"
run 0 test --set "$scratch/a.sig" --truth "$scratch" -o "$scratch/folder/a.truth.csv" "$scratch/folder/a.pcap" # not read
cp "$scratch/before.csv" "$scratch/folder/a.truth.csv"
run 0 classify --csv "--output=$scratch/file" "$scratch/a.pcap" # what is there already is replaced
[ "$(wc -l <"$scratch/file")" -eq 2 ] || fail "--output= did not write"

if [ -c /dev/full ]; then
    for arguments in "--version" "dump" "coverage" "coverage --markdown" "classify $scratch/a.pcap" "classify -o /dev/full $scratch/a.pcap"; do
        status=0
        # shellcheck disable=SC2086
        "$program" $arguments >/dev/full 2>"$scratch/err" || status=$?
        [ "$status" -eq 1 ] || fail "a full disk was not noticed: $arguments"
        err 'cannot write: No space'
    done
else
    echo "no /dev/full: full disks not tried"
fi

# a closed standard file is not taken by the next one that is opened, so complaints stay out of it
for closed in '2>&-' '<&- 2>&-' '<&- >&- 2>&-'; do
    rm -f "$scratch/file"
    status=0
    eval "\"$program\" classify --csv --max-flows 1 -o \"$scratch/file\" \"$scratch/many.pcap\" $closed" || status=$?
    [ "$status" -eq 0 ] || [ "$status" -eq 1 ] || fail "$closed: exit status $status"
    head -n 1 "$scratch/file" | grep -q '^proto,src' || fail "$closed: nothing was written"
    ! grep -q 'skypedpi:' "$scratch/file" || fail "$closed: a complaint is in the file"
done
