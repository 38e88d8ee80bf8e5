#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# analyse.sh BUILD: clang-tidy and cppcheck over the sources of the libraries, the tools and the examples. BUILD is a
# configured build folder with its compile_commands.json. Exit status: 0 clean, 1 findings, 77 a program is missing.
set -eu
cd "$(dirname "$0")/.."
build=${1:?which build folder?}
[ -f "$build/compile_commands.json" ] || { echo "analyse.sh: $build is not a configured build folder" >&2; exit 1; }
for program in clang-tidy cppcheck; do
    command -v $program >/dev/null || { echo "$program is missing: SKIPPED"; exit 77; }
done

# Only what this build compiles: the probe may be left out.
sources=$(sed -n 's/^ *"file": "\(.*\)",*$/\1/p' "$build/compile_commands.json" | sed 's/^\(\.\.\/\)*//' |
    grep -E '^(lib|tools|examples)/' | sort -u)
status=0
echo "clang-tidy: $(echo "$sources" | wc -l) files"
echo "$sources" | xargs -P "$(nproc)" -n 8 clang-tidy -p "$build" --quiet 2>/dev/null || status=1
echo cppcheck
# shellcheck disable=SC2086
cppcheck --quiet -j "$(nproc)" --std=c11 --enable=warning,performance,portability --inline-suppr \
    --suppressions-list=.cppcheck -I. -Iinclude --error-exitcode=1 $sources || status=1
exit $status
