#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# probe_graphs.sh DRIVER [full]: RRD files and pictures of made-up traffic, read back with rrdtool. "full" is the part
# that fills a file system of its own.
set -eu
driver=$1 part=${2-all}
python=/usr/bin/python3
checks=$(dirname "$0")/probe_graphs.py
for needed in rrdtool $python; do
    command -v "$needed" >/dev/null || { echo "skipped: no $needed"; exit 77; }
done
export TZ=UTC
scratch=$(mktemp -d)
feeder=
cleanup() {
    [ $? -eq 0 ] || tail -n 5 "$scratch/out" "$scratch/err" 2>/dev/null | cut -c 1-400 || true
    [ -z "$feeder" ] || kill -9 "$feeder" 2>/dev/null || true
    [ "$part" != full ] || umount -l "$scratch/full" 2>/dev/null || true
    rm -rf "$scratch"
}
trap cleanup EXIT
trap 'exit 1' INT TERM
fail() {
    echo "FAILED: $1"
    exit 1
}
# feed DIRECTORY STEP USERS DRAW_EVERY [SET]: the driver, with the commands on stdin; what it says in out and err
feed() { "$driver" "$@" >"$scratch/out" 2>"$scratch/err"; }
# begin DIRECTORY: the driver, in the background; tell COMMAND...; answered N: it has done what stands before the Nth
# "sums"; end: no more commands
begin() {
    rm -f "$scratch/pipe"
    mkfifo "$scratch/pipe"
    feed "$1" 10 10 0 <"$scratch/pipe" &
    feeder=$!
    exec 4>"$scratch/pipe"
    tell sums
    answered 1
}
tell() { printf '%s\n' "$@" >&4; }
answered() {
    tries=400
    until [ "$(grep -c '^frames' "$scratch/out" 2>/dev/null || true)" = "$1" ]; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || fail "the driver does not answer"
        sleep 0.05
    done
}
end() {
    exec 4>&-
    wait "$feeder" || fail "the driver failed"
    feeder=
}
quiet() { [ ! -s "$scratch/err" ] || fail "$1: complaints"; }
complaints() { # complaints N PATTERN WHAT: so many in all, each of them the pattern
    [ "$(wc -l <"$scratch/err")" -eq "$1" ] || fail "$3: not $1 complaint(s)"
    [ "$(grep -cE -- "$2" "$scratch/err")" -eq "$1" ] || fail "$3: no complaint like '$2'"
}
newest() { rrdtool lastupdate "$1" | tail -n 1 | sed 's/^[0-9]*: //'; }
is() { [ "$(newest "$1")" = "$2" ] || fail "$3: $1 has $(newest "$1"), not $2"; }
# sums DIRECTORY WHAT: the counters of the total are what the driver used, to the byte
sums() {
    awk '/^sums$/ { n = 0 } /^(application|activity|frames) / { line[n++] = $0 }
        END { for (i = 0; i < n; i++) print line[i] }' "$scratch/out" >"$scratch/sums"
    while read -r by name rest; do
        file=$by-$name
        [ "$by" != frames ] || file=frames
        is "$1/rrd/total/$file.rrd" "$rest" "$2"
    done <"$scratch/sums"
    [ "$(wc -l <"$scratch/sums")" -ge 3 ] || fail "$2: nothing was compared"
}
check() { $python "$checks" "$@" || fail "$1"; }
closed() { grep -q "^close $1\$" "$scratch/out" || fail "$2: not 'close $1'"; }

