#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# bench.sh [--json FILE] [--captures DIR] [PROGRAM...]: builds a release in build/release, measures this library and
# libndpi on the same packets, and prints a table; with --json also a list of objects. PROGRAMs are names of
# tests/bench without bench-, or instructions; all of them if none is told. What each row says: tests/bench/README.md.
# Exit status: 0 all bounds met, 1 not all, 2 something did not run.
set -eu
here=$PWD
cd "$(dirname "$0")/.."
. tools/need.sh

# absolute PATH: as it was meant where the caller stands
absolute() {
    case $1 in
    /*) echo "$1" ;;
    *) echo "$here/$1" ;;
    esac
}

json='' programs='' captures=${SKYPEDPI_CAPTURES:-../shared/captures}
while [ $# -gt 0 ]; do
    case $1 in
    --json | --captures)
        [ $# -ge 2 ] || { echo "bench.sh: $1 wants a value" >&2; exit 2; }
        if [ "$1" = --json ]; then json=$(absolute "$2"); else captures=$(absolute "$2"); fi
        shift
        ;;
    --help) usage; exit 0 ;;
    -*) echo "bench.sh: unknown option $1 (there are --json, --captures, --help)" >&2; exit 2 ;;
    *) programs="$programs $1" ;;
    esac
    shift
done

need check has_library check
need_build_tools
need_bench

build=build/release
configure $build -Dbuildtype=release -Doptimization=2 -Db_lto=true -Dexamples=false -Dprobe=disabled -Dbench=enabled
ninja -C $build --quiet >"$build.log" 2>&1 || { cat "$build.log" >&2; exit 2; }
built=$build/tests/bench
[ -n "$programs" ] || programs="$(cd $built && find . -name 'bench-*' -type f -perm -u+x | sort | sed 's/^\.\/bench-//') instructions"

# What a program complains about is of interest if it fails, or if it left something out.
run() {
    if [ "$1" = instructions ]; then
        python3 tests/bench/instructions.py $built/count-pass "$captures"
    elif [ "$1" = sets ]; then
        $built/bench-sets "$captures" signatures/*.sig
    else
        $built/bench-"$1" "$captures"
    fi 2>"$build.$1.log" || { cat "$build.$1.log" >&2; echo "$1 failed" >>"$build.failed"; }
    grep '^bench-' "$build.$1.log" >&2 || true
}

rm -f "$build.failed"
status=0
for program in $programs; do
    run "$program"
done | python3 tests/bench/table.py ${json:+"$json"} || status=$?
[ ! -e "$build.failed" ] || status=2
exit $status
