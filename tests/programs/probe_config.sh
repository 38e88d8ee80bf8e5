#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# probe_config.sh PROGRAM SYNTH CAPTURES: options, the configuration file, and the process they make.
set -eu
. "$(dirname "$0")/probe.sh"

{ pcap_header; udp 100 0 1 1000 2 2000 hello; udp 100 1 2 2000 1 1000 world; udp 700 0 1 1000 2 2000 again; } \
    >"$scratch/a.pcap"

run 0 --help
out '^usage: skypedpi-probe'
run 0 --version
out '^skypedpi-probe [0-9]'

for option in --help --version; do
    "$program" $option >/dev/full 2>"$scratch/err" && fail "$option went nowhere, and nothing was said"
    err 'standard output: cannot write'
done

# every option is in the manual
manual=$here/../../docs/man/skypedpi-probe.1
run 0 --help
grep -oE -e '--[a-z-]+' "$scratch/out" | sort -u | while read -r option; do
    grep -qF "Fl -${option#--}" "$manual" || { echo "the manual lacks $option"; exit 1; }
done || fail "manual"

# what makes no sense
for wrong in "" "-r $scratch/a.pcap -i lo" "--nonsense" "-r" "-r $scratch/a.pcap" "-r $scratch/a.pcap --log $scratch/a.txt" \
    "-r $scratch/a.pcap --log $scratch/a.csv --step 0" "-r $scratch/a.pcap --log $scratch/a.csv --step 1x" \
    "-r $scratch/a.pcap --log $scratch/a.csv --workers 65" "-r $scratch/a.pcap --log $scratch/a.csv --promiscuous=maybe" \
    "-r $scratch/a.pcap --log $scratch/a.csv --home 10.0.0.0/33" "-r $scratch/a.pcap --log $scratch/a.csv --filter nonsense" \
    "-r $scratch/a.pcap --log $scratch/nowhere/a.csv" "-r $scratch/a.pcap --log $scratch/a.csv --set $scratch/a.pcap" \
    "-r $scratch/a.pcap --log $scratch/a.csv more" "-r $scratch/a.pcap --log $scratch/a.csv --chdir $scratch/nowhere" \
    "-r $scratch/a.pcap --top" "-r $scratch/a.pcap --export ftp://localhost/" "-i no-such-interface --log $scratch/a.csv" \
    "-c $scratch/missing.conf" "-r $scratch/a.pcap --log $scratch/a.csv --user no-such-user"; do
    # shellcheck disable=SC2086 # words
    run 2 $wrong
    [ -s "$scratch/err" ] || fail "no complaint: $wrong"
    ! grep -qv '^skypedpi-probe: ' "$scratch/err" || fail "another's complaint: $wrong"
done

# an option that is not known is called by its name, also one letter among others; and options are taken as they are told
run 2 --log "$scratch/a.csv" -xr "$scratch/a.pcap"
err 'there is no option -x; '
run 2 --log "$scratch/a.csv" --help=3
err 'there is no option --help=3; '
run 0 --help
for option in $(sed -nE 's/^.* (--[a-z-]+[= ]yes)\|no .*/\1/p' "$scratch/out" | tr ' ' '~'); do
    [ "$option" = --top=yes ] || run 0 -r "$scratch/a.pcap" --log "$scratch/yes.csv" $(echo "$option" | tr '~' ' ')
done
[ -s "$scratch/yes.csv" ] || fail "--help tells of no option that is yes or no"

# a file of statistics ends with an interval
run 2 -r "$scratch/a.pcap" --export-dir "$scratch/spool" --export-every 25
err '25 is not a multiple of --step, which is 10$'
run 2 -r "$scratch/a.pcap" --export-dir "$scratch/spool" --export-every 300 --step 70
err '300 is not a multiple of --step, which is 70$'
run 0 -r "$scratch/a.pcap" --export-dir "$scratch/spool" --step 70 # then it is 350
run 0 -r "$scratch/a.pcap" --log "$scratch/a.csv" --export-every 25 # nobody makes files

# a prefix is one word, and not the rest of a subscribers' line
for wrong in '10.0.0.1 in staff' '10.0.0.0/8 # ours' '10.0.0.0/8 192.168.0.0/16' "10.0.0.0/8
user anna 10.0.0.1"; do
    run 2 -r "$scratch/a.pcap" --log "$scratch/a.csv" --home "$wrong"
    err 'one prefix is expected'
done

