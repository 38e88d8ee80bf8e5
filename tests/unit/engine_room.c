/* SPDX-License-Identifier: BSD-2-Clause */
/* Who is pushed out of a set of endpoints that is full, and that the set says of its records what they say. */
#include "lib/base/alloc.h"
#include "lib/engine/endpoint.h"
#include "lib/engine/engine.h"
#include "tests/unit/engine_play.h"

#define NOW  1000u
#define HOUR 3600u

/* One set, so that everybody meets. */
static struct endpoints table;

static void setup(void)
{
    const struct skypedpi_allocator allocator = allocator_or_default(NULL);
    ck_assert_int_eq(endpoints_open(&table, &allocator, WAYS, (const uint64_t[]){1, 2}), SKYPEDPI_OK);
}

static void teardown(void)
{
    const struct skypedpi_allocator allocator = allocator_or_default(NULL);
    endpoints_close(&table, &allocator);
}

static struct endpoint_key key_of(uint16_t port)
{
    return (struct endpoint_key){.family = 4, .kind = ENDPOINT_UDP, .port = port, .address = {10, 0, 0, 1}};
}

static struct endpoint *find(uint16_t port)
{
    const struct endpoint_key key = key_of(port);
    return endpoint_find(&table, &key);
}

static struct endpoint *take(uint16_t port, uint32_t second)
{
    const struct endpoint_key key = key_of(port);
    return endpoint_take(&table, &key, second);
}

/* Ports 1 to WAYS, which have counted so much and have this score. */
static void fill(const uint8_t count[WAYS], const uint8_t score[WAYS])
{
    for (uint16_t i = 0; i < WAYS; i++) {
        struct endpoint *e = take((uint16_t)(i + 1), NOW);
        ck_assert_ptr_nonnull(e);
        e->count[i % COUNTERS] = count[i];
        e->score = score[i];
        endpoint_weigh(&table, e);
    }
}

/* Newcomers that count and score as much as anybody push out these, one after the other. */
static void expect_order(const uint16_t *gone, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        ck_assert_ptr_nonnull(find(gone[i]));
        struct endpoint *e = take((uint16_t)(100 + i), NOW);
        ck_assert_ptr_nonnull(e);
        e->count[0] = COUNTING_EXACT;
        e->score = 100;
        endpoint_weigh(&table, e);
        ck_assert_msg(!find(gone[i]), "%u is still there", gone[i]);
        ck_assert_ptr_eq(find((uint16_t)(100 + i)), e);
    }
}

static const uint8_t nothing[WAYS];

START_TEST(who_counted_least_goes_first)
{
    fill((const uint8_t[WAYS]){3, 1, 4, 2, 9, 8, 14, 5}, nothing);
    expect_order((const uint16_t[WAYS]){2, 4, 1, 3, 8, 6, 5, 7}, WAYS);
}
END_TEST

START_TEST(of_equals_the_oldest_goes_first)
{
    fill((const uint8_t[WAYS]){1, 1, 1, 1, 1, 1, 1, 1}, nothing);
    expect_order((const uint16_t[WAYS]){1, 2, 3, 4, 5, 6, 7, 8}, WAYS);
}
END_TEST

START_TEST(what_speaks_for_it_goes_before_any_count)
{
    fill((const uint8_t[WAYS]){0, 14, 1, 14, 1, 14, 1, 14}, (const uint8_t[WAYS]){1, 0, 1, 0, 50, 0, 1, 0});
    expect_order((const uint16_t[WAYS]){2, 4, 6, 8, 1, 3, 5, 7}, WAYS);
}
END_TEST

/* Counters run out and start anew: it is worth what it counts now. */
START_TEST(worth_falls_again)
{
    fill((const uint8_t[WAYS]){2, 2, 2, 2, 2, 9, 2, 2}, nothing);
    find(6)->count[0] = 1;
    find(6)->count[5 % COUNTERS] = 0;
    endpoint_weigh(&table, find(6));
    expect_order((const uint16_t[]){6}, 1);
}
END_TEST

START_TEST(an_empty_place_is_taken_first)
{
    fill((const uint8_t[WAYS]){1, 1, 1, 1, 1, 1, 1, 1}, nothing);
    struct endpoint *gone = find(5);
    endpoint_drop(&table, gone);
    ck_assert_ptr_null(find(5));
    ck_assert_ptr_eq(take(50, NOW), gone);
    for (uint16_t port = 1; port <= WAYS; port++)
        ck_assert_int_eq(find(port) != NULL, port != 5);
}
END_TEST

/* So many of them, ports from 1 on, spoke just now and are known. */
static void know(uint16_t count)
{
    fill(nothing, nothing);
    for (uint16_t port = 1; port <= count; port++) {
        find(port)->application = SKYPEDPI_APPLICATION_SKYPE;
        table.known++;
    }
}

