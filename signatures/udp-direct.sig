# Peer-to-peer signalling over UDP, clients 0.9 to 7.x.
#
# Every message begins with a clear id (two bytes) and function (one byte); what follows is obfuscated with a key
# made of the id, an initial vector and both addresses. Nothing in one message proves itself, but messages
# of a flow agree with each other and with the addresses of their own headers.

set skype version "2026.11.22" release 1 date 2026-11-22 requires 0.1

# ---- an answer that repeats what only the addressee of a request knows ----

# Who answers tells the address he was asked from: it is that of a host. Other programs have a status there, a length, a
# clock (whose upper bytes do not change), a cookie of the request, or a port behind the address (STUN's ancestors, NAT
# traversal of games): none of these is an address and a seed.

signature udp-probe-chain {
    id 1001
    transport udp
    era 1.0 - 4.2
    mechanism udp-direct
    activity signalling
    source "EHL06 5.2.1, fig. 4; ADA09 2.2: the third packet of a probe repeats the first one's id and checksum and the NACK's seed"
    proof "SkypeIRC.cap; synthetic udp-probe-accept"
    packet resend.seed == reverse.skype.seed and reverse.skype.function == 7 and reverse.len == 11
        and skype.id == reverse.skype.id
        and skype.id == prev.skype.id and prev.skype.function == 2
        and resend.crc == prev.skype.crc and len == prev.len + 5
    weight 100
}

signature udp-probe-one-way {
    id 1002
    transport udp
    era 1.0 - 4.2
    mechanism udp-direct
    activity signalling
    source "EHL06 5.2.1: first and third packet of a probe go the same way, so one direction proves them"
    proof "outbound-SkypeIRC.pcap; synthetic udp-probe-accept"
    packet prev.skype.function == 2 and skype.id == prev.skype.id
        and resend.crc == prev.skype.crc and len == prev.len + 5
    weight 100
}

signature udp-resend-address {
    id 1003
    transport udp
    era 1.0 - 4.2
    mechanism udp-direct
    activity signalling
    source "EHL06 fig. 4: a resent probe names the address it is sent to"
    proof "outbound-SkypeIRC.pcap, outbound-udp-probe-accept.pcap"
    packet resend.address == destination.address and distinct(4, 12) >= 8
    weight 90
}

signature udp-nack-address {
    id 1004
    transport udp
    era 1.0 - 5.5
    mechanism udp-direct
    activity signalling
    path direct
    source "SN06 p.42, 74-76; EHL06: a NACK tells the sender of a request its public address"
    proof "synthetic udp-probe-outside"
    packet len == 11 and skype.function == 7 and skype.address == destination.address
        and u16[7] != destination.port and le16[7] != destination.port
        and u16[9] != destination.port
    weight 90
}

signature udp-ack-address {
    id 1005
    transport udp
    era 1.0 - 7.18
    mechanism udp-direct
    activity signalling
    path direct
    source "OSK Confirm; own count on SkypeIRC.cap: an ack has the shape of a NACK"
    proof "SkypeIRC.cap; synthetic udp-stranger"
    packet len == 11 and skype.function == 5 and skype.address == destination.address
        and u16[7] != destination.port and le16[7] != destination.port
        and u16[9] != destination.port
    weight 90
}

signature udp-nack-echo {
    id 1006
    transport udp
    era 1.0 - 5.5
    mechanism udp-direct
    activity signalling
    source "EHL06 5.2.1: a NACK repeats the id of the request; facts 10: within 3 s"
    proof "SkypeIRC.cap; synthetic udp-probe-accept"
    packet len == 11 and skype.function == 7 and skype.id == reverse.skype.id
        and reverse.u8[2] == 2 and reverse.len >= 18 and reverse.age <= 3000
        and u8[3] in 1..223 and distinct(3, 8) >= 5 and u8[3] != reverse.u8[3] and u16[5] != reverse.u16[5]
        and skype.address != reverse.skype.crc and skype.seed != reverse.skype.iv and skype.seed != reverse.skype.crc
        and not (u8[3] <= 11 and (u8[3] - reverse.u8[3] + reverse.len - len) & 0xff == 0)
    weight 85
}

