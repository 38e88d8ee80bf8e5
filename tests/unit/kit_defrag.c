/* SPDX-License-Identifier: BSD-2-Clause */
#include <check.h>
#include <stddef.h>
#include <stdlib.h>
#include <skypedpi/kit/frame.h>
#include "tests/unit/kit_packet.h"
#include "tests/unit/purse.h"
#include "tests/unit/suite.h"

#define SECOND UINT64_C(1000000000)

static struct packet packet;
static skypedpi_defrag *defrag;
static struct skypedpi_defrag_packet whole = {.size = sizeof(whole)};
static struct skypedpi_frame whole_frame = {.size = sizeof(whole_frame)};

static void make(void)
{
    ck_assert_int_eq(skypedpi_defrag_new(NULL, 4, &defrag), SKYPEDPI_OK);
}

static void release(void)
{
    skypedpi_defrag_free(defrag);
}

/* A UDP datagram of 3000 bytes that count up, to cut fragments from. */
static uint8_t *datagram(void)
{
    packet.length = 0;
    uint8_t *payload = packet_push(&packet, NULL, 2992);
    for (uint32_t i = 0; i < 2992; i++) {
        payload[i] = (uint8_t)(i * 7 + i / 256);
    }
    packet_udp(&packet, 1000, 2000);
    return packet_data(&packet);
}

static struct skypedpi_frame fragment(uint32_t id, uint32_t offset, uint32_t length, bool more)
{
    struct skypedpi_frame f = {.size = sizeof(f),
                               .family = 4,
                               .transport = 17,
                               .fragment_id = id,
                               .fragment_offset = (uint16_t)offset,
                               .fragment_more = more,
                               .length = length,
                               .captured = length,
                               .payload = datagram() + offset,
                               .source = {192, 0, 2, 1},
                               .destination = {198, 51, 100, 2}};
    return f;
}

static int add_at(struct skypedpi_frame f, uint64_t time)
{
    return skypedpi_defrag_add(defrag, &f, 100, time, &whole);
}

static int add(uint32_t id, uint32_t offset, uint32_t length, bool more)
{
    return add_at(fragment(id, offset, length, more), SECOND);
}

static void assert_whole(uint32_t fragments)
{
    ck_assert_uint_eq(whole.fragments, fragments);
    ck_assert_uint_eq(whole.carried, fragments * 100);
    ck_assert_int_eq(
        skypedpi_frame_decode(SKYPEDPI_DEFRAG_LINK, whole.data, whole.length, whole.length, &whole_frame),
        SKYPEDPI_FRAME_OK);
    ck_assert_uint_eq(whole_frame.source_port, 1000);
    ck_assert_uint_eq(whole_frame.length, 2992);
    ck_assert_uint_eq(whole_frame.captured, 2992);
    ck_assert_mem_eq(whole_frame.payload, datagram() + 8, 2992);
}

START_TEST(in_order)
{
    ck_assert_int_eq(add(1, 0, 1480, true), SKYPEDPI_DEFRAG_WAITING);
    ck_assert_int_eq(add(1, 1480, 1480, true), SKYPEDPI_DEFRAG_WAITING);
    ck_assert_int_eq(add(1, 2960, 40, false), SKYPEDPI_DEFRAG_WHOLE);
    assert_whole(3);
    ck_assert_uint_eq(whole.length, 3020);
    ck_assert_uint_eq(whole_frame.source[0], 192);
    ck_assert_uint_eq(whole_frame.destination[3], 2);
}
END_TEST

