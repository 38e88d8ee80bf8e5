# Through firewalls that leave port 80 open: no HTTP at all, but the peer-to-peer stream.

signature tcp80-opening-old {
    id 3001
    transport tcp
    era 1.4
    mechanism tcp-80
    activity signalling
    source "EHL06 fig. 7: the first segment has 16 bytes, and the upper nibbles of bytes 4 and 5 come again 10 bytes on"
    proof "synthetic tcp80-old"
    packet client and ordinal == 1 and server.port == 80 and len == 16 and (u16[4] ^ u16[14]) & 0xf0f0 == 0
        and distinct(0, 16) >= 12 and not midflow
    weight 55
}

signature tcp80-opening {
    id 3002
    transport tcp
    era 2.0
    mechanism tcp-80
    activity signalling
    source "EHL06 6.2: the upper nibbles of bytes 5 to 13 come again 10 bytes on"
    proof "synthetic tcp80"
    packet client and ordinal == 1 and server.port == 80 and len in 24..200
        and (u32[5] ^ u32[15]) & 0xf0f0f0f0 == 0 and (u32[9] ^ u32[19]) & 0xf0f0f0f0 == 0
        and (u8[13] ^ u8[23]) & 0xf0 == 0
        and distinct(0, 24) >= 16
    weight 90
}

signature tcp80-record-client {
    id 3003
    transport tcp
    era 1.0 - 4.2
    mechanism tcp-80
    activity signalling
    source "SN06: key reuse behind the opening, on port 80 as elsewhere (EHL06 6.2)"
    proof "synthetic tcp80-record"
    packet server.port == 80 and record.u8[3] == 0x13 and record.u16[4] == 0xf201
        and record.u16[6] == (record.u16[1] - 1) & 0xffff and record.length == record.rest
    weight 95
}
