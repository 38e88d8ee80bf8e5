/* SPDX-License-Identifier: BSD-2-Clause */
/* What the kit's tables can cost who is sent chosen packets, or very many: work is counted, not timed. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <skypedpi/kit/frame.h>
#include <skypedpi/kit/subscribers.h>
#include "lib/kit/subscribers.h"
#include "lib/kit/table_store.h"
#include "tests/unit/kit_answer.h"
#include "tests/unit/purse.h"
#include "tests/unit/suite.h"

#define SECOND UINT64_C(1000000000)

/* ---- flows ---- */

#define CAPACITY 1024u /* and twice as many chains */
#define CHOSEN   256u

static unsigned ended;

static void on_end(void *user, struct skypedpi_table_entry *entry, unsigned why)
{
    (void)user;
    (void)entry;
    (void)why;
    ended++;
}

static skypedpi_table *table_make(uint64_t seed)
{
    struct skypedpi_table_settings settings;
    skypedpi_table *table;
    skypedpi_table_settings_init(&settings);
    settings.capacity = CAPACITY;
    settings.hash_seed[0] = seed;
    settings.hash_seed[1] = ~seed;
    settings.on_end = on_end;
    ck_assert_int_eq(skypedpi_table_new(&settings, &table), SKYPEDPI_OK);
    ended = 0;
    return table;
}

/* Any number of connections, over UDP from each to another host. */
static struct skypedpi_frame frame_of(uint32_t number)
{
    return (struct skypedpi_frame){
        .size = sizeof(struct skypedpi_frame),
        .family = 4,
        .transport = 17,
        .source_port = 4000,
        .destination_port = 80,
        .source = {10, (uint8_t)(number >> 16), (uint8_t)(number >> 8), (uint8_t)number},
        .destination = {192, 0, 2, 1}};
}

static struct skypedpi_table_entry *feed(skypedpi_table *table, struct skypedpi_frame f, uint64_t time)
{
    bool reverse;
    return skypedpi_table_find(table, &f, 100, time, &reverse);
}

/* How many entries one packet may have to pass. */
static uint32_t longest_chain(const skypedpi_table *table)
{
    uint32_t longest = 0;
    for (uint32_t i = 0; i <= table->mask; i++) {
        uint32_t length = 0;
        for (uint32_t n = table->bucket[i]; n; n = ((struct entry *)slab_at(&table->entries, n))->chain)
            length++;
        longest = length > longest ? length : longest;
    }
    return longest;
}

/* Which chain a packet's connection belongs in, for who knows the seed. */
static uint32_t chain_of(const skypedpi_table *table, const struct skypedpi_frame *f)
{
    const struct skypedpi_tuple tuple = entry_tuple(f);
    return store_hash(table, &tuple) & table->mask;
}

START_TEST(connections_are_chosen_in_vain_without_the_seed)
{
    skypedpi_table *known = table_make(1), *secret = table_make(2);
    unsigned chosen = 0;
    for (uint32_t n = 0; chosen < CHOSEN; n++) {
        const struct skypedpi_frame f = frame_of(n);
        if (chain_of(known, &f) != 7)
            continue;
        chosen++;
        ck_assert_ptr_nonnull(feed(known, f, SECOND));
        ck_assert_ptr_nonnull(feed(secret, chosen % 2 ? f : frame_answer(f), SECOND));
    }
    ck_assert_uint_eq(longest_chain(known), CHOSEN); /* so the choice was good */
    ck_assert_uint_le(longest_chain(secret), 8);
    skypedpi_table_free(known);
    skypedpi_table_free(secret);
}
END_TEST

/* A full table ends one connection for each that comes, and a time that jumps few more, not all. */
START_TEST(a_packet_ends_few)
{
    skypedpi_table *table = table_make(1);
    unsigned most = 0, all = 0;
    for (uint32_t n = 0; n < 20 * CAPACITY; n++) {
        ended = 0;
        feed(table, frame_of(n), SECOND * (n < 10 * CAPACITY ? 1 : 1000 + n / CAPACITY * 200));
        most = ended > most ? ended : most;
        all += ended;
    }
    ck_assert_uint_eq(most, 2);
    ck_assert_uint_ge(all, 19 * CAPACITY); /* the flood was one */
    ck_assert_uint_le(longest_chain(table), 8);
    skypedpi_table_free(table);
}
END_TEST

/* A connection of each rank: nobody answered, or both spoke, over UDP and over TCP; or it is closed. */
static void open_each_rank(skypedpi_table *table, uint32_t first)
{
    for (unsigned rank = 0; rank < RANKS; rank++) {
        struct skypedpi_frame there = frame_of(first + rank), back;
        if (rank != RANK_UDP && rank != RANK_UDP_ONE_WAY)
            there.transport = 6;
        back = frame_answer(there);
        there.tcp_flags = there.transport == 6 ? SKYPEDPI_TCP_SYN : 0;
        feed(table, there, SECOND);
        back.tcp_flags = rank == RANK_CLOSED ? SKYPEDPI_TCP_RST : 0;
        if (rank != RANK_UDP_ONE_WAY && rank != RANK_TCP_ONE_WAY)
            feed(table, back, SECOND);
    }
}

