#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# probe_syslog_away.sh DRIVER: what skypedpi-probe(1) promises of a syslog server that is away, dies, stalls, or comes
# back, with a real rsyslog. Where the server is the one to lose something it is one piece, and nothing comes twice.
set -eu
driver=$1
. "$(dirname "$0")/rsyslog.sh"
log=$scratch/log
rsyslog "$log"

# at_most_half_a_line: whoever is killed may leave the begin of one
at_most_half_a_line() {
    $python - "$log" <<'END'
import sys
with open(sys.argv[1], 'r+b') as log:
    log.truncate(log.read().rfind(b'\n') + 1)
END
}
comes() { # comes NUMBER: the message with that number
    await "message $1 does not come" grep -q "sequenceId=\"$1\"" "$log"
}
said() { # said TEXT TIMES: on stderr
    [ "$(grep -c "$1" "$scratch/feed.err")" -ge "$2" ]
}

# Messages wait while it is away; those that it had read and written are not sent again.
restarts() { # restarts SIGNAL URL OPTION...
    signal=$1
    shift
    interactive "$@"
    for round in 1 2; do
        order "connections 500 0"
        await "fewer than expected" lines_are "$log" $((round * 2000 - 1000))
        stop "$signal"
        order "connections 500 0"
        await "nobody notices" said 'messages wait' $round
        rsyslog "$log"
        await "messages do not come after the restart" lines_are "$log" $((round * 2000))
    done
    fed
    said 'is back' 2 || fail "nobody noticed that it is back"
    arrived 4000
}
# While messages are under way: those that its kernel had confirmed and it had not read or written are lost, and nobody
# can know. The others come in their order; twice those that it had read before its kernel confirmed them.
restarts_under_way() { # restarts_under_way SIGNAL URL OPTION...
    signal=$1
    shift
    interactive "$@"
    for round in 1 2; do
        before=$(wc -l <"$log")
        echo "connections 3000 400" >&3
        await "nothing comes" lines_are "$log" $((before + 1000))
        stop "$signal"
        at_most_half_a_line
        await "nobody notices" said 'messages wait' $round
        rsyslog "$log"
        comes $((round * 6000))
    done
    fed
    arrived 12000 2 2
}
for signal in TERM KILL; do
    echo "SIG$signal, TCP"
    restarts $signal "tcp://127.0.0.1:$tcp"
    restarts_under_way $signal "tcp://127.0.0.1:$tcp"
    echo "SIG$signal, TLS"
    restarts $signal "tls://localhost:$tls" --ca "$scratch/ca.pem"
    restarts_under_way $signal "tls://localhost:$tls" --ca "$scratch/ca.pem"
done

# Each of its threads stands still only when it has heard of it.
is_stopped() { # is_stopped PID
    [ -z "$(grep -L '^State:[[:space:]]*T' "/proc/$1"/task/*/status)" ]
}
stands_still() {
    kill -STOP "$server"
    await "it is not stopped" is_stopped "$server"
}

# It stands still, and its kernel takes no more; then it goes on. It was not away, so all comes in its order.
stalls() { # stalls URL OPTION...
    interactive "$@"
    order "connections 10 0"
    await "less than 20 messages come" lines_are "$log" 20
    stands_still
    order "connections 6000 0"
    [ "$(wc -l <"$log")" -eq 20 ] || fail "it goes on"
    kill -CONT "$server"
    comes 12020
    fed
    ! said 'messages wait' 1 || fail "it was taken to be away"
    arrived 12020
}
echo "SIGSTOP, TCP"
stalls "tcp://127.0.0.1:$tcp"
echo "SIGSTOP, TLS"
stalls "tls://localhost:$tls" --ca "$scratch/ca.pem"

# For too long: it is connected to anew, and has part of the messages from each connection.
stalls_long() { # stalls_long URL OPTION...
    interactive "$@" --unanswered 1000
    order "connections 10 0"
    await "less than 20 messages come" lines_are "$log" 20
    stands_still
    order "connections 6000 0"
    await "it is waited for" said 'timed out; messages wait' 1
    kill -CONT "$server"
    await "some do not come" lines_are "$log" 12020
    fed
    arrived 12020 mixed
}
echo "SIGSTOP for long, TCP"
stalls_long "tcp://127.0.0.1:$tcp"
echo "SIGSTOP for long, TLS"
stalls_long "tls://localhost:$tls" --ca "$scratch/ca.pem"