signature udp-ack-echo {
    id 1007
    transport udp
    era 1.0 - 7.18
    mechanism udp-direct
    activity signalling
    source "EHL06 5.1; LPI rule 2: an ack repeats the id of the request; facts 10: within 3 s"
    proof "SkypeIRC.cap; synthetic udp-notice"
    packet len == 11 and skype.function == 5 and skype.id == reverse.skype.id
        and reverse.u8[2] == 2 and reverse.len >= 18 and reverse.age <= 3000
        and u8[3] in 1..223 and distinct(3, 8) >= 5 and u8[3] != reverse.u8[3] and u16[5] != reverse.u16[5]
        and skype.address != reverse.skype.crc and skype.seed != reverse.skype.iv and skype.seed != reverse.skype.crc
        and not (u8[3] <= 11 and (u8[3] - reverse.u8[3] + reverse.len - len) & 0xff == 0)
    weight 85
}

signature udp-fragment-echo {
    id 1008
    transport udp
    era 1.0 - 7.18
    mechanism udp-direct
    activity signalling
    source "BON07: function 15 is a fragment of a large message; own count on SkypeIRC.cap: it names the id of the request it answers, then its number"
    proof "SkypeIRC.cap; synthetic udp-fragments"
    packet len >= 200 and skype.function == 15 and u16[3] == reverse.skype.id and u8[5] <= 8 and u8[6] == 2
        and reverse.u8[2] == 2 and reverse.len >= 18 and reverse.age <= 10000
        and skype.id != reverse.skype.id
    weight 90
}

# What became of the addresses on the way: these tell a path, and prove nothing that others do not.

signature udp-translated {
    id 1015
    transport udp
    era 1.0 - 7.18
    mechanism udp-direct
    activity signalling
    path nat-one
    source "SN06 p.42, 74-76: an ack or NACK names the address that its receiver is seen at; here it is not the one the packet goes to"
    proof "SkypeIRC.cap; synthetic udp-probe-accept"
    packet len == 11 and skype.function in {5, 7} and skype.id == reverse.skype.id
        and reverse.u8[2] == 2 and reverse.len >= 18 and reverse.age <= 3000
        and skype.address != destination.address
        and u8[3] in 1..223 and skype.address != reverse.skype.iv and distinct(3, 8) >= 5
    weight 1
}

signature udp-simultaneous {
    id 1016
    transport udp
    era 1.0 - 5.5
    mechanism udp-direct
    activity signalling
    path nat-both
    source "SEED: both sides behind NAT open at the same time; EHL06 5.2.1: so a side that has asked and was not answered yet answers a question"
    proof "synthetic nat-both-alone"
    packet number == 3 and ordinal == 2 and len == 11 and skype.function == 7 and skype.id == reverse.skype.id
        and reverse.u8[2] == 2 and reverse.len >= 18 and prev.u8[2] == 2 and prev.len >= 18
        and prev.skype.id != reverse.skype.id and reverse.age <= 3000 and prev.age <= 3000
        and u8[3] in 1..223 and skype.address != reverse.skype.iv and distinct(3, 8) >= 5
    weight 1
}

# ---- requests and answers that are nothing but shape ----

