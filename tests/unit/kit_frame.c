/* SPDX-License-Identifier: BSD-2-Clause */
#include <check.h>
#include <stdlib.h>
#include <skypedpi/kit/frame.h>
#include "tests/unit/kit_packet.h"
#include "tests/unit/suite.h"

/* Link layers and what stands between them and IP. */

static struct packet packet;
static struct skypedpi_frame frame = {.size = sizeof(frame)};

static int decode(unsigned link)
{
    return skypedpi_frame_decode(link, packet_data(&packet), packet.length, packet.length, &frame);
}

static void push_hex(const char *hex)
{
    uint8_t bytes[64];
    uint32_t count = 0;

    for (; hex[0] && hex[1]; hex += hex[2] == ' ' ? 3 : 2) {
        char pair[3] = {hex[0], hex[1], '\0'};
        bytes[count++] = (uint8_t)strtoul(pair, NULL, 16);
    }
    packet_push(&packet, bytes, count);
}

static void assert_hello(uint8_t family)
{
    ck_assert_uint_eq(frame.family, family);
    ck_assert_uint_eq(frame.transport, 17);
    ck_assert_uint_eq(frame.source_port, 1000);
    ck_assert_uint_eq(frame.destination_port, 2000);
    ck_assert_uint_eq(frame.length, 5);
    ck_assert_uint_eq(frame.captured, 5);
    ck_assert_mem_eq(frame.payload, "hello", 5);
}

/* Headers, as hex, before an IPv4 packet; those with ipv6 set before an IPv6 packet. */
static const struct {
    const char *what;
    unsigned link;
    const char *headers;
    int ipv6;
} good[] = {
    {"raw", 12, "", 0},
    {"raw, IPv6", 101, "", 1},
    {"raw, OpenBSD", 14, "", 0},
    {"IPv4", 228, "", 0},
    {"IPv6", 229, "", 1},
    {"null, little-endian", 0, "02 00 00 00", 0},
    {"null, big-endian", 0, "00 00 00 02", 0},
    {"null, Darwin's IPv6", 0, "1e 00 00 00", 1},
    {"null, FreeBSD's IPv6, big-endian", 0, "00 00 00 1c", 1},
    {"loop", 108, "00 00 00 02", 0},
    {"loop, OpenBSD's IPv6", 108, "00 00 00 18", 1},
    {"Ethernet", 1, "000000000000 000000000000 0800", 0},
    {"Ethernet, IPv6", 1, "000000000000 000000000000 86dd", 1},
    {"VLAN", 1, "000000000000 000000000000 8100 0001 0800", 0},
    {"VLAN in VLAN", 1, "000000000000 000000000000 88a8 0002 8100 0001 86dd", 1},
    {"VLAN, old type", 1, "000000000000 000000000000 9100 0002 8100 0001 0800", 0},
    {"802.2 IP", 1, "000000000000 000000000000 0040 060603", 0},
    {"802.2 SNAP", 1, "000000000000 000000000000 0040 aaaa03000000 0800", 0},
    {"802.2 SNAP in VLAN", 1, "000000000000 000000000000 8100 0001 0040 aaaa03000000 86dd", 1},
    {"MPLS", 1, "000000000000 000000000000 8847 000011ff", 0},
    {"MPLS, three labels", 1, "000000000000 000000000000 8848 000010ff 000020ff 000031ff", 1},
    {"Ethernet in MPLS", 1, "000000000000 000000000000 8847 000011ff 00000000 000000000000 000000000000 0800",
     0},
    {"PPPoE", 1, "000000000000 000000000000 8864 11 00 0001 0023 0021", 0},
    {"PPPoE, IPv6", 1, "000000000000 000000000000 8864 11 00 0001 0037 0057", 1},
    {"PPPoE as a link", 51, "11 00 0001 0023 0021", 0},
    {"PPP", 9, "ff03 0021", 0},
    {"PPP, all compressed", 9, "21", 0},
    {"PPP, IPv6", 50, "0057", 1},
    {"MPLS in PPP", 9, "ff03 0281 000011ff", 0},
    {"PPP, Cisco's framing", 9, "0f00 0800", 0},
    {"Cisco HDLC", 104, "8f00 86dd", 1},
    {"cooked", 113, "0000 0001 0006 0000000000000000 0800", 0},
    {"cooked, 802.2", 113, "0000 0001 0006 0000000000000000 0004 aaaa03000000 0800", 0},
    {"cooked, VLAN", 113, "0000 0001 0006 0000000000000000 8100 0001 86dd", 1},
    {"cooked 2", 276, "86dd 0000 00000001 0001 00 06 0000000000000000", 1},
    {"cooked 2, VLAN", 276, "8100 0000 00000001 0001 00 06 0000000000000000 0001 0800", 0},
    {"cooked, PPPoE", 113, "0000 0001 0006 0000000000000000 8864 11 00 0001 0023 0021", 0},
    {"MPLS in VLAN in VLAN", 1, "000000000000 000000000000 88a8 0002 8100 0001 8847 000011ff", 1},
    {"802.11", 105, "0801 0000 000000000000 000000000000 000000000000 0000 aaaa03000000 0800", 0},
    {"802.11, QoS", 105, "8801 0000 000000000000 000000000000 000000000000 0000 0000 aaaa03000000 0800", 0},
    {"802.11, QoS and HT control", 105,
     "8880 0000 000000000000 000000000000 000000000000 0000 0000 00000000 aaaa03000000 0800", 0},
    {"802.11, four addresses", 105,
     "0803 0000 000000000000 000000000000 000000000000 0000 000000000000 aaaa03000000 86dd", 1},
    {"radiotap", 127,
     "00 00 0800 00000000 0801 0000 000000000000 000000000000 000000000000 0000 aaaa03000000 0800", 0},
    {"radiotap, clock and padding", 127,
     "00 00 1100 03000000 0000000000000000 20 8801 0000 000000000000 000000000000 000000000000 0000 0000 0000 "
     "aaaa03000000 0800",
     0},
    {"radiotap, two present words and padding", 127,
     "00 00 0d00 02000080 00000000 20 8801 0000 000000000000 000000000000 000000000000 0000 0000 0000 "
     "aaaa03000000 0800",
     0},
    {"radiotap, flags promised and not there", 127,
     "00 00 0c00 02000080 20000000 8801 0000 000000000000 000000000000 000000000000 0000 0000 "
     "aaaa03000000 0800",
     0},
    {"PPI", 192, "00 00 0800 01000000 000000000000 000000000000 0800", 0},
    {"PPI with a field", 192, "00 00 0c00 65000000 00000000", 1},
};