# In a mount namespace of its own.
full() {
    mkdir "$scratch/full"
    mount -t tmpfs -o size=400k tmpfs "$scratch/full"
    begin "$scratch/full"
    tell 'at 1155600000' 'use - 2 5 1000 500 3' go tick 'use - 2 5 1 1 1' 'go 70' tick sums
    answered 2
    complaints 1 'No space left on device' full
    mount -o remount,size=64m "$scratch/full"
    tell 'tick 30' 'use - 2 5 10 20 1' go tick 'go 70' tick sums close
    end
    complaints 2 'No space left|all is written again' full
    closed 1 full
    sums "$scratch/full" full
    # and with no room for pictures
    umount "$scratch/full"
    mount -t tmpfs -o size=700k tmpfs "$scratch/full"
    printf '%s\n' 'at 1155600000' 'use - 2 5 1000 500 3' 'go 100' sums close | feed "$scratch/full" 10 10 0
    closed 0 "full of pictures"
    sums "$scratch/full" "full of pictures"
    grep -q 'No space left' "$scratch/err" || fail "full of pictures: no complaint"
    [ -z "$(find "$scratch/full" -name '*.new')" ] || fail "full of pictures: a draft was left"
    umount "$scratch/full"
}
if [ "$part" = full ]; then
    full
    exit 0
fi

# ---- a year: each of the five graphs shows its period ----

