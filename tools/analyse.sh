#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# analyse.sh BUILD: how all C files are formatted, and what clang-tidy and cppcheck say of the sources of the libraries,
# the tools and the examples. BUILD is a configured and built folder, with gcc, as the compilation database is its own.
# Exit status: 0 clean, 1 findings, 77 a program is missing. Tests are not analysed: what they do wrong on purpose is
# looked at by compilers, sanitizers and valgrind.
set -eu
cd "$(dirname "$0")/.."
. tools/need.sh
case ${1:-} in
--help) usage; exit 0 ;;
'' | -*) echo "analyse.sh: which build folder? --help tells more" >&2; exit 1 ;;
esac
build=$1
[ -f "$build/compile_commands.json" ] || { echo "analyse.sh: $build is not a configured build folder" >&2; exit 1; }
for program in clang-format clang-tidy cppcheck; do
    command -v $program >/dev/null || { echo "$program is missing: SKIPPED"; exit 77; }
done
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
status=0

# finds TOOL COMMAND...: what it says, if it finds something
finds() {
    tool=$1
    shift
    echo "$tool"
    "$@" >"$scratch/said" 2>"$scratch/errors" && return
    status=1
    cat "$scratch/said"
    grep -vE '^([0-9]+ warnings? (and [0-9]+ errors? )?generated|[0-9]+ errors? generated|Error while processing)' "$scratch/errors" || :
    echo "analyse.sh: $tool found something" >&2
}

formatted() {
    find lib include tools examples tests -name '*.[ch]' -print0 | xargs -0 clang-format --dry-run -Werror
}

# Each source once, though many programs are built of it; the build's own sources are not looked at.
/usr/bin/env python3 - "$build" "$scratch" <<'END'
import json, os, sys
build, scratch = sys.argv[1:]
once = {}
for command in json.load(open(f"{build}/compile_commands.json")):
    name = os.path.relpath(os.path.join(command["directory"], command["file"]))
    if name.startswith(("lib/", "tools/", "examples/")):
        once.setdefault(name, command)
json.dump(list(once.values()), open(f"{scratch}/compile_commands.json", "w"))
open(f"{scratch}/sources", "w").writelines(f"{name}\n" for name in sorted(once))
END
[ "$(wc -l <"$scratch/sources")" -gt 100 ] || { echo "analyse.sh: $build compiles next to nothing" >&2; exit 1; }

finds clang-format formatted
finds clang-tidy xargs -a "$scratch/sources" -P "$(nproc)" -n 8 clang-tidy -p "$scratch" --quiet
finds cppcheck cppcheck --quiet -j "$(nproc)" --std=c11 --enable=warning,performance,portability --inline-suppr \
    --suppressions-list=.cppcheck -I. -Iinclude --error-exitcode=1 --file-list="$scratch/sources"
exit $status