# Many other programs have this byte 2, too. What Skype has there is a number of the message, an initial vector and a
# checksum that neither side repeats; so each clause below names what another program has in that place:
#
#   bytes alike on both sides: a constant, a session, the upper half of a clock (KCP, CIP, KNX, IAX, QUIC, SNMP)
#   crc == reverse.iv, iv == reverse.crc: a cookie that is sent back (CoAP's token)
#   u16[N] > len, le16[N] > len: a length in two bytes, of the whole or of a part (RADIUS, Kerberos)
#   u8[N] - len, alike on both sides: a length in one byte, which grows as the message does
#   u8[N] | reverse.u8[N] > 7: a version, a type or a stratum, small on both sides (FINS, uTP, NTP)
#   48 bytes both ways: NTP of any stratum
#   five different bytes of eight: a mask that comes again every four, over zeros (mKCP)
#   8fff, cfff: whoever has no number yet, before a clock (ENet, which many games are made on)
#   no byte above 127: text, or numbers that are small
#
# For the last one the longer exchange has no room: it has a signature of its own, which is worth just more.

signature udp-short-probe {
    id 1010
    transport udp
    era 1.0 - 7.18
    mechanism udp-direct
    activity signalling
    source "ADA09 2.2; EHL06 5.2.1: request of 18 bytes, more from 2.0 on, and an answer of 18, 26, 51 or 53 within 10 s; own count on SkypeIRC.cap: 43 are the second message of their flow, one the fifth"
    proof "SkypeIRC.cap; synthetic udp-probe-short"
    packet number <= 8 and u8[2] == 2 and reverse.u8[2] == 2 and len in {18, 26, 51, 53} and reverse.len in 18..37
        and reverse.age <= 10000 and u8[0] != reverse.u8[0]
        and u8[3] != reverse.u8[3]
        and u16[4] != reverse.u16[4] and u16[5] != reverse.u16[5] and u16[7] != reverse.u16[7] and u16[9] != reverse.u16[9]
        and skype.crc != reverse.skype.iv and skype.iv != reverse.skype.crc
        and distinct(3, 8) >= 6 and reverse.distinct(3, 8) >= 6
        and le16[3] > len and u16[4] > len
        and u8[0] - len != reverse.u8[0] - reverse.len and u8[1] - len != reverse.u8[1] - reverse.len
        and u8[3] - len != reverse.u8[3] - reverse.len
        and u8[0] | reverse.u8[0] > 7 and u8[3] | reverse.u8[3] > 7 and u8[1] | reverse.u8[1] > 7
        and (skype.iv | skype.crc | reverse.skype.iv | reverse.skype.crc) & 0x80808080 != 0
    weight 65
}

signature udp-exchange {
    id 1011
    transport udp
    era 1.0 - 7.18
    mechanism udp-direct
    activity signalling
    source "SN06; BON07: both sides send commands, each with an id of its own, an initial vector and a checksum"
    proof "SkypeIRC.cap; synthetic udp-events"
    packet number == 2 and u8[2] == 2 and reverse.u8[2] == 2 and len >= 18 and reverse.len >= 18
        and not (len in {18, 26, 51, 53} and reverse.len in 18..37)
        and reverse.age <= 10000 and u8[0] != reverse.u8[0] and u8[1] != reverse.u8[1]
        and u8[3] != reverse.u8[3]
        and u16[4] != reverse.u16[4] and u16[5] != reverse.u16[5] and u16[7] != reverse.u16[7]
        and skype.crc != reverse.skype.iv and skype.iv != reverse.skype.crc
        and distinct(3, 8) >= 6 and reverse.distinct(3, 8) >= 6
        and u16[0] > len and le16[0] > len
        and not (len - u16[2] in {0, 4}) and not (reverse.u16[0] in {0x8fff, 0xcfff})
        and le16[3] > len and u16[4] > len
        and u8[0] - len != reverse.u8[0] - reverse.len and u8[1] - len != reverse.u8[1] - reverse.len
        and u8[1] | reverse.u8[1] > 7 and not (len == 48 and reverse.len == 48)
    weight 50
}

