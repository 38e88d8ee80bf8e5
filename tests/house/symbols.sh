#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# symbols.sh SOURCE LIB.so LIB.a: headers, version script and exports name the same functions, and nothing
# without the prefix can be seen in either library.
set -eu
source=$1 shared=$2 archive=$3
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

cat "$source"/include/skypedpi/*.h | tr '\n' ' ' | grep -oE 'SKYPEDPI_API[^;{]*\(' |
    grep -oE 'skypedpi_[a-z0-9_]+\($' | tr -d '(' | sort -u >"$scratch/headers"
grep -oE '^ +skypedpi_[a-z0-9_]+;' "$source/lib/libskypedpi.map" | tr -d ' ;' | sort -u >"$scratch/map"
nm -D --defined-only "$shared" | awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }' | sort -u >"$scratch/exports"
nm -g --defined-only "$archive" 2>/dev/null | awk 'NF == 3 { print $3 }' | sort -u >"$scratch/archive"

[ -s "$scratch/headers" ] || { echo "no declarations found"; exit 1; }
for other in map exports archive; do
    if ! diff "$scratch/headers" "$scratch/$other"; then
        echo "headers (<) and $other (>) differ"
        exit 1
    fi
done
count=$(wc -l <"$scratch/headers")
echo "$count functions, the same in headers, version script, shared library and archive"
[ "$count" -le 50 ] || { echo "more than 50 exported functions"; exit 1; }
readelf -d "$shared" | grep -q 'SONAME.*libskypedpi\.so\.0' || { echo "soname is not libskypedpi.so.0"; exit 1; }
