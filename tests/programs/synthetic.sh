# SPDX-License-Identifier: BSD-2-Clause
# Captures made with printf, and checks, for the tests of the program. To be sourced.

# byte NUMBER
byte() {
    # shellcheck disable=SC2059
    printf "\\$(($1 >> 6 & 3))$(($1 >> 3 & 7))$(($1 & 7))"
}

# bytes HEX...: each a byte
bytes() {
    for hex in "$@"; do
        byte $((0x$hex))
    done
}

be16() {
    byte $(($1 >> 8))
    byte "$1"
}

le32() {
    byte "$1"
    byte $(($1 >> 8))
    byte $(($1 >> 16))
    byte $(($1 >> 24))
}

# pcap_header [LINK]: of a file with microseconds, Ethernet unless told
pcap_header() {
    bytes d4 c3 b2 a1 02 00 04 00 00 00 00 00 00 00 00 00 00 00 04 00
    le32 "${1:-1}"
}

# record SECONDS MICROSECONDS BYTES: the header of a frame
record() {
    le32 "$1"
    le32 "$2"
    le32 "$3"
    le32 "$3"
}

# ethernet_ipv4 LENGTH FRAGMENT PROTOCOL LAST_FROM LAST_TO: 34 bytes, of 10.0.0.LAST_FROM to 10.0.0.LAST_TO
ethernet_ipv4() {
    bytes 02 00 00 00 00 02 02 00 00 00 00 01 08 00
    bytes 45 00
    be16 $(($1 + 20))
    bytes 00 07
    be16 "$2"
    bytes 40
    byte "$3"
    bytes 00 00 0a 00 00
    byte "$4"
    bytes 0a 00 00
    byte "$5"
}

# udp SECONDS MICROSECONDS FROM SPORT TO DPORT TEXT: a frame of 42 bytes and the text
udp() {
    record "$1" "$2" $((42 + ${#7}))
    ethernet_ipv4 $((8 + ${#7})) 0 17 "$3" "$5"
    be16 "$4"
    be16 "$6"
    be16 $((8 + ${#7}))
    bytes 00 00
    printf '%s' "$7"
}

# tcp SECONDS FROM SPORT TO DPORT FLAGS SEQUENCE TEXT: a frame of 54 bytes and the text; flags in hex
tcp() {
    record "$1" 0 $((54 + ${#8}))
    ethernet_ipv4 $((20 + ${#8})) 0 6 "$2" "$4"
    be16 "$3"
    be16 "$5"
    bytes 00 00
    be16 "$7"
    bytes 00 00 00 00 50 "$6" ff ff 00 00 00 00
    printf '%s' "$8"
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

fail() {
    echo "FAILED: $*"
    for file in "$scratch/out" "$scratch/err"; do
        [ ! -e "$file" ] || sed "s/^/    ${file##*/}: /" "$file"
    done
    exit 1
}

# play SCENARIO: a synthetic capture of that name; $synth is the program that writes it
play() {
    "$synth" "$1" -o "$scratch/$1.pcap" >/dev/null || fail "no scenario $1"
}

# run STATUS ARGUMENT...: the program must end with that status; its output is in $scratch/out and $scratch/err
run() {
    wanted=$1
    shift
    status=0
    "$program" "$@" >"$scratch/out" 2>"$scratch/err" || status=$?
    [ "$status" -eq "$wanted" ] || fail "exit status $status, not $wanted: skypedpi $*"
}

# out PATTERN, err PATTERN: a line of the output matches; no_err: nothing was complained about
out() {
    grep -qE -e "$1" "$scratch/out" || fail "output lacks: $1"
}
err() {
    grep -qE -e "$1" "$scratch/err" || fail "complaints lack: $1"
}
no_err() {
    [ ! -s "$scratch/err" ] || fail "complaints"
}
# lines N: the output has so many
lines() {
    [ "$(wc -l <"$scratch/out")" -eq "$1" ] || fail "output has not $1 lines"
}
