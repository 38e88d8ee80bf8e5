# Through firewalls that leave port 80 open: no HTTP at all, but the peer-to-peer stream. What tcp.sig finds
# at port 80 has this mechanism, too. Text has nibbles that come again as well, as those of letters and digits are few;
# but none of its bytes is above 127, and of sixteen random ones there is one as good as always.

signature tcp80-opening-old {
    id 3001
    transport tcp
    era 1.4
    mechanism tcp-80
    activity signalling
    source "EHL06 fig. 7: the first segment has 16 bytes, and the upper nibbles of bytes 4 and 5 come again 10 bytes on; SN06, SOS2: the first byte of the record behind a 14-byte opening is its length"
    proof "synthetic tcp-80-v1"
    packet client and ordinal == 1 and server.port == 80 and len == 16 and (u16[4] ^ u16[14]) & 0xf0f0 == 0
        and record.length == record.rest
        and (u32[0] | u32[4] | u32[8] | u32[12]) & 0x80808080 != 0
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
    proof "synthetic tcp-80-v2"
    packet client and ordinal == 1 and server.port == 80 and len in 24..200
        and (u32[5] ^ u32[15]) & 0xf0f0f0f0 == 0 and (u32[9] ^ u32[19]) & 0xf0f0f0f0 == 0
        and (u8[13] ^ u8[23]) & 0xf0 == 0
        and (u32[0] | u32[4] | u32[8] | u32[12]) & 0x80808080 != 0
        and (u32[5] | u32[9]) & 0xf0f0f0f0 != 0 and u32[5] != u32[15] and distinct(0, 24) >= 16
    weight 90
}
