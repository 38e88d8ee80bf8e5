# SPDX-License-Identifier: BSD-2-Clause
# A real rsyslog, for the tests of what the probe sends to it. To be sourced; after probe.sh, or by itself.

python=/usr/bin/python3
for needed in rsyslogd openssl $python; do
    command -v "$needed" >/dev/null || { echo "SKIPPED: no $needed"; exit 77; }
done
for module in imtcp imudp lmnsd_ossl; do
    [ -n "$(find /usr/lib -name $module.so)" ] || { echo "SKIPPED: rsyslog has no $module (package rsyslog-openssl)"; exit 77; }
done
if [ -z "${scratch:-}" ]; then
    scratch=$(mktemp -d)
    running=''
    finish() {
        for pid in $running; do kill -9 "$pid" 2>/dev/null || true; done
        rm -rf "$scratch"
    }
    trap finish EXIT
    trap 'exit 1' HUP INT PIPE TERM
    fail() {
        echo "FAILED: $1"
        tail -n 5 "$scratch"/*.err "$scratch/log" 2>/dev/null | cut -c 1-200 || true
        exit 1
    }
fi
# free_port: none that a connection might have chosen for itself, to another port or to its own
free_port() {
    $python - <<'END'
import random, socket
while True:
    port = random.randrange(10240, 32768)
    try:
        for kind in socket.SOCK_STREAM, socket.SOCK_DGRAM:
            socket.socket(socket.AF_INET, kind).bind(('127.0.0.1', port))
        break
    except OSError:
        pass
print(port)
END
}
# await WHAT COMMAND...: it comes true some day; two minutes or more are too long
await() {
    what=$1 tries=${AWAIT_TRIES:-2400}
    shift
    until "$@" 2>/dev/null; do
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
    rsyslogd -n -f "$scratch/conf" -i "$scratch/rsyslog.pid" 2>"$scratch/rsyslog.err" 3>&- & # 3: the driver's orders
    server=$!
    running="$running $server"
    await "rsyslog does not listen" listens "$strict"
    await "rsyslog does not listen" listens "$tcp"
}
# stop [SIGNAL]
stop() {
    kill "-${1:-TERM}" "$server"
    wait "$server" 2>/dev/null || true
}
# arrived N [GAPS | mixed [AGAIN]]: the messages 1 to N are in the log, in this order and none twice, and rsyslog
# understood them. So often may some be missing that follow each other; with `mixed` the order may be another; so often
# may the last before come again, as many as a socket holds
arrived() {
    [ "${2:-0}" != 0 ] && [ "${2:-0}" != mixed ] || await "fewer than $1 messages" lines_are "$scratch/log" "$1"
    $python - "$scratch/log" "$1" "${2:-0}" "${3:-0}" <<'END' || fail "messages are lost, doubled, out of order or not understood"
import re, sys
path, count, how, again = sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
begin = re.compile(r'^(\d+)\|1\|(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))\|[!-~]+\|skypedpi-probe\|\d+'
                   r'\|(BEGIN|CHANGE|END|HEALTH)\|\[meta sequenceId="(\d+)"\]\[(skypedpi|skypedpi-health)@32473'
                   r'( [a-z_]+="([^"\\\]]|\\["\\\]])*")+\]\|\ufeff\S.*\n$')
found = []
for line in open(path, encoding='utf-8', errors='strict', newline='\n'):
    match = begin.match(line)
    if not match or (match.group(5) == 'HEALTH') != (match.group(7) == 'skypedpi-health'):
        sys.exit('not understood: ' + line)
    if len(line.encode()) > 2048:
        sys.exit('too long: ' + line)
    found.append(int(match.group(6)))
if how == 'mixed':
    found.sort()
last = gaps = missing = 0
for number in found + [count + 1]:
    if number <= last and last - number < 400 and again > 0:
        again -= 1
        last = number - 1
    if number <= last:
        sys.exit('message %d after %d' % (number, last))
    gaps += number > last + 1
    missing += number - last - 1
    last = number
if gaps > (0 if how == 'mixed' else int(how)):
    sys.exit('%d messages are missing, at %d places' % (missing, gaps))
if missing:
    print('%d of %d were confirmed, and not read' % (missing, count))
END
    : >"$scratch/log" # rsyslog has it open
}
logged() { grep -qE "$1" "$scratch/log" || fail "no message with $1"; }

# ---- the driver of the sink ----

# feed URL OPTION...: orders come from stdin; its complaints go to feed.err
feed() {
    "$driver" "$@" >"$scratch/feed.out" 2>"$scratch/feed.err"
}
# background FILE URL OPTION...: orders come from a file, or line by line with `order`; its number is $feeder
background() {
    orders=$1
    shift
    "$driver" "$@" <"$orders" >"$scratch/feed.out" 2>"$scratch/feed.err" &
    feeder=$!
    running="$running $feeder"
}
interactive() { # interactive URL OPTION...
    rm -f "$scratch/fifo"
    mkfifo "$scratch/fifo"
    background "$scratch/fifo" "$@"
    exec 3>"$scratch/fifo"
    ordered=0
}
order() { # order LINE: and waits until it is done
    echo "$1" >&3
    ordered=$((ordered + 1))
    await "'$1' is not done" lines_are "$scratch/feed.out" $ordered
}
fed() { # fed [STATUS]: no more orders; how it ends
    exec 3>&-
    status=0
    wait "$feeder" || status=$?
    [ $status -eq "${1:-0}" ] || fail "the sink ends with $status"
}
