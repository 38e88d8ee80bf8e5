#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# tool_sign.sh PROGRAM: keys, signatures, and sets that must be signed; with the stock minisign, if it is there.
set -eu
program=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
. "$here/synthetic.sh"
cd "$scratch"

# text NAME "SET LINE'S WORDS": a set of one signature
text() {
    printf 'set mine version "7" %s\nsignature five {\n    id 501\n    transport udp\n    era any\n' "$2" >"$1"
    printf '    mechanism none\n    activity none\n    source "s"\n    proof "a.pcap"\n    packet len == 5\n    weight 60\n}\n' >>"$1"
}

# spoil FILE AT: another byte at that place, counted from 0
spoil() {
    cp "$1" spoilt
    if [ "$(dd if="$1" bs=1 skip="$2" count=1 2>/dev/null)" = x ]; then byte=y; else byte=x; fi
    printf %s "$byte" | dd of=spoilt bs=1 seek="$2" conv=notrunc 2>/dev/null
    cp spoilt "$1"
}

{ pcap_header; udp 1 0 1 1000 2 2000 hello; } >a.pcap
text a.sig 'release 14 date 2026-01-31 requires 0.1 expires 9999-12-31'
text old.sig 'release 3 expires 2001-01-01'
text plain.sig ''
for name in a old plain; do
    run 0 compile -o $name.image $name.sig
    no_err
    run 0 test --set $name.image --record $name.image.proved a.pcap # without it no image is signed
done
cp a.image again.image
run 0 compile -o again.image a.sig
cmp a.image again.image || fail "the same text made another image"

# dump
run 0 dump a.image
out '^release 14, of 2026-01-31, requires libskypedpi 0\.1, expires 9999-12-31$'
run 0 dump plain.image
! grep -qE 'release|expires' out || fail "facts that no line tells"

for command in keygen sign verify; do
    run 0 help $command
    out "^usage: skypedpi $command "
    run 1 $command --nonsense
    err "^skypedpi $command: unrecognized option '--nonsense'"
done

# keygen
run 0 keygen -s bare.key -p bare.pub --no-password
out '^key [0-9A-F]{16}: RW[A-Za-z0-9+/]{54}$'
lines 1
no_err
public=$(sed 's/.*: //' out)
[ "$(tail -n 1 bare.pub)" = "$public" ] || fail "the key told is not the key written"
[ "$(ls -l bare.key | cut -c 1-10)" = -rw------- ] || fail "others may read the secret key"
cp bare.key before
run 1 keygen -s bare.key -p other.pub --no-password
err 'bare\.key: is there already; there is --force'
run 1 keygen -s other.key -p bare.pub --no-password
err 'bare\.pub: is there already'
cmp bare.key before || fail "a refused keygen changed a key"
[ ! -e other.key ] && [ ! -e other.pub ] || fail "half a pair"
run 0 keygen -s other.key -p other.pub --no-password
run 0 keygen -s other.key -p other.pub --no-password --force
run 1 keygen -s none/x.key -p x.pub --no-password
err 'none/x\.key: No such file'
run 1 keygen -s x.key -p none/x.pub --no-password
err 'none/x\.pub: No such file'
[ ! -e x.key ] || fail "half a pair, as the other half could not be written"
run 1 keygen -s x.key -p x.key --no-password
err 'which two files'
for same in ./x.key ../"${PWD##*/}"/x.key; do
    run 1 keygen -s x.key -p "$same" --no-password
    err 'which two files'
done
printf 'secret\n' >word
run 1 keygen --force -s word -p x.pub --password-file word
run 1 keygen --force -s x.key -p word --password-file=word
err 'word: is read, too, and not written over'
[ "$(cat word)" = secret ] || fail "a password written over"
run 1 keygen -s x.key
run 1 keygen -s x.key -p x.pub more --no-password
run 1 keygen -s x.key -p x.pub --no-password --password-file none
err 'not both'
[ ! -e x.key ] || fail "a key in spite of wrong usage"

# sign
run 0 sign -s bare.key a.image
out '^a\.image\.minisig: set mine version "7" release 14 date 2026-01-31 requires 0\.1 expires 9999-12-31$'
no_err
grep -qx 'trusted comment: set mine version "7" release 14 date 2026-01-31 requires 0.1 expires 9999-12-31' \
    a.image.minisig || fail "the trusted comment"