START_TEST(follows_headers_to_ip)
{
    packet_hello(&packet);
    if (good[_i].ipv6) {
        packet_ipv6(&packet, 17);
    } else {
        packet_ipv4(&packet, 17);
    }
    push_hex(good[_i].headers);
    ck_assert_msg(decode(good[_i].link) == SKYPEDPI_FRAME_OK, "%s", good[_i].what);
    assert_hello(good[_i].ipv6 ? 6 : 4);
}
END_TEST

/* Whole frames, and why they are none of ours. */
static const struct {
    const char *what;
    unsigned link;
    const char *bytes;
    int result;
} bad[] = {
    {"link type", 147, "00", SKYPEDPI_FRAME_LINK},
    {"PPI of a link type", 192, "00 00 0800 ff000000 00", SKYPEDPI_FRAME_LINK},
    {"ARP", 1, "000000000000 000000000000 0806 0001", SKYPEDPI_FRAME_NOT_IP},
    {"802.2 of spanning tree", 1, "000000000000 000000000000 0026 424203", SKYPEDPI_FRAME_NOT_IP},
    {"Ethernet cut", 1, "000000000000 000000000000 08", SKYPEDPI_FRAME_BROKEN},
    {"VLAN cut", 1, "000000000000 000000000000 8100 0001", SKYPEDPI_FRAME_BROKEN},
    {"null, Appletalk", 0, "10 00 00 00", SKYPEDPI_FRAME_NOT_IP},
    {"cooked 802.3", 113, "0000 0001 0006 0000000000000000 0001", SKYPEDPI_FRAME_NOT_IP},
    {"PPP control protocol", 9, "ff03 c021 01", SKYPEDPI_FRAME_NOT_IP},
    {"PPP without protocol", 9, "ff03", SKYPEDPI_FRAME_BROKEN},
    {"PPPoE discovery", 51, "11 09 0000 0004 0101 0000", SKYPEDPI_FRAME_NOT_IP},
    {"MPLS without end", 1, "000000000000 000000000000 8847 000010ff 000020ff", SKYPEDPI_FRAME_BROKEN},
    {"802.11 beacon", 105, "8000 0000 000000000000 000000000000 000000000000 0000", SKYPEDPI_FRAME_NOT_IP},
    {"802.11 null", 105, "4801 0000 000000000000 000000000000 000000000000 0000", SKYPEDPI_FRAME_NOT_IP},
    {"802.11 encrypted", 105, "0841 0000 000000000000 000000000000 000000000000 0000 0000",
     SKYPEDPI_FRAME_NOT_IP},
    {"802.11 aggregate", 105, "8801 0000 000000000000 000000000000 000000000000 0000 8000 00",
     SKYPEDPI_FRAME_NOT_IP},
    {"radiotap length", 127, "00 00 0400 00000000", SKYPEDPI_FRAME_BROKEN},
    {"PPI length", 192, "00 00 0400 01000000", SKYPEDPI_FRAME_BROKEN},
    {"raw, version 5", 101, "50", SKYPEDPI_FRAME_NOT_IP},
    {"IPv4 by name, version 6", 228, "60000000000000000000000000000000000000000000", SKYPEDPI_FRAME_BROKEN},
    {"nothing", 101, "", SKYPEDPI_FRAME_BROKEN},
};

