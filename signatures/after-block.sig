# A client that is blocked tries another way at once: the next attempt needs less proof than the first.

signature block-same-tcp {
    id 2040
    transport tcp
    era 0.9 - 7.18
    mechanism tcp
    activity signalling
    source "SEED: if one flow is blocked, Skype tries something else; BAS04 4.2.1, EHL06 4: TCP to the same address and port, then 443 and 80 of it"
    proof "synthetic block-udp, block-tcp"
    packet opens and block.same and block.age <= 60 and server.port != 443
    weight 60
}

signature block-same-443 {
    id 2042
    transport tcp
    era 0.9 - 7.18
    mechanism tls-443-mimic
    activity signalling
    source "SEED: blocked, it tries another way; EHL06 4; own count on 44 pairs of CAP7a and CAP7b: port 443 of the same address, 1.5 to 1.7 s later"
    proof "synthetic block-tcp, block-443"
    packet opens and block.same and block.age <= 60 and server.port == 443
    weight 60
}

signature block-first-key {
    id 2041
    transport tcp
    era 5.0 - 7.18
    mechanism tcp
    activity signalling
    source "SEED: blocked, it tries another way; SOS2 dh_384.c: the first message of a key exchange has 48 to 110 random bytes"
    proof "synthetic block-key"
    packet client and ordinal == 1 and block.age <= 120 and len in 48..110 and distinct(0, 12) >= 9
        and distinct(12, 32) >= 26 and (u32[0] | u32[4]) & 0x80808080 != 0 and not (u8[0] in 20..24 and u8[1] == 3)
    weight 50
}

signature block-probe {
    id 1040
    transport udp
    era 0.9 - 7.18
    mechanism udp-direct
    activity signalling
    source "SEED: blocked, it tries another way; SN06: a command, random but for its function"
    proof "synthetic block-all, block-all-closed"
    packet number == 1 and block.age <= 60 and u8[2] == 2 and len in 18..37 and distinct(3, 8) >= 6
        and u16[2] != len and u8[0] != 0x30
    weight 55
}
