#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# archive.sh CORE.a OUT.a: one object of the whole library, its hidden symbols made local.
set -eu
object=$2.o
${LD:-ld} -r --whole-archive "$1" -o "$object"
${OBJCOPY:-objcopy} --localize-hidden "$object"
rm -f "$2"
${AR:-ar} rcsD "$2" "$object"
rm -f "$object"
