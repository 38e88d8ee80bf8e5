/* SPDX-License-Identifier: BSD-2-Clause */
/* What those can cost who know this code, and send what they like: work is counted, not timed. */
#include <stdio.h>
#include "lib/base/alloc.h"
#include "lib/engine/endpoint.h"
#include "tests/unit/engine_play.h"

#define ABOUT     "era any mechanism none activity none source \"test\" proof \"test\" "
#define EXPENSIVE 1000

static struct skypedpi_stats stats(void)
{
    struct skypedpi_stats s = {.size = sizeof s};
    ck_assert_int_eq(skypedpi_engine_stats(play.engine, &s), SKYPEDPI_OK);
    return s;
}

/* A set of the dearest there is: no signature can be left out, none ever fires. */
static void load_expensive(const char *transport)
{
    char *text = malloc(EXPENSIVE * 1024), *at = text;
    ck_assert_ptr_nonnull(text);
    for (unsigned i = 1; i <= EXPENSIVE; i++) {
        at += sprintf(at, "signature s%u { id %u transport %s " ABOUT "packet len * 0", i, i, transport);
        for (unsigned term = 0; term < 40; term++) /* one load, one number, one operator each */
            at += sprintf(at, "%s len", term % 2 ? " +" : " |");
        at += sprintf(at, " == 1 weight 100 }\n");
    }
    play_load(text);
    free(text);
    struct skypedpi_signature one = {.size = sizeof one};
    ck_assert_int_eq(skypedpi_db_find(play.db, 1, &one), SKYPEDPI_OK);
    ck_assert_uint_ge(one.cost, 80);
    ck_assert_uint_le(one.cost, 128);
}

static struct place node(uint32_t number, uint16_t port)
{
    return place_4(203, (uint8_t)(number >> 16), (uint8_t)(number >> 8), (uint8_t)number, port);
}

/* A flow is looked at for its budget and not beyond, whatever is asked of it. */
START_TEST(an_undecided_flow_costs_its_budget)
{
    load_expensive("udp");
    play_engine(0, 0);
    for (unsigned round = 1; round <= 3; round++) {
        skypedpi_flow *flow = play_open(node(1, 1), node(2, 2), 17);
        for (unsigned i = 0; i < 200; i++)
            play_data(flow, i % 2, 2 + play_below(1400));
        ck_assert_uint_eq(stats().messages, round * play.settings.udp_budget);
        ck_assert_uint_eq(stats().programs, (uint64_t)round * play.settings.udp_budget * EXPENSIVE);
        ck_assert_uint_eq(stats().packets_decided, round * (200 - play.settings.udp_budget));
        play_close(flow);
    }
}
END_TEST

/* Each packet by itself: of UDP one message; of TCP its own bytes and those of four that came early, each
 * ending one turn and beginning another. Each message runs a program at most once for each signature of its
 * transport. */
#define MESSAGES_UDP 1u
#define MESSAGES_TCP (2u * (1 + 4))

static uint32_t signatures_of(unsigned transport)
{
    struct skypedpi_signature one = {.size = sizeof one};
    uint32_t count = 0;
    for (uint32_t i = 0; skypedpi_db_signature(play.db, i, &one) == SKYPEDPI_OK; i++)
        count += one.transport == transport;
    return count;
}

struct bound {
    uint32_t messages, signatures;
    uint64_t most; /* messages of one packet, seen */
};

static void check_step(struct bound *b, const struct skypedpi_stats *before)
{
    struct skypedpi_stats now = stats();
    uint64_t messages = now.messages - before->messages, programs = now.programs - before->programs;
    ck_assert_msg(messages <= b->messages, "%u messages of one packet", (unsigned)messages);
    ck_assert_msg(programs <= messages * b->signatures, "%u programs on %u messages", (unsigned)programs,
                  (unsigned)messages);
    if (messages > b->most)
        b->most = messages;
}

/* Bytes that begin like something known, and go on as noise. */
static uint32_t craft(uint8_t *payload)
{
    static const struct {
        uint8_t length, byte[12];
    } begin[] = {{5, {0x16, 3, 1, 0, 200}},
                 {6, {0x16, 3, 1, 0, 4, 1}},
                 {4, "GET "},
                 {8, "HTTP/1.1"},
                 {8, "CONNECT "},
                 {2, {5, 1}},
                 {2, {0, 1}},
                 {3, {0x12, 0x34, 2}},
                 {3, {0x12, 0x34, 0x0f}},
                 {4, {0, 1, 0, 8}},
                 {2, {0x80, 0x60}},
                 {1, {0}}};
    uint32_t which = play_below(sizeof begin / sizeof *begin), length = 1 + play_below(1400);
    play_fill(payload, length);
    memcpy(payload, begin[which].byte, length < begin[which].length ? length : begin[which].length);
    return length;
}