[ "$(wc -l <a.image.minisig)" -eq 4 ] || fail "a signature has four lines"
cp a.image.minisig before
run 0 sign -s bare.key a.image plain.image a.sig
err 'plain\.image: the set has no release number'
out '^plain\.image\.minisig: set mine version "7"$'
out '^a\.sig\.minisig: file a\.sig$'
cmp a.image.minisig before || fail "signed again, the signature is another"
# neither the key nor what is signed, too, gives way to a signature
cp bare.key b.minisig
cp a.sig b
run 1 sign -s b.minisig b
run 1 sign -sb.minisig b
err 'b\.minisig: is read, too, and not written over'
cmp b.minisig bare.key || fail "a secret key written over"
cp a.sig b.minisig
run 1 sign -s bare.key b.minisig b
cmp b.minisig a.sig && [ ! -e b.minisig.minisig ] || fail "text to be signed written over"
cp a.image.proved b.image.minisig
cp a.image b.image
run 1 sign -s bare.key --proved b.image.minisig b.image
cmp b.image.minisig a.image.proved || fail "a record written over"
rm b b.minisig b.image b.image.minisig
run 0 sign -s bare.key old.image
err 'old\.image: this release of the set expired on 2001-01-01'
run 1 sign -s bare.key none.image
err 'none\.image: No such file'
run 1 sign -s none.key a.image
err 'none\.key: No such file'
run 1 sign -s bare.pub a.image
err 'bare\.pub: no secret key to use: its second line is not Base64'
run 1 sign -s a.image a.image
err 'a\.image: no secret key to use: its first line'
head -c 100000 /dev/zero >zeros
run 1 sign -s zeros a.image
err 'zeros: too long for a secret key'
run 1 sign -s bare.key zeros
err 'zeros: this is not a signature image'
head -c 200 a.image >cut.image
run 1 sign -s bare.key cut.image
err 'cut\.image: the image is shorter'
[ ! -e cut.image.minisig ] && [ ! -e zeros.minisig ] || fail "what cannot be used was signed"
run 1 sign a.image
err 'with which key'
run 1 sign -s bare.key
err 'which file'

# verify
run 0 verify -p bare.pub a.image a.sig
out '^a\.image: good signature of key [0-9A-F]{16}$'
out '^  comment: set mine version "7" release 14 '
out '^  set mine 7, release 14, of 2026-01-31, requires libskypedpi 0\.1, expires 9999-12-31$'
out '^  comment: file a\.sig$'
lines 5
no_err
run 0 verify -P "$public" a.image
run 0 verify -p bare.pub old.image
err 'old\.image: this release of the set expired on 2001-01-01: look for a newer one'
run 1 verify -p other.pub a.image
err 'a\.image: not verified: signed with another key \(its signature is of key [0-9A-F]{16}, the key asked for is'
lines 0
run 1 verify -p bare.pub a.image b.image
err 'b\.image: No such file'
out '^a\.image: good'
cp a.image b.image
run 1 verify -p bare.pub b.image a.image
err 'b\.image\.minisig: No such file'
out '^a\.image: good'
cp old.image.minisig b.image.minisig
run 1 verify -p bare.pub b.image
err 'b\.image: not verified: the signature is not one of these bytes'
for at in 0 9 40 90 200 "$(($(wc -c <b.image) - 1))"; do
    cp a.image b.image
    cp a.image.minisig b.image.minisig
    run 0 verify -p bare.pub b.image
    spoil b.image "$at"
    run 1 verify -p bare.pub b.image
    err 'b\.image: not verified: the signature is not one of these bytes'
done
cp a.image b.image
sed 's/release 14/release 15/' a.image.minisig >b.image.minisig
run 1 verify -p bare.pub b.image
err 'not verified: the trusted comment was changed'
sed 's/^untrusted comment: .*/untrusted comment: anything/' a.image.minisig >b.image.minisig
run 0 verify -p bare.pub b.image
length=$(wc -c <a.image.minisig)
for cut in 0 1 18 19 30 55 100 "$((length - 90))" "$((length - 89))" "$((length - 50))" "$((length - 2))"; do
    head -c "$cut" a.image.minisig >b.image.minisig
    run 1 verify -p bare.pub b.image
    err 'b\.image\.minisig: no signature: '
done
cp a.image b.image.minisig
run 1 verify -p bare.pub b.image
err 'b\.image\.minisig: no signature: its first line'
cp zeros b.image.minisig
run 1 verify -p bare.pub b.image
err 'b\.image\.minisig: too long for a signature'
run 1 verify -p zeros a.image
run 1 verify -p none.pub a.image
err 'none\.pub: No such file'
run 1 verify -p bare.key a.image
err 'bare\.key: no public key: '
for cut in 0 30 60 "$(($(wc -c <bare.pub) - 2))"; do
    head -c "$cut" bare.pub >cut.pub
    run 1 verify -p cut.pub a.image
    err 'cut\.pub: no public key: '
done
run 1 verify -P nonsense a.image
err "'nonsense': not Base64 of a public key"
run 1 verify a.image
run 1 verify -p bare.pub
err 'which file'

