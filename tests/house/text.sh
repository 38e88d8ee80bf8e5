#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Cheap rules about the files themselves: SPDX line, no tabs or trailing blanks, a newline at the end, no
# captures, sizes within reason, an example that is so.
set -eu
cd "$1"
status=0
complain() {
    echo "$1"
    status=1
}

sources=$(find include lib tools tests examples signatures -type f \
    \( -name '*.[ch]' -o -name '*.sh' -o -name '*.sig' -o -name 'meson.build' \) | sort)
for file in $sources; do
    case $file in
    *.[ch] | *.sh) head -n 3 "$file" | grep -q 'SPDX-License-Identifier: BSD-2-Clause' || complain "$file: no SPDX line" ;;
    esac
    ! grep -q "$(printf '\t')" "$file" || complain "$file: tab"
    ! grep -qE ' +$' "$file" || complain "$file: blanks at the end of a line"
    [ -z "$(tail -c 1 "$file")" ] || complain "$file: no newline at the end"
done
for file in $(find lib include -name '*.[ch]'); do
    lines=$(wc -l <"$file")
    [ "$lines" -le 600 ] || complain "$file: $lines lines"
done
captures=$(find . -path ./build -prune -o -path ./out -prune -o -path ./.git -prune -o -type f \
    \( -name '*.pcap' -o -name '*.pcapng' -o -name '*.cap' -o -name '*.trace' \) -print)
[ -z "$captures" ] || complain "captures in the tree: $captures"

# the first signature that its manual shows is one of the set
one() {
    sed -n '/^signature udp-nack-address {$/,/^}$/p' "$@"
}
[ -n "$(one docs/signatures.md)" ] && [ "$(one docs/signatures.md)" = "$(one signatures/*.sig)" ] ||
    complain "docs/signatures.md: its first signature is not in signatures/"

# and the replay that tests/golden/README.md shows one of those beside it
shown=$(sed -n '/^## A file$/,/^`/s/^    //p' tests/golden/README.md)
[ "$shown" = "$(grep . tests/golden/udp-nack-echo.t)" ] || complain "tests/golden/README.md: its replay is not udp-nack-echo.t"
exit $status
