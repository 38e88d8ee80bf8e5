# What one flow cannot show: most UDP flows of a client are one or two packets long, but all of them leave from one port,
# with one counter for their ids. A counter is no length (the whole, or the whole less what stands before it); from 512
# bytes on byte 2 may be a length's upper one, so these do not count. Vectors must be new in their upper half, where clocks
# and counters stand still; there RakNet has the end of a counter and flags.

signature endpoint-id-sweep {
    id 1101
    transport udp
    scope endpoint
    era 0.9 - 7.18
    mechanism udp-direct
    activity signalling
    source "EHL06 5.1: new requests count up from one number over all destinations; facts 10: four peers, steps of 1 to 32, vectors that differ"
    proof "SkypeIRC.cap, skype_no_unknown.pcap; synthetic udp-startup-old, udp-startup-new"
    packet u8[2] == 2 and len in 18..511 and distinct(3, 8) >= 5 and u16[0] != 0
        and (len - u16[0]) & 0xffff > 4 and u16[3] & 0xff0f != 0
    step skype.id in 1..32
    fresh u16[3]
    count 4 peers within 330 seconds
    weight 80
}

# Peers that send back what they were sent, a name or a cookie, or the port they see, agree on nothing.
signature endpoint-public-address {
    id 1102
    transport udp
    scope endpoint
    received
    era 1.0 - 7.18
    mechanism udp-direct
    activity signalling
    source "SN06 p.42, 74-76; EHL06: each ack and NACK tells the client its public address, so they agree"
    proof "SkypeIRC.cap; inbound-SkypeIRC.pcap; synthetic udp-notice"
    packet len == 11 and skype.function in {5, 7} and u8[3] in 1..223 and distinct(3, 8) >= 5
        and u16[7] != destination.port and (not reverse.seen or reverse.len < 12 or (skype.address != reverse.u32[3]
        and skype.address != reverse.u32[4] and skype.address != reverse.u32[7] and skype.address != reverse.u32[8]
        and skype.seed != reverse.u32[3] and skype.seed != reverse.u32[7]))
    same skype.address
    fresh u16[7]
    count 3 peers within 600 seconds
    weight 80
}

# Where the message before has the same value it is no checksum, but the name of who sends them.
signature endpoint-notice {
    id 1103
    transport udp
    scope endpoint
    era 1.0 - 7.18
    mechanism udp-direct
    activity presence
    source "SN06; own count on SkypeIRC.cap: a notice goes to 8 peers within 5 ms with one checksum and a vector for each"
    proof "SkypeIRC.cap; synthetic udp-notice"
    packet u8[2] == 2 and len >= 100 and distinct(3, 8) >= 5
        and (not prev.seen or prev.len < 12 or prev.skype.crc != skype.crc)
    same skype.crc
    fresh u16[3]
    count 4 peers within 1 seconds
    weight 80
}

# Ordinary nodes are probed by a few, supernodes by everybody.
signature endpoint-supernode {
    id 1104
    transport udp
    scope endpoint
    received
    era 0.9 - 7.18
    mechanism udp-direct
    activity supernode
    source "ROS08 4.3: most hosts are probed by one external peer, supernodes by 100 and more"
    proof "synthetic supernode"
    packet u8[2] == 2 and len in 18..1400 and distinct(3, 8) >= 5 and ordinal == 1
    count 100 peers within 3600 seconds
    weight 15
}

# Who lets others in by TCP serves them, each with a seed of its own: a client that is let in does so once, from one address.
signature endpoint-serves {
    id 1105
    transport tcp
    scope endpoint
    era 1.0 - 4.2
    mechanism tcp
    activity supernode
    source "EHL06 5.2.2; SN06: a supernode answers the 14-byte opening of those who join; ROS08 4.3: ordinary nodes are not asked by many"
    proof "synthetic supernode-tcp"
    packet server and ordinal == 1 and size[1] == 14 and len in 16..200 and record.length == record.rest
        and reverse.distinct(0, 12) >= 8 and distinct(0, 12) >= 8
    fresh u32[0]
    count 5 peers within 3600 seconds
    weight 60
}

