#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Builds and runs all tests: with gcc, with clang, and under the address and undefined-behaviour sanitizers.
# --long adds what takes more than minutes.
set -eu
cd "$(dirname "$0")/.."
. tools/need.sh

long=false
for option; do
    case $option in
    --long) long=true ;;
    --help) sed -n '3,5s/^# //p' "$0"; exit 0 ;;
    *) echo "test.sh: unknown option $option (there is --long)" >&2; exit 1 ;;
    esac
done

need check has_library check
need g++ command -v g++
need clang command -v clang
need doxygen command -v doxygen
need minisign command -v minisign
need_build_tools
need_probe all
want_probe_tests

passed=0 failed=0 skipped=0

# build_in DIR OPTIONS...: configures once, builds always
build_in() {
    dir=build/$1
    shift
    configure "$dir" "$@"
    echo "== building in $dir"
    ninja -C "$dir" --quiet
}

count() {
    awk -v key="$1" '$1 == key ":" { n += $2 } END { print n + 0 }' "$2"
}

# run_in DIR MESON_TEST_OPTIONS...
run_in() {
    dir=build/$1
    shift
    echo "== testing in $dir"
    meson test -C "$dir" --no-rebuild --print-errorlogs "$@" >"$dir.test.log" 2>&1 || true
    cat "$dir.test.log"
    passed=$((passed + $(count Ok "$dir.test.log") + $(count 'Expected' "$dir.test.log")))
    failed=$((failed + $(count Fail "$dir.test.log") + $(count Timeout "$dir.test.log")))
    skipped=$((skipped + $(count Skipped "$dir.test.log")))
    grep -q '^Ok:' "$dir.test.log" || { echo "the tests of $dir did not run"; failed=$((failed + 1)); }
}

mkdir -p build
build_in gcc
run_in gcc
CC=clang build_in clang -Dbuildtype=release
run_in clang --suite unit --suite api
build_in san -Db_sanitize=address,undefined -Db_lundef=false -Dbuildtype=debugoptimized
CK_FORK=no run_in san --suite unit --suite api --suite programs --suite corpus --suite fuzz
if $long; then
    run_in san --suite long --benchmark
    echo "== fuzzing"
    if tools/fuzz.sh --seconds 60; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
