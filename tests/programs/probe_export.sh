#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# probe_export.sh DRIVER: statistics on their way to real FTP servers. Whatever goes wrong, the files on the server
# tell what was fed, and nothing twice.
set -eu
driver=$1
python=/usr/bin/python3
for needed in openssl $python; do
    command -v "$needed" >/dev/null || { echo "skipped: no $needed"; exit 77; }
done
$python -c 'import pyftpdlib' 2>/dev/null || { echo "skipped: no pyftpdlib (package python3-pyftpdlib)"; exit 77; }
scratch=$(mktemp -d)
server='' feeder=''
cleanup() {
    for pid in $server $feeder; do kill -9 "$pid" 2>/dev/null || true; done
    rm -rf "$scratch"
}
trap cleanup EXIT
trap 'exit 1' HUP INT PIPE TERM
fail() {
    echo "FAILED: $1"
    tail -n 5 "$scratch"/*.err 2>/dev/null || true
    exit 1
}
free_port() {
    $python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
await() { # await WHAT COMMAND...: up to 30 seconds
    what=$1 tries=600
    shift
    until "$@"; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || fail "$what"
        sleep 0.05
    done
}
listens() {
    $python -c 'import socket, sys; socket.create_connection(("127.0.0.1", int(sys.argv[1])), 1)' "$1" 2>/dev/null
}
count_is() { [ "$(find "$1" -name '*.csv' | wc -l)" -eq "$2" ]; }

# ---- certificates and passwords ----

for ca in ca stranger; do
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$scratch/$ca.key" -subj "/CN=$ca" \
        -days 2 -out "$scratch/$ca.pem" 2>/dev/null
done
certificate() { # certificate NAME ALTERNATIVE
    printf 'subjectAltName=%s\n' "$2" >"$scratch/ext"
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$scratch/$1.key" -out "$scratch/req" \
        -subj "/CN=$1" 2>/dev/null
    openssl x509 -req -in "$scratch/req" -CA "$scratch/ca.pem" -CAkey "$scratch/ca.key" -CAcreateserial -days 2 \
        -extfile "$scratch/ext" -out "$scratch/$1.pem" 2>/dev/null
    cat "$scratch/$1.key" >>"$scratch/$1.pem"
}
certificate server 'DNS:localhost,IP:127.0.0.1'
certificate elsewhere 'DNS:elsewhere.example'
echo "machine 127.0.0.1 login anna password a-password-of-hers" >"$scratch/netrc"
echo "machine localhost login anna password a-password-of-hers" >>"$scratch/netrc"
chmod 600 "$scratch/netrc"

# ---- the server: pyftpdlib. The file "trap" tells it to do mischief at the next rename ----

cat >"$scratch/server.py" <<'END'
import os, signal, sys
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler
from pyftpdlib.servers import FTPServer
port, root, scratch = int(sys.argv[1]), sys.argv[2], sys.argv[3]

def note(what):
    with open(scratch + '/server.log', 'a') as log:
        log.write(what + '\n')

class Handler(FTPHandler):
    def ftp_STOR(self, path, mode='w'):
        note('STOR ' + os.path.basename(path))
        return super().ftp_STOR(path, mode)
    def ftp_RNTO(self, path):
        try:
            trap = open(scratch + '/trap').read().split()
            os.unlink(scratch + '/trap')
        except OSError:
            note('RNTO ' + os.path.basename(path))
            return super().ftp_RNTO(path)
        if trap[0] == 'refuse':
            self.respond('550 No.')
            return
        note('RNTO ' + os.path.basename(path))
        os.rename(self._rnfr, path)
        if trap[0] == 'kill':
            os.kill(int(trap[1]), signal.SIGKILL)
        self.close()

if os.path.exists(scratch + '/no-size'):
    del Handler.proto_cmds['SIZE']
Handler.authorizer = DummyAuthorizer()
Handler.authorizer.add_user('anna', 'a-password-of-hers', root, perm='elradfmw')
FTPServer(('127.0.0.1', port), Handler).serve_forever()
END
port=$(free_port)
serve() {
    $python "$scratch/server.py" "$port" "$scratch/remote" "$scratch" 2>"$scratch/server.err" &
    server=$!
    await "the server does not listen" listens "$port"
}
stop() {
    kill "$server"
    wait "$server" 2>/dev/null || true
    server=''
}
anew() { # an empty world
    rm -rf "$scratch/remote" "$scratch/spool" "$scratch/ledger" "$scratch/server.log"
    mkdir -p "$scratch/remote/in"
    chmod 777 "$scratch/remote/in"
}
# export OPTIONS...: commands come from stdin, complaints go to export.err
export_to() {
    url=$1
    shift
    "$driver" "$scratch/spool" --url "$url" --ledger "$scratch/ledger" "$@" >"$scratch/export.out" 2>"$scratch/export.err"
}
to_server() { export_to "ftp://127.0.0.1:$port/in" --netrc "$scratch/netrc" "$@"; }

background() { # background FIFO OPTIONS...: the same, in the background
    fifo=$1
    shift
    "$driver" "$scratch/spool" --url "ftp://127.0.0.1:$port/in" --netrc "$scratch/netrc" --ledger "$scratch/ledger" "$@" \
        <"$fifo" >"$scratch/export.out" 2>"$scratch/export.err" &
    feeder=$!
}

# The sum of all files at the given places is that of the intervals in the ledger: each in one file, and each file
# tells what its intervals say. Missing may only be what was fed after the last file of a run that was killed.
cat >"$scratch/check.py" <<'END'
import collections, csv, glob, os, re, sys
ledger, users, places = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
fed, due, waiting = collections.Counter(), collections.Counter(), collections.Counter()
for line in open(ledger):
    what, number = line.split()
    if what == 'begin':
        waiting.clear()
    if what == 'fed':
        fed[int(number)] += 1
        waiting[int(number)] += 1
    if what in ('spooled', 'closed'):
        due.update(waiting)
        waiting.clear()
def usage(start, who):
    n = start // 10 + who
    return [n % 7 + 1, n % 5, (n % 7 + 1) * 100, n % 5 * 60, n % 3, n % 2, n % 2 * 1234]
def add(sums, key, values):
    sums[key] = [a + b for a, b in zip(sums.get(key, [0] * 7), values)]
told, names = collections.Counter(), set()
for path in [p for place in places for p in glob.glob(place + '/*.csv')]:
    name = os.path.basename(path)
    assert re.match(r'probe-\d{8}T\d{6}Z-\d{8}-[0-9a-f]{8}\.csv$', name), name
    assert name not in names, name + ' twice'
    names.add(name)
    found, expected, spans = {}, {}, set()
    rows = list(csv.DictReader(open(path)))
    assert [r['row'] for r in rows[-2:]] == ['unfollowed', 'total'], name
    for r in rows:
        spans.add((float(r['start']), float(r['end'])))
        milliseconds = int(r['call_seconds'].replace('.', ''))
        key = (r['row'], r['user'], r['group'], r['application'], r['activity'])
        assert key not in found, key
        found[key] = [int(r[k]) for k in ('packets_up', 'packets_down', 'bytes_up', 'bytes_down', 'flows', 'calls')] + [milliseconds]
    (start, end), = spans
    for t in range(int(start), int(end), 10):
        told[t] += 1
        other = [t // 10 % 11, 0, t // 10 % 11 * 42, 0, 0, 0, 0]
        add(expected, ('unfollowed', '', '', '', ''), other)
        add(expected, ('total', '', '', '', ''), other)
        for who in range(users + 1):
            u = usage(t, who)
            key = ('account', 'user%06d' % who, 'odd' if who % 2 else 'even') if who else ('account', '', '')
            add(expected, key + ('skype', 'call-audio'), u)
            add(expected, ('total', '', '', '', ''), [u[0] + u[1], 0, u[2] + u[3], 0, 0, 0, 0])
    assert found == expected, name
assert not told - fed, 'told, but not fed, or twice: %s' % sorted(told - fed)
assert not due - told, 'lost: %s' % sorted(due - told)
print('%d intervals in %d files, %d died in memory' % (sum(told.values()), len(names), sum((fed - told).values())))
END
check() { # check USERS PLACES...
    users=$1
    shift
    $python "$scratch/check.py" "$scratch/ledger" "$users" "$@" || fail "the files do not tell what was fed"
}
sent_once() {
    [ -z "$(grep RNTO "$scratch/server.log" | sort | uniq -d)" ] || fail "a file was sent twice"
    [ -z "$(find "$scratch/remote" -name '*.part')" ] || fail "half a file is left"
}
spool_is_empty() { [ -z "$(find "$scratch/spool" -name '*.csv')" ] || fail "the spool is not empty"; }

# ---- the ways ----

echo "FTP"
anew
serve
printf 'intervals 1000 100 0\nintervals 90000 1 0\n' | to_server --grace 10 || fail "close()"
check 2 "$scratch/remote/in"
count_is "$scratch/remote/in" 5 || fail "number of files"
sent_once
spool_is_empty
[ "$(head -n 1 "$(find "$scratch/remote/in" -name '*.csv' | head -n 1)")" = row,start,end,user,group,application,activity,packets_up,packets_down,bytes_up,bytes_down,flows,calls,call_seconds ] || fail header
stop

# vsftpd for TLS: pyftpdlib 1.5.7 resets data connections with TLS now and then, whoever the client is
secure() { # secure IMPLICIT CERTIFICATE: starts it, at $tls
    tls=$(free_port)
    cat >"$scratch/vsftpd.conf" <<END
listen=YES
listen_address=127.0.0.1
listen_port=$tls
background=NO
seccomp_sandbox=NO
secure_chroot_dir=$scratch/empty
anonymous_enable=YES
ftp_username=daemon
anon_root=$scratch/remote
no_anon_password=NO
write_enable=YES
anon_upload_enable=YES
anon_other_write_enable=YES
anon_umask=022
anon_world_readable_only=NO
ssl_enable=YES
allow_anon_ssl=YES
force_anon_logins_ssl=YES
force_anon_data_ssl=YES
implicit_ssl=$1
rsa_cert_file=$scratch/$2.pem
END
    "$vsftpd" "$scratch/vsftpd.conf" >"$scratch/vsftpd.err" 2>&1 &
    server=$!
    await "vsftpd does not listen" listens "$tls"
}
if vsftpd=$(command -v vsftpd || command -v /usr/sbin/vsftpd) && [ "$(id -u)" = 0 ]; then
    mkdir -p "$scratch/empty"
    chmod 755 "$scratch" # vsftpd works there as another user
    for implicit in NO YES; do
        [ $implicit = YES ] && scheme=ftps || scheme=ftpes
        echo "FTP with TLS, $scheme"
        anew
        secure $implicit server
        echo 'intervals 1000 100 0' | export_to "$scheme://127.0.0.1:$tls/in/" --ca "$scratch/ca.pem" --grace 20 || fail "close()"
        check 2 "$scratch/remote/in"
        spool_is_empty
        # one that is there already is not sent again
        echo 'intervals 5100 30 0' | "$driver" "$scratch/spool" --ledger "$scratch/ledger" >"$scratch/export.out" || fail "close()"
        cp "$scratch/spool/"*.csv "$scratch/remote/in"
        chmod 444 "$scratch/remote/in"/*.csv
        : | export_to "$scheme://localhost:$tls/in" --ca "$scratch/ca.pem" --grace 20 || fail "close()"
        check 2 "$scratch/remote/in"
        spool_is_empty
        # the wrong server
        echo 'intervals 6000 30 0' | export_to "$scheme://localhost:$tls/in" --ca "$scratch/stranger.pem" --grace 1 || fail "close()"
        grep -q 'certificate' "$scratch/export.err" || fail "nothing is said of the certificate"
        grep -q '1 files are left' "$scratch/export.err" || fail "sent to a stranger"
        stop
        secure $implicit elsewhere
        : | export_to "$scheme://localhost:$tls/in" --ca "$scratch/ca.pem" --grace 1 || fail "close()"
        grep -qE 'no alternative certificate|certificate subject name' "$scratch/export.err" || fail "a wrong name is not noticed"
        grep -q '1 files are left' "$scratch/export.err" || fail "sent elsewhere"
        stop
        check 2 "$scratch/remote/in" "$scratch/spool"
    done
else
    echo "skipped: FTP with TLS (needs vsftpd, and root)"
fi
echo "no TLS where it must be"
anew
serve
echo 'intervals 6000 30 0' | export_to "ftpes://localhost:$port/in" --netrc "$scratch/netrc" --ca "$scratch/ca.pem" --grace 1 || fail "close()"
grep -q '1 files are left' "$scratch/export.err" || fail "sent without TLS"
! grep -q PASS "$scratch/server.err" || fail "the password is told to anyone"
stop

# ---- settings that are refused ----

echo "what is refused"
refused() { # refused PATTERN OPTIONS...
    pattern=$1
    shift
    status=0
    "$driver" "$@" </dev/null >"$scratch/export.out" 2>"$scratch/export.err" || status=$?
    [ $status -eq 2 ] || fail "taken: $*"
    grep -qE "$pattern" "$scratch/export.err" || fail "no good reason: $*"
    ! grep -q hunter2 "$scratch/export.err" || fail "the password is told"
}
refused netrc "$scratch/spool" --url "ftp://anna:hunter2@127.0.0.1/in"
refused netrc "$scratch/spool" --url "ftps://anna@127.0.0.1/in"
refused netrc "$scratch/spool" --url "ftp://:hunter2@127.0.0.1/in"
refused 'none of' "$scratch/spool" --url "http://127.0.0.1/in"
refused 'none of' "$scratch/spool" --url "file:///in"
refused 'host and a directory' "$scratch/spool" --url "ftp://127.0.0.1/in;type=a"
refused understood "$scratch/spool" --url "ftp://"
refused 'No such file' "$scratch/spool" --url "ftp://127.0.0.1/" --netrc "$scratch/none"
refused 'No such file' "$scratch/spool" --url "ftp://127.0.0.1/" --ca "$scratch/none"
refused 'no name' "$scratch/spool" --name ../probe
refused 'No such file' "$scratch/none/spool"
cp "$scratch/netrc" "$scratch/open"
chmod 644 "$scratch/open"
refused 'by everyone' "$scratch/spool" --url "ftp://127.0.0.1/" --netrc "$scratch/open"
mkfifo "$scratch/held"
"$driver" "$scratch/spool" <"$scratch/held" >"$scratch/export.out" &
feeder=$!
exec 3>"$scratch/held"
await "the spool is not locked" test -e "$scratch/spool/lock"
echo 'wait 0' >&3
await "the driver does not begin" grep -q 'done' "$scratch/export.out"
refused 'another probe' "$scratch/spool"
exec 3>&-
wait $feeder
feeder=''

# ---- what goes wrong on the way ----

echo "the server is away for a while"
anew
serve
mkfifo "$scratch/orders"
background "$scratch/orders" --every 10 --grace 20
exec 3>"$scratch/orders"
echo 'intervals 1000 10 20' >&3
await "ten files" count_is "$scratch/remote/in" 10
stop
echo 'intervals 1100 10 20' >&3
await "a complaint" grep -q 'files wait' "$scratch/export.err"
serve 3>&-
exec 3>&-
wait $feeder || fail "close()"
feeder=''
check 2 "$scratch/remote/in"
sent_once
spool_is_empty

echo "the server is away at the end, and back at the next start"
stop
echo 'intervals 2000 5 0' | to_server --every 10 --grace 1 || fail "close()"
grep -q '5 files are left' "$scratch/export.err" || fail "nothing is said of the files that are left"
check 2 "$scratch/remote/in" "$scratch/spool"
serve
: | to_server --grace 20 || fail "close()"
check 2 "$scratch/remote/in"
sent_once
grep -o 'RNTO.*' "$scratch/server.log" >"$scratch/order"
sort "$scratch/order" | diff - "$scratch/order" >/dev/null || fail "not in order"

echo "the answer to a rename is lost"
echo 'drop' >"$scratch/trap"
echo 'intervals 3000 3 0' | to_server --every 10 --grace 20 || fail "close()"
check 2 "$scratch/remote/in"
sent_once
spool_is_empty

echo "killed between the rename and the removal"
mkfifo "$scratch/kill"
background "$scratch/kill" --every 10 --grace 20
exec 3>"$scratch/kill"
echo "kill $feeder" >"$scratch/trap"
echo 'intervals 4000 3 0' >&3
wait $feeder 2>/dev/null && fail "it was not killed"
exec 3>&-
feeder=''
: | to_server --grace 20 || fail "close()"
check 2 "$scratch/remote/in"
sent_once
spool_is_empty

echo "a rename is refused, half a file lies there, a file has the wrong size"
echo 'refuse' >"$scratch/trap"
echo 'intervals 5000 1 0' | to_server --every 10 --grace 20 || fail "close()"
check 2 "$scratch/remote/in"
echo 'intervals 6000 3 0' | "$driver" "$scratch/spool" --every 10 --ledger "$scratch/ledger" >"$scratch/export.out" || fail "close()"
number=0
for file in "$scratch"/spool/*.csv; do
    name=$(basename "$file")
    number=$((number + 1))
    case $number in
    1) yes | head -c 100000 >"$scratch/remote/in/$name.part" ;;
    2) echo row >"$scratch/remote/in/$name" ;;
    3) cp "$file" "$scratch/remote/in" ;;
    esac
    last=$name
done
: | to_server --grace 20 || fail "close()"
check 2 "$scratch/remote/in"
sent_once
spool_is_empty
grep -q 'with 4 bytes' "$scratch/export.err" || fail "nothing is said of the wrong size"
! grep -q "$last" "$scratch/server.log" || fail "sent, though it was there"

echo "a server that does not know SIZE"
stop
: >"$scratch/no-size"
serve
rm "$scratch/no-size"
echo 'intervals 7000 3 0' | to_server --every 10 --grace 20 || fail "close()"
grep -q 'does not tell the size' "$scratch/export.err" || fail "nothing is said of SIZE"
check 2 "$scratch/remote/in"
stop
serve

echo "the clock is set back, and names are not used twice"
printf 'intervals 8000 7 0\nintervals 7900 45 0\nintervals 8000 7 0\n' | to_server --grace 20 || fail "close()"
printf 'intervals 8000 7 0\n' | to_server --grace 20 || fail "close()"
rm "$scratch/spool/state"
printf 'intervals 8000 7 0\n' | to_server --grace 20 || fail "close()"
for state in nonsense 'skypedpi-spool 1 0123abcd 18446744073709551617' 'skypedpi-spool 1 0123abcd'; do
    echo "$state" >"$scratch/spool/state"
    printf 'intervals 8000 7 0\n' | to_server --grace 20 || fail "close()"
    ! grep -q 0123abcd "$scratch/spool/state" || fail "a state that makes no sense is believed"
done
check 2 "$scratch/remote/in"
sent_once
for number in 1 2 3 4 5; do
    rm "$scratch/spool/state"
    echo "intervals ${number}8000 2 0" | "$driver" "$scratch/spool" --every 10 --ledger "$scratch/ledger" >"$scratch/export.out" || fail "close()"
done
: | to_server --grace 20 || fail "close()"
check 2 "$scratch/remote/in"
newest=$(tail -n 2 "$scratch/server.log" | grep -c "RNTO.*-0000000[12]-$(cut -d ' ' -f 3 "$scratch/spool/state")") || true
[ "$newest" = 1 ] || fail "what was put last is not sent last"

echo "the spool is taken away meanwhile"
anew
printf 'intervals 1000 10 0\nshell rm -r "%s/spool"\nintervals 1100 20 0\n' "$scratch" | to_server --grace 20 || fail "close()"
check 2 "$scratch/remote/in"
sent_once
spool_is_empty
[ -s "$scratch/spool/state" ] || fail "the new spool knows no sequence"

echo "killed at any time"
anew
round=0 left=0
while [ $round -lt "${ROUNDS:-40}" ]; do
    rm -f "$scratch/orders"
    mkfifo "$scratch/orders"
    background "$scratch/orders" --every 20 --users 300
    exec 3>"$scratch/orders"
    echo "intervals $((1000000 + round * 10000)) 900 8" >&3
    sleep "0.$($python -c 'import random; print("%03d" % random.randrange(20, 350))')"
    kill -9 "$feeder"
    wait $feeder 2>/dev/null || true
    feeder=''
    exec 3>&-
    left=$((left + $(find "$scratch/spool" -name '*.csv' | wc -l)))
    round=$((round + 1))
done
[ "$(find "$scratch/remote/in" -name '*.csv' | wc -l)" -gt 0 ] || fail "nothing was sent meanwhile"
[ $left -gt 0 ] || fail "nothing was waiting meanwhile"
: | to_server --grace 120 || fail "close()"
check 300 "$scratch/remote/in"
sent_once
spool_is_empty

# A file system of 512 KiB. Files of some 28 KiB are to go there; what is free is more each time.
# shellcheck disable=SC2016
small='mount -t tmpfs -o size=512k none "$1" || exit 77
    shift
    exec "$@"'
if [ "$(id -u)" = 0 ]; then namespace="unshare -m"; else namespace="unshare -r -m"; fi
status=0
mkdir -p "$scratch/small"
$namespace sh -c "$small" sh "$scratch/small" true 2>/dev/null || status=$?
if [ $status -eq 0 ]; then
    for free in 0 1 2 4 9; do
        echo "the disk is full but for $free blocks"
        anew
        fill="dd if=/dev/zero of='$scratch/small/fill' bs=4096 2>/dev/null; truncate -s -$((free * 4096)) '$scratch/small/fill'"
        printf '%s\n' "intervals 1000 3 0" "shell $fill" "intervals 1030 7 0" "wait 10" "wait 10" "shell rm '$scratch/small/fill'" \
            "wait 10" "intervals 1100 5 0" "shell cp '$scratch/small/spool/'*.csv '$scratch/remote/in'" |
            $namespace sh -c "$small" sh "$scratch/small" "$driver" "$scratch/small/spool" --every 10 --users 300 \
                --ledger "$scratch/ledger" >"$scratch/export.out" 2>"$scratch/export.err" || fail "close()"
        check 300 "$scratch/remote/in"
        grep -q 'No space left' "$scratch/export.err" && grep -q 'written again' "$scratch/export.err" || fail "nothing is said of the disk"
    done
    echo "the disk is full to the end"
    printf '%s\n' "shell $fill" "intervals 1030 7 0" "shell dd if=/dev/zero of='$scratch/small/more' bs=1 2>/dev/null; true" |
        $namespace sh -c "$small" sh "$scratch/small" "$driver" "$scratch/small/spool" --users 300 \
            >"$scratch/export.out" 2>"$scratch/export.err" && fail "close() says that nothing was lost"
    grep -q 'are lost' "$scratch/export.err" || fail "nothing is said of the loss"
    echo "sending makes room for the last file"
    stop
    anew
    mkfifo "$scratch/last"
    $namespace sh -c "$small" sh "$scratch/small" "$driver" "$scratch/small/spool" --every 10 --users 300 \
        --url "ftp://127.0.0.1:$port/in" --netrc "$scratch/netrc" --grace 10 \
        <"$scratch/last" >"$scratch/export.out" 2>"$scratch/export.err" &
    feeder=$!
    exec 3>"$scratch/last"
    printf '%s\n' "intervals 1000 2 0" "shell dd if=/dev/zero of='$scratch/small/fill' bs=4096 2>/dev/null; true" "intervals 1020 7 0" >&3
    await "the disk does not get full" grep -q 'No space left' "$scratch/export.err"
    serve 3>&-
    exec 3>&-
    wait $feeder || fail "close() says that something was lost"
    feeder=''
    left=$(grep -c '1 files are left' "$scratch/export.err" || true) # or it was sent, too
    count_is "$scratch/remote/in" $((3 - left)) || fail "not all files were sent or left"
else
    echo "skipped: the full disk (no mount namespace here)"
fi
echo "all good"
