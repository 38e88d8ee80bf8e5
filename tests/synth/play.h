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
synth_play play_udp_stranger, play_udp_events, play_udp_call, play_udp_call_joined, play_udp_hold;
synth_play play_udp_skypeout;

/* skype_tcp.c, skype_peer.c */
synth_play play_tcp_supernode_accept, play_tcp_supernode_refuse, play_tcp_supernode_adami, play_tcp_inbound;
synth_play play_tcp_supernode_command;
synth_play play_tcp_80_v1, play_tcp_80_v2, play_tcp_80_adami;
synth_play play_tcp_peer, play_tcp_dh, play_tcp_dh_merged, play_tcp_dh_fails;

/* skype_mimic.c, skype_login.c */
synth_play play_tcp_443, play_tcp_443_merged, play_tcp_443_cut, play_tcp_443_backwards, play_tcp_443_overlap;
synth_play play_tcp_443_repeat, play_tcp_443_hole, play_tcp_ladder;
synth_play play_login_old, play_login_new, play_login_443, play_login_cut, play_login_hole, play_login_refused;
synth_play play_login_hasty;

/* skype_names.c */
synth_play play_http_update_097, play_http_update_1x, play_http_update_2x, play_http_update_3x,
    play_http_update_4x, play_http_update_5x;
synth_play play_dns_version, play_dns_names, play_dns_names_ip6, play_tls_names, play_tls_names_ip6;

/* skype_proxy.c */
synth_play play_connect_supernode, play_connect_mimic, play_connect_dh, play_connect_login;
synth_play play_socks5_supernode, play_socks5_mimic, play_socks5_dh, play_socks5_login;

/* skype_start.c */
synth_play play_start_1x, play_start_2x, play_start_2x_saved, play_start_3x, play_start_4x, play_start_5x;
synth_play play_start_7x;

/* skype_codecs.c */
synth_play play_call_isac_30, play_call_isac_60, play_call_isac_copies, play_call_ilbc_20, play_call_ilbc_30;
synth_play play_call_g729, play_call_g729_20, play_call_ipcm_wb, play_call_eg711_48, play_call_eg711_56;
synth_play play_call_eg711_64, play_call_pcm, play_call_silk, play_call_silk_60, play_call_2004;

/* skype_session.c, skype_tcp_call.c */
synth_play play_call_video, play_call_video_one_way, play_call_hold, play_call_conference, play_call_skypeout;
synth_play play_call_relayed, play_call_tcp, play_call_tcp_2004;
synth_play play_file_transfer, play_file_transfer_receive, play_file_transfer_chatty;
synth_play play_file_transfer_relayed;

/* skype_presence.c, skype_logged_in.c */
synth_play play_idle, play_logged_in, play_logged_in_silent, play_logged_in_refused;

/* skype_roles.c */
synth_play play_supernode, play_supernode_tcp, play_relay_voice, play_relay_file;

/* skype_nat.c */
synth_play play_nat_direct, play_nat_one, play_nat_both, play_nat_symmetric, play_nat_symmetric_relayed;
synth_play play_nat_symmetric_outside, play_nat_both_alone;

/* skype_blocked.c */
synth_play play_block_udp, play_block_tcp, play_block_443, play_block_all, play_block_all_closed;
synth_play play_block_key, play_start_https_proxy, play_start_socks5_proxy;

/* port_reuse.c */
synth_play play_port_reuse_dns, play_port_reuse_utp, play_port_reuse_back, play_port_reuse_tcp;

/* skype_cloud.c */
synth_play play_stun_call, play_stun_call_ip6, play_stun_teams, play_turn_call;

/* background_udp.c, background_tcp.c */
synth_play play_dns, play_ntp, play_snmp, play_snmp_poll, play_radius, play_utp, play_rtp, play_quic, play_coap;
synth_play play_http, play_tls, play_tls_ip6, play_tunnel, play_connect_web, play_scan;

/* Eight uTP connections from a port. */
void background_utp(struct synth *s, uint16_t port);

/* sample.c */
synth_play play_background, play_sample;

#endif