# A port that another program has taken over: nothing of it has Skype's framing.
signature endpoint-foreign {
    id 1190
    transport udp
    scope endpoint
    application other
    era any
    mechanism none
    activity none
    source "BON07 3.2.2: bit 7 of byte 2 is always clear and its low nibble one of six; chance passes one message of six. 3.2.3: calls through the gateway on port 12340 begin otherwise"
    proof "synthetic port-reuse-dns, port-reuse-back"
    packet len >= 4 and not (u8[2] & 0x8f in {2, 3, 5, 7, 13, 15}) and not (u8[0] & 0xc0 == 0x80)
        and source.port != 12340 and destination.port != 12340
    count 6 packets within 120 seconds
    weight 90
}

# The same of a TCP port. Of random sizes one connection in some thousands has those of Skype, and makes its server known: of a proxy
# all others would be called Skype. Who was doubted needs two such connections, and none of another kind between them.
signature endpoint-foreign-tcp {
    id 1191
    transport tcp
    scope endpoint
    application other
    era any
    mechanism none
    activity none
    source "EHL06 5.2.2, 5.2.3; SOS2 dh_384.c; own count on SkypeIRC.cap and skype_no_unknown.pcap: clients begin with 5 bytes or 14 to 110, over port 80 with up to 200, over 443 with the hello and what is merged with it"
    proof "synthetic port-reuse-tcp"
    packet server and ordinal == 1 and number == 2 and not (size[1] in {5, 14..120}) and not midflow
        and not (server.port == 80 and size[1] <= 200) and reverse.u32[0] != 0x80460103
    count 6 packets within 600 seconds
    weight 90
}

# Where answers are not captured, or are shown late, what the client says next tells that it is through with its first turn.
signature endpoint-foreign-tcp-one-way {
    id 1192
    transport tcp
    scope endpoint
    received
    application other
    era any
    mechanism none
    activity none
    source "EHL06 5.2.2, 5.2.3; SOS2 dh_384.c: what clients begin with, as that of endpoint-foreign-tcp; the answer was not captured"
    proof "outbound-port-reuse-tcp.pcap"
    packet client and ordinal == 2 and number == 3 and reverse.unseen and not (size[1] in {5, 14..120}) and not midflow
        and not (server.port == 80 and size[1] <= 200) and prev.u32[0] != 0x80460103
    count 6 packets within 600 seconds
    weight 90
}

# Behind a symmetric NAT each peer sees another port: the ids still count up, by address. Where all leave from one port that port
# is known, and of the host's other programs nothing is said.
# Who asks many by SNMP counts up as well: 30 and its length, then 02 01, a number of one byte.
signature host-id-sweep {
    id 1201
    transport udp
    scope host
    era 0.9 - 7.18
    mechanism udp-direct
    activity signalling
    source "EHL06 5.1: one counter for all destinations; facts 10: behind a symmetric NAT each peer sees another port, and the progress by address is left"
    proof "synthetic nat-symmetric-outside"
    packet u8[2] == 2 and len in 18..511 and ordinal == 1 and distinct(3, 8) >= 6 and u16[0] != 0
        and (len - u16[0]) & 0xffff > 4 and u32[0] & 0xff00ffff != 0x30000201
    step skype.id in 1..32
    fresh source.port
    count 5 peers within 60 seconds
    weight 65
}

# A symmetric NAT takes another port for each peer: those behind the last one that is known are tried in turn.
signature host-port-scan {
    id 1202
    transport udp
    scope host
    era 1.0 - 7.18
    mechanism udp-direct
    activity signalling
    path nat-symmetric
    source "SEED: with a symmetric NAT both peers try to open a connection by a port scan"
    proof "synthetic nat-symmetric, nat-symmetric-relayed"
    packet u8[2] == 2 and len in 18..511 and number == 1 and distinct(3, 8) >= 5 and u16[0] != 0
    same destination.address
    fresh skype.iv
    count 6 peers within 10 seconds
    weight 30
}
