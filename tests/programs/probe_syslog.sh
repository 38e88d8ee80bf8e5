#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# probe_syslog.sh DRIVER: messages of the syslog sink, as a real rsyslog takes and parses them, and who is not told.
set -eu
driver=$1
. "$(dirname "$0")/rsyslog.sh"

rsyslog "$scratch/log"

# ---- what is told of ----
echo "kinds of connections"
printf 'kinds\nhostile\n' | feed "tcp://127.0.0.1:$tcp" || fail "close() says something was lost"
await "not all kinds" lines_are "$scratch/log" 9
[ "$(cut -d '|' -f 7 "$scratch/log" | tr '\n' ' ')" = "BEGIN END BEGIN CHANGE END BEGIN END BEGIN END " ] || fail "order"
logged '^133\|1\|2006-01-02T15:04:0.*\|BEGIN\|.* action="block" rule="7" .*other: udp 10\.0\.0\.1 port 1000 to 192\.0\.2\.7 port 2000 of anna begins$'
logged '\|END\|.* activity="call-audio" .*packets_up="3" packets_down="4" bytes_up="300" bytes_down="4000" calls="1" call_seconds="61\.007" why="closed"'
logged ' proto="tcp" src="2001:db8::" sport="1" dst="ff02::1" dport="65535" '
grep -qF 'user="a\"b\\c\]d é € 😀" group="bad� �� ��� ���� �� end���."' "$scratch/log" || fail "escapes"
arrived 9

echo "what is not known yet"
echo kinds | feed "tcp://127.0.0.1:$tcp" --all || fail "close()"
await "not all kinds" lines_are "$scratch/log" 10
logged '\|BEGIN\|.* application="other" .* confidence="[0-9]*" first='
logged '\|END\|.* application="other" .* confidence="[0-9]*" action="allow" first='
! grep -qE 'rule="0"|path="none"|role="node"' "$scratch/log" || fail "what is empty is told"
arrived 10

echo "many connections at a time"
echo 'overlap 3000' | feed "tcp://127.0.0.1:$tcp" || fail "close()"
await "not all connections" lines_are "$scratch/log" 9000
[ "$(cut -d '|' -f 7 "$scratch/log" | uniq -c | tr -s ' \n' ' ')" = " 3000 BEGIN 3000 CHANGE 3000 END " ] || fail "begins and ends do not fit"
arrived 9000

# priorities PRI...: those of the messages of `kinds`, every connection of it, and of a warning
priorities() {
    await "not all connections" lines_are "$scratch/log" 11
    [ "$(cut -d '|' -f 1 "$scratch/log" | tr '\n' ' ')" = "$* " ] || fail "priorities are $(cut -d '|' -f 1 "$scratch/log" | tr '\n' ' ')"
    arrived 11
}
echo "facility and severity"
printf 'kinds\nhealth 1\n' >"$scratch/orders"
feed "tcp://127.0.0.1:$tcp" --all <"$scratch/orders" || fail "close()"
priorities 134 134 133 133 134 133 133 133 133 133 132
feed "tcp://127.0.0.1:$tcp" --all --facility DAEMON --severity debug --severity-skype 1 --severity-health crit <"$scratch/orders" ||
    fail "close()"
priorities 31 31 25 25 31 25 25 25 25 25 26
feed "tcp://127.0.0.1:$tcp" --all --facility 23 --severity 6 --severity-skype info --severity-health 0 <"$scratch/orders" ||
    fail "close()"
priorities 190 190 190 190 190 190 190 190 190 190 184
feed "tcp://127.0.0.1:$tcp" --all --facility local7 --severity emerg --severity-skype 7 --severity-health Alert <"$scratch/orders" ||
    fail "close()"
priorities 184 184 191 191 184 191 191 191 191 191 185

# ---- the probe itself ----
# health KIND COUNT PRI WORDS: that is told
health() {
    logged "^$3\\|1\\|.*\\|HEALTH\\|.*\\[skypedpi-health@32473 kind=\"$1\" count=\"$2\" .*frames=\"1000000\" .* set=\"a \\\\\"set\\\\\"\" set_version=\"2026\\.1\"\\]\\|.*$4"
}
echo "health"
printf 'health 0\nhealth 5\nhealth 7 3 2 0 0 1\n' >"$scratch/orders"
printf 'health 7 3 2 90 10 1 4\nhealth 7 3 2 180 20 1 10 1\nhealth 7 3 2 180 20 1 10 3 1\nhealth 7 3 2 180 20 1 10 3 1\n' >>"$scratch/orders"
feed "tcp://127.0.0.1:$tcp" <"$scratch/orders" || fail "close()"
await "not all of it" lines_are "$scratch/log" 12
health kernel-dropped 5 132 'the kernel dropped 5 frames'
health kernel-dropped 2 132 'the kernel dropped 2 frames'
health flows-evicted 3 132 ': 3 flows ended early'
health flows-refused 2 132 ': 2 packets were in no flow'
health clock-back 1 132 'back 1 times'
health one-direction 90 132 '90% of the flows'
health records-lost 4 132 'are lost'
health records-lost 6 132 'are lost'
health reloaded 1 133 'were read anew'
health reloaded 2 133 'were read anew'
health reload-refused 1 132 'stay as they were'
[ "$(grep -c 'kind="one-direction"' "$scratch/log")" -eq 2 ] || fail "one direction was not missing twice"
arrived 12

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
# fed OPTION...: in the scratch directory, whose name may have blanks, is what begins with @
fed() {
    for word; do
        shift
        case $word in @/*) word=$scratch${word#@} ;; esac
        set -- "$@" "$word"
    done
    feed "tls://localhost:$tls" "$@" </dev/null
}
for url in "" "udp://" "tcp://host" "tcp://:1" "tcp://host:0" "tcp://host:65536" "tcp://a@host:1" "http://host:1" "tcp://::1:1" "tcp://[::1:1"; do
    status=0
    feed "$url" </dev/null || status=$?
    [ $status -eq 2 ] || fail "$url is taken"
done
for options in "--ca @/none" "--certificate @/none" "--certificate @/ca.pem --key @/probe.key" "--key @/probe.key" \
    "--facility 24" "--facility 0" "--facility kern" "--facility local8" "--facility 016" "--facility -1" "--severity 8" \
    "--severity-skype loud" "--severity-health 4x" "--severity-health 99"; do
    status=0
    # shellcheck disable=SC2086
    fed $options || status=$?
    [ $status -eq 2 ] && grep -q skypedpi-probe "$scratch/feed.err" || fail "$options is taken"
done
for option in --ca --certificate "--certificate @/probe.pem --key"; do
    # shellcheck disable=SC2086
    ! fed $option @/none || fail "$option is taken"
    grep -q "/none: No such file or directory$" "$scratch/feed.err" || fail "it is not told why $option is refused"
done
for pid in $other; do kill -9 "$pid"; done
echo "all good"