# compile and classify of what is signed
run 0 compile --public-key bare.pub -o signed.image a.sig
cmp signed.image a.image || fail "signed text makes another image"
rm signed.image
run 1 compile --public-key other.pub -o signed.image a.sig
err 'a\.sig: not verified: signed with another key'
run 1 compile --public-key bare.pub -o signed.image a.sig old.sig
err 'old\.sig\.minisig: No such file'
[ ! -e signed.image ] || fail "compiled what nobody signed"
for set in a.image a.sig; do
    run 0 classify --csv --set $set --public-key bare.pub a.pcap
    no_err
    grep -q ',likely,60,five,' out || fail "a signed set was not used"
    run 1 classify --csv --set $set --public-key other.pub a.pcap
    err 'not verified: signed with another key'
    lines 0
done
run 1 classify --set b.image --public-key bare.pub a.pcap
err 'b\.image\.minisig: '
run 1 classify --set a.sig --set old.sig --public-key bare.pub a.pcap
err 'old\.sig\.minisig: No such file'
run 1 classify --public-key bare.pub a.pcap
err -- '--public-key is for a set of yours'
run 0 classify --csv --set old.image a.pcap
err 'old\.image: this release of the set expired on 2001-01-01'
lines 2

# keys of several publishers: each file by any of them
text theirs.sig 'release 2'
sed -i 's/^set mine/set theirs/' theirs.sig
run 0 compile -o theirs.image theirs.sig
run 0 test --set theirs.image --record theirs.image.proved a.pcap
run 0 sign -s other.key theirs.image theirs.sig
for keys in 'bare.pub other.pub' 'other.pub bare.pub'; do
    set -- $keys
    run 0 verify -p "$1" -p "$2" a.image theirs.image
    [ "$(grep -c 'good signature of key' out)" -eq 2 ] || fail "one of two keys is not looked at"
    [ "$(sed -n 's/.*good signature of key //p' out | sort -u | wc -l)" -eq 2 ] || fail "which key it was"
    run 0 classify --csv --public-key "$1" --set a.image --public-key "$2" --set theirs.image a.pcap
    no_err
    grep -q ',final,' out || fail "two signed sets together"
    run 0 compile --public-key "$1" --public-key "$2" -o two.image a.sig
    cmp two.image a.image || fail "compiled with two keys"
done
run 0 verify -P "$public" -p other.pub a.image theirs.image
run 0 verify -p bare.pub -p bare.pub a.image
run 1 verify -p bare.pub -p none.pub a.image
err 'none\.pub: No such file'
lines 0
# a key is revoked by leaving it out
run 1 verify -p bare.pub a.image theirs.image
out '^a\.image: good'
err 'theirs\.image: not verified: signed with another key'
run 1 classify --csv --public-key bare.pub --set a.image --set theirs.image a.pcap
err 'theirs\.image: not verified: signed with another key \(its signature is of key [0-9A-F]{16}, the key asked for is [0-9A-F]{16}\)$'
lines 0
run 1 compile --public-key bare.pub -o two.image theirs.sig
err 'theirs\.sig: not verified: signed with another key'
# keys that are all of somebody else; the right key, other bytes
run 0 keygen -s third.key -p third.pub --no-password
run 1 classify --csv --public-key other.pub --public-key third.pub --set a.image a.pcap
err 'a\.image: not verified: signed with another key \(its signature is of key [0-9A-F]{16}, the keys asked for are [0-9A-F]{16}, [0-9A-F]{16}\)$'
cp theirs.image b.image
cp a.image.minisig b.image.minisig
run 1 verify -p other.pub -p bare.pub -p third.pub b.image
err 'b\.image: not verified: the signature is not one of these bytes'
# what looks like the right key: its number, and the bytes of another
{ head -n 1 bare.pub; { tail -n 1 bare.pub | base64 -d | head -c 10; tail -n 1 other.pub | base64 -d | tail -c 32; } | base64 -w 0; echo; } >false.pub
run 1 verify -p false.pub a.image
err 'a\.image: not verified: the signature is not one of these bytes'
run 0 verify -p false.pub -p bare.pub a.image
run 0 verify -p bare.pub -p false.pub a.image
many=
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do many="$many -p other.pub"; done
run 0 verify $many theirs.image
run 1 verify $many -p bare.pub theirs.image
err 'more than 16 public keys'
lines 0

