#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Which branches of lib/ the tests take: builds build/branches with counters in it, runs the fast tests and prints
# gcovr's table. Fails below 95 %. The report, line by line: build/branches/index.html.
#
# A branch that no test can take has a comment beside it, GCOVR_EXCL_BR_LINE and the reason.
set -eu
cd "$(dirname "$0")/.."
. tools/need.sh

no_options "$@"

need check has_library check
need gcovr command -v gcovr
need_build_tools

out=build/branches
export CC=gcc CXX=g++ # gcovr reads what its counters write
# Threads count in the same places: without atomic counters some get lost, or come out negative.
configure $out -Db_coverage=true -Dc_args=-fprofile-update=atomic -Dprobe=disabled
ninja -C $out --quiet
find $out -name '*.gcda' -delete
CK_FORK=no meson test -C $out --no-rebuild --print-errorlogs \
    --suite unit --suite api --suite golden --suite programs --suite hard

gcovr --root . --filter 'lib/' --exclude 'lib/sigset/mkbuiltin.c' --branches --exclude-unreachable-branches \
    --exclude-throw-branches --txt --html-details $out/index.html --fail-under-branch 95 $out
