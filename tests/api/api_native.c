/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/api/api.h"

#include <stdio.h>

/* Native detectors: which are taken, what they are shown, and where their state lives. */

#define CALLS_MINE SIGNATURE("mine", 1, "transport udp packet len == 3 native \"mine\" weight 60")

/* Fires on the third message; keeps what it saw for the tests. */
struct seen {
    unsigned calls, states_not_zero;
    struct skypedpi_message last;
    uint8_t first_byte;
};

static int third(void *user, void *state, const struct skypedpi_message *message)
{
    struct seen *seen = user;
    uint8_t *count = state;
    seen->calls++;
    seen->last = *message;
    seen->first_byte = message->payload[0];
    for (unsigned i = 1; i < SKYPEDPI_NATIVE_STATE; i++)
        seen->states_not_zero += count[i] != 0;
    return ++*count == 3;
}

static int never(void *user, void *state, const struct skypedpi_message *message)
{
    (void)user;
    return state == NULL && message->length > 0 ? 0 : -1;
}

static struct skypedpi_native native_of(const char *name, struct seen *seen)
{
    return (struct skypedpi_native){.size = sizeof(struct skypedpi_native),
                                    .abi = SKYPEDPI_NATIVE_ABI,
                                    .name = name,
                                    .state_size = SKYPEDPI_NATIVE_STATE,
                                    .user = seen,
                                    .inspect = third};
}

static skypedpi_sigset *set_of(const char *text)
{
    skypedpi_sigset *set = NULL;
    ck_assert_int_eq(skypedpi_sigset_new(NULL, &set), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_add_text(set, "test", text, strlen(text), NULL), SKYPEDPI_OK);
    return set;
}

static skypedpi_db *db_with(const struct skypedpi_native *native)
{
    return db_calling(CALLS_MINE, native);
}

static int add(const struct skypedpi_native *native)
{
    skypedpi_sigset *set = set_of("");
    int result = skypedpi_sigset_add_native(set, native);
    skypedpi_sigset_free(set);
    return result;
}

START_TEST(what_is_refused)
{
    const struct skypedpi_native good = native_of("mine", NULL);
    struct skypedpi_native n = good;
    ck_assert_int_eq(add(&n), SKYPEDPI_OK);
    n.abi = SKYPEDPI_NATIVE_ABI + 1;
    ck_assert_int_eq(add(&n), SKYPEDPI_E_NATIVE);
    n = good, n.state_size = SKYPEDPI_NATIVE_STATE + 1;
    ck_assert_int_eq(add(&n), SKYPEDPI_E_NATIVE);
    n = good, n.size--;
    ck_assert_int_eq(add(&n), SKYPEDPI_E_SIZE);
    n = good, n.size = 0;
    ck_assert_int_eq(add(&n), SKYPEDPI_E_SIZE);
    n = good, n.reserved = 1;
    ck_assert_int_eq(add(&n), SKYPEDPI_E_ARGUMENT);
    n = good, n.inspect = NULL;
    ck_assert_int_eq(add(&n), SKYPEDPI_E_ARGUMENT);
    n = good, n.name = NULL;
    ck_assert_int_eq(add(&n), SKYPEDPI_E_ARGUMENT);
    static const char *const names[] = {
        "", "1st", "a b", "a_b", "abcdefghijklmnopqrstuvwxyzabcdef", "gr\xc3\xbc\xc3\x9f"};
    for (size_t i = 0; i < COUNT(names); i++) {
        n = good, n.name = names[i];
        ck_assert_msg(add(&n) == SKYPEDPI_E_NATIVE, "name '%s'", names[i]);
    }
}
END_TEST

static int whole(void *user, void *state, const struct skypedpi_message *message)
{
    uint8_t sum = 0;
    (void)state;
    for (uint32_t i = 0; i < message->captured; i++)
        sum = (uint8_t)(sum + message->payload[i]);
    *(struct skypedpi_message *)user = *message;
    return sum == 7;
}