signature udp-text {
    id 1090
    transport udp
    application other
    era any
    mechanism none
    activity none
    source "SN06: a command has a vector and a checksum of four bytes each; of sixteen random bytes there is one above 127 as good as always"
    proof "synthetic snmp"
    packet number == 2 and u8[2] == 2 and reverse.u8[2] == 2 and len >= 18 and reverse.len >= 18
        and (skype.iv | skype.crc | reverse.skype.iv | reverse.skype.crc) & 0x80808080 == 0
    weight 51
}

signature udp-next-request {
    id 1012
    transport udp
    era 1.0 - 7.18
    mechanism udp-direct
    activity signalling
    source "EHL06 5.1: new requests count up from one number, mostly by 2"
    proof "SkypeIRC.cap, skype_no_unknown.pcap; synthetic udp-notice"
    packet u8[2] == 2 and prev.u8[2] == 2 and len >= 18 and prev.len >= 18
        and (skype.id - prev.skype.id) & 0xffff in 1..256
        and u16[3] != prev.u16[3] and u16[5] != prev.u16[5] and distinct(3, 8) >= 6 and prev.distinct(3, 8) >= 6
        and u8[0] != 0x30 and u8[1] != prev.u8[1] and u16[2] != len and not (prev.u16[0] in {0x8fff, 0xcfff})
        and (skype.iv | skype.crc | prev.skype.iv | prev.skype.crc) & 0x80808080 != 0
    weight 25
}

# Under another vector all that is encrypted looks different; of the earlier message byte 11 is all that is kept of it. Where it
# stands still a heartbeat sends a nonce and its state.

signature udp-retransmission {
    id 1013
    transport udp
    era 1.0 - 7.18
    mechanism udp-direct
    activity signalling
    source "SN06; facts 10: a request sent again keeps id, length and checksum and takes a new initial vector, all of whose bytes differ"
    proof "SkypeIRC.cap; synthetic udp-retransmission"
    packet u8[2] == 2 and prev.u8[2] == 2 and len >= 18 and len == prev.len
        and skype.id == prev.skype.id and skype.crc == prev.skype.crc
        and prev.common(3, 4) == 0 and distinct(3, 8) >= 6 and u8[11] != prev.u8[11] and prev.age in 1000..12000
    weight 80
}

signature udp-retransmission-of-two {
    id 1014
    transport udp
    era 1.0 - 7.18
    mechanism udp-direct
    activity signalling
    source "SN06; facts 10: the same, where two requests are under way and take turns"
    proof "SkypeIRC.cap"
    packet u8[2] == 2 and older.u8[2] == 2 and len >= 18 and len == older.len
        and skype.id == older.skype.id and skype.crc == older.skype.crc
        and older.common(3, 4) == 0 and distinct(3, 8) >= 6 and u8[11] != older.u8[11] and skype.id != prev.skype.id
    weight 80
}

signature udp-events {
    id 1017
    transport udp
    era 1.0 - 4.2
    mechanism udp-direct
    activity presence
    source "own count on SkypeIRC.cap: the event server on port 12350 is asked with 27 bytes and answers with 22"
    proof "SkypeIRC.cap; synthetic udp-events"
    packet server and server.port == 12350 and len == 22 and reverse.len == 27 and u8[2] == 2
        and reverse.u8[2] == 2 and reverse.age <= 10000 and u8[0] != reverse.u8[0]
        and u8[3] != reverse.u8[3] and skype.iv != reverse.skype.iv and skype.crc != reverse.skype.crc
        and distinct(3, 8) >= 5 and reverse.distinct(3, 8) >= 5
    weight 70
}

# A call on hold whose beginning was not seen is nothing but this: a number and a function, over and over.
signature udp-hold {
    id 1018
    transport udp
    era 0.9 - 4.2
    mechanism udp-direct
    activity call-audio
    source "BAS04: three messages a second while a call is on hold; UMTS p.10; BON07: three bytes, an id and function 13, keep a call alive"
    proof "synthetic udp-hold"
    packet len == 3 and prev.len == 3 and older.len == 3 and ordinal >= 4
        and u8[2] & 0x8f == 13 and prev.u8[2] & 0x8f == 13 and older.u8[2] & 0x8f == 13
        and u16[0] != prev.u16[0] and u16[0] != older.u16[0] and prev.u16[0] != older.u16[0]
        and u8[2] + prev.u8[2] + older.u8[2] != 39 and prev.age in 200..25000
    weight 50
}

