# Clear text that names the client and its version.

signature http-update {
    id 6001
    transport tcp
    application skype-related
    era 0.9 - 5.99
    mechanism http
    activity update
    source "BAS04 appendix: the client asks ui.skype.com for the newest version and tells its own"
    proof "SkypeIRC.cap; synthetic http-update-097, http-update-1x, http-update-5x"
    packet http.request and http.host under "ui.skype.com"
        and http.path contains {"/getlatestversion?", "/getnewestversion?", "/installed?"}
    version http.path after "ver="
    weight 100
}

signature http-agent {
    id 6002
    transport tcp
    application skype-related
    era 0.9 - 7.18
    mechanism http
    activity update
    source "BAS04; Emerging Threats sid 2002157: the client's own requests name it"
    proof "synthetic http-update-097, http-update-2x, http-update-5x"
    packet http.request and http.agent starts {"skype\xe2\x84\xa2 ", "skype\x99 ", "skype(tm) ", "skypem "}
    weight 95
}

signature http-host {
    id 6003
    transport tcp
    application skype-related
    era any
    mechanism http
    activity none
    source "names of Skype's services: nDPI match list; BAS04 appendix"
    proof "SkypeIRC.cap; synthetic http-update-097, http-update-1x, http-update-5x"
    packet http.request and http.host under {"skype.com", "skype.net", "skypeassets.com", "skype.akadns.net",
        "skypedata.akadns.net", "gateway.messenger.live.com"}
    weight 95
}

signature http-other {
    id 6090
    transport tcp
    application other
    era any
    mechanism http
    activity none
    source "RFC 9110: a web request to somebody else"
    proof "synthetic http"
    packet http.request and http.whole and not http.method is "CONNECT"
    weight 90
}
