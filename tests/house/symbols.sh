#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# symbols.sh NAME MAP LIB.so LIB.a HEADER...: headers, version script and exports of a library name the same
# functions, and nothing else can be seen in it, shared or archived.
set -eu
name=$1 script=$2 shared=$3 archive=$4
shift 4
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

cat "$@" | tr '\n' ' ' | grep -oE 'SKYPEDPI_API[^;{(]*\(' | grep -oE 'skypedpi_[a-z0-9_]+ *\($' | tr -d ' (' |
    sort -u >"$scratch/headers"
grep -oE '^ +skypedpi_[a-z0-9_]+;' "$script" | tr -d ' ;' | sort -u >"$scratch/map"
nm -D --defined-only "$shared" | awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }' | sort -u >"$scratch/exports"
nm -g --defined-only "$archive" 2>/dev/null | awk 'NF == 3 { print $3 }' | sort -u >"$scratch/archive"

[ -s "$scratch/headers" ] || { echo "no declarations found"; exit 1; }
marks=$(cat "$@" | grep -o 'SKYPEDPI_API' | wc -l)
defined=$(cat "$@" | grep -c '#define SKYPEDPI_API' || true)
count=$(wc -l <"$scratch/headers")
[ "$((marks - defined))" -eq "$count" ] || { echo "$marks marks, of them $defined definitions, but $count functions"; exit 1; }
for other in map exports archive; do
    if ! diff "$scratch/headers" "$scratch/$other"; then
        echo "headers (<) and $other (>) differ"
        exit 1
    fi
done
echo "$count functions, the same in headers, version script, shared library and archive"
[ "$count" -le 50 ] || { echo "more than 50 exported functions"; exit 1; }
readelf -d "$shared" | grep -q "SONAME.*\[$name\.so\.0\]" || { echo "soname is not $name.so.0"; exit 1; }
