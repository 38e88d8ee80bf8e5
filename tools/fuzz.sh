#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# fuzz.sh [--seconds N] [--jobs N] [--afl] [TARGET...]: builds the targets of tests/fuzz with clang's libFuzzer (or with
# AFL++) and the address and undefined-behaviour sanitizers, and runs each for N seconds (60), --jobs of them at a
# time (2). TARGETs are names of tests/fuzz/fuzz_*.c without fuzz_; all of them if none is told.
# What is learnt is kept in out/fuzz/corpus, what is found in out/fuzz/findings, for the next run and for you.
# Exit status: 0 nothing was found, 1 something was, 2 something did not run.
set -eu
cd "$(dirname "$0")/.."
. tools/need.sh

seconds=60 jobs=2 afl=false targets=
number() {
    case ${2:-} in
    '' | 0* | *[!0-9]*) echo "fuzz.sh: $1 wants a number" >&2; exit 2 ;;
    esac
    echo "$2"
}
while [ $# -gt 0 ]; do
    case $1 in
    --seconds) seconds=$(number "$@"); shift ;;
    --jobs) jobs=$(number "$@"); shift ;;
    --afl) afl=true ;;
    --help) usage; exit 0 ;;
    -*) echo "fuzz.sh: unknown option $1 (there are --seconds, --jobs, --afl, --help)" >&2; exit 2 ;;
    *)
        [ -e "tests/fuzz/fuzz_${1#fuzz_}.c" ] || { echo "fuzz.sh: there is no target $1" >&2; exit 2; }
        targets="$targets ${1#fuzz_}"
        ;;
    esac
    shift
done
[ -n "$targets" ] || targets=$(ls tests/fuzz/fuzz_*.c | sed 's|.*/fuzz_||; s|[.]c$||')

# ---- building ----

need check has_library check
need clang command -v clang
need_build_tools
options='-Db_lundef=false -Dexamples=false -Dfuzz_engine=-fsanitize=fuzzer'
if $afl; then
    command -v afl-clang-fast >/dev/null || { echo "fuzz.sh: afl-clang-fast is not there: install afl++" >&2; exit 2; }
    build=build/fuzz-afl
    export AFL_QUIET=1 AFL_USE_ASAN=1 AFL_USE_UBSAN=1
    # shellcheck disable=SC2086 # one word an option
    CC=afl-clang-fast CXX=afl-clang-fast++ configure $build $options
else
    build=build/fuzz
    # shellcheck disable=SC2086
    CC=clang CXX=clang++ configure $build $options -Db_sanitize=address,undefined -Dc_args=-fsanitize=fuzzer-no-link
fi
echo "== building in $build"
ninja -C $build --quiet fuzz-targets >&2 || exit 2
at=$PWD/$build/tests/fuzz
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1

# ---- running ----

# last PATTERN FILE: what stands behind the last match
last() {
    sed -n "s/.*$1\([0-9][0-9.]*\).*/\1/p" "$2" | tail -n 1
}

row() {
    printf '%-12s %12s %9s %9s %7s %8s\n' "$@"
}

run_libfuzzer() {
    corpus=out/fuzz/corpus/$1 findings=out/fuzz/findings/$1 log=out/fuzz/$1.log
    mkdir -p "$corpus" "$findings"
    dictionary=$at/fuzz_$1.dict
    [ -e "$dictionary" ] || dictionary=
    nice -n 10 "$at/fuzz_$1" -max_total_time="$seconds" -timeout=25 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="$findings/" ${dictionary:+"-dict=$dictionary"} "$corpus" "$at/fuzz_$1_seed_corpus" \
        >"$log" 2>&1 || true
    row "$1" "$(last 'number_of_executed_units: ' "$log")" "$(last 'average_exec_per_sec: *' "$log")" \
        "$(last 'cov: ' "$log")" "$(find "$corpus" -type f | wc -l)" "$(find "$findings" -type f | wc -l)"
}

run_afl() {
    into=out/fuzz/afl/$1 findings=out/fuzz/findings/$1 log=out/fuzz/$1.log
    mkdir -p "$into" "$findings"
    dictionary=$at/fuzz_$1.dict
    [ -e "$dictionary" ] || dictionary=
    AFL_NO_UI=1 AFL_SKIP_CPUFREQ=1 AFL_AUTORESUME=1 AFL_NO_AFFINITY=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 \
        nice -n 10 afl-fuzz -i "$at/fuzz_$1_seed_corpus" -o "$into" -V "$seconds" -m none -t 5000+ \
        ${dictionary:+-x "$dictionary"} -- "$at/fuzz_$1" >"$log" 2>&1 || true
    stats=$into/default/fuzzer_stats
    [ -e "$stats" ] || { row "$1" - - - - -; return; }
    find "$into/default/crashes" "$into/default/hangs" -name 'id*' -exec cp {} "$findings/" \;
    row "$1" "$(last 'execs_done *: ' "$stats")" "$(last 'execs_per_sec *: ' "$stats")" \
        "$(last 'edges_found *: ' "$stats")" "$(last 'corpus_count *: ' "$stats")" "$(find "$findings" -type f | wc -l)"
}

row target runs runs/s edges corpus findings
mkdir -p out/fuzz
under_way=0
for target in $targets; do
    if $afl; then run_afl "$target" & else run_libfuzzer "$target" & fi
    under_way=$((under_way + 1))
    [ $((under_way % jobs)) -ne 0 ] || wait
done
wait

# ---- what came of it ----

status=0
for target in $targets; do
    for finding in out/fuzz/findings/"$target"/*; do
        [ -e "$finding" ] || continue
        status=1
        echo "see it again: $build/tests/fuzz/fuzz_$target $finding"
    done
    if ! grep -qE 'number_of_executed_units|execs|We.re done here' "out/fuzz/$target.log"; then
        [ "$status" -ne 0 ] || status=2
        echo "fuzz_$target did not run: out/fuzz/$target.log tells why"
    fi
done
exit $status