/* The 4,096 bytes that are looked at are those of a turn: a datagram is one message, however long. */
START_TEST(a_datagram_is_shown_whole)
{
    static uint8_t payload[65507];
    struct skypedpi_message seen;
    const struct skypedpi_native mine = {
        .size = sizeof mine, .abi = SKYPEDPI_NATIVE_ABI, .name = "mine", .user = &seen, .inspect = whole};
    skypedpi_db *db =
        db_calling(SIGNATURE("mine", 1, "transport udp packet len > 4096 native \"mine\" weight 60"), &mine);
    skypedpi_engine *engine = engine_of(db, NULL);
    skypedpi_flow *flow = flow_of(engine, UDP);
    payload[sizeof payload - 1] = 7;
    const struct skypedpi_packet packet = packet_of(0, 1, payload, sizeof payload);
    ck_assert_int_ge(skypedpi_flow_feed(engine, flow, &packet), 0);
    ck_assert_uint_eq(seen.length, sizeof payload);
    ck_assert_uint_eq(seen.captured, sizeof payload);
    ck_assert_uint_eq(verdict_of(engine, flow).signature, 1);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
}
END_TEST

/* That of a TCP flow whose opener was blocked before. */
START_TEST(an_opening_has_no_bytes)
{
    struct skypedpi_message seen = {.length = 1};
    const struct skypedpi_native mine = {
        .size = sizeof mine, .abi = SKYPEDPI_NATIVE_ABI, .name = "mine", .user = &seen, .inspect = whole};
    skypedpi_db *db = db_calling(
        SIGNATURE("mine", 1, "transport tcp packet opens and block.same native \"mine\" weight 60"), &mine);
    skypedpi_engine *engine = engine_of(db, NULL);
    skypedpi_flow *blocked = flow_of(engine, TCP), *next = flow_of(engine, TCP);
    struct skypedpi_packet syn = packet_of(0, 1000, NULL, 0);
    syn.tcp_flags = SKYPEDPI_TCP_SYN;
    ck_assert_int_ge(skypedpi_flow_feed(engine, blocked, &syn), 0);
    ck_assert_int_eq(skypedpi_flow_block(engine, blocked), SKYPEDPI_OK);
    ck_assert_int_ge(skypedpi_flow_feed(engine, next, &syn), 0);
    ck_assert_uint_eq(seen.size, sizeof seen);
    ck_assert_uint_eq(seen.length, 0);
    ck_assert_uint_eq(seen.captured, 0);
    ck_assert_uint_eq(seen.ordinal, 0);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
}
END_TEST

START_TEST(a_name_is_taken_once)
{
    skypedpi_sigset *set = set_of("");
    const struct skypedpi_native mine = native_of("mine", NULL), other = native_of("other", NULL);
    const struct skypedpi_native own = native_of("skypeout", NULL);
    ck_assert_int_eq(skypedpi_sigset_add_native(set, &mine), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_add_native(set, &mine), SKYPEDPI_E_NATIVE);
    ck_assert_int_eq(skypedpi_sigset_add_native(set, &other), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_add_native(set, &own), SKYPEDPI_E_NATIVE); /* the library's */
    skypedpi_sigset_free(set);
}
END_TEST

START_TEST(a_missing_one_is_told)
{
    struct skypedpi_diagnostic entry;
    struct skypedpi_diagnostics found = {.size = sizeof found, .capacity = 1, .entry = &entry};
    const struct skypedpi_native mine = native_of("mine", NULL);
    skypedpi_sigset *set = set_of(CALLS_MINE);
    skypedpi_db *db = NULL;
    ck_assert_int_eq(skypedpi_sigset_compile(set, &found, &db), SKYPEDPI_E_NATIVE);
    ck_assert_ptr_null(db);
    ck_assert_uint_eq(found.errors, 1);
    ck_assert_str_eq(entry.signature, "mine");
    ck_assert_int_eq(skypedpi_sigset_add_native(set, &mine), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_compile(set, NULL, &db), SKYPEDPI_OK);
    skypedpi_db_unref(db);
    skypedpi_sigset_free(set);
}
END_TEST

/* A set of signatures that each call a detector of their own. */
static skypedpi_sigset *set_calling(unsigned count)
{
    static const char form[] = "signature s%u { id 1%u transport udp era any mechanism none activity none"
                               " source \"s\" proof \"p\" weight 9 packet len == 3 native \"n%u\" }";
    static char name[256][12], text[256];
    skypedpi_sigset *set = set_of("");
    for (unsigned i = 0; i < count; i++) {
        snprintf(name[i], sizeof name[i], "n%u", i);
        snprintf(text, sizeof text, form, i, i, i);
        const struct skypedpi_native native = native_of(name[i], NULL);
        ck_assert_int_eq(skypedpi_sigset_add_native(set, &native), SKYPEDPI_OK);
        ck_assert_int_eq(skypedpi_sigset_add_text(set, "test", text, strlen(text), NULL), SKYPEDPI_OK);
    }
    return set;
}

