#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# archive.sh MAP OUT.a WHOLE.a [NEEDED.a ...]: one object of a whole library, with what it needs of the others.
# Only the functions its version script names can be seen from outside.
set -eu
map=$1 out=$2 whole=$3
shift 3
grep -oE '^ +skypedpi_[a-z0-9_]+;' "$map" | tr -d ' ;' >"$out.names"
${LD:-ld} -r --whole-archive "$whole" --no-whole-archive "$@" -o "$out.o"
${OBJCOPY:-objcopy} --keep-global-symbols="$out.names" "$out.o"
rm -f "$out"
${AR:-ar} rcsD "$out" "$out.o"
rm -f "$out.o" "$out.names"
