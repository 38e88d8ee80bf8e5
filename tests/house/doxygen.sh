#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# doxygen.sh SOURCE: every public function is documented, and Doxygen has nothing to say; -Ddocs=true makes the pages.
set -eu
command -v doxygen >/dev/null || { echo "doxygen is not installed"; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$1"
( cat docs/Doxyfile; echo "OUTPUT_DIRECTORY = $scratch" ) | doxygen - >"$scratch/log" 2>"$scratch/warnings" || true
cat "$scratch/warnings"
[ ! -s "$scratch/warnings" ]
[ -e "$scratch/html/index.html" ]
meson setup -Ddocs=true -Dtests=false -Dtools=false -Dexamples=false "$scratch/build" >"$scratch/log" || { cat "$scratch/log"; exit 1; }
ninja -C "$scratch/build" docs/html
[ -e "$scratch/build/docs/html/index.html" ]
