/* SPDX-License-Identifier: BSD-2-Clause */
#include <check.h>
#include <stdlib.h>
#include <skypedpi/kit/frame.h>
#include "tests/unit/kit_packet.h"
#include "tests/unit/suite.h"

/* IP, its extension headers and tunnels, UDP and TCP. */

#define RAW 101

static struct packet packet;
static struct skypedpi_frame frame = {.size = sizeof(frame)};

static int decode_cut(uint32_t captured)
{
    return skypedpi_frame_decode(RAW, packet_data(&packet), captured, packet.length, &frame);
}

static int decode(void)
{
    return decode_cut(packet.length);
}

static void assert_hello(void)
{
    ck_assert_uint_eq(frame.transport, 17);
    ck_assert_uint_eq(frame.source_port, 1000);
    ck_assert_uint_eq(frame.length, 5);
    ck_assert_uint_eq(frame.captured, 5);
    ck_assert_mem_eq(frame.payload, "hello", 5);
}

START_TEST(reads_addresses)
{
    static const uint8_t from[16] = {192, 0, 2, 1}, to[16] = {198, 51, 100, 2};
    static const uint8_t from6[16] = {0x20, 1, 0x0d, 0xb8, [15] = 1}, to6[16] = {0x20, 1, 0x0d, 0xb8, [15] = 2};

    packet_hello(&packet);
    packet_ipv4(&packet, 17);
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_OK);
    ck_assert_mem_eq(frame.source, from, 16);
    ck_assert_mem_eq(frame.destination, to, 16);
    packet_hello(&packet);
    packet_ipv6(&packet, 17);
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_OK);
    ck_assert_mem_eq(frame.source, from6, 16);
    ck_assert_mem_eq(frame.destination, to6, 16);
}
END_TEST

START_TEST(reads_tcp)
{
    packet.length = 0;
    packet_push(&packet, "data", 4);
    packet_push(&packet, "\1\1\1\1\1\1\1\1\1\1\1\1", 12);
    packet_tcp(&packet, 3000, 443, 0x18);
    packet_data(&packet)[12] = 0x80;
    packet_ipv4(&packet, 6);
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_OK);
    ck_assert_uint_eq(frame.transport, 6);
    ck_assert_uint_eq(frame.source_port, 3000);
    ck_assert_uint_eq(frame.destination_port, 443);
    ck_assert_uint_eq(frame.sequence, 0x01020304);
    ck_assert_uint_eq(frame.acknowledgement, 0x05060708);
    ck_assert_uint_eq(frame.tcp_flags, 0x18);
    ck_assert_uint_eq(frame.length, 4);
    ck_assert_mem_eq(frame.payload, "data", 4);
    /* cut in the options: all is known but the payload */
    ck_assert_int_eq(decode_cut(20 + 20 + 3), SKYPEDPI_FRAME_OK);
    ck_assert_uint_eq(frame.length, 4);
    ck_assert_uint_eq(frame.captured, 0);
    ck_assert_int_eq(decode_cut(20 + 19), SKYPEDPI_FRAME_SHORT);
}
END_TEST

START_TEST(refuses_impossible_tcp)
{
    packet.length = 0;
    packet_tcp(&packet, 1, 2, 0);
    packet_data(&packet)[12] = 0x40;
    packet_ipv4(&packet, 6);
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_BROKEN);
    packet_data(&packet)[20 + 12] = 0x60; /* a header longer than the packet */
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_BROKEN);
    packet_data(&packet)[20 + 12] = 0x50;
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_OK);
}
END_TEST

START_TEST(padding_is_no_payload)
{
    packet.length = 0;
    packet_push(&packet, NULL, 13); /* pads the frame to 60 bytes */
    uint8_t *data = packet_push(&packet, "hello", 5);
    (void)data;
    packet_push(&packet, "\x03\xe8\x07\xd0\x00\x0d\x00\x00", 8);
    packet_be16(packet_ipv4(&packet, 17) + 2, 33);
    packet_ethernet(&packet, 0x0800);
    ck_assert_uint_eq(packet.length, 60);
    ck_assert_int_eq(skypedpi_frame_decode(1, packet_data(&packet), 60, 60, &frame), SKYPEDPI_FRAME_OK);
    assert_hello();
}
END_TEST

