/* SPDX-License-Identifier: BSD-2-Clause */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <skypedpi/kit/table.h>
#include "tests/unit/kit_answer.h"
#include "tests/unit/suite.h"

#define SECOND UINT64_C(1000000000)

enum { FIN = 1, SYN = 2, RST = 4, ACK = 16 };

static skypedpi_table *table;
static unsigned ended[5]; /* by enum skypedpi_table_end */
static uint16_t last_ended;

static void on_ended(void *user, struct skypedpi_table_entry *entry, unsigned why)
{
    (void)user;
    ended[why]++;
    last_ended = entry->tuple.source_port;
}

static void make_with(uint32_t capacity)
{
    struct skypedpi_table_settings settings;

    skypedpi_table_settings_init(&settings);
    settings.capacity = capacity;
    settings.hash_seed[0] = 1;
    settings.hash_seed[1] = 2;
    settings.on_end = on_ended;
    ck_assert_int_eq(skypedpi_table_new(&settings, &table), SKYPEDPI_OK);
    memset(ended, 0, sizeof(ended));
    last_ended = 0;
}

static void make(void)
{
    make_with(1000);
}

static void release(void)
{
    skypedpi_table_free(table);
}

/* From 10.0.0.1:port to 10.0.0.2:80. */
static struct skypedpi_frame udp(uint16_t port)
{
    return (struct skypedpi_frame){.size = sizeof(struct skypedpi_frame),
                                   .family = 4,
                                   .transport = 17,
                                   .source_port = port,
                                   .destination_port = 80,
                                   .source = {10, 0, 0, 1},
                                   .destination = {10, 0, 0, 2}};
}

static struct skypedpi_frame tcp(uint16_t port, uint8_t flags, uint32_t sequence)
{
    struct skypedpi_frame f = udp(port);

    f.transport = 6;
    f.tcp_flags = flags;
    f.sequence = sequence;
    return f;
}

static bool reverse;

static struct skypedpi_table_entry *find(struct skypedpi_frame f, uint64_t time)
{
    return skypedpi_table_find(table, &f, 100, time, &reverse);
}

static uint64_t opened(void)
{
    struct skypedpi_table_stats stats = {.size = sizeof(stats)};

    skypedpi_table_stats(table, &stats);
    return stats.opened;
}

START_TEST(both_ways_are_one_flow)
{
    struct skypedpi_table_entry *entry = find(udp(1000), SECOND);

    ck_assert(!reverse);
    ck_assert_ptr_null(entry->user);
    entry->user = entry;
    ck_assert_ptr_eq(find(frame_answer(udp(1000)), 2 * SECOND), entry);
    ck_assert(reverse);
    ck_assert_ptr_eq(find(udp(1000), 3 * SECOND), entry);
    ck_assert(!reverse);
    ck_assert_ptr_eq(entry->user, entry);
    ck_assert_uint_eq(entry->packets[0], 2);
    ck_assert_uint_eq(entry->packets[1], 1);
    ck_assert_uint_eq(entry->bytes[0], 200);
    ck_assert_uint_eq(entry->bytes[1], 100);
    ck_assert_uint_eq(entry->first, SECOND);
    ck_assert_uint_eq(entry->last, 3 * SECOND);
    ck_assert_uint_eq(entry->tuple.size, sizeof(struct skypedpi_tuple));
    ck_assert_uint_eq(entry->tuple.source_port, 1000);
    ck_assert_uint_eq(entry->tuple.destination[3], 2);
}
END_TEST

START_TEST(the_first_sender_is_the_source)
{
    struct skypedpi_table_entry *entry = find(frame_answer(udp(1000)), SECOND);

    ck_assert_uint_eq(entry->tuple.source_port, 80);
    find(udp(1000), SECOND);
    ck_assert(reverse);
}
END_TEST

