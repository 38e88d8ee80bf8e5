# Login, events and contacts: empty records, then records whose contents never were TLS.

signature login-request {
    id 5001
    transport tcp
    era 0.9 - 7.18
    mechanism tcp
    activity login
    source "EHL06 5.2.3; ADA09: the first message is an empty handshake record, which TLS forbids (RFC 5246 6.2.1)"
    proof "SkypeIRC.cap, skype_no_unknown.pcap; synthetic login-old, login-new"
    packet ordinal == 1 and client and len == 5 and bytes[0] == x"16 03 01 00 00"
    weight 70
}

signature login-answer {
    id 5002
    transport tcp
    era 0.9 - 7.18
    mechanism tcp
    activity login
    source "EHL06 5.2.3: the answer is an empty application record, before any handshake"
    proof "SkypeIRC.cap, skype_no_unknown.pcap; synthetic login-old, login-new"
    packet ordinal == 1 and server and len == 5 and bytes[0] == x"17 03 01 00 00"
    weight 70
}

signature login-key-old {
    id 5003
    transport tcp
    era 0.9 - 4.2
    mechanism tcp
    activity login
    source "EHL06 5.2.3: fifteen fixed bytes begin the third message"
    proof "outbound-SkypeIRC.pcap; synthetic login-hole"
    packet bytes[0] == x"16 03 01 00 cd 41 03 00 09 80 40 04 08 c0 01"
    weight 100
}

signature login-key-old-merged {
    id 5004
    transport tcp
    era 0.9 - 4.2
    mechanism tcp
    activity login
    source "EHL06 5.2.3: the same behind the empty record, where the answer between them was not waited for or not seen"
    proof "synthetic login-hasty"
    packet bytes[0] == x"16 03 01 00 00 16 03 01 00 cd 41 03 00 09 80 40 04 08 c0 01"
    weight 100
}

signature login-key {
    id 5005
    transport tcp
    era 5.0 - 7.18
    mechanism tcp
    activity login
    source "SOS2 skype_login.c: eight fixed bytes behind the head of the third message"
    proof "skype_no_unknown.pcap"
    packet u32[0] == 0x16030100 and bytes[5] == x"42 cd ef e7 40 d7 2f 1d"
    weight 100
}

signature login-key-merged {
    id 5006
    transport tcp
    era 5.0 - 7.18
    mechanism tcp
    activity login
    source "SOS2 skype_login.c: the same behind one more empty record"
    proof "outbound-skype_no_unknown.pcap, outbound-login-new.pcap"
    packet bytes[0] == x"16 03 01 00 00 16 03 01 00" and bytes[10] == x"42 cd ef e7 40 d7 2f 1d"
    weight 100
}
