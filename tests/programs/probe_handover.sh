#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# probe_handover.sh PROGRAM SYNTH CAPTURES: started by root, the probe becomes another user, who has what he needs then:
# keys and passwords that only root can read, folders and logs that only root can make. What he lacks is told.
set -eu
. "$(dirname "$0")/probe.sh"
[ "$(id -u)" -eq 0 ] || { echo "SKIPPED: only root can become another user"; exit 77; }
id nobody >/dev/null 2>&1 || { echo "SKIPPED: there is no user nobody"; exit 77; }
. "$here/rsyslog.sh"
$python -c 'import pyftpdlib' 2>/dev/null || { echo "SKIPPED: no pyftpdlib (package python3-pyftpdlib)"; exit 77; }
group=$(id -gn nobody)
setpriv --reuid=nobody --regid="$group" --clear-groups "$program" --version >/dev/null 2>&1 || {
    echo "SKIPPED: nobody cannot run $program, in a folder that is root's alone"
    exit 77
}

umask 022
chmod 755 "$scratch" # nobody may come by
etc=$scratch/etc
mkdir -m 700 "$etc"
mkdir "$scratch/var" "$scratch/ftp"
for file in ca.pem probe.pem probe.key; do mv "$scratch/$file" "$etc"; done
cp "$etc/ca.pem" "$scratch" # rsyslog's
port=$(free_port)
printf 'machine 127.0.0.1 login anna password a-password-of-hers\n' >"$etc/netrc"
chmod 600 "$etc"/*
{ pcap_header; udp 100 0 1 1000 2 2000 hello; udp 100 1 2 2000 1 1000 world; udp 700 0 1 1000 2 2000 again; } \
    >"$scratch/a.pcap"
his() { # his FILE...: each is there and nobody's
    for file in "$@"; do
        [ "$(stat -c %U:%G "$file")" = "nobody:$group" ] || fail "$file is another's"
    done
}
quiet() { # on stderr is nothing but the summary
    ! grep -vq ' frames of ' "$scratch/err" || fail "complaints"
}

# ---- all of it at a time ----
rsyslog "$scratch/log"
$python - "$port" "$scratch/ftp" <<'END' 2>"$scratch/ftp.err" &
import sys
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler
from pyftpdlib.servers import FTPServer
FTPHandler.authorizer = DummyAuthorizer()
FTPHandler.authorizer.add_user('anna', 'a-password-of-hers', sys.argv[2], perm='elradfmw')
FTPServer(('127.0.0.1', int(sys.argv[1])), FTPHandler).serve_forever()
END
running="$running $!"
await "the FTP server does not listen" listens "$port"

everything() { # everything OPTION...: of a probe that tells all it can
    set -- --user nobody --log "$scratch/var/log.csv" --report "$scratch/var/report/" --syslog "tls://localhost:$strict" \
        --syslog-all --syslog-ca "$etc/ca.pem" --syslog-certificate "$etc/probe.pem" --syslog-key "$etc/probe.key" \
        --graphs "$scratch/var/graphs" --export-dir "$scratch/var/spool" --export "ftp://127.0.0.1:$port/" \
        --netrc "$etc/netrc" "$@"
    run 0 -r "$scratch/a.pcap" "$@"
}
everything
for option in syslog-ca syslog-certificate syslog-key netrc; do
    err "--$option $etc/[a-z.]*: the user nobody cannot read it, so it was read now"
done
complete "$scratch/var/log.csv"
await "no messages" lines_are "$scratch/log" 4
arrived 4
[ "$(find "$scratch/ftp" -name '*.csv' | wc -l)" -eq 3 ] || fail "files on the server: $(ls "$scratch/ftp")"
his "$scratch/var/log.csv" "$scratch/var/report" "$scratch/var/report/index.html" "$scratch/var/graphs" \
    "$scratch/var/graphs/rrd" "$scratch/var/spool" "$scratch/var/spool/state"
[ "$(stat -c %a "$scratch/var/spool") $(stat -c %a "$scratch/var/log.csv")" = "750 640" ] || fail "for whom they are"
# again, now that everything is there
everything
await "no messages" lines_are "$scratch/log" 4
arrived 4

# it is nobody in all threads, and no other process can take the copies
mkfifo "$scratch/pipe"
start running -r "$scratch/pipe" --user nobody --log "$scratch/var/log.csv" --syslog "tls://localhost:$strict" --syslog-all \
    --syslog-ca "$etc/ca.pem" --syslog-certificate "$etc/probe.pem" --syslog-key "$etc/probe.key"
exec 9>"$scratch/pipe"
cat "$scratch/a.pcap" >&9
await "no messages" lines_are "$scratch/log" 1
for line in 'Uid:[[:space:]]65534[[:space:]]65534[[:space:]]65534[[:space:]]65534' 'CapPrm:[[:space:]]0+$' \
    'CapEff:[[:space:]]0+$' "Groups:[[:space:]]*$(id -G nobody)[[:space:]]*\$"; do
    for task in "/proc/$pid/task"/*; do
        grep -qE "^$line" "$task/status" || fail "not dropped: $line in $(cat "$task/status")"
    done
done
[ "$(find "/proc/$pid/fd" -lname '/memfd:*' | wc -l)" -eq 3 ] || fail "other copies than three"
if command -v setpriv >/dev/null; then
    ! setpriv --reuid nobody --regid "$group" --clear-groups cat "/proc/$pid/fd/"* >"$scratch/stolen" 2>/dev/null || true
    ! grep -q 'PRIVATE KEY' "$scratch/stolen" || fail "another process of nobody's reads the key"
fi
exec 9>&-
ended 0 "$pid" running
await "no messages" lines_are "$scratch/log" 4
arrived 4

# ---- what he can read himself is left where it is: a password that is changed counts at once ----
cp "$etc/netrc" "$scratch/netrc"
chown "root:$group" "$scratch/netrc"
chmod 640 "$scratch/netrc"
rm -r "$scratch/ftp"/*
run 0 -r "$scratch/a.pcap" --user nobody --export-dir "$scratch/var/spool" --export "ftp://127.0.0.1:$port/" \
    --netrc "$scratch/netrc"
quiet
[ "$(find "$scratch/ftp" -name '*.csv' | wc -l)" -eq 3 ] || fail "not sent"
# where he may make folders and logs he makes them himself
mkdir "$scratch/open"
chown nobody "$scratch/open"
run 0 -r "$scratch/a.pcap" --user nobody --log "$scratch/open/log.jsonl" --report "$scratch/open/report"
quiet
his "$scratch/open/log.jsonl" "$scratch/open/report/index.html"

# certificates for FTP with TLS: they are read, and trusted
certificate ftps localhost DNS:localhost stranger
cp "$scratch/stranger.pem" "$etc/export.pem"
chmod 600 "$etc/export.pem"
secure=$(free_port)
$python - "$secure" "$scratch/ftps" <<'END' 2>"$scratch/ftps.err" &
import socket, ssl, sys
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[2] + '.pem', sys.argv[2] + '.key')
listener = socket.create_server(('localhost', int(sys.argv[1])))
while True:
    try:
        with context.wrap_socket(listener.accept()[0], server_side=True) as s:
            s.sendall(b'421 Not now.\r\n')
            open(sys.argv[2] + '.trusted', 'w')
            s.recv(1)
    except OSError:
        pass
END
running="$running $!"
await "the FTPS server does not listen" listens "$secure"
start trusting -r "$scratch/pipe" --user nobody --export-dir "$scratch/var/spool" --export-every 100 --step 100 \
    --export "ftps://localhost:$secure/" --export-ca "$etc/export.pem"
exec 9>"$scratch/pipe"
cat "$scratch/a.pcap" >&9
await "the server is not trusted" test -e "$scratch/ftps.trusted"
kill -KILL "$pid"
wait "$pid" 2>/dev/null || true
exec 9>&-

# ---- what he lacks is told, all of it, before the probe starts ----
mkdir "$scratch/roots"
mkdir "$scratch/roots/spool" "$scratch/roots/report" "$scratch/roots/graphs" "$etc/secret"
: >"$scratch/roots/log.csv"
run 2 -r "$scratch/a.pcap" --user nobody --log "$scratch/roots/log.csv" --log "$etc/log.csv" --log "$scratch/none/log.csv" \
    --export-dir "$scratch/roots/spool" --graphs "$scratch/roots/graphs" --report "$scratch/roots/report" --netrc "$etc/none"
err "--log $scratch/roots/log.csv: the user nobody cannot use it: Permission denied"
err "--log $etc/log.csv: the user nobody cannot use it: Permission denied"
err "--log $scratch/none/log.csv: the user nobody cannot use it: No such file"
for option in export-dir:spool graphs:graphs report:report; do
    err "--${option%:*} $scratch/roots/${option#*:}: the user nobody cannot use it: Permission denied"
done
err "$etc/none: No such file"
[ -z "$(find "$scratch/roots" "$etc" -user nobody)" ] || fail "something was given away all the same"
[ ! -e "$etc/log.csv" ] || fail "a log was made where he cannot go"
for option in --report --graphs --export-dir; do
    run 2 -r "$scratch/a.pcap" --user nobody $option "$etc/secret/new"
    err "$option $etc/secret/new: the user nobody cannot use it: Permission denied"
    run 2 -r "$scratch/a.pcap" --user nobody $option "$scratch/none/new"
    err "$option $scratch/none/new: the user nobody cannot use it: No such file"
done
[ -z "$(ls "$etc/secret")" ] || fail "a folder was made where he cannot go"
# a file in place of a folder is no matter of rights
: >"$scratch/var/file"
for option in --report --graphs --export-dir; do
    run 2 -r "$scratch/a.pcap" --user nobody $option "$scratch/var/file"
    err "$option $scratch/var/file: the user nobody cannot use it: Not a directory"
    run 2 -r "$scratch/a.pcap" $option "$scratch/var/file"
    err "$scratch/var/file: Not a directory"
done
# files of a time when the probe was root's
for file in spool/lock graphs/rrd/total/frames.rrd; do
    chown root "$scratch/var/$file" 2>/dev/null || { : >"$scratch/var/$file"; }
    chmod 640 "$scratch/var/$file"
    case $file in
    spool/*) option=--export-dir ;;
    *) option=--graphs ;;
    esac
    run 2 -r "$scratch/a.pcap" --user nobody $option "$scratch/var/${file%%/*}"
    err "$option $scratch/var/$file: the user nobody cannot use it: Permission denied"
    chown nobody "$scratch/var/$file"
    run 0 -r "$scratch/a.pcap" --user nobody $option "$scratch/var/${file%%/*}"
done
# what is root's there and not the probe's, as on a disk of its own
mkdir -p -m 700 "$scratch/var/spool/lost+found/deeper"
run 0 -r "$scratch/a.pcap" --user nobody --export-dir "$scratch/var/spool"
rm -r "$scratch/var/spool/lost+found"
# a link is not followed to give away what it points to
ln -s "$scratch/var/aim" "$scratch/roots/link.csv"
run 2 -r "$scratch/a.pcap" --user nobody --log "$scratch/roots/link.csv"
[ ! -e "$scratch/var/aim" ] || fail "root follows a link"
# a key that is none: the complaint has its name, and not that of the copy
echo nonsense >"$etc/bad.key"
run 2 -r "$scratch/a.pcap" --user nobody --syslog "tls://localhost:$strict" --syslog-certificate "$etc/probe.pem" \
    --syslog-key "$etc/bad.key"
err "^skypedpi-probe: $etc/bad.key: "
! grep -q /proc/ "$scratch/err" || fail "nobody knows a file of that name"

# ---- what is read anew ----
printf 'user anna 10.0.0.1 in staff\n' >"$etc/subscribers"
printf 'log user anna\n' >"$etc/policy"
printf 'signature five {\n id 501\n transport udp\n era any\n mechanism udp-direct\n activity signalling\n source "here"\n' >"$etc/five.sig"
printf ' proof "synthetic"\n packet len == 5\n application skype\n weight 60\n}\n' >>"$etc/five.sig"
start texts -r "$scratch/pipe" --user nobody --log "$scratch/var/texts.csv" --set "$etc/five.sig" \
    --subscribers "$etc/subscribers" --policy "$etc/policy"
exec 9>"$scratch/pipe"
cat "$scratch/a.pcap" >&9
await "it does not come true" in_log "$scratch/var/texts.csv" '^end'
for option in set:five.sig subscribers:subscribers policy:policy; do
    in_log "$scratch/texts.err" "--${option%:*} $etc/${option#*:}: the user nobody cannot read it .*on SIGHUP" ||
        fail "no warning of $option"
done
kill -HUP "$pid"
await "it does not come true" in_log "$scratch/texts.err" 'stay as they were'
chmod 755 "$etc"
chmod 644 "$etc/five.sig" "$etc/subscribers" "$etc/policy"
kill -HUP "$pid"
await "it does not come true" in_log "$scratch/texts.err" 'policy were read'
chmod 700 "$etc"
exec 9>&-
ended 0 "$pid" texts
[ "$(rows "$scratch/var/texts.csv" end user application decision | sort -u)" = "anna skype log" ] || fail "not what they say"

# who stays root needs nothing of it, and gives nothing away
run 0 -r "$scratch/a.pcap" --log "$etc/own.csv" --report "$etc/report" --subscribers "$etc/subscribers"
quiet
[ "$(stat -c %U "$etc/own.csv" "$etc/report" | sort -u)" = root ] || fail "given away"
finished