START_TEST(each_part_of_the_tuple_counts)
{
    struct skypedpi_frame f = udp(1000);
    struct skypedpi_frame other[6] = {f, f, f, f, f, f};

    other[1].transport = 6;
    other[2].source_port++;
    other[3].destination_port++;
    other[4].source[2] = 1;
    other[5].family = 6;
    for (unsigned i = 0; i < 6; i++) {
        find(other[i], SECOND);
        ck_assert_uint_eq(opened(), i + 1);
    }
}
END_TEST

/* A flow that no other has been, which its answers find. */
static void expect_its_own(struct skypedpi_frame f)
{
    uint64_t before = opened();
    struct skypedpi_table_entry *entry = find(f, SECOND);

    ck_assert(!reverse);
    ck_assert_uint_eq(opened(), before + 1);
    ck_assert_ptr_eq(find(frame_answer(f), SECOND), entry);
    ck_assert(reverse);
    ck_assert_uint_eq(opened(), before + 1);
}

START_TEST(each_byte_of_both_ends_counts)
{
    for (unsigned ipv6 = 0; ipv6 < 2; ipv6++) {
        for (unsigned at = 0; at < (ipv6 ? 32 : 8); at++) {
            struct skypedpi_frame f = udp(1000);
            f.family = ipv6 ? 6 : 4;
            (at % 2 ? f.destination : f.source)[at / 2] ^= 0x80;
            expect_its_own(f);
        }
    }
}
END_TEST

START_TEST(a_host_may_talk_to_itself)
{
    struct skypedpi_frame f = udp(80);

    memcpy(f.destination, f.source, 16);
    find(f, SECOND);
    find(f, SECOND);
    ck_assert(!reverse);
    ck_assert_uint_eq(opened(), 1);
    f.source_port = 1000;
    expect_its_own(f);
    f.source_port = 79;
    expect_its_own(f);
    f.family = 6;
    expect_its_own(f);
}
END_TEST

START_TEST(the_idle_end)
{
    find(udp(1), SECOND);
    find(tcp(2, SYN, 1), SECOND);
    skypedpi_table_expire(table, 181 * SECOND);
    ck_assert_uint_eq(ended[SKYPEDPI_TABLE_IDLE], 0);
    skypedpi_table_expire(table, 181 * SECOND + 1);
    ck_assert_uint_eq(ended[SKYPEDPI_TABLE_IDLE], 1);
    ck_assert_uint_eq(last_ended, 1);
    skypedpi_table_expire(table, 601 * SECOND + 1);
    ck_assert_uint_eq(ended[SKYPEDPI_TABLE_IDLE], 2);
}
END_TEST

START_TEST(a_packet_ends_its_own_idle_flow)
{
    for (uint16_t port = 1; port <= 10; port++) {
        find(udp(port), SECOND);
    }
    struct skypedpi_table_entry *entry = find(frame_answer(udp(10)), 200 * SECOND);
    ck_assert_uint_eq(last_ended, 10);
    ck_assert_uint_eq(opened(), 11);
    ck_assert_uint_eq(entry->tuple.source_port, 80);
    ck_assert(!reverse);
}
END_TEST

START_TEST(other_packets_end_idle_flows)
{
    for (uint16_t port = 1; port <= 100; port++) {
        find(udp(port), SECOND);
    }
    for (unsigned i = 0; i < 50; i++) {
        find(udp(500), 300 * SECOND);
    }
    ck_assert_uint_eq(ended[SKYPEDPI_TABLE_IDLE], 100);
}
END_TEST

/* Their order is that of seconds: who talked on within one hides who fell silent in it, for less than another.
 */
START_TEST(the_idle_end_a_second_late_at_most)
{
    find(udp(1), SECOND);
    find(udp(2), SECOND + 1);
    find(udp(1), SECOND + SECOND / 2);
    find(udp(3), 181 * SECOND + SECOND / 4);
    ck_assert_uint_le(ended[SKYPEDPI_TABLE_IDLE], 1);
    find(udp(3), 182 * SECOND);
    ck_assert_uint_eq(ended[SKYPEDPI_TABLE_IDLE], 2);
}
END_TEST

