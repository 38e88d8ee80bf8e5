#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# probe_syslog.sh DRIVER: messages of the syslog sink, as a real rsyslog takes and parses them.
set -eu
driver=$1
python=/usr/bin/python3
for needed in rsyslogd openssl $python; do
    command -v "$needed" >/dev/null || { echo "skipped: no $needed"; exit 77; }
done
for module in imtcp imudp lmnsd_ossl; do
    [ -n "$(find /usr/lib -name $module.so)" ] || { echo "skipped: rsyslog has no $module (package rsyslog-openssl)"; exit 77; }
done
scratch=$(mktemp -d)
server='' feeder='' other=''
cleanup() {
    for pid in $server $feeder $other; do kill -9 "$pid" 2>/dev/null || true; done
    rm -rf "$scratch"
}
trap cleanup EXIT
trap 'exit 1' HUP INT PIPE TERM
fail() {
    echo "FAILED: $1"
    tail -n 5 "$scratch"/feed.err "$scratch"/deaf.err "$scratch"/rsyslog.err "$scratch/log" 2>/dev/null | cut -c 1-200 || true
    exit 1
}
free_port() {
    $python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
# await WHAT COMMAND...: up to 30 seconds
await() {
    what=$1 tries=600
    shift
    until "$@"; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || fail "$what"
        sleep 0.05
    done
}
lines_are() { [ -e "$1" ] && [ "$(wc -l <"$1")" -ge "$2" ]; }
listens() { # listens PORT [HOST]
    $python -c 'import socket, sys; socket.create_connection((sys.argv[2], int(sys.argv[1])), 1)' "$1" "${2:-localhost}" 2>/dev/null
}

# ---- the server: everything it parses goes to "log" ----

tcp=$(free_port) tls=$(free_port) strict=$(free_port) udp=$(free_port)
certificate() { # certificate NAME SUBJECT ALTERNATIVE CA
    printf 'subjectAltName=%s\n' "$3" >"$scratch/$1.ext"
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$scratch/$1.key" -out "$scratch/$1.req" \
        -subj "/CN=$2" 2>/dev/null
    openssl x509 -req -in "$scratch/$1.req" -CA "$scratch/$4.pem" -CAkey "$scratch/$4.key" -CAcreateserial \
        -days 2 -extfile "$scratch/$1.ext" -out "$scratch/$1.pem" 2>/dev/null
}
for ca in ca stranger; do
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$scratch/$ca.key" -subj "/CN=$ca" \
        -days 2 -out "$scratch/$ca.pem" 2>/dev/null
done
certificate server localhost 'DNS:localhost,IP:127.0.0.1,IP:::1' ca
certificate probe probe DNS:probe ca

rsyslog() { # rsyslog LOG: starts it
    cat >"$scratch/conf" <<END
global(workDirectory="$scratch" maxMessageSize="8k" parser.escapeControlCharactersOnReceive="off"
       defaultNetstreamDriverCAFile="$scratch/ca.pem" defaultNetstreamDriverCertFile="$scratch/server.pem"
       defaultNetstreamDriverKeyFile="$scratch/server.key")
module(load="imudp")
module(load="imtcp")
input(type="imudp" address="127.0.0.1" port="$udp" rcvbufSize="4m")
input(type="imtcp" port="$tcp")
input(type="imtcp" port="$tls" streamDriver.name="ossl" streamDriver.mode="1" streamDriver.authMode="anon")
input(type="imtcp" port="$strict" streamDriver.name="ossl" streamDriver.mode="1" streamDriver.authMode="x509/name"
      permittedPeer=["probe"])
template(name="fields" type="string" string="%pri%|%protocol-version%|%timestamp:::date-rfc3339%|%hostname%|%app-name%|%procid%|%msgid%|%structured-data%|%msg%\n")
if \$app-name == "skypedpi-probe" then action(type="omfile" file="$1" template="fields")
END
    rsyslogd -n -f "$scratch/conf" -i "$scratch/pid" 2>"$scratch/rsyslog.err" 3>&- & # 3: see the full queue
    server=$!
    await "rsyslog does not listen" listens "$strict"
    await "rsyslog does not listen" listens "$tcp"
}
stop() {
    kill "$server"
    wait "$server" 2>/dev/null || true
    server=''
}
# feed URL OPTIONS...: commands come from stdin; its complaints go to feed.err
feed() {
    "$driver" "$@" >"$scratch/feed.out" 2>"$scratch/feed.err"
}

background() { # background FIFO URL OPTIONS...: the same, in the background
    fifo=$1
    shift
    "$driver" "$@" <"$fifo" >"$scratch/feed.out" 2>"$scratch/feed.err" &
    feeder=$!
}

# arrived N [some]: the messages 1 to N are in the log, in this order and none twice, and rsyslog understood them;
# with some, one may be missing here and there
arrived() {
    [ -n "${2:-}" ] || await "fewer than $1 messages" lines_are "$scratch/log" "$1"
    $python - "$scratch/log" "$@" <<'END' || fail "messages are lost, doubled, out of order or not understood"
import re, sys
number = missing = 0
some = len(sys.argv) > 3
shape = re.compile(r'^(\d+)\|1\|(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))\|[!-~]+\|skypedpi-probe\|\d+'
                   r'\|(BEGIN|CHANGE|END|LOST)\|\[meta sequenceId="(\d+)"\]'
                   r'\[skypedpi@32473( [a-z_]+="([^"\\\]]|\\["\\\]])*")+\]\|\ufeff\S.*\n$')
for line in open(sys.argv[1], encoding='utf-8', errors='strict', newline='\n'):
    match = shape.match(line)
    if not match:
        sys.exit('not understood: ' + line)
    number += 1
    if some and int(match.group(6)) > number:
        missing += int(match.group(6)) - number
        number = int(match.group(6))
    if int(match.group(6)) != number:
        sys.exit('message %s where %d should be' % (match.group(6), number))
    if len(line.encode()) > 2048:
        sys.exit('too long: ' + line)
if number != int(sys.argv[2]):
    sys.exit('%d messages' % number)
if missing > number / 10:
    sys.exit('%d messages are missing' % missing)
if some:
    print('%d of %d were confirmed, but not read' % (missing, number))
END
    : >"$scratch/log" # rsyslog has it open
}
logged() { grep -qE "$1" "$scratch/log" || fail "no message with $1"; }

rsyslog "$scratch/log"

# ---- what is told of ----
echo "kinds of connections"
printf 'kinds\nhostile\n' | feed "tcp://127.0.0.1:$tcp" || fail "close() says something was lost"
await "not all kinds" lines_are "$scratch/log" 9
[ "$(cut -d '|' -f 7 "$scratch/log" | tr '\n' ' ')" = "BEGIN END BEGIN CHANGE END BEGIN END BEGIN END " ] || fail "order"
logged '^134\|1\|2006-01-02T15:04:0.*\|BEGIN\|.* action="block" rule="7" .*other: udp 10\.0\.0\.1 port 1000 to 192\.0\.2\.7 port 2000 of anna begins$'
logged '\|END\|.* activity="call-audio" .*packets_up="3" packets_down="4" bytes_up="300" bytes_down="4000" calls="1" call_seconds="61\.007" why="closed"'
logged ' proto="tcp" src="2001:db8::" sport="1" dst="ff02::1" dport="65535" '
grep -qF 'user="a\"b\\c\]d é € 😀" group="bad� �� ��� ���� �� end���."' "$scratch/log" || fail "escapes"
arrived 9

echo "many connections at a time"
echo 'overlap 3000' | feed "tcp://127.0.0.1:$tcp" || fail "close()"
await "not all connections" lines_are "$scratch/log" 9000
[ "$(cut -d '|' -f 7 "$scratch/log" | uniq -c | tr -s ' \n' ' ')" = " 3000 BEGIN 3000 CHANGE 3000 END " ] || fail "begins and ends do not fit"
arrived 9000

echo "every connection, other facility and severity"
echo kinds | feed "tcp://127.0.0.1:$tcp" --all --facility 23 --severity 5 || fail "close()"
await "not all connections" lines_are "$scratch/log" 10
[ "$(cut -d '|' -f 1 "$scratch/log" | sort -u)" = 189 ] || fail "facility and severity"
arrived 10

# ---- the ways ----
echo "UDP"
printf 'hostile\nconnections 500 500\n' | feed "udp://127.0.0.1:$udp" || fail "close()"
arrived 1002
echo "TLS, server verified"
echo "connections 500 0" | feed "tls://127.0.0.1:$tls" --ca "$scratch/ca.pem" || fail "close()"
arrived 1000
echo "TLS, both verified, by name"
echo "connections 500 0" | feed "tls://localhost:$strict" --ca "$scratch/ca.pem" --certificate "$scratch/probe.pem" \
    --key "$scratch/probe.key" || fail "close()"
arrived 1000
if listens "$tcp" ::1; then
    echo "IPv6"
    echo "connections 10 0" | feed "tcp://[::1]:$tcp" || fail "close()"
    arrived 20
    echo "connections 10 0" | feed "tls://[::1]:$tls" --ca "$scratch/ca.pem" || fail "close()"
    arrived 20
else
    echo "skipped: no IPv6 here"
fi

# ---- servers that are not the right one ----
echo "TLS that must be refused"
certificate elsewhere elsewhere.example DNS:elsewhere.example ca
old=$(free_port) wrong=$(free_port)
openssl s_server -quiet -accept "127.0.0.1:$old" -tls1_1 -cipher DEFAULT@SECLEVEL=0 -cert "$scratch/server.pem" \
    -key "$scratch/server.key" >/dev/null 2>&1 </dev/null &
other=$!
openssl s_server -quiet -accept "127.0.0.1:$wrong" -cert "$scratch/elsewhere.pem" -key "$scratch/elsewhere.key" \
    >"$scratch/wrong" 2>&1 </dev/null &
other="$other $!"
await "openssl does not listen" listens "$old"
await "openssl does not listen" listens "$wrong"
refused() { # refused NAME PATTERN URL OPTIONS...: nothing gets there, and it is said why
    name=$1 pattern=$2
    shift 2
    if echo "connections 5 0" | "$driver" "$@" >"$scratch/$name.out" 2>"$scratch/$name.err"; then
        echo "$name: close() says that nothing was lost"
    elif ! grep -qE "$pattern" "$scratch/$name.err" || ! grep -q '10 messages were not delivered' "$scratch/$name.err"; then
        echo "$name: complaints:"
        cat "$scratch/$name.err"
    else
        echo good
    fi >"$scratch/$name.result"
}
waiting=
start_refused() {
    refused "$@" &
    waiting="$waiting $!"
}
start_refused stranger 'certificate: ' "tls://localhost:$tls" --ca "$scratch/stranger.pem"
start_refused system 'certificate: ' "tls://localhost:$tls"
start_refused name 'certificate: [Hh]ostname mismatch' "tls://localhost:$wrong" --ca "$scratch/ca.pem"
start_refused address 'certificate: IP address mismatch' "tls://127.0.0.1:$wrong" --ca "$scratch/ca.pem"
start_refused old 'TLS: ' "tls://localhost:$old" --ca "$scratch/ca.pem"
start_refused nobody 'closed|TLS|reset' "tls://localhost:$strict" --ca "$scratch/ca.pem"
start_refused absent 'refused' "tcp://127.0.0.1:$(free_port)"
for pid in $waiting; do wait "$pid"; done
for name in stranger system name address old nobody absent; do
    [ "$(cat "$scratch/$name.result")" = good ] || { cat "$scratch/$name.result"; fail "$name"; }
done
! grep -q skypedpi "$scratch/wrong" || fail "the wrong server was told something"
[ ! -s "$scratch/log" ] || fail "a client that is not permitted got through"

echo "settings that are refused"
for url in "" "udp://" "tcp://host" "tcp://:1" "tcp://host:0" "tcp://host:65536" "tcp://a@host:1" "http://host:1" "tcp://::1:1" "tcp://[::1:1"; do
    status=0
    feed "$url" </dev/null || status=$?
    [ $status -eq 2 ] || fail "$url is taken"
done
for options in "--ca $scratch/none" "--certificate $scratch/none" "--certificate $scratch/ca.pem --key $scratch/probe.key" "--key $scratch/probe.key" "--facility 24"; do
    status=0
    # shellcheck disable=SC2086
    feed "tls://localhost:$tls" $options </dev/null || status=$?
    [ $status -eq 2 ] && grep -q skypedpi-probe "$scratch/feed.err" || fail "$options is taken"
done

# ---- the server goes and comes back ----
fed() { [ "$(grep -c 'done' "$scratch/feed.out")" -ge "$1" ]; }
restarts() { # restarts URL OPTIONS...: messages wait while it is away
    rm -f "$scratch/fifo"
    mkfifo "$scratch/fifo"
    background "$scratch/fifo" "$@"
    exec 3>"$scratch/fifo"
    for round in 1 2; do
        echo "connections 500 0" >&3
        await "fewer than expected" lines_are "$scratch/log" $((round * 2000 - 1000))
        stop
        echo "connections 500 0" >&3
        await "connections are not fed" fed $((round * 2))
        rsyslog "$scratch/log"
        await "messages do not come after the restart" lines_are "$scratch/log" $((round * 2000))
    done
    exec 3>&-
    wait $feeder || fail "close() says something was lost"
    feeder=''
    grep -q 'is back' "$scratch/feed.err" || fail "nobody noticed"
    arrived 4000
}
# What rsyslog's kernel has confirmed and rsyslog has not read when it ends is lost, and nobody can know; it is
# rarely anything. But nothing comes twice, and nothing out of order.
restarts_under_way() { # restarts_under_way URL OPTIONS...: while 6,000 messages are on their way
    echo "connections 3000 400" >"$scratch/orders"
    background "$scratch/orders" "$@"
    for pause in 0.4 0.3; do
        sleep $pause
        stop
        sleep $pause
        rsyslog "$scratch/log"
    done
    wait $feeder || fail "close() says something was lost"
    feeder=''
    grep -q 'is back' "$scratch/feed.err" || fail "nobody noticed"
    await "the last message does not come" grep -q 'sequenceId="6000"' "$scratch/log"
    arrived 6000 some
}
echo "restarts, TCP"
restarts "tcp://127.0.0.1:$tcp"
restarts_under_way "tcp://127.0.0.1:$tcp"
echo "restarts, TLS"
restarts "tls://localhost:$tls" --ca "$scratch/ca.pem"
restarts_under_way "tls://localhost:$tls" --ca "$scratch/ca.pem"

echo "absent at first"
stop
printf 'connections 100 0\nwait 300\n' >"$scratch/orders"
background "$scratch/orders" "tcp://127.0.0.1:$tcp"
await "connections are not fed" lines_are "$scratch/feed.out" 1
rsyslog "$scratch/log"
wait $feeder || fail "close() says something was lost"
feeder=''
arrived 200

# The queue holds 8 MiB, some 14,000 of these messages; the rest is lost, and is told of.
echo "a full queue"
stop
rm -f "$scratch/fifo"
mkfifo "$scratch/fifo"
background "$scratch/fifo" "tcp://127.0.0.1:$tcp"
exec 3>"$scratch/fifo"
echo "connections 20000 0" >&3
await "connections are not fed" lines_are "$scratch/feed.out" 1
rsyslog "$scratch/log"
await "nobody was told of the loss" sh -c "echo 'wait 50' >&3; grep -q 'LOST' '$scratch/log'"
echo "connections 10 0" >&3
exec 3>&-
status=0
wait $feeder || status=$?
feeder=''
[ $status -eq 1 ] || fail "close() does not say that something was lost"
grep -q 'the queue is full' "$scratch/feed.err" || fail "no complaint"
lost=$(sed -nE 's/.*\|LOST\|.*\[skypedpi@32473 lost="([0-9]+)"\].*/\1/p' "$scratch/log")
await "not all after the loss" lines_are "$scratch/log" $((40021 - lost))
grep -oE 'sequenceId="[0-9]+' "$scratch/log" | tr -dc '0-9\n' | sort -nc || fail "order"
[ "$(grep -oE 'sequenceId="[0-9]+' "$scratch/log" | tr -dc '0-9\n' | awk 'NR > 1 && $1 != last + 1 { gap += $1 - last - 1 } { last = $1 } END { print gap, last }')" = "$lost 40021" ] || fail "the loss is not the gap"
[ "$(wc -l <"$scratch/log")" -eq $((40021 - lost)) ] || fail "$lost lost, $(wc -l <"$scratch/log") arrived"
echo "$lost of 40020 messages lost, told and counted"
stop

# A server that stops hearing in the middle of a message, and then closes: what its kernel has not confirmed is
# sent again, on the next connection, and nothing else is.
echo "what was under way is sent again"
cat >"$scratch/deaf.py" <<'END'
import ctypes, re, socket, ssl, struct, sys
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536 if len(sys.argv) > 2 else 2304)
listener.bind(('127.0.0.1', int(sys.argv[1])))
listener.listen()
listener.settimeout(20)
print('ready', flush=True)

def hear_until_deaf(s, length):
    data = b''
    while len(data) < length:
        piece = s.recv(length - len(data))
        assert piece, 'closed too early'
        data += piece
    nothing = ctypes.create_string_buffer(struct.pack('HBBI', 6, 0, 0, 0)) # a filter that lets no segment by
    s.setsockopt(socket.SOL_SOCKET, 26, struct.pack('HL', 1, ctypes.addressof(nothing)))
    s.settimeout(0.3)
    try:
        while True:
            data += s.recv(65536)
    except socket.timeout:
        return data

def messages(data):
    found = []
    while True:
        head = re.match(rb'(\d+) ', data)
        if not head or len(data) < head.end() + int(head.group(1)):
            return found, data
        end = head.end() + int(head.group(1))
        found.append(int(re.search(rb'sequenceId="(\d+)"', data[:end]).group(1)))
        data = data[end:]

heard, cut = [], 0
for length in 10000, 333333, 1, 2500000, None:
    s, _ = listener.accept()
    s.settimeout(20)
    if len(sys.argv) > 2:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[2], sys.argv[3])
        s = context.wrap_socket(s, server_side=True)
    if length is None:
        data = b''
        while b'sequenceId="10000"' not in data[-3000:]:
            piece = s.recv(65536)
            assert piece, 'closed too early'
            data += piece
        print('all', flush=True)
        data += b''.join(iter(lambda: s.recv(65536), b''))
    else:
        data = hear_until_deaf(s, length)
    s.close()
    found, rest = messages(data)
    heard += found
    cut += len(rest) > 0