# an image of several sets: each is told and warned of
text late.sig 'release 5 expires 2001-01-01'
text bald.sig ''
sed -i 's/^set mine/set late/' late.sig
sed -i 's/^set mine/set bald/' bald.sig
run 0 compile -o three.image a.sig late.sig bald.sig
run 0 test --set three.image --record three.image.proved a.pcap
run 0 sign -s bare.key three.image
err 'late: this release of the set expired on 2001-01-01'
err 'bald: the set has no release number'
run 0 verify -p bare.pub three.image
err 'late: this release of the set expired on 2001-01-01'
out '^  set mine 7, release 14, '
out '^  set late 7, release 5, expires 2001-01-01$'
out '^  set bald 7$'
sed -i 's/^268435957 proved.*/268435957 unproved/' three.image.proved
run 1 sign -s bare.key three.image
err 'signature late:five \(501\) fired on nothing'

# passwords from a file
printf 'correct horse\nsecond line\n' >password
run 0 keygen -s full.key -p full.pub --password-file password
if sh -c 'ulimit -v 200000 && "$0" --version' "$program" >/dev/null 2>&1; then # a key that costs less, and takes less time
    (ulimit -v 200000 && run 0 keygen -s sealed.key -p sealed.pub --password-file password)
    (ulimit -v 200000 && run 1 sign -s full.key --password-file password a.image && err 'not enough memory to open')
else
    echo "the program needs more address space than that: little memory not tried"
    cp full.key sealed.key
    cp full.pub sealed.pub
fi
run 0 sign -s full.key --password-file password a.image
run 0 verify -p full.pub a.image
run 0 sign -s sealed.key --password-file password a.image
run 0 verify -p sealed.pub a.image
printf 'correct horse\r\n' >password.dos
run 0 sign -s sealed.key --password-file password.dos a.image
for wrong in 'correct hors' '' 'correct horse '; do
    printf '%s' "$wrong" >password.wrong
    run 1 sign -s sealed.key --password-file password.wrong a.image
    err 'sealed\.key: no secret key to use: the password is wrong, or the key is damaged'
done
run 1 sign -s sealed.key --password-file zeros a.image
err 'zeros: too long for a password'
head -c 5 /dev/zero >nul
run 1 sign -s sealed.key --password-file nul a.image
err 'nul: not a password'
run 1 sign -s sealed.key --password-file none a.image
err 'none: No such file'
run 1 keygen -s x.key -p x.pub --password-file /dev/null
err 'an empty password protects nothing'
[ ! -e x.key ] && [ ! -e x.pub ] || fail "a key without a password"

# passwords from the terminal
if setsid -w true 2>/dev/null; then
    status=0
    setsid -w "$program" sign -s sealed.key a.image </dev/null >out 2>err || status=$?
    [ "$status" -eq 1 ] || fail "exit status $status without a terminal"
    err 'no terminal to ask for the password'
fi
python3 "$here/terminal.py" "$program" || fail "terminal"
run 0 verify -p sealed.pub a.image

# the stock program
if ! command -v minisign >/dev/null; then
    echo "minisign is not installed: only keys and signatures of our own were tried"
    exit 77
fi
# stock ARGUMENT...: must succeed
stock() {
    minisign "$@" >stock.out 2>&1 || { cat stock.out; fail "minisign $*"; }
}
# stock_refuses ARGUMENT...: must not
stock_refuses() {
    ! minisign "$@" >stock.out 2>&1 || { cat stock.out; fail "accepted: minisign $*"; }
}
for key in bare sealed; do
    run 0 sign -s $key.key --password-file password a.image a.sig
    stock -V -H -p $key.pub -m a.image
    grep -qF 'Trusted comment: set mine version "7" release 14 date 2026-01-31 requires 0.1 expires 9999-12-31' stock.out ||
        fail "the comment as minisign sees it"
    stock -V -P "$(tail -n 1 $key.pub)" -m a.sig
    cp a.image b.image
    sed 's/release 14/release 15/' a.image.minisig >b.image.minisig
    stock_refuses -V -p $key.pub -m b.image
    cp a.image.minisig b.image.minisig
    spoil b.image 100
    stock_refuses -V -p $key.pub -m b.image
    stock -S -s $key.key -t 'by minisign' -m a.image <password
    run 0 verify -p $key.pub a.image
    out '^  comment: by minisign$'
    stock -S -l -s $key.key -m a.image <password
    run 0 verify -p $key.pub a.image
    out '^  comment: timestamp:'
done
printf 'correct horse\ncorrect horse\n' >twice
stock -G -s stock.key -p stock.pub <twice
stock -G -W -s stockbare.key -p stockbare.pub </dev/null
for key in stock stockbare; do
    run 0 sign -s $key.key --password-file password a.image
    run 0 verify -p $key.pub a.image
    stock -V -H -p $key.pub -m a.image
done
stock -S -s bare.key -m cut.image
run 1 verify -p bare.pub cut.image
err 'cut\.image: the image is shorter'
stock -C -W -s stock.key <password
run 0 sign -s stock.key a.image
stock -V -p stock.pub -m a.image