START_TEST(time_may_go_back)
{
    struct skypedpi_table_entry *entry = find(udp(1), 1000 * SECOND);

    ck_assert_ptr_eq(find(udp(1), SECOND), entry);
    ck_assert_uint_eq(opened(), 1);
    ck_assert_uint_eq(entry->last, 1000 * SECOND); /* it stands still */
    ck_assert_uint_eq(entry->packets[0], 2);
}
END_TEST

/* It waits behind those of before, but its own packet finds that it was idle. */
START_TEST(a_flow_begun_when_time_went_back)
{
    find(udp(1), 1000 * SECOND);
    find(udp(2), SECOND);
    ck_assert_uint_eq(find(udp(3), SECOND)->first, SECOND);
    skypedpi_table_expire(table, 900 * SECOND);
    ck_assert_uint_eq(ended[SKYPEDPI_TABLE_IDLE], 0);
    find(udp(2), 900 * SECOND);
    ck_assert_uint_eq(ended[SKYPEDPI_TABLE_IDLE], 1);
    ck_assert_uint_eq(last_ended, 2);
    skypedpi_table_expire(table, 1180 * SECOND + 1);
    ck_assert_uint_eq(ended[SKYPEDPI_TABLE_IDLE], 4);
}
END_TEST

static void close_both_ways(uint16_t port)
{
    find(tcp(port, SYN, 1), SECOND);
    find(frame_answer(tcp(port, SYN | ACK, 1)), SECOND);
    find(tcp(port, FIN | ACK, 2), SECOND);
    find(frame_answer(tcp(port, FIN | ACK, 2)), SECOND);
}

START_TEST(closed_flows_end_sooner)
{
    close_both_ways(1);
    find(tcp(2, SYN, 1), SECOND);
    find(frame_answer(tcp(2, RST, 0)), SECOND);
    find(tcp(3, SYN, 1), SECOND);
    find(tcp(3, FIN | ACK, 1), SECOND); /* one way only */
    skypedpi_table_expire(table, 11 * SECOND);
    ck_assert_uint_eq(ended[SKYPEDPI_TABLE_CLOSED], 0);
    skypedpi_table_expire(table, 11 * SECOND + 1);
    ck_assert_uint_eq(ended[SKYPEDPI_TABLE_CLOSED], 2);
    ck_assert_uint_eq(ended[SKYPEDPI_TABLE_IDLE], 0);
    skypedpi_table_expire(table, 1000 * SECOND);
    ck_assert_uint_eq(ended[SKYPEDPI_TABLE_CLOSED], 2);
    ck_assert_uint_eq(ended[SKYPEDPI_TABLE_IDLE], 1);
}
END_TEST

START_TEST(a_new_syn_begins_a_new_flow)
{
    close_both_ways(1);
    find(tcp(1, ACK, 3), SECOND); /* still the old one */
    ck_assert_uint_eq(opened(), 1);
    find(tcp(1, SYN, 77), 2 * SECOND);
    ck_assert_uint_eq(opened(), 2);
    ck_assert_uint_eq(ended[SKYPEDPI_TABLE_REUSED], 1);
    close_both_ways(2);
    struct skypedpi_table_entry *entry = find(frame_answer(tcp(2, SYN, 1)), 2 * SECOND);
    ck_assert_uint_eq(opened(), 4);
    ck_assert_uint_eq(entry->tuple.source_port, 80);
    ck_assert(!reverse);
}
END_TEST

START_TEST(a_repeated_syn_does_not)
{
    find(tcp(1, SYN, 5), SECOND);
    find(frame_answer(tcp(1, RST | ACK, 0)), SECOND);
    find(tcp(1, SYN, 5), SECOND);
    ck_assert_uint_eq(opened(), 1);
    find(tcp(1, SYN, 6), SECOND);
    ck_assert_uint_eq(opened(), 2);
}
END_TEST

