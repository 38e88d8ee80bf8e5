# SPDX-License-Identifier: BSD-2-Clause
# What the tests of skypedpi-probe share. To be sourced by probe_NAME.sh PROGRAM SYNTH CAPTURES.

unset MALLOC_PERTURB_ # it fills memory that would never be touched
program=$1
synth=$2
captures=$3
here=$(cd "$(dirname "$0")" && pwd)
. "$here/synthetic.sh"

# what runs in the background is ended by its number
running=
finish() {
    for pid in $running; do
        kill -9 "$pid" 2>/dev/null || true
    done
    rm -rf "$scratch"
}
trap finish EXIT
trap 'exit 1' INT TERM

# with what every probe complained about
fail() {
    echo "FAILED: $*"
    for file in "$scratch/err" "$scratch"/*.err; do
        [ ! -e "$file" ] || tail -n 20 "$file" | sed "s|^|    ${file##*/}: |"
    done
    exit 1
}

# a part that cannot be tested here: the test goes on, and says so at its end
skipped=
skip_part() {
    echo "SKIPPED: $*"
    skipped=yes
}
finished() {
    [ -z "$skipped" ] || { echo "the other parts passed"; exit 77; }
}

# start NAME ARGUMENT...: the program in the background, complaints in $scratch/NAME.err; its number is $pid
start() {
    name=$1
    shift
    "$program" "$@" >"$scratch/$name.out" 2>>"$scratch/$name.err" &
    pid=$!
    running="$running $pid"
}

# ended STATUS PID NAME: waits for it, and it must have that status
ended() {
    status=0
    wait "$2" || status=$?
    [ "$status" -eq "$1" ] || { sed 's/^/    /' "$scratch/$3.err"; fail "$3 ended with $status, not $1"; }
}

# until_true COMMAND...: within ten seconds
until_true() {
    for _ in $(seq 200); do
        ! "$@" >/dev/null 2>&1 || return 0
        sleep 0.05
    done
    fail "this does not come true: $*"
}

# udp_port: one that nobody has
udp_port() {
    /usr/bin/python3 -c 'import socket; s = socket.socket(type=socket.SOCK_DGRAM); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# udp_read PORT: for until_true: somebody reads there, and nothing waits to be read
udp_read() {
    awk -v port="$(printf ':%04X' "$1")" '
        index($2, port) { seen = 1; split($5, queue, ":"); if (queue[2] != "00000000") full = 1 }
        END { exit !seen || full }' /proc/net/udp
}

# in_log FILE PATTERN: for until_true
in_log() {
    grep -qE -e "$2" "$1"
}

# rows LOG.csv EVENT COLUMN...: those columns of the records of that kind (* is all), with blanks between
rows() {
    /usr/bin/python3 "$here/probe_rows.py" "$@"
}

# sum LOG.csv EVENT COLUMN...: all numbers of those columns
sum() {
    rows "$@" | tr ' ' '\n' | awk '{ n += $1 } END { printf "%d\n", n }'
}

# complete LOG.csv: what began has ended, once
complete() {
    rows "$1" begin id | sort >"$scratch/begun"
    rows "$1" end id | sort >"$scratch/ended"
    cmp -s "$scratch/begun" "$scratch/ended" || fail "$1: what began is not what ended"
    [ -s "$scratch/ended" ] || fail "$1: no records"
    [ "$(uniq "$scratch/ended" | wc -l)" -eq "$(wc -l <"$scratch/ended")" ] || fail "$1: records are doubled"
}

# in_summary N ERR: so many of what the line at the end tells: 1 frames, 2 bytes, 3 flows, 4 frames, 5 bytes in them
in_summary() {
    sed -nE 's/.*probe: ([0-9]+) frames of ([0-9]+) bytes; in ([0-9]+) flows were ([0-9]+) of ([0-9]+) bytes/\1 \2 \3 \4 \5/p' \
        "$2" | cut -d ' ' -f "$1"
}

# sums_agree LOG.csv ERR: the records have what the summary says
sums_agree() {
    [ "$(sum "$1" end packets_sent packets_received)" = "$(in_summary 4 "$2")" ] || fail "$1: frames differ"
    [ "$(sum "$1" end bytes_sent bytes_received)" = "$(in_summary 5 "$2")" ] || fail "$1: bytes differ"
    ! grep -q mistake "$2" || fail "$1: $(grep mistake "$2")"
}
