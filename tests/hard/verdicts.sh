#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# verdicts.sh CAPTURES VERDICTS [OTHER SYNTH]: two builds of one program, for two machines or with two readers of
# captures, say the same of all synthetic scenarios and of CAPTURES:
# those of Skype, and every tenth of the others ($SKYPEDPI_EVERY: every so many-th). VERDICTS runs under $MESON_EXE_WRAPPER, if that
# is set; OTHER and SYNTH run here, and are those of the folder $SKYPEDPI_NATIVE if they are not told. The images
# of the set, compiled by each, are the same bytes, and each loads that of the other.
# Exit status: 0 good, 1 they differ, 77 nothing to compare with, or no captures.
set -eu
captures=${SKYPEDPI_CAPTURES:-$1} verdicts=$2 other=${3:-${SKYPEDPI_NATIVE:-}/tests/hard/verdicts}
synth=${4:-${SKYPEDPI_NATIVE:-}/tests/synth/skypedpi-synth}
[ -x "$other" ] || { echo "SKIPPED: set SKYPEDPI_NATIVE to the folder of a native build, to compare with it"; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# foreign OPTIONS...
foreign() {
    # shellcheck disable=SC2086 # the wrapper and its options are words
    ${MESON_EXE_WRAPPER:-} "$verdicts" "$@"
}

foreign --image >"$scratch/foreign.image"
"$other" --image >"$scratch/other.image"
[ -s "$scratch/other.image" ] || { echo "no image"; exit 1; }
cmp "$scratch/foreign.image" "$scratch/other.image"

# compare NAME: what stands in NAME is classified by both
compare() {
    wc -l <"$scratch/$1" | xargs echo "$1:"
    foreign "$scratch/other.image" <"$scratch/$1" >"$scratch/$1.foreign" 2>/dev/null
    "$other" "$scratch/foreign.image" <"$scratch/$1" >"$scratch/$1.other" 2>/dev/null
    grep -q 'application 2 ' "$scratch/$1.other" || { echo "$1: nothing was recognised"; exit 1; }
    cmp "$scratch/$1.foreign" "$scratch/$1.other" || {
        diff "$scratch/$1.foreign" "$scratch/$1.other" | head -20
        exit 1
    }
}

"$synth" --list | while read -r name rest; do
    "$synth" "$name" -o "$scratch/$name.pcap"
    echo "$scratch/$name.pcap"
done >"$scratch/synthetic"
compare synthetic

# files BELOW: captures there, in the same order everywhere
files() {
    find "$1" -type f \( -name '*.pcap' -o -name '*.pcapng' -o -name '*.cap' -o -name '*.trace' \) | LC_ALL=C sort
}

[ -d "$captures" ] || { echo "no captures at '$captures': set SKYPEDPI_CAPTURES. SKIPPED"; exit 77; }
every=${SKYPEDPI_EVERY:-10}
{
    files "$captures/skype"
    files "$captures/negative" | awk -v every="$every" 'NR % every == 0'
} >"$scratch/captured"
compare captured