# a configuration file, with comments; names of files are as seen from --chdir
mkdir "$scratch/there"
cp "$scratch/a.pcap" "$scratch/there/in.pcap"
tab=$(printf '\t')
cat >"$scratch/probe.conf" <<END
# all of it
chdir = $scratch/there   # first of all
read=in.pcap
${tab}log = out.csv$tab
log = out.jsonl
step = 60
workers =2
promiscuous = no

END
run 0 -c "$scratch/probe.conf"
complete "$scratch/there/out.csv"
[ "$(wc -l <"$scratch/there/out.jsonl")" -eq "$(($(wc -l <"$scratch/there/out.csv") - 1))" ] || fail "two logs"
# the command line goes before it: scalars, lists, and where packets come from
run 0 -c "$scratch/probe.conf" --log "$scratch/other.csv" --workers 1
complete "$scratch/other.csv"
[ "$(rows "$scratch/there/out.csv" end id | wc -l)" -eq 2 ] || fail "the file's log was written to, too"
printf 'interface = no-such-interface\nlog = %s/live.csv\n' "$scratch" >"$scratch/live.conf"
run 0 --config "$scratch/live.conf" -r "$scratch/a.pcap"
complete "$scratch/live.csv"

# all mistakes are told, with their lines
cat >"$scratch/wrong.conf" <<END
read = $scratch/a.pcap
nonsense = 1
log
# fine
step = many
step = 10
step = 20
workers =
log = $scratch/a.txt
END
run 2 -c "$scratch/wrong.conf"
err "wrong\.conf:2: there is no setting 'nonsense'"
err "wrong\.conf:3: 'name = value' is expected"
err "wrong\.conf:5: 'many' is not a number from 1 to 86400"
err "wrong\.conf:7: step is told twice"
err "wrong\.conf:8: '' is not a number"
err "wrong\.conf:9: '$scratch/a\.txt': a log is a file \.csv or \.jsonl"
[ "$(wc -l <"$scratch/err")" -ge 5 ] || fail "some mistakes are not told"
# ... of what the command line goes before, too
printf 'step = many\nworkers = 1\nworkers = 2\nlog =\ntop = maybe\nlog = a.txt\n' >"$scratch/unused.conf"
run 2 -c "$scratch/unused.conf" -r "$scratch/a.pcap" --log "$scratch/x.csv" --step 10 --workers 1 --top=no
err "unused\.conf:1: 'many' is not a number from 1 to 86400"
err "unused\.conf:3: workers is told twice"
err "unused\.conf:4: nothing is told"
err "unused\.conf:5: 'maybe' is neither yes nor no"
err "unused\.conf:6: 'a\.txt': a log is a file"
head -c 100 /dev/zero >"$scratch/zero.conf"
run 2 -c "$scratch/zero.conf"
err 'this is not text'

# the commented sample is a valid one, with all of its comments taken away, too
sample=$here/../../examples/probe/probe.conf
{ cat "$sample"; echo "nonsense = 1"; } >"$scratch/sample.conf"
run 2 -c "$scratch/sample.conf"
[ "$(wc -l <"$scratch/err")" -eq 1 ] || fail "the sample has mistakes"
{ sed -E 's/^#([a-z-]+ =)/\1/' "$sample" | grep -v '^read ='; echo "nonsense = 1"; } >"$scratch/sample.conf"
run 2 -c "$scratch/sample.conf"
[ "$(wc -l <"$scratch/err")" -eq 1 ] || fail "the sample has mistakes in its comments"

# mistakes in what people write beside it have places, too
printf 'user anna 10.0.0.1\nuser 10.0.0.2\n' >"$scratch/subscribers"
run 2 -r "$scratch/a.pcap" --log "$scratch/x.csv" --subscribers "$scratch/subscribers"
err 'subscribers:2:[0-9]+: '
printf 'allow\nforbid everything\n' >"$scratch/policy"
run 2 -r "$scratch/a.pcap" --log "$scratch/x.csv" --policy "$scratch/policy"
err 'policy:2:[0-9]+: '
printf 'signature x {\n' >"$scratch/x.sig"
run 2 -r "$scratch/a.pcap" --log "$scratch/x.csv" --set "$scratch/x.sig"
err 'x\.sig:[0-9]+:[0-9]+: error: '

# a filter
run 0 -r "$scratch/a.pcap" --log "$scratch/f.csv" --filter 'src host 10.0.0.1'
err '2 frames of 94 bytes'