START_TEST(in_any_order)
{
    static const struct {
        uint32_t offset, length;
        bool more;
    } piece[3] = {{0, 1480, true}, {1480, 1480, true}, {2960, 40, false}};
    static const unsigned order[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    for (unsigned i = 0; i < 3; i++) {
        unsigned p = order[_i][i];
        ck_assert_int_eq(add(1, piece[p].offset, piece[p].length, piece[p].more),
                         i == 2 ? SKYPEDPI_DEFRAG_WHOLE : SKYPEDPI_DEFRAG_WAITING);
    }
    assert_whole(3);
}
END_TEST

START_TEST(ipv6)
{
    struct skypedpi_frame f = fragment(7, 1480, 1520, false);
    f.family = 6;
    f.transport = 0; /* only the first piece's word counts */
    f.source[15] = 9;
    ck_assert_int_eq(add_at(f, SECOND), SKYPEDPI_DEFRAG_WAITING);
    f = fragment(7, 0, 1480, true);
    f.family = 6;
    f.source[15] = 9;
    ck_assert_int_eq(add_at(f, SECOND), SKYPEDPI_DEFRAG_WHOLE);
    assert_whole(2);
    ck_assert_uint_eq(whole.length, 3040);
    ck_assert_uint_eq(whole_frame.family, 6);
    ck_assert_uint_eq(whole_frame.source[15], 9);
}
END_TEST

START_TEST(packets_are_kept_apart)
{
    struct skypedpi_frame other = fragment(1, 1480, 1520, false);

    ck_assert_int_eq(add(1, 0, 1480, true), SKYPEDPI_DEFRAG_WAITING);
    ck_assert_int_eq(add(2, 1480, 1520, false), SKYPEDPI_DEFRAG_WAITING);
    other.source[3] = 77;
    ck_assert_int_eq(add_at(other, SECOND), SKYPEDPI_DEFRAG_WAITING);
    other = fragment(1, 1480, 1520, false);
    other.transport = 6;
    ck_assert_int_eq(add_at(other, SECOND), SKYPEDPI_DEFRAG_WAITING);
    ck_assert_int_eq(add(1, 1480, 1520, false), SKYPEDPI_DEFRAG_WHOLE);
    assert_whole(2);
}
END_TEST

START_TEST(a_copy_is_no_overlap)
{
    ck_assert_int_eq(add(1, 0, 1480, true), SKYPEDPI_DEFRAG_WAITING);
    ck_assert_int_eq(add(1, 0, 1480, true), SKYPEDPI_DEFRAG_WAITING);
    ck_assert_int_eq(add(1, 1480, 1480, true), SKYPEDPI_DEFRAG_WAITING);
    ck_assert_int_eq(add(1, 1480, 1480, true), SKYPEDPI_DEFRAG_WAITING);
    ck_assert_int_eq(add(1, 2960, 40, false), SKYPEDPI_DEFRAG_WHOLE);
    assert_whole(5);
}
END_TEST

START_TEST(a_last_piece_may_come_twice)
{
    ck_assert_int_eq(add(1, 2960, 40, false), SKYPEDPI_DEFRAG_WAITING);
    ck_assert_int_eq(add(1, 2960, 40, false), SKYPEDPI_DEFRAG_WAITING);
    ck_assert_int_eq(add(1, 0, 2960, true), SKYPEDPI_DEFRAG_WHOLE);
}
END_TEST

/* What spoils a packet for which a piece from 800 to 1600 is here: then nothing completes it. */
static const struct {
    const char *what;
    uint32_t offset, length;
    bool more;
} spoiling[] = {
    {"covers it in part", 0, 808, true},
    {"covers it and more", 0, 2000, true},
    {"lies inside", 1000, 8, true},
    {"reaches beyond", 1592, 16, true},
    {"ends the packet before it", 0, 8, false},
    {"is the same, but the last", 800, 800, false},
};

START_TEST(overlaps_spoil)
{
    ck_assert_int_eq(add(1, 800, 800, true), SKYPEDPI_DEFRAG_WAITING);
    struct skypedpi_frame f = fragment(1, spoiling[_i].offset, spoiling[_i].length, spoiling[_i].more);
    uint8_t changed[3000];
    memcpy(changed, f.payload, f.length);
    changed[0] ^= 1; /* not a copy */
    f.payload = changed;
    ck_assert_msg(add_at(f, SECOND) == SKYPEDPI_DEFRAG_REFUSED, "%s", spoiling[_i].what);
    ck_assert_int_eq(add(1, 0, 800, true), SKYPEDPI_DEFRAG_REFUSED);
    ck_assert_int_eq(add(1, 1600, 1400, false), SKYPEDPI_DEFRAG_REFUSED);
}
END_TEST

START_TEST(two_ends_spoil)
{
    ck_assert_int_eq(add(1, 800, 100, false), SKYPEDPI_DEFRAG_WAITING);
    ck_assert_int_eq(add(1, 1600, 100, false), SKYPEDPI_DEFRAG_REFUSED);
    ck_assert_int_eq(add(1, 0, 800, true), SKYPEDPI_DEFRAG_REFUSED);
}
END_TEST

START_TEST(nothing_beyond_the_end)
{
    ck_assert_int_eq(add(1, 16, 8, true), SKYPEDPI_DEFRAG_WAITING);
    ck_assert_int_eq(add(1, 8, 4, false), SKYPEDPI_DEFRAG_REFUSED); /* as many bytes as an end at 12 asks for */
}
END_TEST

START_TEST(refuses_impossible_pieces)
{
    struct skypedpi_frame f = fragment(1, 0, 1480, true);

    f.captured = 1479;
    ck_assert_int_eq(add_at(f, SECOND), SKYPEDPI_DEFRAG_REFUSED);
    ck_assert_int_eq(add(1, 0, 1479, true), SKYPEDPI_DEFRAG_REFUSED);
    ck_assert_int_eq(add(1, 8, 0, false), SKYPEDPI_DEFRAG_REFUSED);
    ck_assert_int_eq(add(1, 12, 100, false), SKYPEDPI_DEFRAG_REFUSED); /* no header can say so */
    f = fragment(1, 0, 32, false);
    f.fragment_offset = 65528; /* beyond what IPv4 can say */
    ck_assert_int_eq(add_at(f, SECOND), SKYPEDPI_DEFRAG_REFUSED);
    f.fragment_offset = 65480;
    ck_assert_int_eq(add_at(f, SECOND), SKYPEDPI_DEFRAG_WAITING);
    ck_assert_int_eq(add(1, 0, 1480, true), SKYPEDPI_DEFRAG_WAITING);
}
END_TEST

START_TEST(the_largest_packets)
{
    static uint8_t bytes[65536];
    struct skypedpi_frame f = fragment(1, 0, 32768, true);

    f.payload = bytes;
    ck_assert_int_eq(add_at(f, SECOND), SKYPEDPI_DEFRAG_WAITING);
    f.fragment_offset = 32768;
    f.fragment_more = false;
    f.length = f.captured = 65515 - 32768;
    ck_assert_int_eq(add_at(f, SECOND), SKYPEDPI_DEFRAG_WHOLE);
    ck_assert_uint_eq(whole.length, 65535);
    f.family = 6;
    f.length = f.captured = 65535 - 32768;
    ck_assert_int_eq(add_at(f, SECOND), SKYPEDPI_DEFRAG_WAITING);
    f.fragment_offset = 0;
    f.fragment_more = true;
    f.length = f.captured = 32768;
    ck_assert_int_eq(add_at(f, SECOND), SKYPEDPI_DEFRAG_WHOLE);
    ck_assert_uint_eq(whole.length, 65575);
}
END_TEST

START_TEST(gives_up_in_time)
{
    ck_assert_int_eq(add_at(fragment(1, 0, 1480, true), SECOND), SKYPEDPI_DEFRAG_WAITING);
    ck_assert_int_eq(add_at(fragment(1, 1480, 1480, true), 30 * SECOND), SKYPEDPI_DEFRAG_WAITING);
    ck_assert_int_eq(add_at(fragment(1, 2960, 40, false), 31 * SECOND), SKYPEDPI_DEFRAG_WHOLE);
    ck_assert_int_eq(add_at(fragment(1, 0, 1480, true), SECOND), SKYPEDPI_DEFRAG_WAITING);
    ck_assert_int_eq(add_at(fragment(1, 1480, 1520, false), 31 * SECOND + 1), SKYPEDPI_DEFRAG_WAITING);
    ck_assert_int_eq(add_at(fragment(1, 0, 1480, true), 32 * SECOND), SKYPEDPI_DEFRAG_WHOLE);
}
END_TEST

START_TEST(time_may_stand_or_go_back)
{
    ck_assert_int_eq(add_at(fragment(1, 0, 1480, true), 90 * SECOND), SKYPEDPI_DEFRAG_WAITING);
    ck_assert_int_eq(add_at(fragment(1, 1480, 1520, false), SECOND), SKYPEDPI_DEFRAG_WHOLE);
}
END_TEST

START_TEST(the_idle_make_room)
{
    for (uint32_t id = 1; id <= 4; id++) {
        ck_assert_int_eq(add_at(fragment(id, 0, 1480, true), id * SECOND), SKYPEDPI_DEFRAG_WAITING);
    }
    ck_assert_int_eq(add_at(fragment(1, 1480, 1480, true), 5 * SECOND), SKYPEDPI_DEFRAG_WAITING);
    ck_assert_int_eq(add_at(fragment(5, 0, 1480, true), 6 * SECOND),
                     SKYPEDPI_DEFRAG_WAITING); /* in place of 2 */
    ck_assert_int_eq(add_at(fragment(1, 2960, 40, false), 7 * SECOND), SKYPEDPI_DEFRAG_WHOLE);
    ck_assert_int_eq(add_at(fragment(2, 1480, 1520, false), 8 * SECOND), SKYPEDPI_DEFRAG_WAITING);
    ck_assert_int_eq(add_at(fragment(3, 1480, 1520, false), 8 * SECOND), SKYPEDPI_DEFRAG_WHOLE);
    ck_assert_int_eq(add_at(fragment(4, 1480, 1520, false), 8 * SECOND), SKYPEDPI_DEFRAG_WHOLE);
    ck_assert_int_eq(add_at(fragment(5, 1480, 1520, false), 8 * SECOND), SKYPEDPI_DEFRAG_WHOLE);
}
END_TEST

/* Packets that wait, and will for ever, leave room for two whose pieces take turns, whatever the time is. */
START_TEST(the_idle_make_room_at_any_time)
{
    static const uint64_t later[] = {SECOND, 90 * SECOND};

    for (uint32_t id = 1; id <= 4; id++) {
        ck_assert_int_eq(add_at(fragment(id, 0, 1480, true), 90 * SECOND), SKYPEDPI_DEFRAG_WAITING);
    }
    for (uint32_t id = 5; id <= 6; id++) {
        ck_assert_int_eq(add_at(fragment(id, 0, 1480, true), later[_i]), SKYPEDPI_DEFRAG_WAITING);
    }
    for (uint32_t id = 3; id <= 6; id++) { /* 5 and 6 in place of 1 and 2 */
        ck_assert_int_eq(add_at(fragment(id, 1480, 1520, false), later[_i]), SKYPEDPI_DEFRAG_WHOLE);
    }
}
END_TEST

/* A fragment inside a packet put together lies in the very slot it may be given. */
START_TEST(fragments_within_fragments)
{
    struct skypedpi_frame f, inner = {.size = sizeof(inner)};
    uint8_t outer[1500];

    for (unsigned half = 0; half < 2; half++) {
        datagram();
        const uint8_t *data = packet_data(&packet) + half * 1496;
        uint32_t length = half ? 1504 : 1496;
        struct packet *p = malloc(sizeof(*p));
        p->length = 0;
        packet_push(p, data, length);
        uint8_t *h = packet_ipv4(p, 17);
        packet_be16(h + 4, 0x55);
        packet_be16(h + 6, half ? 187 : 0x2000);
        memcpy(outer, packet_data(p), 800);
        f = fragment(10 + half, 0, 800, true);
        f.transport = 4;
        f.payload = outer;
        ck_assert_int_eq(add_at(f, SECOND), SKYPEDPI_DEFRAG_WAITING);
        f = fragment(10 + half, 800, p->length - 800, false);
        f.transport = 4;
        f.payload = packet_data(p) + 800;
        ck_assert_int_eq(add_at(f, SECOND), SKYPEDPI_DEFRAG_WHOLE);
        ck_assert_int_eq(
            skypedpi_frame_decode(SKYPEDPI_DEFRAG_LINK, whole.data, whole.length, whole.length, &inner),
            SKYPEDPI_FRAME_FRAGMENT);
        ck_assert_int_eq(add_at(inner, SECOND), half ? SKYPEDPI_DEFRAG_WHOLE : SKYPEDPI_DEFRAG_WAITING);
        free(p);
    }
    assert_whole(2);
}
END_TEST

#define SLOTS      40
#define SLOT_LEAST 65535 /* bytes: the data alone */
#define FRESH      0xa5

static _Alignas(max_align_t) uint8_t memory[SLOTS * 70000];

static void *give_memory(void *user, size_t bytes)
{
    *(size_t *)user = bytes;
    ck_assert_uint_le(bytes, sizeof(memory));
    return memset(memory, FRESH, sizeof(memory));
}

static void take_memory(void *user, void *given)
{
    (void)user;
    (void)given;
}

/* Large pages are real as a whole once a byte of them is touched. */
START_TEST(slots_never_used_are_not_touched)
{
    size_t given = 0, untouched = SLOT_LEAST * (SLOTS - 2);
    const struct skypedpi_allocator allocator = {&given, give_memory, take_memory};

    release();
    ck_assert_int_eq(skypedpi_defrag_new(&allocator, SLOTS, &defrag), SKYPEDPI_OK);
    for (uint32_t id = 1; id <= 100; id++) { /* two under way at a time */
        ck_assert_int_eq(add(id, 0, 1480, true), SKYPEDPI_DEFRAG_WAITING);
        ck_assert_int_eq(add(id + 1000, 0, 1480, true), SKYPEDPI_DEFRAG_WAITING);
        ck_assert_int_eq(add(id, 1480, 1520, false), SKYPEDPI_DEFRAG_WHOLE);
        ck_assert_int_eq(add(id + 1000, 1480, 1520, false), SKYPEDPI_DEFRAG_WHOLE);
    }
    while (untouched && memory[given - untouched] == FRESH) {
        untouched--;
    }
    ck_assert_uint_eq(untouched, 0);
}
END_TEST

START_TEST(needs_memory)
{
    struct purse empty = {.fails_at = 1};
    const struct skypedpi_allocator none = purse_allocator(&empty), half = {&empty, purse_allocate, NULL};
    skypedpi_defrag *other = defrag;

    ck_assert_int_eq(skypedpi_defrag_new(&none, 4, &other), SKYPEDPI_E_MEMORY);
    ck_assert_ptr_null(other);
    ck_assert_int_eq(skypedpi_defrag_new(&half, 4, &other), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_defrag_new(NULL, 0, &other), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_defrag_new(NULL, SKYPEDPI_DEFRAG_SLOTS_MAX + 1, &other), SKYPEDPI_E_ARGUMENT);
    ck_assert_ptr_null(other);
    ck_assert_int_eq(skypedpi_defrag_new(NULL, 4, NULL), SKYPEDPI_E_ARGUMENT);
    skypedpi_defrag_free(NULL);
}
END_TEST

START_TEST(refuses_wrong_arguments)
{
    struct skypedpi_frame f = fragment(1, 0, 1480, true), small = f;
    struct skypedpi_defrag_packet out = {.size = sizeof(out) - 1};

    small.size = sizeof(small) - 1;
    ck_assert_int_eq(skypedpi_defrag_add(NULL, &f, 1, 1, &whole), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_defrag_add(defrag, NULL, 1, 1, &whole), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_defrag_add(defrag, &f, 1, 1, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_defrag_add(defrag, &small, 1, 1, &whole), SKYPEDPI_E_SIZE);
    ck_assert_int_eq(skypedpi_defrag_add(defrag, &f, 1, 1, &out), SKYPEDPI_E_SIZE);
    out.size = UINT32_MAX; /* nobody filled it in: told with the first piece, not when the last is lost */
    ck_assert_int_eq(skypedpi_defrag_add(defrag, &f, 1, 1, &out), SKYPEDPI_E_SIZE);
    /* none of them left a trace */
    ck_assert_int_eq(add(1, 1480, 1520, false), SKYPEDPI_DEFRAG_WAITING);
    ck_assert_int_eq(add(1, 0, 1480, true), SKYPEDPI_DEFRAG_WHOLE);
    assert_whole(2);
}
END_TEST

int main(void)
{
    TCase *cases = tcase_create("defrag");
    tcase_add_checked_fixture(cases, make, release);
    tcase_add_test(cases, in_order);
    tcase_add_loop_test(cases, in_any_order, 0, 6);
    tcase_add_test(cases, ipv6);
    tcase_add_test(cases, packets_are_kept_apart);
    tcase_add_test(cases, a_copy_is_no_overlap);
    tcase_add_test(cases, a_last_piece_may_come_twice);
    tcase_add_loop_test(cases, overlaps_spoil, 0, sizeof(spoiling) / sizeof(spoiling[0]));
    tcase_add_test(cases, two_ends_spoil);
    tcase_add_test(cases, nothing_beyond_the_end);
    tcase_add_test(cases, refuses_impossible_pieces);
    tcase_add_test(cases, the_largest_packets);
    tcase_add_test(cases, gives_up_in_time);
    tcase_add_test(cases, time_may_stand_or_go_back);
    tcase_add_test(cases, the_idle_make_room);
    tcase_add_loop_test(cases, the_idle_make_room_at_any_time, 0, 2);
    tcase_add_test(cases, fragments_within_fragments);
    tcase_add_test(cases, slots_never_used_are_not_touched);
    tcase_add_test(cases, needs_memory);
    tcase_add_test(cases, refuses_wrong_arguments);
    return suite_run("kit_defrag", cases);
}
