# Real TLS: the name a client asks for.

signature tls-name {
    id 8001
    transport tcp
    application skype-related
    era any
    mechanism tls
    activity none
    source "names of Skype's services: nDPI match list; skype_no_unknown.pcap"
    proof "skype_no_unknown.pcap, teams.pcap; synthetic tls-names, tls-names-ip6"
    packet tls.client and tls.sni under {"skype.com", "skype.net", "skypeassets.com", "skype.akadns.net",
        "skypedata.akadns.net", "gateway.messenger.live.com"}
    weight 95
}

signature tls-certificate {
    id 8002
    transport tcp
    application skype-related
    era any
    mechanism tls
    activity none
    source "names of Skype's services: nDPI match list; the certificate is shared with other services of Microsoft, so this is no sign of a Skype client"
    proof "skype_no_unknown.pcap, teams.pcap"
    packet tls.server and tls.certificate under {"skype.com", "skype.net", "skypeassets.com",
        "gateway.messenger.live.com"}
    weight 95
}

signature tls-other {
    id 8090
    transport tcp
    application other
    era any
    mechanism tls
    activity none
    source "RFC 8446: a real ClientHello, for a name of somebody else"
    proof "teams.pcap; synthetic tls"
    packet tls.client and tls.sni contains ""
    weight 60
}

signature tls-other-answer {
    id 8091
    transport tcp
    application other
    era any
    mechanism tls
    activity none
    after tls-other
    source "RFC 8446: the server's answer, whose certificate does not name Skype"
    proof "teams.pcap; synthetic tls"
    packet tls.server and tls.whole
    weight 30
}