# the process: its number in a file that only one may have
mkfifo "$scratch/pipe"
start first -r "$scratch/pipe" --log "$scratch/first.csv" --pidfile "$scratch/pid"
exec 9>"$scratch/pipe"
cat "$scratch/a.pcap" >&9
until_true test -s "$scratch/pid"
[ "$(cat "$scratch/pid")" = "$pid" ] || fail "another number"
run 2 -r "$scratch/a.pcap" --log "$scratch/second.csv" --pidfile "$scratch/pid"
err 'another probe runs'
exec 9>&-
ended 0 "$pid" first
complete "$scratch/first.csv"
[ ! -e "$scratch/pid" ] || fail "the pidfile stays"

# ... and is left alone when it is another's: the first one's was taken away, and a second has made its own
start older -r "$scratch/pipe" --log "$scratch/older.csv" --pidfile "$scratch/pid"
exec 9>"$scratch/pipe"
cat "$scratch/a.pcap" >&9
until_true test -s "$scratch/pid"
mv "$scratch/pid" "$scratch/pid.old"
echo 1 >"$scratch/pid"
exec 9>&-
ended 0 "$pid" older
[ -e "$scratch/pid" ] || fail "the pidfile of another is gone"
rm "$scratch/pid" "$scratch/pid.old"

# who waits for others before it has begun can be told to end: here for somebody who reads the log
mkfifo "$scratch/unread.csv"
start waiting -r "$scratch/a.pcap" --log "$scratch/unread.csv" --pidfile "$scratch/waiting.pid"
until_true test -s "$scratch/waiting.pid"
sleep 0.3
kill -TERM "$pid"
ended 143 "$pid" waiting

# who asks twice does not wait: here for a log that nobody reads
/usr/bin/python3 "$here/probe_flood.py" 3000 100 "$scratch/many.pcap"
mkfifo "$scratch/stuck.csv"
exec 8<>"$scratch/stuck.csv"
start impatient -r "$scratch/many.pcap" --log "$scratch/stuck.csv"
pipe_is_full() {
    /usr/bin/python3 -c 'import array, fcntl, sys, termios
bytes = array.array("i", [0])
fcntl.ioctl(0, termios.FIONREAD, bytes)
sys.exit(bytes[0] < 60000)' <&8
}
until_true pipe_is_full
kill -TERM "$pid"
until_true grep -q '^ShdPnd:[[:space:]]0*$' "/proc/$pid/status" # it has taken that, and the next one is another
sleep 0.3
kill -0 "$pid" || fail "it ended, though nobody reads its log"
kill -TERM "$pid"
ended 1 "$pid" impatient
in_log "$scratch/impatient.err" 'ended at once' || fail "it does not say that something is lost"
exec 8>&-

# ... and leaves the terminal in order, with its cursor
mkfifo "$scratch/full.csv"
TERM=xterm /usr/bin/python3 - "$program" "$scratch/pipe" "$scratch/many.pcap" "$scratch/full.csv" <<'END' || fail "the terminal of who asks twice"
import array, fcntl, os, pty, signal, sys, termios, time
program, pipe, capture, log = sys.argv[1:]
frames = open(capture, "rb").read()
stuck = os.open(log, os.O_RDWR)
pid, terminal = pty.fork()
if pid == 0:
    os.execv(program, [program, "-r", pipe, "--log", log, "--top"])
seen = b""
with open(pipe, "wb", buffering=0) as feed:
    feed.write(frames[:200])
    while b"\033[?25l" not in seen:
        seen += os.read(terminal, 65536)
    feed.write(frames[200:])
    waiting = array.array("i", [0])
    while waiting[0] < 60000:
        fcntl.ioctl(stuck, termios.FIONREAD, waiting)
        time.sleep(0.05)
    os.kill(pid, signal.SIGINT)
    time.sleep(0.5)
    os.kill(pid, signal.SIGINT)
    try:
        while piece := os.read(terminal, 65536):
            seen += piece
    except OSError:
        pass # the other side is closed
status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
sys.exit(status != 1 or not b"ended at once" in seen or seen.rfind(b"\033[?25h") < seen.rfind(b"\033[?25l"))
END

# what comes twice at the same moment, as from timeout(1), was asked once
start timed -r "$scratch/pipe" --log "$scratch/timed.csv"
exec 9>"$scratch/pipe"
cat "$scratch/a.pcap" >&9
until_true in_log "/proc/$pid/status" '^SigBlk:[[:space:]]*[0-9a-f]*[4-7c-f][0-9a-f]{3}$'
kill -STOP "$pid" # both wait for it, however long this shell takes for the second
kill -TERM "$pid"
kill -INT "$pid"
kill -CONT "$pid"
exec 9>&-
ended 0 "$pid" timed