START_TEST(says_why_not)
{
    packet.length = 0;
    push_hex(bad[_i].bytes);
    ck_assert_msg(decode(bad[_i].link) == bad[_i].result, "%s", bad[_i].what);
}
END_TEST

START_TEST(reads_nflog_in_host_order)
{
    uint16_t other[2] = {6, 1}, payload[2] = {0, 9};
    uint8_t attributes[16] = {2};

    packet_hello(&packet);
    packet_ipv4(&packet, 17);
    payload[0] = (uint16_t)(packet.length + 4);
    memcpy(attributes + 4, other, 4); /* 6 bytes, padded to 8 */
    memcpy(attributes + 12, payload, 4);
    packet_push(&packet, attributes, sizeof(attributes));
    ck_assert_int_eq(decode(239), SKYPEDPI_FRAME_OK);
    assert_hello(4);
    packet.length = 0;
    other[0] = 3; /* shorter than itself */
    memcpy(attributes + 4, other, 4);
    packet_push(&packet, attributes, sizeof(attributes));
    ck_assert_int_eq(decode(239), SKYPEDPI_FRAME_BROKEN);
}
END_TEST

START_TEST(bounds_headers)
{
    packet_hello(&packet);
    packet_ipv4(&packet, 17);
    packet_push(&packet, "\x08\x00", 2);
    for (unsigned tags = 0; tags < SKYPEDPI_FRAME_HEADERS - 3; tags++) {
        packet_push(&packet, "\x81\x00\x00\x01", 4);
    }
    packet_push(&packet, NULL, 12);
    ck_assert_int_eq(decode(1), SKYPEDPI_FRAME_OK);
    packet.length -= 12;
    packet_push(&packet, "\x81\x00\x00\x01", 4);
    packet_push(&packet, NULL, 12);
    ck_assert_int_eq(decode(1), SKYPEDPI_FRAME_DEEP);
}
END_TEST

/* Captured short anywhere, a frame is short or whole, never broken, and its payload lies inside. */
START_TEST(bears_any_snapshot)
{
    packet_hello(&packet);
    packet_ipv4(&packet, 17);
    push_hex(good[_i].headers);
    for (uint32_t captured = 0; captured < packet.length; captured++) {
        uint8_t *copy = malloc(captured ? captured : 1); /* a heap block has its end watched */
        memcpy(copy, packet_data(&packet), captured);
        int result = skypedpi_frame_decode(good[_i].link, copy, captured, packet.length, &frame);
        if (!good[_i].ipv6) {
            ck_assert(result == SKYPEDPI_FRAME_SHORT || (result == SKYPEDPI_FRAME_OK && frame.length == 5));
            ck_assert(result != SKYPEDPI_FRAME_OK || frame.payload + frame.captured == copy + captured);
        }
        free(copy);
    }
}
END_TEST

/* Who tells less than was captured has captured all of it; that counts where IP tells no length. */
START_TEST(what_was_captured_was_there)
{
    packet_hello(&packet);
    packet_ipv4(&packet, 17);
    memset(packet_data(&packet) + 2, 0, 2); /* a network card cuts it up later */
    push_hex(good[0].headers);
    ck_assert_int_eq(skypedpi_frame_decode(good[0].link, packet_data(&packet), packet.length, 0, &frame),
                     SKYPEDPI_FRAME_OK);
    ck_assert_uint_eq(frame.length, 5);
    ck_assert_uint_eq(frame.captured, 5);
}
END_TEST

