#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Every #include line of every room, against the rooms it may use. Fails when a room reaches up.
set -eu
cd "$1"
status=0

# check ROOM ALLOWED: ALLOWED is a pattern of the paths that may be included in quotes or as <skypedpi/...>
check() {
    room=$1 allowed=$2
    files=$(find "$room" -name '*.[ch]')
    [ -n "$files" ] || { echo "no sources in $room: the test would prove nothing"; status=1; }
    for file in $files; do
        grep -nE '^[[:space:]]*#[[:space:]]*include' "$file" | while IFS= read -r line; do
            what=$(printf '%s' "$line" | sed -E 's/^[0-9]+:[[:space:]]*#[[:space:]]*include[[:space:]]*//; s/[[:space:]].*//')
            case $what in
            '"'*'"' | '<skypedpi/'*'>') path=$(printf '%s' "$what" | tr -d '"<>') ;;
            '<'*'>') continue ;;
            *) echo "$file: $line: not understood"; continue ;;
            esac
            printf '%s\n' "$path" | grep -qE "^($allowed)" || echo "$file:${line%%:*}: $room may not include $path"
        done
    done
}

public='skypedpi/'
{
    check include/skypedpi "$public"
    check lib/base "$public|lib/base/"
    check lib/wire 'lib/base/|lib/wire/'
    check lib/native "$public|lib/base/|lib/wire/|lib/native/"
    check lib/sigset "$public|lib/base/|lib/native/|lib/sigset/"
    check lib/engine "$public|lib/base/|lib/wire/|lib/native/|lib/sigset/|lib/engine/"
    check lib/kit "$public|lib/base/|lib/kit/"
    check tools "$public|lib/kit/|tools/"
    check examples "$public|examples/"
    check tests/synth 'tests/synth/'
} >"${TMPDIR:-/tmp}/layers.$$" || status=1
cat "${TMPDIR:-/tmp}/layers.$$"
[ ! -s "${TMPDIR:-/tmp}/layers.$$" ] || status=1
rm -f "${TMPDIR:-/tmp}/layers.$$"

# the test itself: a line that reaches up must be caught
scratch=$(mktemp -d)
mkdir -p "$scratch/lib/wire"
printf '#include "lib/engine/flow.h"\n' >"$scratch/lib/wire/x.c"
[ -n "$(cd "$scratch" && check lib/wire 'lib/base/|lib/wire/')" ] || { echo "reaching up is not noticed"; status=1; }
rm -rf "$scratch"
exit $status