# several sets: an image, text, and the library's own
office() {
    printf 'set %s version "1"\napplication "desk"\nsignature five { id 1003 transport udp application desk era any\n' "$1"
    printf 'mechanism none activity none source "s" proof "p" packet len == 5 weight 60 }\n'
}
office office >"$scratch/office.sig"
office shop | sed 's/len == 5/len == 6/' >"$scratch/shop.sig"
run 0 -r "$scratch/a.pcap" --log "$scratch/sets.csv" --set builtin --set "$scratch/office.sig" --set "$scratch/shop.sig"
rows "$scratch/sets.csv" end application signature | grep -q 'desk.*office:five' || fail "a set beside the library's"
run 0 -r "$scratch/a.pcap" --log "$scratch/sets.jsonl" --set builtin --set "$scratch/office.sig" --set "$scratch/shop.sig"
grep -q '"evidence":\[{"packet":1,[^}]*"id":1003,"signature":"office:five","weight":60,' "$scratch/sets.jsonl" ||
    fail "evidence of a set beside the library's"
run 0 -r "$scratch/a.pcap" --report "$scratch/page" --set builtin --set "$scratch/office.sig"
grep -q 'office:five' "$scratch"/page/* || fail "the report on a set beside the library's"
! grep -q '"signature [0-9]' "$scratch"/page/* || fail "the report calls signatures by numbers"
run 0 -r "$scratch/a.pcap" --log "$scratch/one.csv" --set "$scratch/office.sig"
rows "$scratch/one.csv" end application signature | grep 'desk' | grep -q ':' && fail "a set alone names itself"

# a set that has expired is used, and told; others are not told of
sed 's/^set office version "1"/& release 3 expires 2001-02-03/' "$scratch/office.sig" >"$scratch/old.sig"
sed 's/^set shop version "1"/& expires 9999-12-31/' "$scratch/shop.sig" >"$scratch/new.sig"
run 0 -r "$scratch/a.pcap" --log "$scratch/old.csv" --set "$scratch/old.sig" --set "$scratch/new.sig"
err '^skypedpi-probe: set office: release 3 expired on 2001-02-03: look for a newer one$'
[ "$(grep -c expired "$scratch/err")" -eq 1 ] || fail "a set that has not expired is told of"
rows "$scratch/old.csv" end application | grep -q desk || fail "an old set is not used"
run 2 -r "$scratch/a.pcap" --log "$scratch/twice.csv" --set "$scratch/office.sig" --set builtin --set "$scratch/office.sig"
err 'two sets have one name'

# rights are given up: another user, no capabilities, none to be had
if [ "$(id -u)" -ne 0 ]; then
    skip_part "only root can become another user"
else
    chmod 755 "$scratch"
    mkdir -m 777 "$scratch/open"
    start dropped -r "$scratch/pipe" --log "$scratch/open/d.csv" --user nobody --pidfile "$scratch/dropped.pid"
    exec 9>"$scratch/pipe"
    cat "$scratch/a.pcap" >&9
    until_true test -e "$scratch/open/d.csv"
    for line in 'Uid:[[:space:]]65534[[:space:]]65534[[:space:]]65534' 'CapPrm:[[:space:]]0+$' 'CapEff:[[:space:]]0+$' \
        'CapBnd:[[:space:]]0+$' 'NoNewPrivs:[[:space:]]1'; do
        for task in "/proc/$pid/task"/*; do
            grep -qE "^$line" "$task/status" || fail "not dropped: $line"
        done
    done
    [ "$(stat -c %U "$scratch/open/d.csv")" = nobody ] || fail "the log is another's"
    exec 9>&-
    ended 0 "$pid" dropped
    complete "$scratch/open/d.csv"
fi

# on a terminal the last picture stays, and the summary stands below it
TERM=xterm /usr/bin/python3 - "$program" "$scratch/a.pcap" >"$scratch/shown" <<'END' || fail "--top"
import os, pty, sys
seen = bytearray()
def read(fd):
    piece = os.read(fd, 65536)
    seen.extend(piece)
    return piece
status = pty.spawn([sys.argv[1], "-r", sys.argv[2], "--top"], read, lambda fd: b"")
text = seen.decode()
picture, summary = text.rfind("frames/s"), text.find("frames of")
sys.exit(status or not 0 < picture < summary or text.count("\n", summary) != 1)
END

# systemd is told
if /usr/bin/python3 "$here/probe_notify.py" "$program" "$scratch" >"$scratch/told"; then
    printf 'READY=1\nRELOADING=1\nREADY=1\nSTOPPING=1\n' | diff - "$scratch/told" || fail "what systemd is told"
else
    fail "systemd's socket"
fi
finished