START_TEST(udp_length_counts)
{
    packet_hello(&packet);
    packet_be16(packet_data(&packet) + 4, 8 + 3); /* less than IP has */
    packet_ipv4(&packet, 17);
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_OK);
    ck_assert_uint_eq(frame.length, 3);
    ck_assert_uint_eq(frame.captured, 3);
    packet_be16(packet_data(&packet) + 20 + 4, 200); /* more than IP has */
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_OK);
    assert_hello();
    packet_be16(packet_data(&packet) + 20 + 4, 0); /* not told */
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_OK);
    assert_hello();
    packet_be16(packet_data(&packet) + 20 + 4, 7);
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_BROKEN);
}
END_TEST

START_TEST(total_length_zero_is_the_frame)
{
    packet_hello(&packet);
    packet_be16(packet_ipv4(&packet, 17) + 2, 0);
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_OK);
    assert_hello();
    packet_hello(&packet);
    packet_be16(packet_ipv6(&packet, 17) + 4, 0);
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_OK);
    assert_hello();
}
END_TEST

START_TEST(short_capture_keeps_wire_length)
{
    packet_hello(&packet);
    packet_ipv4(&packet, 17);
    ck_assert_int_eq(decode_cut(packet.length - 3), SKYPEDPI_FRAME_OK);
    ck_assert_uint_eq(frame.length, 5);
    ck_assert_uint_eq(frame.captured, 2);
    /* the same, where the file lost the frame's own length */
    ck_assert_int_eq(skypedpi_frame_decode(RAW, packet_data(&packet), 30, 30, &frame), SKYPEDPI_FRAME_OK);
    ck_assert_uint_eq(frame.length, 5);
    ck_assert_uint_eq(frame.captured, 2);
    /* a file may say less than it holds */
    ck_assert_int_eq(skypedpi_frame_decode(RAW, packet_data(&packet), packet.length, 10, &frame),
                     SKYPEDPI_FRAME_OK);
    assert_hello();
}
END_TEST

START_TEST(refuses_broken_ipv4)
{
    packet_hello(&packet);
    uint8_t *h = packet_ipv4(&packet, 17);
    h[0] = 0x44; /* a header of 16 bytes */
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_BROKEN);
    h[0] = 0x45;
    packet_be16(h + 2, 19); /* less than the header */
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_BROKEN);
    packet_be16(h + 2, 27); /* UDP does not fit */
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_BROKEN);
    h[0] = 0x4f; /* options beyond the end */
    packet_be16(h + 2, 60);
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_SHORT);
}
END_TEST

START_TEST(skips_ipv4_options)
{
    packet_hello(&packet);
    packet_push(&packet, "\x94\x04\x00\x00", 4);
    uint8_t *h = packet_ipv4(&packet, 17);
    h[0] = 0x46;
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_OK);
    assert_hello();
}
END_TEST

START_TEST(tells_other_protocols)
{
    packet.length = 0;
    packet_push(&packet, NULL, 8);
    packet_ipv4(&packet, 1);
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_NOT_TRANSPORT);
    ck_assert_uint_eq(frame.family, 4);
    ck_assert_uint_eq(frame.transport, 1);
    packet.length = 0;
    packet_push(&packet, NULL, 8);
    packet_ipv6(&packet, 58);
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_NOT_TRANSPORT);
    packet_data(&packet)[6] = 59;
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_NOT_TRANSPORT);
    packet_hello(&packet);
    packet_push(&packet, "\x11\x00\x00\x00\x00\x00\x00\x00", 8);
    packet_ipv4(&packet, 60); /* an extension header is none in IPv4 */
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_NOT_TRANSPORT);
}
END_TEST

