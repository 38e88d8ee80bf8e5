# Calls of the cloud years: ICE with Microsoft's attributes. Skype, Skype for Business and Teams share it. What
# tells the consumer client of 2017 from Teams: it names its candidates (0x8054), implementation version 3, and has
# none of the attributes Teams added (0x8036, 0x8037).

signature ice-skype {
    id 9001
    transport udp
    era 8
    mechanism stun-ice
    activity call
    source "nDPI stun.c; own count on skype-conference-call.pcap: binding requests with 0x8054 and implementation version 3"
    proof "skype-conference-call.pcap; synthetic stun-call, stun-call-ip6"
    packet stun.type == 1 and stun.cookie and stun.has[0x8054] and stun.value[0x8070] == 3
        and not stun.has[0x8036] and not stun.has[0x8037]
        and stun.size[0x0006] == 9 and stun.size[0x0008] == 20
    weight 65
}

signature ice-teams {
    id 9010
    transport udp
    application other
    era any
    mechanism stun-ice
    activity call
    source "nDPI stun.c: implementation version 4; own count on teams.pcap: 0x8036 and 0x8037, but with version 7"
    proof "teams.pcap; synthetic stun-teams"
    packet stun.cookie and stun.value[0x8070] >= 4 and (stun.has[0x8036] or stun.has[0x8037])
    weight 65
}

signature stun-other {
    id 9090
    transport udp
    application other
    era any
    mechanism stun-ice
    activity none
    source "RFC 5389: STUN without any of Microsoft's attributes"
    proof "stun-ice-testcall.pcap"
    packet stun.cookie and stun.type in {1, 0x0101}
        and not stun.has[0x8054] and not stun.has[0x8055] and not stun.has[0x8070] and not stun.has[0x8008]
        and not stun.has[0x8095]
    weight 55
}