START_TEST(what_is_too_much_is_told)
{
    struct skypedpi_diagnostic entry;
    struct skypedpi_diagnostics found = {.size = sizeof found, .capacity = 1, .entry = &entry};
    skypedpi_db *db = NULL;
    skypedpi_sigset *set = set_calling(128);
    ck_assert_int_eq(skypedpi_sigset_compile(set, &found, &db), SKYPEDPI_OK);
    ck_assert_uint_eq(found.count, 0);
    skypedpi_db_unref(db);
    skypedpi_sigset_free(set);
    set = set_calling(129);
    ck_assert_int_eq(skypedpi_sigset_compile(set, &found, &db), SKYPEDPI_E_TEXT);
    ck_assert_ptr_null(db);
    ck_assert_uint_eq(found.errors, 1);
    ck_assert_str_eq(skypedpi_diagnostic_name(entry.code), "natives-many");
    ck_assert_str_eq(entry.signature, "s128");
    skypedpi_sigset_free(set);
}
END_TEST

START_TEST(an_image_needs_its_natives)
{
    struct seen seen = {0};
    struct skypedpi_native mine = native_of("mine", &seen);
    struct skypedpi_db_info info = {.size = sizeof info};
    skypedpi_db *db = db_with(&mine);
    size_t length;
    uint8_t *image = image_of(db, &length);
    ck_assert_int_eq(skypedpi_db_info(db, &info), SKYPEDPI_OK);
    ck_assert_uint_eq(info.natives, 1);
    skypedpi_db_unref(db);
    ck_assert_int_eq(skypedpi_db_load(image, length, NULL, 0, NULL, &db), SKYPEDPI_E_NATIVE);
    ck_assert_ptr_null(db);
    mine.abi = 2;
    ck_assert_int_eq(skypedpi_db_load(image, length, &mine, 1, NULL, &db), SKYPEDPI_E_NATIVE);
    mine.abi = SKYPEDPI_NATIVE_ABI;
    const struct skypedpi_native both[] = {native_of("other", NULL), mine};
    ck_assert_int_eq(skypedpi_db_load(image, length, both, 1, NULL, &db), SKYPEDPI_E_NATIVE);
    ck_assert_int_eq(skypedpi_db_load(image, length, both, 2, NULL, &db), SKYPEDPI_OK);
    skypedpi_engine *engine = engine_of(db, NULL);
    skypedpi_flow *flow = flow_of(engine, UDP);
    ck_assert_int_eq(feed(engine, flow, 0, 1, "abc"), SKYPEDPI_OK);
    ck_assert_uint_eq(seen.calls, 1);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
    free(image);
}
END_TEST

static int load_with(const uint8_t *image, size_t length, const struct skypedpi_native *natives, size_t count)
{
    skypedpi_db *db = NULL;
    int result = skypedpi_db_load(image, length, natives, count, NULL, &db);
    ck_assert(result == SKYPEDPI_OK ? db != NULL : db == NULL);
    skypedpi_db_unref(db);
    return result;
}

