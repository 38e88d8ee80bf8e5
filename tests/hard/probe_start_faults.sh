#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# probe_start_faults.sh PROGRAM SYNTH FAULT: each call by which skypedpi-probe opens an interface, looks at packets, gives up
# its rights or locks its pidfile fails once. Where it could go on with more rights than it was told to have, or see nothing, it does not run.
set -eu
program=$1 synth=$2 preload=$3
[ "$(id -u)" -eq 0 ] || { echo "SKIPPED: only root has rights to give up"; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
unset MALLOC_PERTURB_
chmod 755 "$scratch"
mkdir -m 777 "$scratch/told"
"$synth" udp-probe-accept -o "$scratch/a.pcap"
failed=0 count=0

fail() {
    echo "FAILED: $call $at: $*"
    sed 's/^/    /' "$scratch/err" | head -5
    failed=$((failed + 1))
}

# probe CALL AT ERRNO OPTION...: as user nobody, where it should write as that one; $fired tells whether the fault was
# met. Without --foreground two signals would end it, and the second at once.
probe() {
    call=$1 at=$2 error=$3
    shift 3
    rm -rf "$scratch/out" "$scratch/told/fired"
    mkdir -m 777 "$scratch/out"
    status=0
    env FAULT_CALL="$call" FAULT_AT="$at" FAULT_ERRNO="$error" FAULT_FIRED="$scratch/told/fired" LD_PRELOAD="$preload" \
        timeout --foreground -s TERM "${limit:-20}" "$program" -w 1 --max-flows 64 --max-endpoints 64 --log "$scratch/out/a.csv" "$@" \
        2>"$scratch/err" || status=$?
    fired=no
    [ ! -e "$scratch/told/fired" ] || fired=yes
    [ "$fired" = no ] || count=$((count + 1))
}

complained() {
    grep -q 'skypedpi-probe: [^0-9]' "$scratch/err" || fail "no complaint"
}

# refused: it did not run, and wrote nothing
refused() {
    [ "$status" -eq 2 ] || fail "it ended with $status"
    [ ! -s "$scratch/out/a.csv" ] || fail "it ran, and wrote"
    complained
}

# lost: it ran to its end, and says that it did not see all
lost() {
    [ "$status" -eq 1 ] || fail "it ended with $status"
    complained
}

# ---- rights: every one of these calls, in the order in which they come ----

for call in chdir initgroups setgroups setegid seteuid setresgid setresuid prctl capset; do
    for n in 1 2 3 4; do
        probe "$call" "$n" 1 -r "$scratch/a.pcap" --user nobody --chdir /
        [ "$fired" = yes ] || break
        refused
    done
    [ "$n" -gt 1 ] || fail "it is never called"
done
probe prctl 1 22 -r "$scratch/a.pcap"
refused
probe capset 1 1 -r "$scratch/a.pcap" --user nobody
refused
probe none 1 0 -r "$scratch/a.pcap" --user nobody
[ "$status" -eq 0 ] && [ "$(stat -c %U "$scratch/out/a.csv")" = nobody ] || fail "without a fault it ends with $status"

# ---- captures and interfaces ----

probe pcap_next_ex 3 5 -r "$scratch/a.pcap"
lost
probe pcap_compile 1 5 -r "$scratch/a.pcap" --filter udp
refused
probe pcap_setfilter 1 5 -r "$scratch/a.pcap" --filter udp
refused
for call in pcap_create pcap_activate pcap_setnonblock pcap_compile pcap_setfilter socket; do
    probe "$call" 1 1 -i lo --filter udp
    [ "$fired" = no ] || refused
done
for call in pcap_dispatch poll; do
    for n in 1 3; do
        probe $call $n 12 -i lo
        [ "$fired" = no ] || lost
    done
done
# what cannot be counted is not the end
limit=3 probe pcap_stats 1 5 -i lo
[ "$fired" = yes ] && grep -q ' frames of ' "$scratch/err" || fail "it did not go on"

# ---- the file of the process: no locks there is another matter than another probe ----

export FAULT_UNDER="$scratch"
probe flock 1 37 -r "$scratch/a.pcap" --pidfile "$scratch/pid"
refused
grep -q 'pid: No locks available' "$scratch/err" || fail "it does not tell why"
probe flock 1 11 -r "$scratch/a.pcap" --pidfile "$scratch/pid"
refused
grep -q 'pid: another probe runs' "$scratch/err" || fail "it does not tell of the other one"

echo "$count faults, $failed not dealt with"
[ $failed -eq 0 ] && [ $count -ge 20 ]