directory=$scratch/year end=1187222400 # a Thursday's first second, and the end of a row in every archive
feed "$directory" 60 10 0 <<END
user anna staff
user ben staff
user carl students
at 1155600000
traffic 31622400
last 3600
last 86400
last 604800
last 2592000
last 31622400
sums
close
END
quiet year
closed 1 year
sums "$directory" year
grep '^last' "$scratch/out" | cut -d ' ' -f 2 >"$scratch/lasts"
exec 3<"$scratch/lasts"
for period in hour:3600:60 day:86400:120 week:604800:840 month:2592000:3600 year:31622400:43200; do
    name=${period%%:*} row=${period##*:} seconds=${period#*:} seconds=${seconds%:*}
    read -r used <&3
    [ "$used" -gt 0 ] || fail "$name: nothing was used"
    # all rows of the period are there, each of whole bytes, and together they are what was used
    rrdtool fetch "$directory/rrd/total/application-skype.rrd" AVERAGE -r "$row" -s $((end - seconds)) -e $end \
        >"$scratch/rows"
    rrdtool graph /dev/null --start $((end - seconds)) --end $end --width 800 \
        "DEF:f=$directory/rrd/total/application-skype.rrd:forward:AVERAGE:step=$row" \
        "DEF:r=$directory/rrd/total/application-skype.rrd:reverse:AVERAGE:step=$row" \
        VDEF:ft=f,TOTAL VDEF:rt=r,TOTAL PRINT:ft:%.3lf PRINT:rt:%.3lf LINE:f LINE:r >"$scratch/total"
    check rows "$scratch/rows" $((end - seconds)) $end "$row" "$used" "$scratch/total"
    for by in application activity; do
        for scope in total user-anna user-ben user-carl group-staff group-students; do
            check picture "$directory/$scope-$by-$name" $end
        done
    done
    first=0-50 last=60-100
    [ "$name" != day ] || first=58-63 # the office opens at 14:00
    check drawn "$directory/total-application-$name.png" 1762ba $first $last
done
exec 3<&-
[ "$(find "$directory" -maxdepth 1 -type f | wc -l)" -eq 120 ] || fail "year: not 120 pictures"
echo "a year: $(du -sk "$directory/rrd" | cut -f 1) KiB in $(find "$directory" -name '*.rrd' | wc -l) files"

# ---- the finest archive has every byte of every step; packets, too ----

directory=$scratch/fine
{
    echo "user anna -"
    echo "at 1155600000"
    i=0
    while [ $i -lt 360 ]; do
        echo "use anna 2 5 $((i * 7919 % 1000003)) $((i * 104729 % 9999991)) $((i % 50 + 1))"
        echo go
        i=$((i + 1))
    done
    echo sums
    echo close
} | feed "$directory" 10 10 0
quiet fine
sums "$directory" fine
rrdtool fetch "$directory/rrd/user-anna/activity-call-audio.rrd" AVERAGE -r 10 -s 1155600000 -e 1155603600 >"$scratch/rows"
check steps "$scratch/rows" 1155600000

# ---- the clock goes back, stands still, and the end comes while it is behind ----

directory=$scratch/back
feed "$directory" 10 10 0 <<END
at 1155600000
use - 2 5 1000 500 3
go 10
at 1155596400
use - 2 5 77 33 1
go 2
use - 2 1 5 5 1
go
at 1155600000
use - 2 5 11 22 1
go
at 1155600100
go 5
use - 2 5 1 1 1
go
at 1155600000
use - 2 5 100000 1 1
go
sums
close
END
complaints 1 'time went back' back
closed 1 back
sums "$directory" back
rrdtool fetch "$directory/rrd/total/application-skype.rrd" AVERAGE -r 10 -s 1155600000 -e 1155600400 >"$scratch/rows"
check sum "$scratch/rows" 10 101094 562
feed "$directory" 10 10 0 <<END
at 1155500000
use - 2 5 3 4 1
go
close
END
closed 1 "back and again"
complaints 1 'back has later times; ' "back and again"
is "$directory/rrd/total/application-skype.rrd" '101097 566 9' "back and again"
# the pictures stay where time is, with all there was
[ "$(stat -c %Y "$directory/total-application-hour.png")" -ge 1155600150 ] || fail "back and again: pictures of 2006-08-13"

# a run that goes on within the last interval is as usual
directory=$scratch/within
for run in 1 2; do
    feed "$directory" 10 10 0 <<END
at 1155600000
use - 2 5 1000 500 3
go
close
END
    quiet "within, run $run"
done

# ---- again and again: what was there is counted on ----

directory=$scratch/again
feed "$directory" 10 10 0 <<END || [ $? -eq 9 ]
user anna staff
at 1155600000
use anna 2 5 1000 500 3
go 3
close
open
at 1155600130
use anna 2 5 10 20 1
go 2
close
open
at 1155607000
use anna 2 5 100 200 1
go
use anna 2 1 7 7 1
go
tick
crash
END
quiet again
feed "$directory" 10 10 0 <<END
user anna staff
at 1155607020
use anna 2 5 5000 6000 2
go
close
END
quiet again
for scope in total user-anna group-staff; do
    is "$directory/rrd/$scope/application-skype.rrd" '6117 6727 8' again
    is "$directory/rrd/$scope/activity-signalling.rrd" '7 7 1' again
done
rrdtool fetch "$directory/rrd/total/application-skype.rrd" AVERAGE -r 10 -s 1155600000 -e 1155607030 >"$scratch/rows"
check sum "$scratch/rows" 10 6117 6727
check known "$scratch/rows" 1155600000 1155600150 # a short silence is known to be one
check unknown "$scratch/rows" 1155600160 1155606990

# ---- names that would like to be something else ----

directory="$scratch/a:b=c %41\\'\"d"
long=$(printf '%063d' 0 | tr 0 x)
printf '%s\n' anna ANNA . .. ../../../outside a/b a%2fb -rf 'a\b' "a'b" 'a"b$`*?' 'a:b' 'a<b>&' anna-application-hour total 'äöü日本' \
    "$long" '%' >"$scratch/names"
{
    used=1
    while IFS= read -r name; do printf 'user %s ../g\n' "$name"; done <"$scratch/names"
    echo "at 1155600000"
    while IFS= read -r name; do
        printf 'use %s 2 5 %d 0 1\n' "$name" "$used"
        used=$((used + 1))
    done <"$scratch/names"
    echo go
    echo sums
    echo close
} >"$scratch/commands"
feed "$directory" 10 100 0 <"$scratch/commands"
quiet names
closed 1 names
sums "$directory" names
check names "$directory" "$scratch/names"
[ -z "$(find "$scratch" -maxdepth 1 -name '*outside*')" ] || fail "names: a file outside"

# ---- more users, and more applications, than there is room for ----

directory=$scratch/many
{
    i=1
    while [ $i -le 300 ]; do
        echo "user u$i g$i"
        i=$((i + 1))
    done
    echo "at 1155600000"
    i=1
    while [ $i -le 300 ]; do
        echo "use u$i 2 5 $i 1 1"
        i=$((i + 1))
    done
    echo go
    echo close
    echo open
    i=300
    while [ $i -ge 1 ]; do
        echo "use u$i 2 5 1000 1 1"
        i=$((i - 1))
    done
    echo go
    echo sums
    echo close
} | feed "$directory" 10 3 0
quiet many
sums "$directory" many
(cd "$directory/rrd" && ls) >"$scratch/folders"
printf '%s\n' group-g1 group-g2 group-g3 groups-others total user-u1 user-u2 user-u3 users-others |
    cmp -s - "$scratch/folders" || fail "many: other folders"
is "$directory/rrd/user-u2/application-skype.rrd" '1002 2 2' many
is "$directory/rrd/users-others/application-skype.rrd" "$((300 * 301 / 2 - 6 + 297000)) 594 594" many
is "$directory/rrd/groups-others/application-skype.rrd" "$((300 * 301 / 2 - 6 + 297000)) 594 594" many

directory=$scratch/applications
{
    i=16
    while [ $i -lt 64 ]; do
        echo "application \"own-$i\""
        i=$((i + 1))
    done
    i=16
    while [ $i -lt 64 ]; do
        printf 'signature s%s { id %s transport udp application own-%s era any mechanism udp-direct activity none\n' \
            $i $((100000 + i)) $i
        printf '    source "made up" proof "none" packet len == %s weight 90 }\n' $i
        i=$((i + 1))
    done
} >"$scratch/own.sig"
{
    echo "at 1155600000"
    i=16
    while [ $i -lt 64 ]; do
        echo "use - $i 5 $i 1 1"
        i=$((i + 1))
    done
    echo go
    echo sums
    echo close
} | feed "$directory" 10 3 0 "$scratch/own.sig"
quiet applications
[ "$(find "$directory/rrd/total" -name 'application-own-*.rrd' | wc -l)" -eq 32 ] || fail "applications: not 32"
is "$directory/rrd/total/application-own-16.rrd" '16 1 1' applications
is "$directory/rrd/total/application-all%20others.rrd" "$((48 + 63 + 14 * 111 / 2)) 16 16" applications
check picture "$directory/total-application-hour" 1155600010

# ---- a disk that does not take it: one complaint, nothing lost when it does again ----

directory=$scratch/blocked
begin "$directory"
: >"$directory/rrd/total" # stands where a folder is to be
tell 'at 1155600000' 'use - 2 5 1000 500 3' go tick 'use - 2 5 1 1 1' go tick go 'tick 40' sums
answered 2
complaints 1 'blocked/rrd/total/.*Not a directory' blocked
rm "$directory/rrd/total"
tell 'tick 30' 'use - 2 5 10 20 1' go tick go tick sums close
end
closed 1 blocked
complaints 2 'Not a directory|all is written again' blocked
is "$directory/rrd/total/application-skype.rrd" '1011 521 5' blocked

# all that was written is taken away meanwhile: what comes then is in new files
directory=$scratch/taken
begin "$directory"
tell 'at 1155600000' 'use - 2 5 1000 500 3' go tick sums
answered 2
rm -r "$directory/rrd"
tell 'use - 2 5 1 1 1' go tick go 'tick 40' 'use - 2 5 10 20 1' go tick go tick sums close
end
closed 1 taken
[ -s "$directory/rrd/total/application-skype.rrd" ] || fail "taken: it is not made again"

directory=$scratch/broken
mkdir -p "$directory/rrd/total"
echo 'not an RRD file' >"$directory/rrd/total/application-skype.rrd"
feed "$directory" 10 10 0 <<END
at 1155600000
use - 2 5 1000 500 3
go 100
tick
close
END
closed 0 broken
grep -q 'application-skype.rrd is left alone: ' "$scratch/err" || fail "broken: no complaint"
[ "$(cat "$directory/rrd/total/application-skype.rrd")" = 'not an RRD file' ] || fail "broken: it was changed"
is "$directory/rrd/total/activity-call-audio.rrd" '1000 500 3' broken

status=0
feed /dev/null/graphs 10 10 0 </dev/null || status=$?
[ $status -eq 2 ] || fail "a directory that cannot be made: status $status"
complaints 1 'graphs: /dev/null/graphs: Not a directory' "a directory that cannot be made"
status=0
feed "$scratch/step" 7200 10 0 </dev/null || status=$?
[ $status -eq 2 ] || fail "a step of two hours: status $status"

# as somebody else; status 3: the driver can be run and asks for more words
status=0
chmod 755 "$scratch"
setpriv --reuid=65534 --clear-groups "$driver" >"$scratch/out" 2>&1 || status=$?
if [ $status -eq 3 ]; then
    mkdir -m 755 "$scratch/mine"
    status=0
    setpriv --reuid=65534 --clear-groups "$driver" "$scratch/mine/graphs" 10 10 0 </dev/null >"$scratch/out" \
        2>"$scratch/err" || status=$?
    [ $status -eq 2 ] || fail "no permission: status $status"
    complaints 1 'graphs: .*mine/graphs: Permission denied' "no permission"
else
    echo "nobody else can run the driver here: permissions not tried"
fi

# ---- graphs for a page, and pictures while it runs ----

directory=$scratch/page
feed "$directory" 10 10 60 <<END
user anna staff
at 1155600000
use anna 2 5 1000 500 3
go 30
tick
wait total-activity-hour.svg
use anna 2 5 1000 500 3
go 30
close
svg total - application 1155600000 1155600600
svg total - activity 1155600000 1155600600
svg total - activity 1155600100 1155600600
svg user anna application 1155600000 1155600600
svg group staff application 1155600000 1155600600
svg user nobody application 1155600000 1155600600
svg user anna application 1155600600 1155600000
END
quiet page
closed 1 page
grep -q '^drawn$' "$scratch/out" || fail "page: nothing was drawn while it ran"
check page "$scratch/out" 5
# all times of a page are UTC, wherever the probe is; those of pictures are local
for zone in Asia/Tokyo UTC; do
    TZ=$zone feed "$directory" 10 10 0 <<END
svg total - application 1155600000 1155600600
END
    mv "$scratch/out" "$scratch/page-$(basename "$zone")"
done
cmp "$scratch/page-Tokyo" "$scratch/page-UTC" || fail "page: times are not UTC"

# ---- times that no probe should see ----

directory=$scratch/times
feed "$directory" 10 10 0 <<END
at 0
use - 2 5 1000 500 3
go 3
sums
close
open
at 1155600000
use - 2 5 1 1 1
go
at 18446744060
use - 2 5 1 1 1
go
at 1155600010
use - 2 5 20 20 1
go
close
END
complaints 2 'time went back, or is before 1980' times
closed 1 times
is "$directory/rrd/total/application-skype.rrd" '1022 522 6' times
# a page of all of it has its picture
feed "$directory" 10 10 0 <<END
svg total - application 5 1155600600
END
quiet "a picture from 1970 on"
grep -qE '^svg [1-9]' "$scratch/out" || fail "times: there is no picture from 1970 on"

# ---- two at once ----

directory=$scratch/two
begin "$directory"
if "$driver" "$directory" 10 10 0 </dev/null >/dev/null 2>"$scratch/second"; then
    fail "two: the second one starts"
fi
grep -q 'another probe uses it' "$scratch/second" || fail "two: it is not told why"
end
quiet two
feed "$directory" 10 10 0 </dev/null || fail "two: the directory is not free again"

# ---- a full disk ----

if unshare -m true 2>/dev/null; then
    unshare -m sh "$0" "$driver" full || fail "a full disk"
else
    echo "no file system of its own can be had: a full disk not tried"
fi