START_TEST(an_open_flow_is_not_reused)
{
    find(tcp(1, SYN, 5), SECOND);
    find(frame_answer(tcp(1, SYN | ACK, 9)), SECOND);
    find(tcp(1, SYN, 6), SECOND);
    find(tcp(1, FIN | ACK, 6), SECOND);
    find(tcp(1, SYN, 7), SECOND);
    ck_assert_uint_eq(opened(), 1);
    find(tcp(2, ACK, 5), SECOND); /* joined in the middle, then closed */
    find(tcp(2, RST, 5), SECOND);
    find(tcp(2, SYN, 5), SECOND);
    ck_assert_uint_eq(opened(), 3);
}
END_TEST

static void refill(uint32_t capacity)
{
    skypedpi_table_free(table);
    make_with(capacity);
}

START_TEST(a_flood_pushes_out_itself)
{
    struct skypedpi_table_stats stats = {.size = sizeof(stats)};

    refill(8);
    for (uint16_t port = 1; port <= 4; port++) {
        find(udp(port), SECOND);
        find(frame_answer(udp(port)), SECOND);
    }
    for (uint16_t port = 100; port < 200; port++) {
        ck_assert_ptr_nonnull(find(udp(port), 2 * SECOND));
    }
    skypedpi_table_stats(table, &stats);
    ck_assert_uint_eq(stats.open, 8);
    ck_assert_uint_eq(stats.evicted, 96);
    ck_assert_uint_eq(stats.refused, 0);
    ck_assert_uint_eq(ended[SKYPEDPI_TABLE_EVICTED], 96);
    for (uint16_t port = 1; port <= 4; port++) {
        find(udp(port), 3 * SECOND);
    }
    ck_assert_uint_eq(opened(), 104); /* the four were there */
}
END_TEST

START_TEST(who_talks_is_never_pushed_out)
{
    struct skypedpi_table_stats stats = {.size = sizeof(stats)};

    refill(4);
    for (uint16_t port = 1; port <= 4; port++) {
        find(udp(port), SECOND);
        find(frame_answer(udp(port)), SECOND);
    }
    ck_assert_ptr_null(find(udp(9), SECOND));
    ck_assert_ptr_nonnull(find(udp(4), SECOND));
    skypedpi_table_stats(table, &stats);
    ck_assert_uint_eq(stats.refused, 1);
    ck_assert_uint_eq(stats.evicted, 0);
}
END_TEST

#define ANNOUNCED 70 /* more than are fetched at a time */

/* Every third from a flow's source, every third to it, every third of no flow; the last no frame at all. */
static void announce(void **users)
{
    static struct skypedpi_frame frame[ANNOUNCED];
    const struct skypedpi_frame *frames[ANNOUNCED];

    for (uint16_t i = 0; i < ANNOUNCED; i++) {
        frame[i] = i % 3 == 0 ? udp(i) : i % 3 == 1 ? frame_answer(udp(i)) : udp(1000 + i);
        frames[i] = &frame[i];
    }
    frame[ANNOUNCED - 1].size--;
    skypedpi_table_prefetch(table, frames, ANNOUNCED, users);
}

START_TEST(announcing_changes_nothing)
{
    struct skypedpi_table_entry *entry[ANNOUNCED];
    void *users[ANNOUNCED];

    refill(ANNOUNCED);
    for (uint16_t port = 0; port < ANNOUNCED; port++) {
        entry[port] = find(udp(port), SECOND);
        entry[port]->user = &entry[port];
    }
    announce(users);
    for (uint16_t i = 0; i < ANNOUNCED; i++) {
        ck_assert_ptr_eq(users[i], i % 3 == 2 || i == ANNOUNCED - 1 ? NULL : (void *)&entry[i]);
        ck_assert_uint_eq(entry[i]->packets[0] + entry[i]->packets[1], 1);
    }
    ck_assert_uint_eq(opened(), ANNOUNCED);
    for (uint16_t port = 0; port < ANNOUNCED; port++) { /* the order in which they are pushed out is the same */
        find(udp(2000 + port), 2 * SECOND);
        ck_assert_uint_eq(last_ended, port);
    }
}
END_TEST

