#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# doc_set.sh PROGRAM ROOT CAPTURES: "A set of your own" in docs/signatures.md does what it says: its commands are run, in
# order, among all captures there are.
set -eu
unset MALLOC_PERTURB_ # an engine for each of some 1,500 captures: not to be filled with a pattern
program=$(realpath "$1")
root=$2 captures=$3
if [ ! -d "$captures/negative" ]; then
    echo "no captures: skipped"
    exit 77
fi
captures=$(realpath "$captures")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
fail() {
    echo "FAILED: $1"
    exit 1
}

mkdir "$scratch/bin" "$scratch/work"
ln -s "$program" "$scratch/bin/skypedpi"
cp "$root/examples/set/wireguard.sig" "$scratch/work"
# one folder for all; what has another suffix gets one
for file in "$captures"/skype/*cap "$captures"/negative/*/*; do
    name=$(basename "$file")
    case $name in
    *.pcap | *.cap) ;;
    *) name=$name.pcap ;;
    esac
    [ ! -e "$scratch/work/$name" ] || name=$(basename "$(dirname "$file")")-$name
    ln -s "$file" "$scratch/work/$name"
done

section=$scratch/section
sed -n '/^## A set of your own$/,/^## /p' "$root/docs/signatures.md" >"$section"
[ "$(wc -l <"$section")" -gt 40 ] || fail "the section is gone"

# blocks MARK: what stands between MARK and the next closing one
blocks() {
    awk -v mark="$1" '/^```/ { inside = !inside; wanted = inside && $0 == mark; next } wanted' "$section"
}

# what is shown is how the file begins, but for its comments, and a set as it stands
blocks '```' >"$scratch/shown"
grep -q '^signature handshake {$' "$scratch/shown" || fail "no signature is shown"
sed -n '/^#/d; /^set /,/^}$/p' "$root/examples/set/wireguard.sig" | diff "$scratch/shown" - ||
    fail "what is shown is another than the file's"
"$program" check --werror "$scratch/shown" 2>"$scratch/err.shown" || { cat "$scratch/err.shown"; fail "what is shown is no set"; }

# the commands; what some captures are broken in is told on stderr, and then the exit status is 2
blocks '```sh' >"$scratch/commands"
[ "$(grep -c '^skypedpi ' "$scratch/commands")" -ge 10 ] || fail "there were more commands"
cd "$scratch/work"
PATH=$scratch/bin:$PATH
number=0
while read -r command; do
    number=$((number + 1))
    status=0
    sh -c "$command" </dev/null >"$scratch/out.$number" 2>"$scratch/err.$number" || status=$?
    case $command in
    *\*.pcap*) [ $status -eq 0 ] || [ $status -eq 2 ] || { cat "$scratch/err.$number"; fail "$command: exit $status"; } ;;
    *) [ $status -eq 0 ] || { cat "$scratch/err.$number"; fail "$command: exit $status"; } ;;
    esac
done <"$scratch/commands"

# what it finds: the captures that have it, each flow, and no other
flows() {
    grep -c ",wireguard,[a-z]*,none,[^,]*,final,95,$2," "$1" || :
}
found() {
    [ "$(flows found.csv '[a-z-]*')" -eq 6 ] || { cat found.csv; fail "not the six flows there are"; }
    [ "$(wc -l <found.csv)" -eq 7 ] || fail "something else was found"
    for flow in 10.9.0.1,43462,10.9.0.2,51820 139.162.192.157,51820,192.168.0.14,36116 10.0.2.15,57701,217.23.3.76,443 \
        192.168.122.11,22595,198.54.131.98,5060 10.0.2.15,57636,142.93.78.79,51820 192.168.88.3,41641,18.196.71.179,41641; do
        grep -q "^udp,$flow," found.csv || fail "not found: $flow"
    done
}
found
[ "$(flows found.csv handshake)" -eq 2 ] || fail "handshakes"
[ "$(flows found.csv counted)" -eq 4 ] || fail "flows without one"

# beside Skype: the same flows, and the set is named
[ "$(wc -l <skype.csv)" -gt 100 ] || fail "where are the Skype flows?"
sed 's/,wireguard:\([a-z-]*\),/,\1,/' beside.csv | cmp - found.csv || fail "beside Skype other flows are found"
[ "$(flows beside.csv 'wireguard:[a-z-]*')" -eq 6 ] || fail "the set is not named"
grep -q 'wireguard.image' "$scratch/commands" && [ -s wireguard.image.minisig ] || fail "no release"
