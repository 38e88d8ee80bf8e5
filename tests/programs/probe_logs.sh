#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# probe_logs.sh PROGRAM SYNTH CAPTURES: the connection log: whole lines, rotation, disks that are full.
set -eu
. "$(dirname "$0")/probe.sh"

# In a mount namespace of its own: a disk becomes full, and has room again. Nothing is lost, and no line is cut, not
# even while it is full.
small_disk() {
    mkdir "$scratch/small"
    mount -t tmpfs -o size=64k none "$scratch/small"
    dd if=/dev/zero of="$scratch/small/ballast" bs=1k count=40 2>/dev/null
    /usr/bin/python3 "$here/probe_flood.py" 4000 100 "$scratch/flood.pcap"
    half=$(($(wc -c <"$scratch/flood.pcap") / 2))
    mkfifo "$scratch/pipe"
    start small -r "$scratch/pipe" --log "$scratch/small/log.csv"
    exec 9>"$scratch/pipe"
    head -c "$half" "$scratch/flood.pcap" >&9
    until_true in_log "$scratch/small.err" 'cannot write'
    [ -z "$(tail -c 1 "$scratch/small/log.csv")" ] || fail "a line is cut"
    rows "$scratch/small/log.csv" begin id >/dev/null
    tail -c +$((half + 1)) "$scratch/flood.pcap" >&9
    rm "$scratch/small/ballast"
    mount -o remount,size=16m "$scratch/small"
    until_true in_log "$scratch/small.err" 'can be written again, and nothing was lost'
    exec 9>&-
    ended 0 "$pid" small
    complete "$scratch/small/log.csv"
    sums_agree "$scratch/small/log.csv" "$scratch/small.err"
    umount "$scratch/small"
}
if [ "${4:-}" = small ]; then
    small_disk
    exit 0
fi

# signature NAME ID LENGTH SOURCE: fires on datagrams of that length
signature() {
    printf 'signature %s {\n    id %s\n    transport udp\n    era 1.0 - 2.5\n    mechanism udp-direct\n' "$1" "$2"
    printf '    activity signalling\n    source "%s"\n    proof "synthetic"\n' "$4"
    printf '    packet len == %s\n    application skype\n    weight 60\n}\n' "$3"
}

# what begins, changes, ends; names with commas and quotes stay one field
{
    pcap_header
    udp 100 0 1 1000 2 2000 hi
    udp 100 1 2 2000 1 1000 hello
    udp 100 2 1 1000 2 2000 hi
} >"$scratch/a.pcap"
signature five 501 5 'a \"book\", p. 7' >"$scratch/five.sig"
printf 'user anna 10.0.0.1 in staff\n' >"$scratch/subscribers"
printf 'log application skype user anna\nallow\n' >"$scratch/policy"
run 0 -r "$scratch/a.pcap" --set "$scratch/five.sig" --subscribers "$scratch/subscribers" --policy "$scratch/policy" \
    --log "$scratch/a.csv" --log "$scratch/a.jsonl"
rows "$scratch/a.csv" '*' event id user group packets_sent packets_received application stage confidence signature reason \
    era decision rule end >"$scratch/rows"
cat >"$scratch/expected" <<END
begin 1 anna staff 1 0 unknown open 0 - - - - - -
change 1 anna staff 1 1 skype likely 60 five a "book", p. 7 1.0-2.5 log 1 -
end 1 anna staff 2 1 skype likely 60 five a "book", p. 7 1.0-2.5 log 1 flushed
END
diff "$scratch/expected" "$scratch/rows" || fail "records"
/usr/bin/python3 - "$scratch/a.jsonl" >"$scratch/json" <<'END'
import json, sys
for line in open(sys.argv[1]):
    r = json.loads(line)
    print(*(r.get(k, "-") for k in "event id user group packets_sent packets_received application stage confidence "
            "signature reason era decision rule end".split()))
END
diff "$scratch/expected" "$scratch/json" || fail "JSON"