START_TEST(follows_extension_headers)
{
    packet_hello(&packet);
    packet_push(&packet, "\x11\x00\x01\x04\x00\x00\x00\x00", 8); /* destination options */
    packet_push(&packet, "\x3c\x04\x00\x00\x00\x00\x00\x01\x00\x00\x00\x01 twelve bytes", 24); /* AH */
    packet_push(&packet, "\x33\x00\x00\x00\x00\x00\x00\x09", 8); /* an atomic fragment */
    packet_push(&packet, "\x2c\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", 16); /* routing */
    packet_push(&packet, "\x2b\x00\x05\x02\x00\x00\x00\x00", 8); /* hop by hop */
    packet_ipv6(&packet, 0);
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_OK);
    assert_hello();
    for (uint32_t captured = 0; captured < packet.length - 5; captured++) {
        ck_assert_int_eq(decode_cut(captured), SKYPEDPI_FRAME_SHORT);
    }
    packet_data(&packet)[41] = 0xff; /* hop by hop beyond the end */
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_BROKEN);
}
END_TEST

START_TEST(tells_fragments)
{
    packet_hello(&packet);
    uint8_t *h = packet_ipv4(&packet, 17);
    packet_be16(h + 4, 0xabcd);
    packet_be16(h + 6, 0x2003);
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_FRAGMENT);
    ck_assert_uint_eq(frame.fragment_id, 0xabcd);
    ck_assert_uint_eq(frame.fragment_offset, 24);
    ck_assert(frame.fragment_more);
    ck_assert_uint_eq(frame.transport, 17);
    ck_assert_uint_eq(frame.length, 13);
    ck_assert_ptr_eq(frame.payload, h + 20);
    packet_be16(h + 6, 0x4000); /* "do not fragment" makes none */
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_OK);
    packet_hello(&packet);
    packet_push(&packet, "\x11\x00\x00\x19\x01\x02\x03\x04", 8);
    packet_ipv6(&packet, 44);
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_FRAGMENT);
    ck_assert_uint_eq(frame.fragment_id, 0x01020304);
    ck_assert_uint_eq(frame.fragment_offset, 24);
    ck_assert(frame.fragment_more);
}
END_TEST

START_TEST(reads_a_first_fragment_cut_short)
{
    packet.length = 0;
    packet_push(&packet, NULL, 1472);
    packet_udp(&packet, 1000, 2000);
    packet_be16(packet_data(&packet) + 4, 3000);
    packet_be16(packet_ipv4(&packet, 17) + 6, 0x2000);
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_FRAGMENT);
    ck_assert_int_eq(decode_cut(68), SKYPEDPI_FRAME_OK);
    ck_assert(frame.fragment_more);
    ck_assert_uint_eq(frame.length, 2992);
    ck_assert_uint_eq(frame.captured, 40);
}
END_TEST

static const struct {
    const char *what;
    uint8_t protocol;
    uint32_t length;
    uint8_t bytes[32];
    int result;
} tunnels[] = {
    {"IPv4", 4, 0, {0}, SKYPEDPI_FRAME_OK},
    {"GRE", 47, 4, {0, 0, 8, 0}, SKYPEDPI_FRAME_OK},
    {"GRE, checksum, key, sequence", 47, 16, {0xb0, 0, 8, 0}, SKYPEDPI_FRAME_OK},
    {"GRE of PPTP", 47, 14, {0x30, 0x01, 0x88, 0x0b, 0, 0x25, [12] = 0, 0x21}, SKYPEDPI_FRAME_OK},
    {"GRE of PPTP, acknowledging",
     47,
     20,
     {0x30, 0x81, 0x88, 0x0b, 0, 0x25, [16] = 0xff, 3, 0, 0x21},
     SKYPEDPI_FRAME_OK},
    {"GRE, Ethernet", 47, 18, {0, 0, 0x65, 0x58, [16] = 8, 0}, SKYPEDPI_FRAME_OK},
    {"GRE, mirrored", 47, 18, {0, 0, 0x88, 0xbe, [16] = 8, 0}, SKYPEDPI_FRAME_OK},
    {"GRE, mirrored with a header", 47, 30, {0x10, 0, 0x88, 0xbe, [8] = 0x10, [28] = 8, 0}, SKYPEDPI_FRAME_OK},
    {"GRE, routed", 47, 8, {0x40, 0, 8, 0}, SKYPEDPI_FRAME_NOT_TRANSPORT},
    {"GRE, version 2", 47, 4, {0, 2, 8, 0}, SKYPEDPI_FRAME_NOT_TRANSPORT},
    {"GRE, AppleTalk", 47, 4, {0, 0, 0x80, 0x9b}, SKYPEDPI_FRAME_NOT_IP},
};