/* The same rules hold where an image is loaded, for detectors it does not call, too. */
START_TEST(what_is_refused_with_an_image)
{
    struct seen seen = {0};
    const struct skypedpi_native good = native_of("mine", &seen);
    struct skypedpi_native n[] = {good, native_of("other", &seen)};
    skypedpi_db *db = db_with(&good);
    size_t length;
    uint8_t *image = image_of(db, &length);
    skypedpi_db_unref(db);
    ck_assert_int_eq(load_with(image, length, n, 2), SKYPEDPI_OK);
    n[1].abi++;
    ck_assert_int_eq(load_with(image, length, n, 2), SKYPEDPI_E_NATIVE);
    n[1].abi--, n[1].state_size = SKYPEDPI_NATIVE_STATE + 1;
    ck_assert_int_eq(load_with(image, length, n, 2), SKYPEDPI_E_NATIVE);
    n[1].state_size = 0, n[1].size--;
    ck_assert_int_eq(load_with(image, length, n, 2), SKYPEDPI_E_SIZE);
    n[1].size += 8;
    ck_assert_int_eq(load_with(image, length, n, 2), SKYPEDPI_E_SIZE); /* an array of ours has other strides */
    n[1].size = sizeof *n, n[1].inspect = NULL;
    ck_assert_int_eq(load_with(image, length, n, 2), SKYPEDPI_E_ARGUMENT);
    n[1] = native_of(NULL, &seen);
    ck_assert_int_eq(load_with(image, length, n, 2), SKYPEDPI_E_ARGUMENT);
    static const char *const names[] = {"", "a b", "mine", "skypeout", "abcdefghijklmnopqrstuvwxyzabcdef"};
    for (size_t i = 0; i < COUNT(names); i++) {
        n[1] = native_of(names[i], &seen);
        ck_assert_msg(load_with(image, length, n, 2) == SKYPEDPI_E_NATIVE, "name '%s'", names[i]);
    }
    ck_assert_int_eq(load_with(image, length, n, 1), SKYPEDPI_OK);
    free(image);
}
END_TEST

/* A name may be gone once the set is. */
START_TEST(the_name_is_not_kept)
{
    struct seen seen = {0};
    char name[8] = "mine";
    const struct skypedpi_native mine = native_of(name, &seen);
    skypedpi_db *db = db_with(&mine), *copy = NULL;
    memset(name, '?', sizeof name);
    ck_assert_int_eq(skypedpi_db_merge(&db, 1, NULL, &copy), SKYPEDPI_OK);
    skypedpi_db_unref(copy);
    skypedpi_db_unref(db);
}
END_TEST

START_TEST(it_is_shown_each_message_the_condition_holds_for)
{
    struct seen seen = {0};
    const struct skypedpi_native mine = native_of("mine", &seen);
    skypedpi_db *db = db_with(&mine);
    skypedpi_engine *engine = engine_of(db, NULL);
    skypedpi_flow *flow = flow_of(engine, UDP);
    feed(engine, flow, 0, 1, "abc");
    ck_assert_uint_eq(seen.last.reverse, 0);
    ck_assert_uint_eq(seen.last.source_port, 40000);
    feed(engine, flow, 0, 2, "four");
    ck_assert_uint_eq(seen.calls, 1);
    feed(engine, flow, SKYPEDPI_PACKET_REVERSE, 3, "xyz");
    ck_assert_uint_eq(seen.calls, 2);
    ck_assert_uint_eq(seen.first_byte, 'x');
    ck_assert_uint_eq(seen.last.reverse, 1);
    ck_assert_uint_eq(seen.last.source_port, 33033);
    ck_assert_uint_eq(seen.last.destination_port, 40000);
    ck_assert_uint_eq(seen.last.ordinal, 1);
    ck_assert_uint_eq(seen.last.time, 3 * MS);
    ck_assert(seen.last.length == 3 && seen.last.captured == 3);
    ck_assert_uint_eq(verdict_of(engine, flow).signature, 0);
    feed(engine, flow, 0, 4, "abc");
    ck_assert_uint_eq(seen.last.ordinal, 3);
    ck_assert_uint_eq(verdict_of(engine, flow).signature, 1);
    feed(engine, flow, 0, 5, "abc"); /* it fired: not asked again */
    ck_assert_uint_eq(seen.calls, 3);
    ck_assert_uint_eq(seen.states_not_zero, 0);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
}
END_TEST

/* What was captured short has its length, and no more bytes than there are. */
START_TEST(it_is_told_how_much_can_be_read)
{
    struct seen seen = {0};
    const struct skypedpi_native mine = native_of("mine", &seen);
    skypedpi_db *db = db_with(&mine);
    const struct skypedpi_settings settings = settings_small();
    skypedpi_engine *engine = engine_of(db, &settings);
    skypedpi_flow *flow = flow_of(engine, UDP);
    struct skypedpi_packet packet = packet_of(0, 1, "abc", 3);
    packet.captured = 2;
    ck_assert_int_eq(skypedpi_flow_feed(engine, flow, &packet), SKYPEDPI_OK);
    ck_assert(seen.calls == 1 && seen.last.length == 3 && seen.last.captured == 2);
    ck_assert_uint_eq(verdict_of(engine, flow).flags, SKYPEDPI_FLAG_TRUNCATED | SKYPEDPI_FLAG_ONE_WAY);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
}
END_TEST

