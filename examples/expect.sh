#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# expect.sh PROGRAM LINE...: the program ends well, says nothing on standard error, and prints these lines.
set -eu
program=$1
shift
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
printf '%s\n' "$@" >"$scratch/expected"
"$program" >"$scratch/out" 2>"$scratch/err" || { echo "$program failed"; cat "$scratch/err"; exit 1; }
[ ! -s "$scratch/err" ] || { echo "on standard error:"; cat "$scratch/err"; exit 1; }
diff "$scratch/expected" "$scratch/out"