# A call or a file whose beginning was not seen is messages of function 13 and nothing else: both ways, or three in a row where one
# way was not captured. Each has padding of its own around its function, which no counter, clock or constant has. The two
# signatures share no message of a side, so chance must pass both.

signature udp-data {
    id 1019
    transport udp
    era 1.0 - 7.18
    mechanism udp-direct
    activity signalling
    source "BON07 3.2.2, 4.1: session data has function 13 under mask 0x8f, all of its other bits are random; TST, OSK: the same"
    proof "synthetic udp-call-joined; outbound-udp-call-joined.pcap"
    packet ordinal in 2..8 and skype.function == 13 and prev.skype.function == 13 and len >= 12 and prev.len >= 12
        and u8[2] != prev.u8[2] and skype.id != prev.skype.id and u16[3] != prev.u16[3] and u16[5] != prev.u16[5]
        and distinct(3, 8) >= 6 and prev.distinct(3, 8) >= 6 and prev.age <= 3000
        and (reverse.seen and reverse.len >= 12 and reverse.skype.function == 13 and reverse.age <= 3000
            and skype.id != reverse.skype.id and u16[3] != reverse.u16[3] and u16[5] != reverse.u16[5]
            and reverse.distinct(3, 8) >= 6
            or not reverse.seen and older.seen and older.len >= 12 and older.skype.function == 13
            and skype.id != older.skype.id and u16[3] != older.u16[3] and u16[5] != older.u16[5])
        and (skype.iv | skype.crc | prev.skype.iv | prev.skype.crc) & 0x80808080 != 0
    weight 25
}

signature udp-data-goes-on {
    id 1021
    transport udp
    era 1.0 - 7.18
    mechanism udp-direct
    activity signalling
    after udp-data
    source "BON07 3.2.2, 4.1: session data has function 13 under mask 0x8f, all of its other bits are random; TST, OSK: the same"
    proof "synthetic udp-call-joined; outbound-udp-call-joined.pcap"
    packet ordinal in 11..18 and skype.function == 13 and prev.skype.function == 13 and len >= 12 and prev.len >= 12
        and u8[2] != prev.u8[2] and skype.id != prev.skype.id and u16[3] != prev.u16[3] and u16[5] != prev.u16[5]
        and distinct(3, 8) >= 6 and prev.distinct(3, 8) >= 6 and prev.age <= 3000
        and (reverse.seen and reverse.len >= 12 and reverse.skype.function == 13 and reverse.age <= 3000
            and skype.id != reverse.skype.id and u16[3] != reverse.u16[3] and u16[5] != reverse.u16[5]
            and reverse.distinct(3, 8) >= 6
            or not reverse.seen and older.seen and older.len >= 12 and older.skype.function == 13
            and skype.id != older.skype.id and u16[3] != older.u16[3] and u16[5] != older.u16[5])
        and (skype.iv | skype.crc | prev.skype.iv | prev.skype.crc) & 0x80808080 != 0
    weight 35
}

# ---- calls to the telephone network ----

signature udp-skypeout {
    id 1020
    transport udp
    era 1.0 - 3.8
    mechanism udp-relayed
    activity call-audio
    source "BON07 3.2.3: calls through the gateway on port 12340 begin with a constant connection id; from byte 5 on they are random"
    proof "outbound-udp-skypeout.pcap, outbound-call-skypeout.pcap"
    packet (destination.port == 12340 or source.port == 12340) and len >= 20
    native "skypeout"
    weight 70
}