START_TEST(the_closed_go_first)
{
    refill(6);
    find(udp(1), SECOND);
    close_both_ways(2);
    find(tcp(3, SYN, 1), SECOND);
    find(udp(4), SECOND + 1);
    find(udp(5), SECOND + 2);
    find(udp(6), 2 * SECOND);
    find(udp(1), 3 * SECOND);
    find(udp(7), 4 * SECOND);
    ck_assert_uint_eq(last_ended, 2); /* closed */
    find(udp(8), 4 * SECOND);
    ck_assert_uint_eq(last_ended, 3); /* then idle for longest */
    find(udp(9), 4 * SECOND);
    ck_assert_uint_eq(last_ended, 4);
    ck_assert_uint_eq(ended[SKYPEDPI_TABLE_EVICTED], 3);
}
END_TEST

START_TEST(flushing_ends_all)
{
    struct skypedpi_table_stats stats = {.size = sizeof(stats)};

    for (uint16_t port = 1; port <= 300; port++) {
        find(udp(port), SECOND);
    }
    close_both_ways(999);
    skypedpi_table_flush(table);
    ck_assert_uint_eq(ended[SKYPEDPI_TABLE_FLUSHED], 301);
    skypedpi_table_stats(table, &stats);
    ck_assert_uint_eq(stats.open, 0);
    find(udp(1), SECOND);
    ck_assert_uint_eq(opened(), 302);
}
END_TEST

START_TEST(who_does_not_ask_is_not_told)
{
    struct skypedpi_table_settings settings;

    skypedpi_table_free(table);
    skypedpi_table_settings_init(&settings);
    settings.capacity = 10;
    ck_assert_int_eq(skypedpi_table_new(&settings, &table), SKYPEDPI_OK);
    find(udp(1), SECOND);
    skypedpi_table_flush(table);
    find(udp(1), SECOND);
    ck_assert_uint_eq(opened(), 2);
}
END_TEST