# rules know the time of the packets, where the probe is: they came on a Thursday at 00:01:40 UTC
printf 'log application skype time thu 00:00-01:00\nblock application skype time thu 05:00-06:00\n' >"$scratch/hours"
for zone in UTC0:log EAST-5:block WEST5:allow; do
    rm -f "$scratch/hours.csv"
    export TZ="${zone%:*}"
    run 0 -r "$scratch/a.pcap" --set "$scratch/five.sig" --policy "$scratch/hours" --log "$scratch/hours.csv"
    unset TZ
    [ "$(rows "$scratch/hours.csv" end decision)" = "${zone#*:}" ] || fail "the rule of another hour"
done

# what a policy blocks: what the host tries next is told with its number
play block-udp
printf 'block application skype\n' >"$scratch/blocking"
run 0 -r "$scratch/block-udp.pcap" --log "$scratch/allowed.csv"
run 0 -r "$scratch/block-udp.pcap" --log "$scratch/blocked.csv" --policy "$scratch/blocking"
[ "$(rows "$scratch/allowed.csv" end attempt | tr '\n' ' ')" = "- - " ] || fail "attempts, though nothing is blocked"
[ "$(rows "$scratch/blocked.csv" end attempt | sort | tr '\n' ' ')" = "- 1 " ] || fail "attempts are not told"

# ... unless it is not known what it blocks, or it is another program's
{
    pcap_header
    udp 100 0 1 1000 2 2000 hello
    udp 101 0 1 1001 2 2000 silence
    udp 101 1 2 2000 1 1001 hi
    for i in $(seq 40); do
        udp "$((101 + i))" 0 3 1000 2 2000 hi
    done
    udp 150 0 1 1002 2 2000 ninenines
    udp 150 1 3 1002 2 2000 ninenines
} >"$scratch/c.pcap"
{
    signature seven 502 7 'a book' | sed 's/application skype/application other/; s/weight 60/weight 90/'
    signature after 503 '9 and block.age <= 300' 'a book'
} >"$scratch/after.sig"
printf 'block application other, unknown\n' >"$scratch/blocking"
run 0 -r "$scratch/c.pcap" --set "$scratch/after.sig" --log "$scratch/c.csv" --policy "$scratch/blocking"
rows "$scratch/c.csv" end decision >"$scratch/rows"
[ "$(grep -c block "$scratch/rows")" -eq 5 ] || fail "not all is blocked"
[ "$(rows "$scratch/c.csv" end application attempt | sort -u | tr '\n' ' ')" = "other - unknown - " ] || fail "a block of another program's is followed"

# a log that is there is gone on with, below its one header; half a line that a kill left stays one line
cp "$scratch/a.csv" "$scratch/before.csv"
printf 'begin,7,ud' >>"$scratch/a.csv"
run 0 -r "$scratch/a.pcap" --log "$scratch/a.csv"
[ "$(grep -c '^event,id' "$scratch/a.csv")" -eq 1 ] || fail "two headers"
[ "$(grep -c '^begin,7,ud$' "$scratch/a.csv")" -eq 1 ] || fail "half a line grew"
head -n "$(wc -l <"$scratch/before.csv")" "$scratch/a.csv" | cmp - "$scratch/before.csv" || fail "what was there changed"
[ "$(tail -n 2 "$scratch/a.csv" | cut -d , -f 1 | tr '\n' ' ')" = "begin end " ] || fail "nothing was added"
! grep -q 'its columns' "$scratch/err" || fail "the same columns are not taken for the same"

# a log of another version has other columns: that is told, and what is there stays
sed 's/^event,id,proto,/event,number,proto,/' "$scratch/before.csv" >"$scratch/older.csv"
cp "$scratch/older.csv" "$scratch/older.before"
run 0 -r "$scratch/a.pcap" --log "$scratch/older.csv"
err 'older\.csv: its columns are not those that are written now'
head -n "$(wc -l <"$scratch/older.before")" "$scratch/older.csv" | cmp - "$scratch/older.before" || fail "what was there changed"