START_TEST(each_flow_has_a_zeroed_state_of_its_own)
{
    struct seen seen = {0};
    const struct skypedpi_native mine = native_of("mine", &seen);
    skypedpi_db *db = db_with(&mine);
    const struct skypedpi_settings settings = settings_small();
    skypedpi_engine *engine = engine_of(db, &settings);
    for (int round = 0; round < 5; round++) { /* more flows than there are records */
        skypedpi_flow *one = flow_of(engine, UDP), *two = flow_of(engine, UDP);
        feed(engine, one, 0, 1, "abc");
        feed(engine, two, 0, 1, "abc");
        feed(engine, two, 0, 2, "abc");
        feed(engine, one, 0, 2, "abc");
        ck_assert_uint_eq(verdict_of(engine, one).signature, 0);
        feed(engine, two, 0, 3, "abc");
        ck_assert_uint_eq(verdict_of(engine, one).signature, 0);
        ck_assert_uint_eq(verdict_of(engine, two).signature, 1);
        ck_assert_int_eq(skypedpi_flow_close(engine, one, NULL), SKYPEDPI_OK);
        ck_assert_int_eq(skypedpi_flow_close(engine, two, NULL), SKYPEDPI_OK);
    }
    ck_assert_uint_eq(stats_of(engine).natives_refused, 0);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
}
END_TEST

static void say(skypedpi_engine *engine, skypedpi_flow *flow, uint32_t reverse, uint32_t sequence,
                const char *text)
{
    struct skypedpi_packet packet = packet_of(reverse, 1, text, strlen(text));
    packet.sequence = sequence;
    ck_assert_int_eq(skypedpi_flow_feed(engine, flow, &packet), SKYPEDPI_OK);
}

/* What is inside a proxy connection is a stream of its own. */
START_TEST(behind_a_proxy_its_state_is_zero_again)
{
    struct seen seen = {0};
    const struct skypedpi_native mine = native_of("mine", &seen);
    skypedpi_db *db =
        db_calling(SIGNATURE("mine", 1, "transport tcp packet len >= 1 native \"mine\" weight 60"), &mine);
    const struct skypedpi_settings settings = settings_small();
    skypedpi_engine *engine = engine_of(db, &settings);
    skypedpi_flow *flow = flow_of(engine, TCP);
    say(engine, flow, 0, 1, "CONNECT a:443 HTTP/1.0\r\n\r\n");
    say(engine, flow, 1, 1, "HTTP/1.0 200 OK\r\n\r\n");
    ck_assert_uint_eq(seen.calls, 1);
    say(engine, flow, 0, 27, "a");
    say(engine, flow, 1, 20, "b");
    ck_assert_uint_eq(verdict_of(engine, flow).signature, 0);
    say(engine, flow, 0, 28, "c");
    ck_assert_uint_eq(verdict_of(engine, flow).signature, 1);
    ck_assert_int_eq(skypedpi_flow_close(engine, flow, NULL), SKYPEDPI_OK);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
}
END_TEST

START_TEST(without_a_record_it_is_not_asked)
{
    struct seen seen = {0};
    const struct skypedpi_native mine = native_of("mine", &seen);
    skypedpi_db *db = db_with(&mine);
    struct skypedpi_settings settings = settings_small();
    settings.native_records = 1;
    skypedpi_engine *engine = engine_of(db, &settings);
    skypedpi_flow *one = flow_of(engine, UDP), *two = flow_of(engine, UDP);
    feed(engine, one, 0, 1, "abc");
    feed(engine, two, 0, 1, "abc");
    ck_assert_uint_eq(seen.calls, 1);
    ck_assert_uint_eq(stats_of(engine).natives_refused, 1);
    ck_assert(verdict_of(engine, two).flags & SKYPEDPI_FLAG_SHORT_POOL);
    ck_assert(!(verdict_of(engine, one).flags & SKYPEDPI_FLAG_SHORT_POOL));
    ck_assert_int_eq(skypedpi_flow_close(engine, one, NULL), SKYPEDPI_OK);
    feed(engine, two, 0, 2, "abc"); /* now there is one */
    ck_assert_uint_eq(seen.calls, 2);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
}
END_TEST

