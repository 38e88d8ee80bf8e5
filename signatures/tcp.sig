# Peer-to-peer connections over TCP, clients 1.0 to 7.x.
#
# Nothing is in the clear: where sizes decide, the bytes must at least not be text or repeat themselves, and no number at
# their beginning may grow as the messages do, as it would be their length. Nor may three messages have a byte in common at
# one place, or two of one side two bytes: a magic, a version, a session, what is above a length, a counter or a clock. But
# the first obfuscated bytes have a known text, and up to 4.x the cipher starts over behind them, so that the first record
# can be deciphered in part and checked (fields `record`).

# ---- 1.x to 4.x: seed, known text, and the cipher starts over ----

signature tcp-record-client {
    id 2001
    transport tcp
    era 1.0 - 4.2
    mechanism tcp
    activity signalling
    source "SN06 p.48-50, 73: key reuse behind the opening; own decoding of SkypeIRC.cap: the first record carries a sequence number, 13 f2 01, and the number before it"
    proof "SkypeIRC.cap; synthetic tcp-supernode-accept"
    packet record.u8[3] == 0x13 and record.u16[4] == 0xf201 and record.u16[6] == (record.u16[1] - 1) & 0xffff
        and record.length == record.rest
    weight 85
}

signature tcp-record-length {
    id 2002
    transport tcp
    era 1.0 - 4.2
    mechanism tcp
    activity signalling
    source "SN06, SOS2: the first byte of the record behind a 14-byte opening is its length"
    proof "outbound-tcp-supernode-command.pcap"
    packet client and ordinal == 2 and prev.len == 14 and len in 16..64 and record.length == record.rest
        and record.u16[4] != 0xf201 and prev.distinct(0, 12) >= 8
    weight 30
}

signature tcp-record-answer {
    id 2003
    transport tcp
    era 1.0 - 4.2
    mechanism tcp
    activity signalling
    source "SN06, SOS2: the answering side's opening is followed by a record, whose first byte is its length"
    proof "SkypeIRC.cap; synthetic tcp-supernode-accept"
    packet server and ordinal == 1 and size[1] == 14 and len in 16..200 and record.length == record.rest
        and reverse.distinct(0, 12) >= 8 and distinct(0, 12) >= 8
    weight 30
}

signature tcp-confirm {
    id 2004
    transport tcp
    era 1.0 - 4.2
    mechanism tcp
    activity signalling
    source "SOS2: a confirm is 07 01 and a sequence number; SN06: key reuse behind the 14-byte opening"
    proof "SkypeIRC.cap; synthetic tcp-inbound"
    packet ordinal == 2 and len == 4 and prev.len == 14 and record.u8[0] == 7 and record.u8[1] == 1
        and prev.distinct(0, 12) >= 8
    weight 85
}

signature tcp-supernode-answer {
    id 2005
    transport tcp
    era 1.0 - 4.2
    mechanism tcp
    activity signalling
    after tcp-record-client
    source "EHL06 5.2.2: a supernode accepts with more than 57 bytes and refuses with 339, after 22 to 29 from the client"
    proof "inbound-tcp-supernode-accept.pcap"
    packet server and ordinal == 2 and reverse.len in 22..29 and len > 57
    weight 15
}

# ---- 2.x to 4.x: the opening is padded; sizes are what is left ----

signature tcp-27-and-4 {
    id 2010
    transport tcp
    era 2.0 - 4.2
    mechanism tcp
    activity signalling
    source "ADA09 2.3: of six segments the fourth has 27 bytes and the sixth 4, over port 80 the third and the fifth; EHL06 5.2.2: these are the client's second and third turn, around a supernode's answer"
    proof "synthetic tcp-supernode-adami, tcp-80-adami"
    packet client and ordinal == 3 and len == 4 and prev.len == 27 and reverse.len > 57
        and size[1] in 14..120 and size[2] in 14..120
        and prev.distinct(0, 12) >= 9 and reverse.distinct(0, 12) >= 9 and not midflow
        and (reverse.u32[4] | reverse.u32[8] | prev.u32[4] | prev.u32[8]) & 0x80808080 != 0
        and common(0, 4) == 0
        and reverse.u16[4] != prev.u16[4] and reverse.u16[6] != prev.u16[6]
        and u16[0] + 23 != prev.u16[0] and u16[1] + 23 != prev.u16[1]
        and u16[2] + 23 != prev.u16[2] and le16[0] + 23 != prev.le16[0]
        and ((u8[0] - prev.u8[0] + 23) | (prev.u8[0] - reverse.u8[0] + reverse.len - prev.len)) & 0xff != 0
    weight 60
}

signature tcp-peer-sizes {
    id 2011
    transport tcp
    era 2.0 - 7.18
    mechanism tcp
    activity signalling
    source "own count on 14 flows of CAP7a and CAP7b: 29-73 bytes, 26-73, 14-17, then 14 or 18 from the answering side; SOS2: seed, ten bytes and a record of padding on both sides, 8 bytes of it at least and as many as a length of one byte tells"
    proof "skype_no_unknown.pcap; synthetic tcp-peer"
    packet server and number == 4 and len in {14, 18} and reverse.len in 14..17
        and size[1] in 24..78 and size[2] in 24..78
        and distinct(0, 12) >= 9 and prev.distinct(0, 12) >= 9 and reverse.distinct(0, 12) >= 9 and not midflow
        and (reverse.u32[4] | reverse.u32[8] | prev.u32[4] | prev.u32[8]) & 0x80808080 != 0
        and common(0, 8) == 0
        and u16[0] != prev.u16[0] and u16[2] != prev.u16[2]
        and ((u8[0] - prev.u8[0] + prev.len - len) | (prev.u8[0] - reverse.u8[0] + reverse.len - prev.len)) & 0xff != 0
    weight 40
}

