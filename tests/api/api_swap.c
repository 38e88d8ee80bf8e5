/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/api/api.h"
#include "tests/unit/purse.h"

/* Another database is put in place while flows are open. */

#define ONE   SIGNATURE("one", 5, "transport udp packet len == 1 weight 40")
#define TWO   SIGNATURE("two", 7, "transport udp after one packet len == 2 weight 30")
#define OTHER SIGNATURE("other", 2, "transport udp packet len == 9 weight 10")
#define FINAL SIGNATURE("final", 3, "transport udp packet len == 3 weight 100")

/* An engine with `text` in place, which alone keeps the database alive. */
static skypedpi_engine *engine_on(const char *text)
{
    skypedpi_db *db = db_of(text);
    const struct skypedpi_settings settings = settings_small();
    skypedpi_engine *engine = engine_of(db, &settings);
    skypedpi_db_unref(db);
    return engine;
}

static void swap_to(skypedpi_engine *engine, const char *text)
{
    skypedpi_db *db = db_of(text);
    ck_assert_int_eq(skypedpi_engine_set_db(engine, db), SKYPEDPI_OK);
    skypedpi_db_unref(db);
}

START_TEST(scores_and_signatures_are_carried_over)
{
    skypedpi_engine *engine = engine_on(ONE);
    skypedpi_flow *flow = flow_of(engine, UDP);
    feed(engine, flow, 0, 1, "a");
    swap_to(engine, OTHER ONE TWO); /* the same id at another place */
    ck_assert_uint_eq(verdict_of(engine, flow).signature, 5);
    ck_assert_uint_eq(verdict_of(engine, flow).confidence, 40);
    feed(engine, flow, 0, 2, "a"); /* fired before: not again */
    ck_assert_uint_eq(verdict_of(engine, flow).confidence, 40);
    feed(engine, flow, 0, 3, "ab"); /* after one, which fired under the old set */
    ck_assert_uint_eq(verdict_of(engine, flow).confidence, 70);
    ck_assert_uint_eq(verdict_of(engine, flow).stage, SKYPEDPI_STAGE_LIKELY);
    ck_assert_uint_eq(verdict_of(engine, flow).signature, 5);
    skypedpi_engine_free(engine);
}
END_TEST

START_TEST(a_signature_that_is_gone)
{
    skypedpi_engine *engine = engine_on(ONE TWO);
    skypedpi_flow *flow = flow_of(engine, UDP);
    feed(engine, flow, 0, 1, "a");
    feed(engine, flow, 0, 2, "ab");
    const struct skypedpi_verdict before = verdict_of(engine, flow);
    swap_to(engine, OTHER);
    const struct skypedpi_verdict after = verdict_of(engine, flow);
    ck_assert_uint_eq(before.signature, 5);
    ck_assert_uint_eq(after.signature, 0);
    ck_assert_uint_eq(after.application, before.application);
    ck_assert_uint_eq(after.mechanism, before.mechanism);
    ck_assert_uint_eq(after.stage, before.stage);
    ck_assert_uint_eq(after.confidence, before.confidence);
    ck_assert_uint_eq(after.decided_packet, before.decided_packet);
    feed(engine, flow, 0, 3, "ninebytes");
    ck_assert_uint_eq(verdict_of(engine, flow).confidence, 80);
    ck_assert_uint_eq(verdict_of(engine, flow).signature, 2);
    swap_to(engine, ONE TWO);
    ck_assert_uint_eq(verdict_of(engine, flow).signature, 0);
    skypedpi_engine_free(engine);
}
END_TEST

START_TEST(a_final_flow_stays_final)
{
    skypedpi_engine *engine = engine_on(FINAL);
    skypedpi_flow *flow = flow_of(engine, UDP);
    ck_assert_int_eq(feed(engine, flow, 0, 1, "abc"), SKYPEDPI_DONE);
    swap_to(engine, OTHER FINAL);
    ck_assert_int_eq(feed(engine, flow, 0, 2, "ninebytes"), SKYPEDPI_DONE);
    const struct skypedpi_verdict v = verdict_of(engine, flow);
    ck_assert(v.signature == 3 && v.confidence == 100 && v.stage == SKYPEDPI_STAGE_FINAL);
    skypedpi_engine_free(engine);
}
END_TEST