/* The first that wants it: another one fires on flows of its own only. */
START_TEST(a_flow_has_state_for_one)
{
    struct seen first = {0}, second = {0};
    const struct skypedpi_native mine = native_of("mine", &first), yours = native_of("yours", &second);
    skypedpi_sigset *set =
        set_of(CALLS_MINE SIGNATURE("yours", 2, "transport udp packet len <= 4 native \"yours\" weight 60"));
    skypedpi_db *db = NULL;
    ck_assert_int_eq(skypedpi_sigset_add_native(set, &mine), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_add_native(set, &yours), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_compile(set, NULL, &db), SKYPEDPI_OK);
    skypedpi_sigset_free(set);
    const struct skypedpi_settings settings = settings_small();
    skypedpi_engine *engine = engine_of(db, &settings);
    skypedpi_flow *one = flow_of(engine, UDP), *two = flow_of(engine, UDP);
    feed(engine, one, 0, 1, "abc");
    feed(engine, two, 0, 1, "abcd");
    ck_assert(first.calls == 1 && second.calls == 1);
    for (unsigned i = 0; i < 2; i++) {
        feed(engine, one, 0, 2 + i, "abc");
        feed(engine, two, 0, 2 + i, "abc");
    }
    ck_assert(first.calls == 3 && second.calls == 3);
    ck_assert_uint_eq(verdict_of(engine, one).signature, 1);
    ck_assert_uint_eq(verdict_of(engine, two).signature, 2);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
}
END_TEST

START_TEST(without_state_it_needs_no_record)
{
    struct skypedpi_native mine = native_of("mine", NULL);
    mine.state_size = 0;
    mine.inspect = never;
    skypedpi_db *db = db_with(&mine);
    struct skypedpi_settings settings = settings_small();
    settings.native_records = 0;
    skypedpi_engine *engine = engine_of(db, &settings);
    skypedpi_flow *flow = flow_of(engine, UDP);
    ck_assert_int_eq(feed(engine, flow, 0, 1, "abc"), SKYPEDPI_OK);
    ck_assert_uint_eq(verdict_of(engine, flow).signature, 0);
    ck_assert_uint_eq(verdict_of(engine, flow).flags, SKYPEDPI_FLAG_ONE_WAY);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
}
END_TEST

/* A likely flow gives its state up for a record of its activity, if there is one. */
START_TEST(who_is_not_followed_keeps_its_state)
{
    struct seen seen = {0};
    const struct skypedpi_native mine = native_of("mine", &seen);
    skypedpi_db *db =
        db_calling(CALLS_MINE SIGNATURE("two", 2, "transport udp packet len == 1 weight 50"), &mine);
    struct skypedpi_settings settings = settings_small();
    settings.activity_records = 1;
    skypedpi_engine *engine = engine_of(db, &settings);
    feed(engine, flow_of(engine, UDP), 0, 1, "a"); /* is followed */
    skypedpi_flow *flow = flow_of(engine, UDP);
    feed(engine, flow, 0, 1, "a");
    for (unsigned i = 0; i < 3; i++)
        feed(engine, flow, 0, 2 + i, "abc");
    ck_assert_uint_eq(verdict_of(engine, flow).signature, 1);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {what_is_refused,
                                  a_datagram_is_shown_whole,
                                  an_opening_has_no_bytes,
                                  a_name_is_taken_once,
                                  a_missing_one_is_told,
                                  what_is_too_much_is_told,
                                  an_image_needs_its_natives,
                                  what_is_refused_with_an_image,
                                  the_name_is_not_kept,
                                  it_is_shown_each_message_the_condition_holds_for,
                                  it_is_told_how_much_can_be_read,
                                  each_flow_has_a_zeroed_state_of_its_own,
                                  behind_a_proxy_its_state_is_zero_again,
                                  without_a_record_it_is_not_asked,
                                  a_flow_has_state_for_one,
                                  without_state_it_needs_no_record,
                                  who_is_not_followed_keeps_its_state};
    return run_tests("api/native", tests, COUNT(tests));
}
