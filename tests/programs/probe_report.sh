#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# probe_report.sh DRIVER [PICTURES]: pages of made-up events, as a program reads them and as a browser shows them.
set -eu
driver=$1
python=/usr/bin/python3
tests=$(cd "$(dirname "$0")/../probe" && pwd)
[ -x $python ] || { echo "skipped: no $python"; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' INT TERM

export PYTHONDONTWRITEBYTECODE=1
$python "$tests/report_static.py" "$driver" "$scratch"
command -v chromium >/dev/null || { echo "skipped: no chromium; the pages were only read"; exit 77; }
# a browser in another zone than the machine that wrote the page, and in another language
TZ=Pacific/Auckland LANGUAGE=de LC_ALL=C.UTF-8 $python "$tests/report_look.py" "$scratch" ${2:+"$2"}