START_TEST(follows_tunnels)
{
    packet_hello(&packet);
    packet_ipv4(&packet, 17);
    packet_push(&packet, tunnels[_i].bytes, tunnels[_i].length);
    packet_ipv6(&packet, tunnels[_i].protocol);
    ck_assert_msg(decode() == tunnels[_i].result, "%s", tunnels[_i].what);
    if (tunnels[_i].result == SKYPEDPI_FRAME_OK) {
        assert_hello();
        ck_assert_uint_eq(frame.family, 4);
    }
}
END_TEST

/* Either version of IP in either, and in GRE over either. */
START_TEST(follows_any_ip_in_any)
{
    const bool inner6 = _i & 1, outer6 = _i & 2, gre = _i & 4;

    packet_hello(&packet);
    (void)(inner6 ? packet_ipv6(&packet, 17) : packet_ipv4(&packet, 17));
    if (gre) {
        packet_push(&packet, inner6 ? "\x00\x00\x86\xdd" : "\x00\x00\x08\x00", 4);
    }
    uint8_t protocol = gre ? 47 : inner6 ? 41 : 4;
    (void)(outer6 ? packet_ipv6(&packet, protocol) : packet_ipv4(&packet, protocol));
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_OK);
    assert_hello();
    ck_assert_uint_eq(frame.family, inner6 ? 6 : 4);
    ck_assert_uint_eq(frame.source[0], inner6 ? 0x20 : 192);
    ck_assert_uint_eq(frame.destination[15], inner6 ? 2 : 0);
}
END_TEST

START_TEST(bare_acknowledgement_in_gre)
{
    packet.length = 0;
    packet_push(&packet, "\x20\x81\x88\x0b\x00\x00\x00\x00\x00\x00\x00\x01", 12);
    packet_ipv4(&packet, 47);
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_NOT_TRANSPORT);
}
END_TEST

START_TEST(bounds_tunnels)
{
    packet_hello(&packet);
    packet_ipv4(&packet, 17);
    for (unsigned i = 1; i < SKYPEDPI_FRAME_NETWORKS; i++) {
        packet_ipv4(&packet, 4);
    }
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_OK);
    assert_hello();
    packet_ipv4(&packet, 4);
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_DEEP);
}
END_TEST

START_TEST(forgets_the_outer_network)
{
    packet.length = 0;
    packet_push(&packet, NULL, 8);
    packet_ipv4(&packet, 1);
    packet_ipv6(&packet, 4);
    ck_assert_int_eq(decode(), SKYPEDPI_FRAME_NOT_TRANSPORT);
    ck_assert_uint_eq(frame.family, 4);
    ck_assert_uint_eq(frame.source[0], 192);
    ck_assert_uint_eq(frame.source[15], 0);
}
END_TEST

int main(void)
{
    TCase *cases = tcase_create("ip");
    tcase_add_test(cases, reads_addresses);
    tcase_add_test(cases, reads_tcp);
    tcase_add_test(cases, refuses_impossible_tcp);
    tcase_add_test(cases, padding_is_no_payload);
    tcase_add_test(cases, udp_length_counts);
    tcase_add_test(cases, total_length_zero_is_the_frame);
    tcase_add_test(cases, short_capture_keeps_wire_length);
    tcase_add_test(cases, refuses_broken_ipv4);
    tcase_add_test(cases, skips_ipv4_options);
    tcase_add_test(cases, tells_other_protocols);
    tcase_add_test(cases, follows_extension_headers);
    tcase_add_test(cases, tells_fragments);
    tcase_add_test(cases, reads_a_first_fragment_cut_short);
    tcase_add_loop_test(cases, follows_tunnels, 0, sizeof(tunnels) / sizeof(tunnels[0]));
    tcase_add_loop_test(cases, follows_any_ip_in_any, 0, 8);
    tcase_add_test(cases, bare_acknowledgement_in_gre);
    tcase_add_test(cases, bounds_tunnels);
    tcase_add_test(cases, forgets_the_outer_network);
    return suite_run("kit_ip", cases);
}