/* Bytes changed at random: whatever it makes of them, the payload stays inside the frame. */
START_TEST(bears_anything)
{
    uint32_t state = 1;

    for (unsigned round = 0; round < 2000; round++) {
        packet_hello(&packet);
        packet_ipv4(&packet, 17);
        push_hex(good[_i].headers);
        uint8_t *copy = malloc(packet.length);
        memcpy(copy, packet_data(&packet), packet.length);
        for (unsigned change = 0; change < 3; change++) {
            state = state * 1664525 + 1013904223;
            copy[(state >> 8) % packet.length] = (uint8_t)(state >> 24);
        }
        int result = skypedpi_frame_decode(good[_i].link, copy, packet.length, packet.length, &frame);
        if (result == SKYPEDPI_FRAME_OK || result == SKYPEDPI_FRAME_FRAGMENT) {
            ck_assert(frame.payload >= copy && frame.captured <= frame.length);
            ck_assert(frame.payload + frame.captured <= copy + packet.length);
        }
        free(copy);
    }
}
END_TEST

/* Headers before an IPv4 packet, and the VLAN they say it is in. */
static const struct {
    const char *what;
    unsigned link;
    const char *headers;
    uint16_t vlan;
} tagged[] = {
    {"none", 1, "000000000000 000000000000 0800", 0},
    {"VLAN", 1, "000000000000 000000000000 8100 0123 0800", 0x123},
    {"VLAN with priority", 1, "000000000000 000000000000 8100 effe 0800", 0xffe},
    {"priority only", 1, "000000000000 000000000000 8100 e000 0800", 0},
    {"QinQ", 1, "000000000000 000000000000 88a8 0002 8100 0003 0800", 3},
    {"cooked", 113, "0000 0001 0006 0000000000000000 8100 0004 0800", 4},
    {"cooked 2", 276, "8100 0000 00000001 0001 00 06 0000000000000000 0005 0800", 5},
    {"PPPoE in VLAN", 1, "000000000000 000000000000 8100 0006 8864 11 00 0001 0023 0021", 6},
    {"Ethernet with a tag in MPLS", 1,
     "000000000000 000000000000 8100 0007 8847 000011ff 00000000 000000000000 000000000000 8100 0008 0800", 8},
};

START_TEST(tells_the_vlan)
{
    packet_hello(&packet);
    packet_ipv4(&packet, 17);
    push_hex(tagged[_i].headers);
    ck_assert_msg(decode(tagged[_i].link) == SKYPEDPI_FRAME_OK, "%s", tagged[_i].what);
    assert_hello(4);
    ck_assert_msg(frame.vlan == tagged[_i].vlan, "%s: %u", tagged[_i].what, frame.vlan);
}
END_TEST

START_TEST(a_tunnel_is_in_its_vlan)
{
    packet_hello(&packet);
    packet_ipv4(&packet, 17);
    packet_ipv6(&packet, 4);
    push_hex("000000000000 000000000000 8100 0009 86dd");
    ck_assert_int_eq(decode(1), SKYPEDPI_FRAME_OK);
    assert_hello(4);
    ck_assert_uint_eq(frame.vlan, 9);
}
END_TEST

