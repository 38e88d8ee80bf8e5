/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/scenario.h"

#include <string.h>

const struct synth_scenario synth_scenarios[] = {
    {"udp-probe-accept", "four-message probe, taken up", "EHL06 ADA09 CAP12", play_udp_probe_accept},
    {"udp-probe-refuse", "four-message probe, refused in 26, 51 and 53 bytes", "EHL06 ADA09 CAP12",
     play_udp_probe_refuse},
    {"udp-probe-outside", "the same with the tap outside the NAT", "SN06 CAP12", play_udp_probe_outside},
    {"udp-probe-variable", "four-message probe of 2.0 and later, no fixed size", "EHL06",
     play_udp_probe_variable},
    {"udp-probe-short", "two-message probe", "EHL06 ADA09", play_udp_probe_short},
    {"udp-startup-old", "start of a 1.x client: bursts, then probes", "CAP12 BAS04", play_udp_startup_old},
    {"udp-startup-new", "start of a 7.x client: sweep of supernodes nobody answers", "CAP7",
     play_udp_startup_new},
    {"udp-notice", "346 bytes to eight peers with one CRC, and their acks", "CAP12", play_udp_notice},
    {"udp-notice-outside", "the same with the tap outside the NAT", "CAP12 SN06", play_udp_notice_outside},
    {"udp-retransmission", "commands without answer, sent three times", "CAP12", play_udp_retransmission},
    {"udp-fragments", "searches answered in fragments of 1,355 bytes", "CAP12 OSK", play_udp_fragments},
    {"udp-stranger", "commands from outside and the client's acks", "CAP12 OSK", play_udp_stranger},
    {"udp-events", "27 and 22 bytes with the event server", "CAP12", play_udp_events},
    {"udp-call", "probe and voice call between two clients", "UMTS BON07 BAS04", play_udp_call},
    {"udp-hold", "call on hold", "BAS04 UMTS", play_udp_hold},
    {"udp-skypeout", "call to the telephone network", "BON07", play_udp_skypeout},
    {"tcp-supernode-accept", "1.x client and a supernode that takes it", "SN06 EHL06 CAP12",
     play_tcp_supernode_accept},
    {"tcp-supernode-refuse", "1.x client and a supernode that does not", "EHL06", play_tcp_supernode_refuse},
    {"tcp-supernode-adami", "2.x to 4.x client, 27 and 4 bytes", "ADA09", play_tcp_supernode_adami},
    {"tcp-inbound", "1.2 client called by a newer one", "CAP12 BAS04", play_tcp_inbound},
    {"tcp-80-v1", "port 80, 1.4", "EHL06", play_tcp_80_v1},
    {"tcp-80-v2", "port 80, 2.0", "EHL06", play_tcp_80_v2},
    {"tcp-80-adami", "port 80, 27 and 4 bytes", "ADA09", play_tcp_80_adami},
    {"tcp-peer", "two 7.x clients without Diffie-Hellman", "CAP7", play_tcp_peer},
    {"tcp-dh", "Diffie-Hellman, the server's 8 bytes alone", "SOS2 CAP7", play_tcp_dh},
    {"tcp-dh-merged", "Diffie-Hellman, the server's 8 bytes with what follows", "SOS2 CAP7",
     play_tcp_dh_merged},
    {"tcp-dh-fails", "Diffie-Hellman, the client's 8 bytes sent again and again", "CAP7", play_tcp_dh_fails},
    {"tcp-443", "port 443, 72-byte hello", "EHL06 SOS2 CAP7", play_tcp_443},
    {"tcp-443-merged", "port 443, answer of 93 bytes", "EHL06", play_tcp_443_merged},
    {"tcp-443-cut", "port 443 in segments of 7 bytes", "EHL06 SOS2", play_tcp_443_cut},
    {"tcp-443-backwards", "port 443 in segments of 30 bytes, the last first", "EHL06 SOS2",
     play_tcp_443_backwards},
    {"tcp-443-overlap", "port 443 in segments that overlap by 5 bytes", "EHL06 SOS2", play_tcp_443_overlap},
    {"tcp-443-repeat", "port 443, each segment twice", "EHL06 SOS2", play_tcp_443_repeat},
    {"tcp-443-hole", "port 443, the tap misses the server's hello", "CAP7", play_tcp_443_hole},
    {"tcp-ladder", "high port, and 1.61 s later port 443 of the same address", "CAP7 BAS04", play_tcp_ladder},
    {"login-old", "login of 1.x to 4.x", "EHL06 CAP12", play_login_old},
    {"login-new", "login of 5.x to 7.x", "SOS2 CAP7", play_login_new},
    {"login-443", "login on port 443", "BAS04 CAP7", play_login_443},
    {"login-cut", "login in segments of 3 bytes", "EHL06 CAP12", play_login_cut},
    {"login-hole", "login, the tap misses the server's first bytes", "EHL06 CAP7", play_login_hole},
    {"login-refused", "login reset by the server", "CAP7", play_login_refused},
    {"http-update-097", "update check of 0.97", "BAS04", play_http_update_097},
    {"http-update-1x", "update check of 1.2 for Linux", "CAP12", play_http_update_1x},
    {"http-update-2x", "update check of 2.5", "BAS04 SEED", play_http_update_2x},
    {"http-update-3x", "update check of 3.8 on the user's demand", "BAS04", play_http_update_3x},
    {"http-update-4x", "update check of 4.2", "BAS04", play_http_update_4x},
    {"dns-version", "names that hold the client's version", "CAP7", play_dns_version},
    {"dns-names", "other names of Skype", "CAP7", play_dns_names},
    {"dns-names-ip6", "the same over IPv6", "CAP7", play_dns_names_ip6},
    {"tls-names", "TLS to servers of Skype", "CAP7 NDPI", play_tls_names},
    {"tls-names-ip6", "the same over IPv6", "CAP7 NDPI", play_tls_names_ip6},
    {"connect-supernode", "HTTP proxy, inside 14-byte openings", "EHL06 SN06", play_connect_supernode},
    {"connect-mimic", "HTTP proxy, inside the 72-byte hello", "EHL06 SOS2", play_connect_mimic},
    {"connect-dh", "HTTP proxy, inside Diffie-Hellman", "EHL06 SOS2 CAP7", play_connect_dh},
    {"connect-login", "HTTP proxy, inside a login", "EHL06", play_connect_login},
    {"socks5-supernode", "SOCKS5 proxy, inside 14-byte openings", "SEED SN06", play_socks5_supernode},
    {"socks5-mimic", "SOCKS5 proxy, inside the 72-byte hello", "SEED SOS2", play_socks5_mimic},
    {"socks5-dh", "SOCKS5 proxy, inside Diffie-Hellman", "SEED SOS2 CAP7", play_socks5_dh},
    {"socks5-login", "SOCKS5 proxy, inside a login", "SEED EHL06", play_socks5_login},
    {"stun-call", "call of an 8.x client", "CAPC NDPI", play_stun_call},
    {"stun-call-ip6", "the same over IPv6", "CAPC NDPI", play_stun_call_ip6},
    {"stun-teams", "call of Teams, which is not Skype", "CAPT", play_stun_teams},
    {"turn-call", "call of an 8.x client through a relay", "CAPT NDPI", play_turn_call},
    {"dns", "background: DNS", "RFC 1035", play_dns},
    {"ntp", "background: NTP", "RFC 5905", play_ntp},
    {"snmp", "background: SNMP, 02 in byte 2", "RFC 1157", play_snmp},
    {"radius", "background: RADIUS, 02 in byte 2", "RFC 2865", play_radius},
    {"utp", "background: uTP, 02 in byte 2", "BEP 29", play_utp},
    {"rtp", "background: voice in RTP", "RFC 3550", play_rtp},
    {"quic", "background: QUIC", "RFC 9000", play_quic},
    {"http", "background: HTTP", "RFC 2616", play_http},
    {"tls", "background: TLS", "RFC 5246", play_tls},
    {"tls-ip6", "background: TLS over IPv6", "RFC 5246", play_tls_ip6},
    {"tunnel", "background: random bytes over TCP", "none", play_tunnel},
    {"connect-web", "background: web through an HTTP proxy", "RFC 2817", play_connect_web},
    {"scan", "background: connections nobody answers", "RFC 793", play_scan},
    {"background", "all of the background", "RFCs", play_background},
    {"sample", "one minute of an office: six clients, Teams, background", "all of these", play_sample},
    {NULL, NULL, NULL, NULL},
};

const struct synth_scenario *synth_scenario_find(const char *name)
{
    for (const struct synth_scenario *scenario = synth_scenarios; scenario->name; scenario++)
        if (strcmp(scenario->name, name) == 0)
            return scenario;
    return NULL;
}

struct synth_trace synth_scenario_play(const struct synth_scenario *scenario, uint64_t seed)
{
    struct synth_trace trace = {0};
    struct synth s;
    synth_init(&s, seed, synth_trace_keep, &trace);
    scenario->play(&s);
    synth_trace_sort(&trace);
    return trace;
}