START_TEST(a_datagram_costs_one_message)
{
    uint8_t payload[1400];
    struct bound bound = {.messages = MESSAGES_UDP, .signatures = signatures_of(17)};
    play_engine(1024, 16);
    for (unsigned f = 0; f < 500; f++) {
        skypedpi_flow *flow =
            play_open(node(play_below(50), (uint16_t)play_below(3)), node(play_below(50), 53), 17);
        for (unsigned i = 0; i < 40; i++) {
            uint32_t length = craft(payload);
            struct skypedpi_stats before = stats();
            play_feed(flow, play_below(2), payload, length);
            check_step(&bound, &before);
        }
        play_close(flow);
    }
    ck_assert_uint_eq(bound.most, MESSAGES_UDP);
}
END_TEST

/* Segments in any order, over each other, with holes. */
static void play_hostile_stream(struct bound *bound)
{
    uint8_t payload[1400];
    uint32_t next[2] = {1, 1};
    skypedpi_flow *flow = play_syn(node(play_below(50), 1024), node(play_below(50), 443));
    for (unsigned i = 0; i < 80; i++) {
        uint32_t length = craft(payload), side = play_below(2), jump = play_below(5);
        uint32_t sequence = next[side] + (jump == 0 ? play_below(3000) : jump == 1 ? 0u - play_below(100) : 0);
        struct skypedpi_stats before = stats();
        play_segment(flow, side, sequence, payload, play_below(4) ? (length - 1) % 50 + 1 : length);
        check_step(bound, &before);
        if (jump > 1)
            next[side] += (length - 1) % 50 + 1;
    }
    play_close(flow);
}

START_TEST(a_segment_costs_what_can_wait_for_it)
{
    struct bound bound = {.messages = MESSAGES_TCP, .signatures = signatures_of(6)};
    play_engine(1024, 16);
    for (unsigned f = 0; f < 500; f++)
        play_hostile_stream(&bound);
    ck_assert_uint_ge(bound.most, 2); /* else nothing ever waited */
}
END_TEST

START_TEST(the_dearest_set_costs_no_more_messages)
{
    load_expensive("tcp");
    play_engine(0, 0);
    struct bound bound = {.messages = MESSAGES_TCP, .signatures = EXPENSIVE};
    for (unsigned f = 0; f < 20; f++)
        play_hostile_stream(&bound);
    ck_assert_uint_ge(stats().programs, EXPENSIVE);
}
END_TEST

/* ---- keys ---- */

#define SETS   128u
#define CHOSEN 512u

static void table_open(struct endpoints *table, uint64_t seed)
{
    const struct skypedpi_allocator allocator = allocator_or_default(NULL);
    const uint64_t both[2] = {seed, ~seed};
    ck_assert_int_eq(endpoints_open(table, &allocator, SETS * WAYS, both), SKYPEDPI_OK);
}

static struct endpoint_key key_of(uint32_t number)
{
    return (struct endpoint_key){
        .family = 4,
        .kind = ENDPOINT_UDP,
        .port = 4000,
        .address = {10, (uint8_t)(number >> 16), (uint8_t)(number >> 8), (uint8_t)number}};
}

/* Who knows the seed finds keys that all belong in one set; in another's table they are spread as any others.
 */
START_TEST(keys_are_chosen_in_vain_without_the_seed)
{
    const struct skypedpi_allocator allocator = allocator_or_default(NULL);
    struct endpoints known, secret;
    unsigned found[2] = {0, 0}, chosen = 0;
    table_open(&known, 1);
    table_open(&secret, 2);
    for (uint32_t n = 0; chosen < CHOSEN; n++) {
        const struct endpoint_key key = key_of(n);
        if ((endpoint_hash(&known, &key) >> 32) * SETS >> 32 != 7)
            continue;
        chosen++;
        ck_assert_ptr_nonnull(endpoint_take(&known, &key, 1));
        ck_assert_ptr_nonnull(endpoint_take(&secret, &key, 1));
    }
    for (uint32_t i = 0; i < SETS * WAYS; i++) {
        found[0] += known.record[i].key.kind != ENDPOINT_NONE;
        found[1] += secret.record[i].key.kind != ENDPOINT_NONE;
    }
    ck_assert_uint_eq(found[0], WAYS); /* so the choice was good */
    ck_assert_uint_ge(found[1], CHOSEN * 9 / 10);
    endpoints_close(&known, &allocator);
    endpoints_close(&secret, &allocator);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("cost");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, play_begin, play_end);
    tcase_add_test(tests, an_undecided_flow_costs_its_budget);
    tcase_add_test(tests, a_datagram_costs_one_message);
    tcase_add_test(tests, a_segment_costs_what_can_wait_for_it);
    tcase_add_test(tests, the_dearest_set_costs_no_more_messages);
    tcase_add_test(tests, keys_are_chosen_in_vain_without_the_seed);
    return suite_run("engine/cost", tests);
}