/* Two of each rank that are long silent, and the packet's own. */
START_TEST(a_packet_ends_eleven_at_most)
{
    skypedpi_table *table = table_make(1);
    for (uint32_t i = 0; i < 4; i++)
        open_each_rank(table, i * RANKS);
    ck_assert_uint_eq(ended, 0);
    feed(table, frame_of(3 * RANKS), 1000000 * SECOND);
    ck_assert_uint_eq(ended, 2 * RANKS + 1);
    feed(table, frame_of(3 * RANKS), 1000000 * SECOND);
    ck_assert_uint_eq(ended, 4 * RANKS);
    skypedpi_table_free(table);
}
END_TEST

/* Those that are answered keep their room, and are found as fast. */
START_TEST(a_flood_makes_no_chain_longer)
{
    skypedpi_table *table = table_make(3);
    for (uint32_t n = 0; n < CAPACITY; n++) {
        feed(table, frame_of(n), SECOND);
        feed(table, frame_answer(frame_of(n)), SECOND);
    }
    uint32_t before = longest_chain(table);
    for (uint32_t n = CAPACITY; n < 20 * CAPACITY; n++)
        ck_assert_ptr_null(feed(table, frame_of(n), SECOND));
    ck_assert_uint_eq(longest_chain(table), before);
    ck_assert_uint_le(before, 8);
    ck_assert_uint_eq(ended, 0);
    skypedpi_table_free(table);
}
END_TEST

/* ---- fragments ---- */

/* One fragment each of packets that never become whole: memory was taken before, and who is in time is whole.
 */
START_TEST(a_flood_of_fragments_takes_no_more)
{
    static const uint8_t data[16];
    skypedpi_defrag *defrag;
    struct skypedpi_defrag_packet whole = {.size = sizeof whole};
    struct purse purse = {.live = 0};
    const struct skypedpi_allocator allocator = purse_allocator(&purse);
    unsigned finished = 0;
    ck_assert_int_eq(skypedpi_defrag_new(&allocator, 64, &defrag), SKYPEDPI_OK);
    const long calls = purse.calls;
    for (uint32_t n = 0; n < 100000; n++) {
        struct skypedpi_frame f = frame_of(n);
        f.fragment_id = n;
        f.fragment_more = true;
        f.payload = data;
        f.length = f.captured = 8;
        ck_assert_int_eq(skypedpi_defrag_add(defrag, &f, 8, n, &whole), SKYPEDPI_DEFRAG_WAITING);
        if (n % 100 < 50)
            continue;
        f = frame_of(n - 50); /* its other half */
        f.fragment_id = n - 50;
        f.fragment_offset = 8;
        f.payload = data;
        f.length = f.captured = 8;
        finished += skypedpi_defrag_add(defrag, &f, 8, n, &whole) == SKYPEDPI_DEFRAG_WHOLE;
    }
    ck_assert_uint_eq(finished, 50000);
    ck_assert_int_eq(purse.calls, calls);
    skypedpi_defrag_free(defrag);
}
END_TEST

/* ---- subscribers ---- */

/* All prefixes of an address: as many steps as an address has bits, however many there are beside them. */
START_TEST(an_address_has_no_more_prefixes_than_bits)
{
    char *text = malloc(4000000), *at = text;
    skypedpi_subscribers *s;
    ck_assert_ptr_nonnull(text);
    for (unsigned length = 0; length <= 128; length++)
        at += sprintf(at, "user u%u ::/%u\n", length, length);
    for (unsigned i = 0; i < 20000; i++)
        at += sprintf(at, "user v%u 8000:%x::/48\n", i, i);
    ck_assert_int_eq(skypedpi_subscribers_read(text, (size_t)(at - text), NULL, &s, NULL), SKYPEDPI_OK);
    uint32_t longest = 0;
    for (uint32_t i = 1; i <= s->prefixes; i++) {
        uint32_t length = 0;
        for (uint32_t k = i; k; k = s->prefix[k - 1].enclosing)
            length++;
        longest = length > longest ? length : longest;
    }
    ck_assert_uint_eq(longest, 129);
    skypedpi_subscribers_free(s);
    free(text);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("cost");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, connections_are_chosen_in_vain_without_the_seed);
    tcase_add_test(tests, a_packet_ends_few);
    tcase_add_test(tests, a_packet_ends_eleven_at_most);
    tcase_add_test(tests, a_flood_makes_no_chain_longer);
    tcase_add_test(tests, a_flood_of_fragments_takes_no_more);
    tcase_add_test(tests, an_address_has_no_more_prefixes_than_bits);
    return suite_run("kit/cost", tests);
}
