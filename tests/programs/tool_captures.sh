#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# tool_captures.sh PROGRAM: captures that are missing, broken, cut, or of another kind.
set -eu
program=$1
. "$(dirname "$0")/synthetic.sh"

{ pcap_header; udp 1 0 1 1000 2 2000 hello; udp 2 0 2 2000 1 1000 world; } >"$scratch/good.pcap"
pcap_header >"$scratch/empty.pcap"
: >"$scratch/nothing.pcap"
echo 'this is no capture, whatever it is called' >"$scratch/text.pcap"
{ pcap_header 147; udp 1 0 1 1000 2 2000 hello; udp 1 0 1 1000 2 2000 hello; } >"$scratch/link.pcap"
{ pcap_header; record 1 0 1073741824; } >"$scratch/huge.pcap"

run 0 classify --csv "$scratch/good.pcap"
no_err
lines 2
run 0 classify --csv "$scratch/empty.pcap"
no_err
lines 1

run 2 classify --csv "$scratch/missing.pcap"
err 'missing\.pcap: No such file'
run 2 classify --csv "$scratch"
err 'not a capture that can be read'
run 2 classify --csv "$scratch/nothing.pcap"
err 'nothing\.pcap: not a capture that can be read'
run 2 classify --csv "$scratch/text.pcap"
err 'text\.pcap: not a capture that can be read'
lines 1
run 2 classify --csv "$scratch/huge.pcap"
err 'huge\.pcap: packet 1: '

# seconds are unsigned in pcap files: later than 2038; and more microseconds than a second has
{ pcap_header; udp 3000000000 5 1 1000 2 2000 hello; udp 4294967295 4294967295 2 2000 3 1000 world; } >"$scratch/late.pcap"
run 0 classify --csv "$scratch/late.pcap"
out '^udp,10\.0\.0\.1,.*,3000000000\.000005,3000000000\.000005,1,'
out '^udp,10\.0\.0\.2,.*,4294967295\.[0-9]+,4294967295\.[0-9]+,1,'

# the others are dealt with all the same
run 2 classify --csv "$scratch/missing.pcap" "$scratch/text.pcap" "$scratch/good.pcap"
lines 2
err 'missing'
err 'text'

# cut anywhere: what is whole is told, and the packet that is not is named
whole=$(wc -c <"$scratch/good.pcap")
for length in $((whole - 1)) $((whole - 47)) $((whole - 47 - 15)); do
    head -c "$length" "$scratch/good.pcap" >"$scratch/cut.pcap"
    run 2 classify --csv "$scratch/cut.pcap"
    err 'cut\.pcap: packet 2: truncated'
    lines 2
    out ',1,47,unknown,'
done
head -c 20 "$scratch/good.pcap" >"$scratch/cut.pcap"
run 2 classify --csv "$scratch/cut.pcap"
err 'cut\.pcap: not a capture that can be read: truncated'

run 0 classify --csv "$scratch/link.pcap"
err 'link\.pcap: 2 frames of a link type that is not known'
lines 1

run 0 classify --csv - <"$scratch/good.pcap"
lines 2
mkfifo "$scratch/pipe"
cat "$scratch/good.pcap" >"$scratch/pipe" &
run 0 classify --csv "$scratch/pipe"
lines 2
wait

# an interface of another link type after the first: what comes before it is read, and the limit is named
section() {
    bytes 0a 0d 0d 0a 1c 00 00 00 4d 3c 2b 1a 01 00 00 00 ff ff ff ff ff ff ff ff 1c 00 00 00
}
interface() {
    bytes 01 00 00 00 14 00 00 00 "$1" 00 00 00 ff ff 00 00 14 00 00 00
}
{ section; interface 01; interface 71; } >"$scratch/mixed.pcapng"
run 2 classify --csv "$scratch/mixed.pcapng"
err 'mixed\.pcapng: packet 1: interfaces with different link types in one file'
{ section; interface 01; interface 01; } >"$scratch/same.pcapng"
run 0 classify --csv "$scratch/same.pcapng"
no_err
