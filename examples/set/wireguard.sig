# SPDX-License-Identifier: BSD-2-Clause
# WireGuard, told by how its messages belong together. Numbers on the wire are little-endian.

set wireguard version "1" release 1 date 2026-11-22 requires 0.1
application "wireguard"

# A client gives the session a number of its own choice; the answer returns it. Both have one size for ever.
signature handshake {
    id 1
    transport udp
    application wireguard
    era any
    mechanism none
    activity none
    source "WireGuard paper, 5.4.2 and 5.4.3: 148 bytes with the sender's index at offset 4, 92 bytes with that index at offset 8"
    proof "wireguard.pcap, protonvpn.pcap"
    packet reverse.len == 148 and reverse.le32[0] == 1
        and len == 92 and le32[0] == 2 and le32[8] == reverse.le32[4]
        and le32[4] != le32[8]
    weight 95
}

# Without the handshake: three packets of one direction go to one index, are padded to 16 bytes and counted. The one in
# the middle tells no more than that, and fires on the way.
signature counted {
    id 2
    transport udp
    application wireguard
    era any
    mechanism none
    activity none
    source "WireGuard paper, 5.4.6: type 4, the receiver's index, a counter of 64 bits, the padded packet, 16 bytes of proof"
    proof "mullvad_wireguard.pcap, tunnelbear.pcap"
    packet le32[0] == 4 and len >= 32 and len & 15 == 0 and le32[12] == 0
        and prev.le32[0] == 4 and prev.len & 15 == 0 and prev.le32[4] == le32[4]
        and le32[8] - prev.le32[8] == 1
    weight 55
}

signature counted-again {
    id 3
    transport udp
    application wireguard
    era any
    mechanism none
    activity none
    source "WireGuard paper, 5.4.6, as above"
    proof "mullvad_wireguard.pcap, tunnelbear.pcap"
    after counted
    packet le32[0] == 4 and len >= 32 and len & 15 == 0 and le32[12] == 0
        and prev.le32[0] == 4 and prev.len & 15 == 0 and prev.le32[4] == le32[4]
        and le32[8] - prev.le32[8] == 1
    weight 40
}