assert heard == list(range(1, 10001)), len(heard)
assert not rest and (cut > 0 or len(sys.argv) > 2), cut # TLS hands over whole messages only
END
# shellcheck disable=SC2086
deaf() { # deaf PORT FILES URL OPTIONS...
    $python "$scratch/deaf.py" "$1" $2 >"$scratch/deaf.out" 2>"$scratch/deaf.err" &
    other="$other $!"
    deaf=$!
    shift 2
    await "the deaf server does not listen" lines_are "$scratch/deaf.out" 1
    rm -f "$scratch/fifo"
    mkfifo "$scratch/fifo"
    background "$scratch/fifo" "$@"
    exec 3>"$scratch/fifo"
    echo 'connections 5000 0' >&3
    await "it does not come to an end" lines_are "$scratch/deaf.out" 2
    exec 3>&-
    wait $feeder || fail "close()"
    feeder=''
    wait $deaf || fail "lost, doubled or out of order"
}
if $python -c 'import ctypes, socket, struct
nothing = ctypes.create_string_buffer(struct.pack("HBBI", 6, 0, 0, 0))
socket.socket().setsockopt(socket.SOL_SOCKET, 26, struct.pack("HL", 1, ctypes.addressof(nothing)))' 2>/dev/null; then
    deaf "$tcp" '' "tcp://127.0.0.1:$tcp"
    deaf "$tls" "$scratch/server.pem $scratch/server.key" "tls://127.0.0.1:$tls" --ca "$scratch/ca.pem"
else
    echo "skipped: no filter on a socket allowed here"
fi
echo "all good"