/* Whatever they counted: those that are known or were blocked stay for an hour. */
START_TEST(the_known_stay)
{
    know(WAYS - 2);
    struct endpoint *host = find(WAYS - 1);
    host->key.kind = ENDPOINT_PAIR; /* of two hosts: what it has in this place is when it was blocked */
    host->blocked = NOW;
    for (uint16_t i = 0; i < 100; i++)
        ck_assert_ptr_eq(take((uint16_t)(50 + i), NOW + HOUR), &table.record[WAYS - 1]);
    ck_assert_uint_eq(table.known, WAYS - 2);
    for (uint16_t port = 1; port < WAYS - 1; port++)
        ck_assert_ptr_nonnull(find(port));
    find(149)->application = SKYPEDPI_APPLICATION_SKYPE;
    ck_assert_ptr_eq(take(200, NOW + HOUR + 1), &table.record[0]);
    ck_assert_uint_eq(table.known, WAYS - 3);
}
END_TEST

/* ... unless all are: then one makes room, and what proves nothing yet finds no other. */
START_TEST(of_the_known_the_longest_silent_goes)
{
    know(WAYS);
    ck_assert_ptr_null(take(50, NOW));
    for (uint16_t port = 1; port <= WAYS; port++)
        find(port)->last = NOW + port * 5u % 9;
    ck_assert_ptr_eq(take(50, NOW + 10), &table.record[2 - 1]);
    ck_assert_ptr_eq(take(51, NOW + 10), &table.record[2 - 1]);
    find(51)->application = SKYPEDPI_APPLICATION_SKYPE;
    ck_assert_ptr_eq(take(52, NOW + 10), &table.record[4 - 1]);
}
END_TEST

/* ---- what sets say, after traffic ---- */

static const char other_set[] = "signature s9 { id 9 transport udp era any mechanism none activity none source "
                                "\"test\" proof \"test\" packet len == 9 weight 60 }";

static void expect_true_worth(struct endpoints *all, unsigned least)
{
    unsigned there = 0;
    for (uint32_t i = 0; i < all->sets * WAYS; i++) {
        const struct endpoint *e = &all->record[i];
        const uint8_t *worth = &all->set[i / WAYS].worth[i % WAYS], said = *worth;
        ck_assert_int_eq(e->key.kind == ENDPOINT_NONE, all->set[i / WAYS].tag[i % WAYS] == 0);
        ck_assert_int_eq(e->key.kind == ENDPOINT_NONE, said == 0);
        if (e->key.kind == ENDPOINT_NONE)
            continue;
        there++;
        ck_assert_uint_eq(all->set[i / WAYS].tag[i % WAYS], endpoint_tag(endpoint_hash(all, &e->key)));
        if (e->key.kind == ENDPOINT_PAIR || e->key.kind == ENDPOINT_MIRROR)
            continue;
        endpoint_weigh(all, e);
        ck_assert_uint_eq(*worth, said);
    }
    ck_assert_uint_ge(there, least);
}

/* Clients that sweep, answer, fall silent for longer than anything looks back, and begin again. */
START_TEST(sets_say_what_records_say)
{
    play_begin();
    play_engine(256, 0);
    for (unsigned n = 0; n < 20000; n++) {
        const uint8_t host = (uint8_t)(play_byte() % 16), peer = play_byte();
        skypedpi_flow *flow = play_open(place_4(10, 0, 0, host, (uint16_t)(4000 + host % 3)),
                                        place_4(192, 0, 2, peer, (uint16_t)(30000 + peer % 5)), 17);
        const uint16_t id = (uint16_t)(n * (play_byte() % 3));
        play_message(flow, 0, id, COMMAND, 18 + peer % 40);
        if (peer % 4 == 0)
            play_answer(flow, REVERSE, id, ACK, place_4(203, 0, 113, host, 0));
        if (peer % 7 == 0)
            play_message(flow, REVERSE, (uint16_t)(n * 7), 0x41, 60);
        if (peer == 0)
            (void)skypedpi_flow_block(play.engine, flow);
        play_close(flow);
        play.now += n % 1000 == 999 ? 5000 * SECOND : SECOND / 10;
        if (n % 997 == 0 && n)
            expect_true_worth(&play.engine->endpoints, 128);
    }
    skypedpi_db *other =
        play_compile(other_set); /* counts nothing: hosts stay for what was blocked and known */
    ck_assert_int_eq(skypedpi_engine_set_db(play.engine, other), SKYPEDPI_OK);
    skypedpi_db_unref(other);
    expect_true_worth(&play.engine->endpoints, 4);
    play_end();
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("room");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_set_timeout(t, 60);
    tcase_add_test(t, who_counted_least_goes_first);
    tcase_add_test(t, of_equals_the_oldest_goes_first);
    tcase_add_test(t, what_speaks_for_it_goes_before_any_count);
    tcase_add_test(t, worth_falls_again);
    tcase_add_test(t, an_empty_place_is_taken_first);
    tcase_add_test(t, the_known_stay);
    tcase_add_test(t, of_the_known_the_longest_silent_goes);
    tcase_add_test(t, sets_say_what_records_say);
    return suite_run("engine/room", t);
}
