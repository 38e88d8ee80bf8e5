/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_SYNTH_PLAY_H
#define TESTS_SYNTH_PLAY_H

#include "tests/synth/synth.h"

/* Scenarios, each played by an actor from its present time on. scenario.c has the list with descriptions. */
typedef void synth_play(struct synth *s);

/* skype_probe.c, skype_startup.c, skype_notice.c, skype_call.c */
synth_play play_udp_probe_accept, play_udp_probe_refuse, play_udp_probe_outside, play_udp_probe_variable;
synth_play play_udp_probe_short, play_udp_startup_old, play_udp_startup_new;
synth_play play_udp_notice, play_udp_notice_outside, play_udp_retransmission, play_udp_fragments;
synth_play play_udp_stranger, play_udp_events, play_udp_call, play_udp_hold, play_udp_skypeout;

/* skype_tcp.c, skype_peer.c */
synth_play play_tcp_supernode_accept, play_tcp_supernode_refuse, play_tcp_supernode_adami, play_tcp_inbound;
synth_play play_tcp_80_v1, play_tcp_80_v2, play_tcp_80_adami;
synth_play play_tcp_peer, play_tcp_dh, play_tcp_dh_merged, play_tcp_dh_fails;

/* skype_mimic.c, skype_login.c */
synth_play play_tcp_443, play_tcp_443_merged, play_tcp_443_cut, play_tcp_443_backwards, play_tcp_443_overlap;
synth_play play_tcp_443_repeat, play_tcp_443_hole, play_tcp_ladder;
synth_play play_login_old, play_login_new, play_login_443, play_login_cut, play_login_hole, play_login_refused;

/* skype_names.c */
synth_play play_http_update_097, play_http_update_1x, play_http_update_2x, play_http_update_3x,
    play_http_update_4x;
synth_play play_dns_version, play_dns_names, play_dns_names_ip6, play_tls_names, play_tls_names_ip6;

/* skype_proxy.c */
synth_play play_connect_supernode, play_connect_mimic, play_connect_dh, play_connect_login;
synth_play play_socks5_supernode, play_socks5_mimic, play_socks5_dh, play_socks5_login;

/* skype_cloud.c */
synth_play play_stun_call, play_stun_call_ip6, play_stun_teams, play_turn_call;

/* background_udp.c, background_tcp.c */
synth_play play_dns, play_ntp, play_snmp, play_radius, play_utp, play_rtp, play_quic;
synth_play play_http, play_tls, play_tls_ip6, play_tunnel, play_connect_web, play_scan;

/* sample.c */
synth_play play_background, play_sample;

#endif