/* What a flow keeps of its packets serves the new set, too. */
START_TEST(earlier_messages_are_kept)
{
    skypedpi_engine *engine = engine_on(ONE);
    skypedpi_flow *flow = flow_of(engine, UDP);
    feed(engine, flow, 0, 1, "xyz");
    swap_to(engine,
            SIGNATURE("back", 1,
                      "transport udp packet prev.len == 3 and prev.u8[1] == 0x79 and ordinal == 2 weight 100"));
    ck_assert_int_eq(feed(engine, flow, 0, 2, "ab"), SKYPEDPI_DONE);
    skypedpi_engine_free(engine);
}
END_TEST

/* A TCP turn that has begun grows on under the new set. */
START_TEST(a_turn_in_the_making_is_kept)
{
    skypedpi_engine *engine = engine_on(ONE);
    skypedpi_flow *flow = flow_of(engine, TCP);
    struct skypedpi_packet p = packet_of(0, 1, "abc", 3);
    p.tcp_flags = SKYPEDPI_TCP_ACK;
    p.sequence = 1000;
    ck_assert_int_eq(skypedpi_flow_feed(engine, flow, &p), SKYPEDPI_OK);
    swap_to(engine,
            SIGNATURE("all", 1, "transport tcp packet len == 6 and bytes[0] == x\"616263616263\" weight 100"));
    p.sequence = 1003;
    ck_assert_int_eq(skypedpi_flow_feed(engine, flow, &p), SKYPEDPI_DONE);
    skypedpi_engine_free(engine);
}
END_TEST

static int second(void *user, void *state, const struct skypedpi_message *message)
{
    uint8_t *count = state;
    (void)user;
    return message->length == 1 && ++*count == 2;
}

static skypedpi_db *db_with_native(void *user, uint32_t state_size)
{
    static const char text[] =
        SIGNATURE("asks", 1, "transport udp packet len == 1 native \"second\" weight 100");
    const struct skypedpi_native native = {.size = sizeof native,
                                           .abi = SKYPEDPI_NATIVE_ABI,
                                           .name = "second",
                                           .state_size = state_size,
                                           .user = user,
                                           .inspect = second};
    return db_calling(text, &native);
}

/* `user` and the size of its state tell one detector from another; `result` is that of its second message, the
 * first after the swap. */
static void check_native(void *user, uint32_t state_size, int result)
{
    skypedpi_db *db = db_with_native(NULL, 1), *again = db_with_native(user, state_size);
    const struct skypedpi_settings settings = settings_small();
    skypedpi_engine *engine = engine_of(db, &settings);
    skypedpi_flow *flow = flow_of(engine, UDP);
    ck_assert_int_eq(feed(engine, flow, 0, 1, "a"), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_engine_set_db(engine, again), SKYPEDPI_OK);
    ck_assert_int_eq(feed(engine, flow, 0, 2, "a"), result);
    ck_assert_int_eq(feed(engine, flow, 0, 3, "a"), SKYPEDPI_DONE);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
    skypedpi_db_unref(again);
}

START_TEST(the_same_detector_goes_on)
{
    check_native(NULL, 1, SKYPEDPI_DONE);
}
END_TEST

START_TEST(another_detector_begins_anew)
{
    int other;
    check_native(&other, 1, SKYPEDPI_OK);
    check_native(NULL, 2, SKYPEDPI_OK);
}
END_TEST

START_TEST(the_old_database_is_given_back)
{
    struct purse purse = {0};
    const struct skypedpi_allocator allocator = purse_allocator(&purse);
    skypedpi_db *source = db_of(ONE), *db = NULL;
    size_t length;
    uint8_t *image = image_of(source, &length);
    skypedpi_engine *engine = engine_on(TWO ONE);
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(skypedpi_db_load(image, length, NULL, 0, &allocator, &db), SKYPEDPI_OK);
        ck_assert_int_eq(skypedpi_engine_set_db(engine, db), SKYPEDPI_OK);
        ck_assert_int_eq(skypedpi_engine_set_db(engine, db), SKYPEDPI_OK); /* the same again does no harm */
        skypedpi_db_unref(db);
        ck_assert_int_gt(purse.live, 0);
        ck_assert_int_eq(skypedpi_engine_set_db(engine, source), SKYPEDPI_OK);
        ck_assert_int_eq(purse.live, 0);
    }
    skypedpi_engine_free(engine);
    skypedpi_db_unref(source);
    free(image);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {scores_and_signatures_are_carried_over,
                                  a_signature_that_is_gone,
                                  a_final_flow_stays_final,
                                  earlier_messages_are_kept,
                                  a_turn_in_the_making_is_kept,
                                  the_same_detector_goes_on,
                                  another_detector_begins_anew,
                                  the_old_database_is_given_back};
    return run_tests("api/swap", tests, COUNT(tests));
}
