#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Every #include line of every room, against the rooms it may use. Fails when a room reaches down its table in docs/architecture.md.
set -eu
cd "$1"
status=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# check ROOM ALLOWED [CONDITION...]: ALLOWED is a pattern of the paths that may be included in quotes or as
# <skypedpi/...>, CONDITION what find must say of a file for it to count
check() {
    room=$1 allowed=$2
    shift 2
    files=$(find "$room" "$@" -name '*.[ch]')
    [ -n "$files" ] || { echo "no sources in $room: the test would prove nothing"; status=1; }
    # shellcheck disable=SC2086
    grep -HnE '^[[:space:]]*#[[:space:]]*include' $files | awk -v room="$room" -v allowed="^($allowed)" '
        {
            split($0, at, ":")
            what = $0
            sub(/^[^:]*:[^:]*:[[:space:]]*#[[:space:]]*include[[:space:]]*/, "", what)
            sub(/[[:space:]].*/, "", what)
        }
        what !~ /^"[^"]+"$/ && what !~ /^<[^>]+>$/ { print at[1] ":" at[2] ": not understood: " what; next }
        what ~ /^</ && what !~ /^<skypedpi\// { next }
        { path = substr(what, 2, length(what) - 2) }
        path !~ allowed { print at[1] ":" at[2] ": " room " may not include " path }'
}

library='skypedpi/(db|engine|error|sigset|skypedpi|verdict|version)[.]h$'
kit='skypedpi/kit/[a-z]+[.]h$'
public="$library|skypedpi/kit[.]h$|$kit"
{
    check include/skypedpi "$library" -maxdepth 1 ! -name kit.h
    check include/skypedpi "$kit" -maxdepth 1 -name kit.h
    check include/skypedpi/kit "$library|$kit"
    check lib/base "$library|lib/base/"
    check lib/wire 'lib/base/|lib/wire/'
    check lib/native "$library|lib/base/|lib/wire/|lib/native/"
    check lib/sigset "$library|lib/base/|lib/wire/|lib/native/|lib/sigset/"
    check lib/engine "$library|lib/base/|lib/wire/|lib/native/|lib/sigset/|lib/engine/"
    check lib/kit "$library|$kit|lib/base/|lib/kit/"
    check tools "$public|tools/"
    check examples "$public|examples/"
    check tests/synth 'tests/synth/'
} >"$scratch/found" || status=1
cat "$scratch/found"
[ ! -s "$scratch/found" ] || status=1

# the test itself: a line that reaches down must be caught
mkdir -p "$scratch/lib/wire"
printf '#include "lib/engine/flow.h"\n' >"$scratch/lib/wire/x.c"
[ -n "$(cd "$scratch" && check lib/wire 'lib/base/|lib/wire/')" ] || { echo "reaching down is not noticed"; status=1; }
mkdir -p "$scratch/lib/engine"
printf '#include <skypedpi/kit/table.h>\n' >"$scratch/lib/engine/x.c"
[ -n "$(cd "$scratch" && check lib/engine "$library|lib/engine/")" ] || { echo "reaching for the kit is not noticed"; status=1; }
exit $status
