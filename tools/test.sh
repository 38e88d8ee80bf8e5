#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Builds and runs all tests: with gcc, with clang, under the address and undefined-behaviour sanitizers, and some
# under valgrind; what clang-format, clang-tidy and cppcheck find fails, too. --long adds what takes more than minutes:
# floods, the memory and thread sanitizers, machines with 32 bits and with the high byte first, the C library of routers
# (musl), and the coverage of branches.
set -eu
cd "$(dirname "$0")/.."
. tools/need.sh

long=false
for option; do
    case $option in
    --long) long=true ;;
    --help) usage; exit 0 ;;
    *) echo "test.sh: unknown option $option (there is --long)" >&2; exit 1 ;;
    esac
done

need check has_library check
need g++ command -v g++
need clang command -v clang
need doxygen command -v doxygen
need minisign command -v minisign
need clang-format command -v clang-format
need clang-tidy command -v clang-tidy
need cppcheck command -v cppcheck
need_build_tools
need_probe all
want_probe_tests
want_machines

export CC=gcc CXX=g++ # what is to be another compiler's says so, whatever the caller has set
passed=0 failed=0 skipped=0
jobs=$(($(nproc) + 2)) # some tests wait more than they work

# build_in DIR OPTIONS...: configures once, builds always
build_in() {
    dir=build/$1
    shift
    configure "$dir" "$@"
    echo "== building in $dir"
    ninja -C "$dir" --quiet
}

count() {
    awk -v key="$1:" 'index($0, key) == 1 { n += $NF } END { print n + 0 }' "$2"
}

# run_in DIR MESON_TEST_OPTIONS...
run_in() {
    dir=build/$1
    shift
    echo "== testing in $dir"
    meson test -C "$dir" --no-rebuild --print-errorlogs --num-processes "$jobs" "$@" >"$dir.test.log" 2>&1 || true
    cat "$dir.test.log"
    passed=$((passed + $(count Ok "$dir.test.log") + $(count 'Expected Fail' "$dir.test.log")))
    failed=$((failed + $(count Fail "$dir.test.log") + $(count 'Unexpected Pass' "$dir.test.log") +
        $(count Timeout "$dir.test.log")))
    skipped=$((skipped + $(count Skipped "$dir.test.log")))
    grep -q '^Ok:' "$dir.test.log" || { echo "the tests of $dir did not run"; failed=$((failed + 1)); }
}

# analyse DIR: counts as a test
analyse() {
    echo "== analysing what build/$1 compiles"
    status=0
    tools/analyse.sh "build/$1" || status=$?
    case $status in
    0) passed=$((passed + 1)) ;;
    77) skipped=$((skipped + 1)) ;;
    *)
        echo "== FAILED: tools/analyse.sh build/$1 says why, above"
        failed=$((failed + 1))
        ;;
    esac
}

mkdir -p build
build_in gcc
run_in gcc
analyse gcc
CC=clang build_in clang -Dbuildtype=release
run_in clang --suite unit --suite api
build_in san -Db_sanitize=address,undefined -Db_lundef=false -Dbuildtype=debugoptimized
CK_FORK=no run_in san --suite unit --suite api --suite programs --suite corpus --suite fuzz

# skip WHAT PACKAGE...: what is not tested here, and what it needs
skip() {
    what=$1
    shift
    echo "== SKIPPED: $what needs $*"
    skipped=$((skipped + 1))
}

# of the library alone, with nothing in it that was built elsewhere
alone='-Dstandin=true -Dtools=false -Dexamples=false -Dprobe=disabled'

# in_machine NAME COMPILER EMULATOR: another machine, which must say what this one says, byte by byte
in_machine() {
    command -v "$2" >/dev/null && command -v "$3" >/dev/null || { skip "$1" "$2 and $3"; return; }
    # shellcheck disable=SC2086 # one word an option
    build_in "$1" --cross-file "tools/cross/$1.ini" $alone
    SKYPEDPI_EVERY=1 SKYPEDPI_NATIVE=$PWD/build/gcc run_in "$1" --timeout-multiplier 10 --suite unit --suite api --suite golden --suite hard
}

if command -v valgrind >/dev/null; then
    CK_FORK=no run_in gcc --timeout-multiplier 10 --wrap='valgrind -q --error-exitcode=9 --leak-check=full' \
        api_db api_engine api_memory api_native api_sigset api_swap api_verdict base engine_stream wire_tls
else
    skip memcheck valgrind
fi
if $long; then
    run_in gcc --suite long
    run_in san --suite long
    # shellcheck disable=SC2086
    CC=clang build_in msan -Db_sanitize=memory -Db_lundef=false $alone
    run_in msan --suite unit --suite api --suite golden
    build_in tsan -Db_sanitize=thread
    CK_FORK=no run_in tsan --timeout-multiplier 10 api_threads api_db api_swap_load probe_files probe_ipfix probe_ipfix_links probe_logs probe_reload
    in_machine i386 i686-linux-gnu-gcc qemu-i386
    in_machine s390x s390x-linux-gnu-gcc qemu-s390x
    if command -v musl-gcc >/dev/null; then
        # shellcheck disable=SC2086
        CC=musl-gcc build_in musl $alone
        run_in musl --suite unit --suite api --suite golden
    else
        skip musl musl-tools
    fi
    tools/branches.sh || failed=$((failed + 1))
    echo "== fuzzing"
    if tools/fuzz.sh --seconds 60; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
