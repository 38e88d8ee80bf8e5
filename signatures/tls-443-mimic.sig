# Through firewalls that leave port 443 open: a constant imitation of a TLS handshake, then the peer-to-peer
# stream. It is never a browser's: an SSLv2 hello for TLS 1.0 with a cipher list nobody else has, and an answer with a
# frozen clock. Where the replies of a proxy were not captured, up to three messages to it stand before the hello.

signature mimic-hello {
    id 4001
    transport tcp
    era 1.0 - 7.18
    mechanism tls-443-mimic
    activity signalling
    source "EHL06 5.2.2; SOS2 skype_basics.h; ADA09: 56 constant bytes and 16 random ones"
    proof "skype_no_unknown.pcap; synthetic tcp-443"
    packet ordinal <= 4 and (ordinal == 1 or reverse.unseen) and len >= 72
        and bytes[0] == x"80 46 01 03 01 00 2d 00 00 00 10 00 00 05 00 00 04 00 00 0a 00 00 09 00 00 64 00 00"
        and bytes[28] == x"62 00 00 08 00 00 03 00 00 06 01 00 80 07 00 c0 03 00 80 06 00 40 02 00 80 04 00 80"
    weight 100
}

signature mimic-answer {
    id 4002
    transport tcp
    era 1.0 - 7.18
    mechanism tls-443-mimic
    activity signalling
    source "EHL06; ADA09; SOS2: a ServerHello of 79 bytes whose clock stands at 40 1b e4 86"
    proof "inbound-skype_no_unknown.pcap, inbound-tcp-443-merged.pcap"
    packet ordinal == 1 and len >= 79 and bytes[0] == x"16 03 01 00 4a 02 00 00 46 03 01 40 1b e4 86"
    weight 100
}

signature mimic-ladder {
    id 4010
    transport tcp
    era 5.0 - 7.18
    mechanism tls-443-mimic
    activity signalling
    source "own count on CAP7a and CAP7b: port 443 of the same address 1.49 to 1.70 s after a high port that did not answer, 44 of 44; BAS04 4.2.1, EHL06 4"
    proof "skype_no_unknown.pcap; synthetic block-all-closed"
    packet opens and host.known and server.port in {80, 443} and attempt.port >= 1024 and attempt.age in 1300..2000
    weight 55
}
