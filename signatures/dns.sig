# Names that are asked for. A name tells that somebody meant Skype, not that a Skype client runs:
# Windows itself asks for some of them.

signature dns-version {
    id 7001
    transport udp
    application skype-related
    era 6.0 - 7.18
    mechanism dns
    activity none
    source "own count on CAP7a and CAP7b: the client's version stands in the name, last part first"
    proof "skype_no_unknown.pcap; synthetic dns-version"
    packet dns.name under "r.skype.net"
    version dns.name reversed
    weight 100
}

signature dns-name {
    id 7002
    transport udp
    application skype-related
    era any
    mechanism dns
    activity none
    source "names of Skype's services: nDPI match list; BAS04; skype_no_unknown.pcap"
    proof "SkypeIRC.cap, skype_no_unknown.pcap, teams.pcap; synthetic dns-names, dns-names-ip6"
    packet dns.name under {"skype.com", "skype.net", "skypeassets.com", "skype.akadns.net",
        "skypedata.akadns.net", "gateway.messenger.live.com"}
    weight 95
}

signature dns-name-data {
    id 7003
    transport udp
    application skype-related
    era any
    mechanism dns
    activity none
    source "nDPI match list: the data collectors of Skype are named skypedata and skypeecs"
    proof "teams.pcap"
    packet dns.name starts {"skypedata", "skypeecs-"} and dns.name under {"cloudapp.net", "akadns.net",
        "trafficmanager.net", "cloudapp.azure.com"}
    weight 95
}

signature dns-other {
    id 7090
    transport udp
    application other
    era any
    mechanism dns
    activity none
    source "RFC 1035: a name of somebody else; more names may follow on the same flow"
    proof "teams.pcap; synthetic dns"
    packet (source.port in {53, 5353, 5355} or destination.port in {53, 5353, 5355})
        and dns.name contains ""
    weight 60
}