START_TEST(settings_of_any_age)
{
    static const uint8_t none[8] = {0};
    struct {
        struct skypedpi_table_settings settings;
        uint8_t more[8];
    } longer = {.settings.size = sizeof(longer), .more = {1, 2, 3}};
    struct skypedpi_table_settings small = {.size = sizeof(small) - 1, .capacity = 7};

    ck_assert_int_eq(skypedpi_table_settings_default(NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_table_settings_default(&small), SKYPEDPI_E_SIZE);
    ck_assert_uint_eq(small.capacity, 7);
    ck_assert_int_eq(skypedpi_table_settings_default(&longer.settings), SKYPEDPI_OK);
    ck_assert_uint_eq(longer.settings.size, sizeof(longer));
    ck_assert_uint_eq(longer.settings.capacity, 65536);
    ck_assert_mem_eq(longer.more, none, sizeof(none));
}
END_TEST

/* Many flows opened, found, ended at random, against a plain list of what must be there. */
START_TEST(agrees_with_a_plain_list)
{
    static bool there[4096];
    struct skypedpi_table_stats stats = {.size = sizeof(stats)};
    uint32_t state = 7;
    uint64_t expected = 0;

    refill(4096);
    memset(there, 0, sizeof(there));
    for (unsigned i = 0; i < 100000; i++) {
        state = state * 1664525 + 1013904223;
        uint16_t port = (uint16_t)(state >> 16 & 4095);
        find(state >> 31 ? udp(port) : frame_answer(udp(port)), SECOND);
        expected += !there[port];
        there[port] = true;
        ck_assert_uint_eq(opened(), expected);
        if (i % 25000 == 24999) {
            skypedpi_table_flush(table);
            memset(there, 0, sizeof(there));
        }
    }
    skypedpi_table_stats(table, &stats);
    ck_assert_uint_eq(stats.evicted + stats.refused, 0);
    ck_assert_uint_eq(ended[SKYPEDPI_TABLE_FLUSHED], expected);
}
END_TEST

struct budget {
    unsigned left;
    unsigned held;
    uint64_t bytes;
};

static void *allocate(void *user, size_t bytes)
{
    struct budget *budget = user;

    if (budget->left == 0) {
        return NULL;
    }
    budget->left--;
    budget->held++;
    budget->bytes += bytes;
    return malloc(bytes);
}

static void give(void *user, void *memory)
{
    struct budget *budget = user;

    budget->held -= memory != NULL;
    free(memory);
}

START_TEST(lives_on_the_callers_memory)
{
    struct budget budget = {0, 0, 0};
    const struct skypedpi_allocator allocator = {&budget, allocate, give};
    struct skypedpi_table_settings settings;

    skypedpi_table_settings_init(&settings);
    settings.allocator = &allocator;
    for (unsigned left = 0; left < 3; left++) {
        budget.left = left;
        skypedpi_table *none = table;
        ck_assert_int_eq(skypedpi_table_new(&settings, &none), SKYPEDPI_E_MEMORY);
        ck_assert_ptr_null(none);
        ck_assert_uint_eq(budget.held, 0);
    }
    budget.left = 3;
    budget.bytes = 0;
    skypedpi_table *other;
    ck_assert_int_eq(skypedpi_table_new(&settings, &other), SKYPEDPI_OK);
    struct skypedpi_table_stats stats = {.size = sizeof(stats)};
    ck_assert_int_eq(skypedpi_table_stats(other, &stats), SKYPEDPI_OK);
    ck_assert_uint_eq(stats.memory, budget.bytes);
    const struct skypedpi_frame f = udp(1);
    ck_assert_ptr_nonnull(skypedpi_table_find(other, &f, 1, 1, &reverse)); /* without memory left */
    skypedpi_table_free(other);
    ck_assert_uint_eq(budget.held, 0);
}
END_TEST

struct seen {
    unsigned entries;
    uint64_t ports; /* their sum */
};

static void on_visit(void *user, struct skypedpi_table_entry *entry)
{
    struct seen *seen = user;

    seen->entries++;
    seen->ports += entry->tuple.source_port;
    entry->user = seen;
}

START_TEST(a_walk_visits_all)
{
    struct seen seen = {0, 0};

    skypedpi_table_walk(table, on_visit, &seen);
    ck_assert_uint_eq(seen.entries, 0);
    find(udp(1), SECOND);
    find(udp(2), SECOND);
    find(frame_answer(udp(2)), SECOND);
    find(tcp(4, SYN, 1), SECOND);
    find(tcp(8, SYN, 1), SECOND);
    find(frame_answer(tcp(8, SYN | ACK, 1)), SECOND);
    close_both_ways(16);
    skypedpi_table_walk(table, on_visit, &seen);
    ck_assert_uint_eq(seen.entries, 5);
    ck_assert_uint_eq(seen.ports, 31);
    ck_assert_ptr_eq(find(udp(1), SECOND)->user, &seen);
    skypedpi_table_expire(table, 11 * SECOND + 1); /* the closed one */
    seen = (struct seen){0, 0};
    skypedpi_table_walk(table, on_visit, &seen);
    ck_assert_uint_eq(seen.ports, 15);
}
END_TEST

START_TEST(refuses_wrong_settings)
{
    const struct skypedpi_allocator half = {NULL, allocate, NULL};
    struct skypedpi_table_settings settings;
    skypedpi_table *other = table;

    skypedpi_table_settings_init(&settings);
    ck_assert_uint_eq(settings.size, sizeof(settings));
    ck_assert_int_eq(skypedpi_table_new(&settings, NULL), SKYPEDPI_E_ARGUMENT);
    settings.capacity = 0;
    ck_assert_int_eq(skypedpi_table_new(&settings, &other), SKYPEDPI_E_ARGUMENT);
    ck_assert_ptr_null(other);
    settings.capacity = (UINT32_C(1) << 30) + 1;
    ck_assert_int_eq(skypedpi_table_new(&settings, &other), SKYPEDPI_E_ARGUMENT);
    settings.capacity = 1;
    settings.allocator = &half;
    ck_assert_int_eq(skypedpi_table_new(&settings, &other), SKYPEDPI_E_ARGUMENT);
    settings.allocator = NULL;
    settings.size = sizeof(settings) - 1;
    ck_assert_int_eq(skypedpi_table_new(&settings, &other), SKYPEDPI_E_SIZE);
    ck_assert_ptr_null(other);
    ck_assert_int_eq(skypedpi_table_new(NULL, &other), SKYPEDPI_OK);
    skypedpi_table_free(other);
    skypedpi_table_free(NULL);
}
END_TEST

START_TEST(refuses_wrong_arguments)
{
    struct skypedpi_table_stats stats = {.size = sizeof(stats) - 1};
    struct skypedpi_frame f = udp(1);

    ck_assert_ptr_null(skypedpi_table_find(NULL, &f, 1, 1, &reverse));
    ck_assert_ptr_null(skypedpi_table_find(table, NULL, 1, 1, &reverse));
    ck_assert_ptr_null(skypedpi_table_find(table, &f, 1, 1, NULL));
    f.size--;
    ck_assert_ptr_null(skypedpi_table_find(table, &f, 1, 1, &reverse));
    ck_assert_uint_eq(opened(), 0);
    ck_assert_int_eq(skypedpi_table_stats(table, &stats), SKYPEDPI_E_SIZE);
    ck_assert_int_eq(skypedpi_table_stats(table, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_table_stats(NULL, &stats), SKYPEDPI_E_ARGUMENT);
    skypedpi_table_expire(NULL, 1);
    skypedpi_table_flush(NULL);
    skypedpi_table_prefetch(NULL, NULL, 0, NULL);
    skypedpi_table_walk(NULL, on_visit, NULL);
    skypedpi_table_walk(table, NULL, NULL);
}
END_TEST

int main(void)
{
    TCase *cases = tcase_create("flows");
    tcase_add_checked_fixture(cases, make, release);
    tcase_add_test(cases, both_ways_are_one_flow);
    tcase_add_test(cases, the_first_sender_is_the_source);
    tcase_add_test(cases, each_part_of_the_tuple_counts);
    tcase_add_test(cases, each_byte_of_both_ends_counts);
    tcase_add_test(cases, a_host_may_talk_to_itself);
    tcase_add_test(cases, the_idle_end);
    tcase_add_test(cases, a_packet_ends_its_own_idle_flow);
    tcase_add_test(cases, other_packets_end_idle_flows);
    tcase_add_test(cases, the_idle_end_a_second_late_at_most);
    tcase_add_test(cases, time_may_go_back);
    tcase_add_test(cases, a_flow_begun_when_time_went_back);
    tcase_add_test(cases, closed_flows_end_sooner);
    tcase_add_test(cases, a_new_syn_begins_a_new_flow);
    tcase_add_test(cases, a_repeated_syn_does_not);
    tcase_add_test(cases, an_open_flow_is_not_reused);
    tcase_add_test(cases, a_flood_pushes_out_itself);
    tcase_add_test(cases, who_talks_is_never_pushed_out);
    tcase_add_test(cases, announcing_changes_nothing);
    tcase_add_test(cases, the_closed_go_first);
    tcase_add_test(cases, flushing_ends_all);
    tcase_add_test(cases, who_does_not_ask_is_not_told);
    tcase_add_test(cases, settings_of_any_age);
    tcase_add_test(cases, agrees_with_a_plain_list);
    tcase_add_test(cases, lives_on_the_callers_memory);
    tcase_add_test(cases, a_walk_visits_all);
    tcase_add_test(cases, refuses_wrong_settings);
    tcase_add_test(cases, refuses_wrong_arguments);
    return suite_run("kit_flows", cases);
}
