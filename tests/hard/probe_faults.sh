#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# probe_faults.sh PROGRAM SYNTH FAULT KIND: each call for output of skypedpi-probe fails in turn, for once or from there on. It
# ends by itself and in time; and unless all it should write is there, it complains and does not exit with 0.
set -eu
program=$1 synth=$2 preload=$3 kind=$4
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
unset MALLOC_PERTURB_
IFS='
' # options are on a line each: names may have blanks

"$synth" udp-probe-accept -o "$scratch/a.pcap"

# What is tested: files written at once, or a spool for a server that cannot be reached, for which it waits at the end.
sinks_of() {
    case $1 in
    files) printf '%s\n' --log "$2/a.csv" --log "$2/a.jsonl" --report "$2/report" ;;
    spool) printf '%s\n' --export ftp://127.0.0.1:1/in --export-dir "$2/spool" ;;
    esac
}

# probe KIND DIR ENVIRONMENT...: into a new DIR/out
probe() {
    sinks=$(sinks_of "$1" "$2/out") dir=$2
    shift 2
    rm -rf "$dir/out" "$dir/fired"
    mkdir -p "$dir/out/spool" "$dir/out/report"
    status=0
    # shellcheck disable=SC2086 # options are lines
    env FAULT_UNDER="$dir/out" FAULT_FIRED="$dir/fired" "$@" LD_PRELOAD="$preload" timeout 60 "$program" \
        -r "$scratch/a.pcap" -w 1 --max-flows 64 --max-endpoints 64 --name a $sinks >"$dir/stdout" 2>"$dir/err" || status=$?
}

# written DIR: what there is of it, without what tells when and how it was written
written() {
    for file in a.csv a.jsonl report/index.html; do
        echo "== $file"
        sed -E 's/[0-9]{4}-[0-9]{2}-[0-9]{2}.[0-9:.]+ ?(UTC|Z)?//g' "$1/out/$file" 2>/dev/null || echo none
    done
    for file in "$1/out/spool"/*.csv; do
        echo "== $(basename "$file" | sed 's/--.*//; s/-[0-9a-f]*\.csv//')"
        cat "$file" 2>/dev/null || echo none
    done
}

fail() {
    echo "FAILED: $kind, $call $at$always: $*"
    sed 's/^/    /' "$dir/err" | head -5
}

# judge WHOLE
judge() {
    case $status in
    0 | 1 | 2) ;;
    *) fail "ended with $status"; return ;;
    esac
    written "$dir" >"$dir/now"
    cmp -s "$1" "$dir/now" && return
    [ "$status" -ne 0 ] || fail "exit 0, and $(diff "$1" "$dir/now" | grep -c '^[<>]') lines are missing or others"
    grep -qvE 'frames of [0-9]+ bytes|Failed to connect|to be sent after the next start' "$dir/err" || fail "no complaint"
}

# fault KIND CALL AT ALWAYS: one of them
fault() {
    call=$2 at=$3 always=$4 dir=$scratch/$1.$2.$3.${4:+always}
    mkdir "$dir"
    probe "$1" "$dir" FAULT_CALL="$2" FAULT_AT="$3" FAULT_ERRNO=28 ${4:+FAULT_ALWAYS=1}
    if [ -e "$dir/fired" ]; then
        echo fault
        judge "$scratch/$1.whole"
    fi
    rm -rf "$dir"
}

# faults KIND CALL ALWAYS: all of them, some at a time: most of it is waiting
faults() {
    from=1
    while :; do
        for more in 0 1 2 3; do
            fault "$1" "$2" $((from + more)) "$3" >"$scratch/$1.$2.$((from + more)).${3:+all}.told" 2>&1 &
        done
        wait
        [ -s "$scratch/$1.$2.$((from + 3)).${3:+all}.told" ] || return 0
        from=$((from + 4))
    done
}

all_calls() {
    for call in open openat fdopen write fflush fsync fclose close ftruncate rename renameat mkdir unlink unlinkat; do
        faults "$1" $call '' &
        faults "$1" $call ' and all after it' &
    done
    wait
}

for n in 1 2; do
    mkdir "$scratch/$kind$n"
    probe $kind "$scratch/$kind$n" NOTHING=
    [ "$status" -le 2 ] || { cat "$scratch/$kind$n/err"; exit 1; }
    written "$scratch/$kind$n" >"$scratch/$kind$n.written"
done
cmp "$scratch/${kind}1.written" "$scratch/${kind}2.written" || { echo "two runs differ without any fault"; exit 1; }
mv "$scratch/${kind}1.written" "$scratch/$kind.whole"
all_calls $kind
cat "$scratch"/*.told | grep -v '^fault$' || true
count=$(cat "$scratch"/*.told | grep -c '^fault$')
failed=$(cat "$scratch"/*.told | grep -c '^FAILED' || true)
echo "$count faults, $failed of them not dealt with"
[ "$failed" -eq 0 ] && [ "$count" -ge 25 ]