signature tcp-peer-ack {
    id 2012
    transport tcp
    era 2.0 - 7.18
    mechanism tcp
    activity signalling
    after tcp-peer-sizes
    source "SOS2: a confirm takes four bytes"
    proof "skype_no_unknown.pcap; synthetic tcp-peer"
    packet client and len == 4
    weight 30
}

# Where answers were not captured, or are shown behind what acknowledges them, acknowledgements tell their sizes.

signature tcp-27-and-4-one-way {
    id 2013
    transport tcp
    era 2.0 - 4.2
    mechanism tcp
    activity signalling
    source "ADA09 2.3; EHL06 5.2.2: the client's second and third turn have 27 bytes and 4, the supernode's answer between them more than 57"
    proof "outbound-tcp-supernode-adami.pcap, outbound-tcp-80-adami.pcap"
    packet client and ordinal == 3 and number == 5 and len == 4 and prev.len == 27 and reverse.unseen
        and reverse.len > 57 and size[1] in 14..120 and size[2] in 14..120
        and prev.distinct(0, 12) >= 9 and (prev.u32[4] | prev.u32[8]) & 0x80808080 != 0 and not midflow
        and prev.common(0, 4) == 0
        and u16[0] + 23 != prev.u16[0] and u16[1] + 23 != prev.u16[1]
        and u16[2] + 23 != prev.u16[2] and le16[0] + 23 != prev.le16[0]
        and (u8[0] - prev.u8[0] + 23) & 0xff != 0
    weight 50
}

signature tcp-peer-one-way {
    id 2014
    transport tcp
    era 2.0 - 7.18
    mechanism tcp
    activity signalling
    source "own count on 14 flows of CAP7a and CAP7b: 29-73 bytes, 26-73, 14-17, an answer, 4; SOS2: a confirm takes four bytes"
    proof "outbound-skype_no_unknown.pcap, outbound-tcp-peer.pcap"
    packet client and ordinal == 3 and number == 5 and len == 4 and prev.len in 14..17 and reverse.unseen
        and size[1] in 24..78 and size[2] in 24..78
        and prev.distinct(0, 12) >= 9 and (prev.u32[4] | prev.u32[8]) & 0x80808080 != 0 and not midflow
        and prev.common(0, 4) == 0 and (u8[0] - prev.u8[0] + prev.len - len) & 0xff != 0
    weight 50
}

# ---- 5.x to 7.x: Diffie-Hellman ----

signature tcp-key-exchange {
    id 2020
    transport tcp
    era 5.0 - 7.18
    mechanism tcp
    activity signalling
    source "SOS2 dh_384.c: 384-bit values with random padding, the same on both sides, then a hash of 8 bytes; own count on 74 flows of CAP7a and CAP7b: 48-110, 49-108, 8"
    proof "skype_no_unknown.pcap; synthetic tcp-dh, tcp-dh-merged, tcp-dh-fails"
    packet client and ordinal == 2 and len == 8 and size[1] in 48..110 and size[2] in 48..110
        and distinct(0, 8) >= 6 and prev.distinct(0, 12) >= 9 and reverse.distinct(0, 12) >= 9
        and (reverse.u32[4] | reverse.u32[8] | prev.u32[4] | prev.u32[8]) & 0x80808080 != 0
        and reverse.age <= 3000 and not midflow
        and common(0, 8) == 0
        and u16[0] != prev.u16[0] and u16[2] != prev.u16[2]
        and ((u8[0] - prev.u8[0] + prev.len - 8) | (prev.u8[0] - reverse.u8[0] + reverse.len - prev.len)) & 0xff != 0
    weight 70
}

signature tcp-key-exchange-one-way {
    id 2021
    transport tcp
    era 5.0 - 7.18
    mechanism tcp
    activity signalling
    source "SOS2 dh_384.c; the answer was not captured, but the acknowledgement tells its size; value and hash are random, so nothing is alike in both"
    proof "outbound-skype_no_unknown.pcap, outbound-tcp-dh.pcap"
    packet client and ordinal == 2 and len == 8 and size[1] in 48..110 and size[2] in 48..110
        and distinct(0, 8) >= 6 and prev.distinct(0, 12) >= 9 and (prev.u32[4] | prev.u32[8]) & 0x80808080 != 0
        and reverse.unseen and prev.age <= 3000 and not midflow
        and prev.common(0, 8) == 0 and (u8[0] - prev.u8[0] + prev.len - 8) & 0xff != 0
    weight 50
}

signature tcp-key-exchange-answer {
    id 2022
    transport tcp
    era 5.0 - 7.18
    mechanism tcp
    activity signalling
    after tcp-key-exchange
    source "SOS2 dh_384.c: the answering side sends its hash of 8 bytes"
    proof "skype_no_unknown.pcap; synthetic tcp-dh, tcp-dh-fails"
    packet server and ordinal == 2 and len == 8 and distinct(0, 8) >= 6
    weight 25
}