# rotation: what comes after the signal is in a new file with a header of its own, and nothing is lost between
/usr/bin/python3 "$here/probe_flood.py" 4000 100 "$scratch/flood.pcap"
half=$(($(wc -c <"$scratch/flood.pcap") / 2))
mkfifo "$scratch/pipe"
start rotated -r "$scratch/pipe" --log "$scratch/rotated.csv"
exec 9>"$scratch/pipe"
head -c "$half" "$scratch/flood.pcap" >&9
until_true in_log "$scratch/rotated.csv" begin
mv "$scratch/rotated.csv" "$scratch/rotated.1.csv"
kill -HUP "$pid"
until_true test -s "$scratch/rotated.csv"
tail -c +$((half + 1)) "$scratch/flood.pcap" >&9
exec 9>&-
ended 0 "$pid" rotated
{ cat "$scratch/rotated.1.csv"; tail -n +2 "$scratch/rotated.csv"; } >"$scratch/joined.csv"
[ "$(head -n 1 "$scratch/rotated.csv")" = "$(head -n 1 "$scratch/rotated.1.csv")" ] || fail "no header"
complete "$scratch/joined.csv"
sums_agree "$scratch/joined.csv" "$scratch/rotated.err"

# ... and where the new one cannot be had at once: what comes goes to the old one until it can
start late -r "$scratch/pipe" --log "$scratch/late.csv"
exec 9>"$scratch/pipe"
head -c "$half" "$scratch/flood.pcap" >&9
until_true in_log "$scratch/late.csv" begin
mv "$scratch/late.csv" "$scratch/late.1.csv"
mkdir "$scratch/late.csv"
kill -HUP "$pid"
until_true in_log "$scratch/late.err" 'late\.csv: cannot be opened anew: Is a directory; .*; trying again'
sleep 1.5
rmdir "$scratch/late.csv"
until_true test -s "$scratch/late.csv"
tail -c +$((half + 1)) "$scratch/flood.pcap" >&9
exec 9>&-
ended 0 "$pid" late
[ "$(grep -c 'opened anew' "$scratch/late.err")" -eq 2 ] || fail "it complains more than once, or does not say that it is over"
{ cat "$scratch/late.1.csv"; tail -n +2 "$scratch/late.csv"; } >"$scratch/joined.csv"
complete "$scratch/joined.csv"
sums_agree "$scratch/joined.csv" "$scratch/late.err"

# a device that is full: the probe says so, once, goes on, and ends with what was lost
ln -s /dev/full "$scratch/full.csv"
run 1 -r "$scratch/a.pcap" --log "$scratch/full.csv" --log "$scratch/beside.csv"
err 'full\.csv: cannot write: No space left on device; trying again'
err 'full\.csv: 2 lines were lost'
[ "$(grep -c 'cannot write' "$scratch/err")" -eq 1 ] || fail "complains again and again"
complete "$scratch/beside.csv"

# a disk that is full, and has room again
if unshare -m true 2>/dev/null; then
    unshare -m sh "$0" "$program" "$synth" "$captures" small
else
    skip_part "a small disk: no mount namespace can be had"
fi

# a closed standard file is not taken by the log, so complaints stay out of it
head -c -3 "$scratch/a.pcap" >"$scratch/short.pcap"
for closed in '2>&-' '<&- 2>&-' '<&- >&- 2>&-'; do
    rm -f "$scratch/closed.csv" "$scratch/closed.jsonl"
    status=0
    eval "\"$program\" -r \"$scratch/short.pcap\" --log \"$scratch/closed.csv\" --log \"$scratch/closed.jsonl\" $closed" || status=$?
    [ "$status" -eq 1 ] || fail "$closed: exit status $status"
    head -n 1 "$scratch/closed.csv" | grep -q '^event,id' || fail "$closed: nothing was written"
    ! grep -q 'skypedpi-probe:' "$scratch/closed.csv" "$scratch/closed.jsonl" || fail "$closed: a complaint is in a log"
done
finished