START_TEST(refuses_wrong_arguments)
{
    struct {
        struct skypedpi_frame frame;
        uint8_t more[8];
    } longer = {.frame = {.size = sizeof(longer)}, .more = {1, 2, 3, 4, 5, 6, 7, 8}};
    struct skypedpi_frame small = {.size = sizeof(small) - 1, .family = 77};
    const uint8_t none[8] = {0};

    packet_hello(&packet);
    packet_ipv4(&packet, 17);
    const uint8_t *data = packet_data(&packet);
    ck_assert_int_eq(skypedpi_frame_decode(101, data, packet.length, packet.length, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_frame_decode(101, NULL, 1, 1, &frame), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_frame_decode(101, NULL, 0, 28, &frame), SKYPEDPI_FRAME_SHORT);
    ck_assert_int_eq(skypedpi_frame_decode(101, NULL, 0, 0, &frame), SKYPEDPI_FRAME_BROKEN);
    ck_assert_int_eq(skypedpi_frame_decode(101, data, packet.length, packet.length, &small), SKYPEDPI_E_SIZE);
    ck_assert_uint_eq(small.family, 77);
    /* a caller with a newer header finds what he does not get to be 0 */
    ck_assert_int_eq(skypedpi_frame_decode(101, data, packet.length, packet.length, &longer.frame),
                     SKYPEDPI_FRAME_OK);
    ck_assert_uint_eq(longer.frame.size, sizeof(longer));
    ck_assert_uint_eq(longer.frame.source_port, 1000);
    ck_assert_mem_eq(longer.more, none, sizeof(none));
}
END_TEST

START_TEST(makes_packets)
{
    struct skypedpi_packet p = {.size = sizeof(p)};

    packet.length = 0;
    packet_push(&packet, "data", 4);
    packet_tcp(&packet, 3000, 443, 0x18); /* PSH is nothing to an engine */
    packet_ipv4(&packet, 6);
    ck_assert_int_eq(skypedpi_frame_decode(101, packet_data(&packet), packet.length - 1, packet.length, &frame),
                     SKYPEDPI_FRAME_OK);
    ck_assert_int_eq(skypedpi_frame_packet(&frame, true, 77, &p), SKYPEDPI_OK);
    ck_assert_uint_eq(p.size, sizeof(p));
    ck_assert_uint_eq(p.flags, SKYPEDPI_PACKET_REVERSE);
    ck_assert_uint_eq(p.time, 77);
    ck_assert_uint_eq(p.length, 4);
    ck_assert_uint_eq(p.captured, 3);
    ck_assert_uint_eq(p.sequence, 0x01020304);
    ck_assert_uint_eq(p.acknowledgement, 0x05060708);
    ck_assert_uint_eq(p.tcp_flags, SKYPEDPI_TCP_ACK);
    ck_assert_ptr_eq(p.payload, frame.payload);
    ck_assert_int_eq(skypedpi_frame_packet(&frame, false, 77, &p), SKYPEDPI_OK);
    ck_assert_uint_eq(p.flags, 0);
}
END_TEST

START_TEST(makes_packets_of_any_age)
{
    static const uint8_t none[8] = {0};
    const struct skypedpi_frame given = {.size = sizeof(given), .length = 5, .sequence = 6};
    const struct skypedpi_frame unset = {.length = 5};
    struct skypedpi_packet p = {.size = sizeof(p) - 1, .length = 7};
    struct {
        struct skypedpi_packet packet;
        uint8_t more[8];
    } longer = {.packet.size = sizeof(longer), .more = {1, 2, 3}};

    ck_assert_int_eq(skypedpi_frame_packet(&given, false, 1, &p), SKYPEDPI_E_SIZE);
    ck_assert_uint_eq(p.length, 7);
    p.size = sizeof(p);
    ck_assert_int_eq(skypedpi_frame_packet(&unset, false, 1, &p), SKYPEDPI_E_SIZE);
    ck_assert_int_eq(skypedpi_frame_packet(NULL, false, 1, &p), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_frame_packet(&given, false, 1, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_uint_eq(p.length, 7);
    /* a caller with a newer header keeps his size, and finds what is not known to be 0 */
    ck_assert_int_eq(skypedpi_frame_packet(&given, false, 1, &longer.packet), SKYPEDPI_OK);
    ck_assert_uint_eq(longer.packet.size, sizeof(longer));
    ck_assert_uint_eq(longer.packet.sequence, 6);
    ck_assert_mem_eq(longer.more, none, sizeof(none));
}
END_TEST

START_TEST(names_results)
{
    for (int result = 0; result < SKYPEDPI_FRAME_RESULTS; result++) {
        ck_assert_str_ne(skypedpi_frame_result_name(result), "");
    }
    ck_assert_str_eq(skypedpi_frame_result_name(SKYPEDPI_FRAME_NOT_IP), "not IP");
    ck_assert_str_eq(skypedpi_frame_result_name(SKYPEDPI_FRAME_RESULTS), "");
    ck_assert_str_eq(skypedpi_frame_result_name(SKYPEDPI_E_SIZE), "");
}
END_TEST

int main(void)
{
    const int goods = sizeof(good) / sizeof(good[0]);
    TCase *cases = tcase_create("frame");
    tcase_add_loop_test(cases, follows_headers_to_ip, 0, goods);
    tcase_add_loop_test(cases, says_why_not, 0, sizeof(bad) / sizeof(bad[0]));
    tcase_add_test(cases, reads_nflog_in_host_order);
    tcase_add_test(cases, bounds_headers);
    tcase_add_loop_test(cases, bears_any_snapshot, 0, goods);
    tcase_add_test(cases, what_was_captured_was_there);
    tcase_add_loop_test(cases, bears_anything, 0, goods);
    tcase_add_loop_test(cases, tells_the_vlan, 0, sizeof(tagged) / sizeof(tagged[0]));
    tcase_add_test(cases, a_tunnel_is_in_its_vlan);
    tcase_add_test(cases, refuses_wrong_arguments);
    tcase_add_test(cases, makes_packets);
    tcase_add_test(cases, makes_packets_of_any_age);
    tcase_add_test(cases, names_results);
    return suite_run("kit_frame", cases);
}