echo "absent at first"
stop
interactive "tcp://127.0.0.1:$tcp"
order "connections 100 0"
await "nobody notices" said 'messages wait' 1
rsyslog "$log"
comes 200
fed
arrived 200

# The queue holds 8 MiB, some 14,000 of these messages; the rest is lost, and is told of.
echo "a full queue"
stop
interactive "tcp://127.0.0.1:$tcp"
order "connections 20000 0"
rsyslog "$scratch/log"
await "nobody was told of the loss" sh -c "echo 'wait 50' >&3; grep -q 'messages-lost' '$scratch/log'"
echo "connections 10 0" >&3
await "the last message does not come" grep -q 'sequenceId="40021"' "$scratch/log"
fed 1
grep -q 'the queue is full' "$scratch/feed.err" || fail "no complaint"
lost=$(sed -nE 's/^132.*\|HEALTH\|.*\[skypedpi-health@32473 kind="messages-lost" count="([0-9]+)"\].*/\1/p' "$scratch/log")
await "not all after the loss" lines_are "$scratch/log" $((40021 - lost))
grep -oE 'sequenceId="[0-9]+' "$scratch/log" | tr -dc '0-9\n' | sort -nc || fail "order"
[ "$(grep -oE 'sequenceId="[0-9]+' "$scratch/log" | tr -dc '0-9\n' | awk 'NR > 1 && $1 != last + 1 { gap += $1 - last - 1 } { last = $1 } END { print gap, last }')" = "$lost 40021" ] || fail "the loss is not the gap"
[ "$(wc -l <"$scratch/log")" -eq $((40021 - lost)) ] || fail "$lost lost, $(wc -l <"$scratch/log") arrived"
echo "$lost of 40020 messages lost, told and counted"
: >"$scratch/log"


# What the probe has in memory when it is killed is lost: the last ones. The next one begins to count anew.
echo "the probe is killed"
printf 'connections 100000 400\n' >"$scratch/orders"
background "$scratch/orders" "tcp://127.0.0.1:$tcp"
await "nothing comes" lines_are "$log" 1000
kill -9 "$feeder"
wait "$feeder" 2>/dev/null || true
echo "connections 1 0" | feed "tcp://127.0.0.1:$tcp" || fail "close()"
await "the next one is not heard" sh -c "[ \"\$(grep -c 'sequenceId=\"[12]\"' '$log')\" -eq 4 ]"
stop # it reads what it has
for process in $(cut -d '|' -f 6 "$log" | sort -u); do
    count=$(grep -c "^[^[]*|$process|" "$log")
    [ "$(grep "^[^[]*|$process|" "$log" | grep -oE 'sequenceId="[0-9]+' | tr -dc '0-9\n')" = "$(seq "$count")" ] ||
        fail "$process: lost, doubled or out of order"
    echo "process $process: $count"
done

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
listener.settimeout(120)
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
    s.settimeout(120)
    if len(sys.argv) > 2:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[2] + '/server.pem', sys.argv[2] + '/server.key')
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
deaf() { # deaf PORT DIRECTORY URL OPTIONS...: of the server's certificate and key, if it has them
    $python "$scratch/deaf.py" "$1" ${2:+"$2"} >"$scratch/deaf.out" 2>"$scratch/deaf.err" &
    deaf=$!
    running="$running $deaf"
    shift 2
    await "the deaf server does not listen" lines_are "$scratch/deaf.out" 1
    interactive "$@"
    order 'connections 5000 0'
    await "it does not come to an end" lines_are "$scratch/deaf.out" 2
    fed
    wait $deaf || fail "lost, doubled or out of order"
}
if $python -c 'import ctypes, socket, struct
nothing = ctypes.create_string_buffer(struct.pack("HBBI", 6, 0, 0, 0))
socket.socket().setsockopt(socket.SOL_SOCKET, 26, struct.pack("HL", 1, ctypes.addressof(nothing)))' 2>/dev/null; then
    deaf "$tcp" '' "tcp://127.0.0.1:$tcp"
    deaf "$tls" "$scratch" "tls://127.0.0.1:$tls" --ca "$scratch/ca.pem"
else
    echo "skipped: no filter on a socket allowed here"
fi
echo "all good"
