#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# probe_reload.sh PROGRAM SYNTH CAPTURES: signatures, subscribers and policy are read anew while packets come.
set -eu
. "$(dirname "$0")/probe.sh"

# signature NAME ID LENGTH APPLICATION: fires on datagrams of that length
signature() {
    printf 'signature %s {\n    id %s\n    transport udp\n    era any\n    mechanism udp-direct\n' "$1" "$2"
    printf '    activity signalling\n    source "what %s is from"\n    proof "synthetic"\n' "$1"
    printf '    packet len == %s\n    application %s\n    weight 60\n}\n' "$3" "$4"
}
# interval N: a flow goes on at second 100N, and one begins; a second later, so that what was before is told
interval() {
    udp $((100 * $1)) 0 1 1000 2 2000 hello
    udp $((100 * $1)) 1 1 $((5000 + $1)) 2 2000 hello
    udp $((100 * $1 + 1)) 0 1 1000 2 2000 hello
}
# reloaded PATTERN: asks, and waits for a complaint like that
reloaded() {
    kill -HUP "$pid"
    until_true in_log "$scratch/reload.err" "$1"
}

signature five 501 5 skype >"$scratch/set.sig"
printf 'user anna 10.0.0.1 in staff\n' >"$scratch/subscribers"
printf 'log application skype\n' >"$scratch/policy"
mkfifo "$scratch/pipe"
start reload -r "$scratch/pipe" --log "$scratch/reload.csv" --set "$scratch/set.sig" --subscribers "$scratch/subscribers" \
    --policy "$scratch/policy" --workers 3
exec 9>"$scratch/pipe"
{ pcap_header; interval 1; } >&9
until_true in_log "$scratch/reload.csv" begin

# others: names in another order, users gone and come, a set with an application of its own
{
    printf 'user aaron 10.0.9.9 in alpha\nuser anna 10.0.9.1\n'
    printf 'user zoe 10.0.0.1 in omega\n'
} >"$scratch/subscribers"
{ printf 'application "first"\napplication "second"\n'; signature six 601 6 first; signature five 501 5 second; } >"$scratch/set.sig"
printf '# moved down\n\nblock application second user zoe\nlog user anna\n' >"$scratch/policy"
reloaded 'were read; they count from the next interval on'
{ interval 2; interval 3; } >&9
until_true in_log "$scratch/reload.err" 'from now on: set .* 2 signatures, 3 users in 2 groups, a policy'

# what is broken is complained about, with its place, and the old stays
for file in subscribers policy set.sig; do
    cp "$scratch/$file" "$scratch/kept"
    printf 'nonsense\n' >>"$scratch/$file"
    : >"$scratch/reload.err"
    reloaded 'stay as they were'
    in_log "$scratch/reload.err" "$file:[0-9]+:[0-9]+: " || fail "where $file is wrong is not told"
    mv "$scratch/kept" "$scratch/$file"
done
mv "$scratch/subscribers" "$scratch/away"
: >"$scratch/reload.err"
reloaded 'stay as they were'
in_log "$scratch/reload.err" 'subscribers: No such file' || fail "a file that is gone is not told"
mkdir "$scratch/subscribers" # can be opened, but not read
: >"$scratch/reload.err"
reloaded 'stay as they were'
in_log "$scratch/reload.err" 'subscribers: Is a directory' || fail "a file that cannot be read is not told"
rmdir "$scratch/subscribers"
interval 4 >&9

# asked for and never used, since no interval follows: the end is clean all the same
mv "$scratch/away" "$scratch/subscribers"
reloaded 'were read'
exec 9>&-
ended 0 "$pid" reload
complete "$scratch/reload.csv"
sums_agree "$scratch/reload.csv" "$scratch/reload.err"
in_log "$scratch/reload.err" '12 frames of 564 bytes' || fail "packets were lost"
rows "$scratch/reload.csv" end sport user group application decision rule packets_sent | sort -n >"$scratch/rows"
cat >"$scratch/expected" <<END
1000 zoe omega skype allow - 8
5001 zoe omega skype allow - 1
5002 zoe omega second block 3 1
5003 zoe omega second block 3 1
5004 zoe omega second block 3 1
END
diff "$scratch/expected" "$scratch/rows" || fail "records after reading anew"

# under traffic, again and again: nothing is lost
/usr/bin/python3 "$here/probe_flood.py" 60000 5000 "$scratch/flood.pcap"
start busy -r "$scratch/pipe" --log "$scratch/busy.csv" --set "$scratch/set.sig" --subscribers "$scratch/subscribers" \
    --policy "$scratch/policy" --workers 2 --step 1
/usr/bin/python3 - "$scratch/flood.pcap" "$scratch/pipe" <<'END' &
import sys, time
data = open(sys.argv[1], "rb").read()
with open(sys.argv[2], "wb") as out:
    for i in range(0, len(data), 1 << 16):
        out.write(data[i:i + (1 << 16)])
        time.sleep(0.01)
END
feeder=$!
running="$running $feeder"
until_true test -s "$scratch/busy.csv"
asked=0
while kill -0 "$feeder" 2>/dev/null; do
    kill -HUP "$pid" 2>/dev/null || true # it may just have ended
    asked=$((asked + 1))
    sleep 0.05
done
ended 0 "$pid" busy
[ "$asked" -ge 5 ] || fail "asked $asked times only"
[ "$(grep -c 'from now on' "$scratch/busy.err")" -ge 1 ] || fail "never read anew"
in_log "$scratch/busy.err" '80000 frames' || fail "packets were lost"
complete "$scratch/busy.csv"
sums_agree "$scratch/busy.csv" "$scratch/busy.err"
finished
