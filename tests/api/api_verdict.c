/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/api/api.h"

#include <stdarg.h>
#include <stdio.h>

/* What the callbacks tell, and when. A flow's life is written down as lines and compared as a whole. */

struct diary {
    char text[4096];
    size_t length;
    skypedpi_flow *flow;
};

static void note(struct diary *d, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    d->length += (size_t)vsnprintf(d->text + d->length, sizeof d->text - d->length, format, arguments);
    va_end(arguments);
    ck_assert_uint_lt(d->length, sizeof d->text);
}

static void on_verdict(void *user, skypedpi_flow *flow, const struct skypedpi_verdict *v)
{
    struct diary *d = user;
    ck_assert_ptr_eq(flow, d->flow);
    ck_assert_uint_eq(v->size, sizeof *v);
    note(d, "verdict %u %s %s %s %s %u\n", v->signature, skypedpi_application_name(v->application),
         skypedpi_activity_name(v->activity), skypedpi_mechanism_name(v->mechanism),
         skypedpi_stage_name(v->stage), v->confidence);
}

static void on_evidence(void *user, skypedpi_flow *flow, const struct skypedpi_evidence *e)
{
    struct diary *d = user;
    ck_assert_ptr_eq(flow, d->flow);
    ck_assert_uint_eq(e->size, sizeof *e);
    note(d, "evidence %u %s +%u=%u packet %u length %u%s at %u\n", e->signature,
         skypedpi_application_name(e->application), e->weight, e->score, e->packet, e->length,
         e->reverse ? " reverse" : "", (unsigned)(e->time / MS));
}

struct life {
    struct diary diary;
    skypedpi_db *db;
    skypedpi_engine *engine;
    skypedpi_flow *flow;
};

static void life_open(struct life *l, const char *text, uint32_t likely, uint32_t final)
{
    struct skypedpi_settings settings = settings_small();
    *l = (struct life){.db = db_of(text)};
    settings.likely = likely;
    settings.final = final;
    settings.udp_budget = 8;
    settings.user = &l->diary;
    settings.on_verdict = on_verdict;
    settings.on_evidence = on_evidence;
    l->engine = engine_of(l->db, &settings);
    l->flow = l->diary.flow = flow_of(l->engine, UDP);
}

static void life_close(struct life *l, const char *expected)
{
    ck_assert_str_eq(l->diary.text, expected);
    skypedpi_engine_free(l->engine);
    skypedpi_db_unref(l->db);
}

/* Each letter of `plan` is a datagram of that many bytes, A from the source and a from the destination, one
 * millisecond apart. Returns the last result. */
static int live(struct life *l, const char *plan)
{
    static const char payload[] = "abcdefghijklmnopqrstuvwxyz";
    int result = SKYPEDPI_OK;
    for (unsigned i = 0; plan[i]; i++) {
        bool reverse = plan[i] >= 'a';
        struct skypedpi_packet p = packet_of(reverse ? SKYPEDPI_PACKET_REVERSE : 0, i + 1, payload,
                                             (size_t)(plan[i] - (reverse ? 'a' : 'A') + 1));
        result = skypedpi_flow_feed(l->engine, l->flow, &p);
    }
    return result;
}

#define LINE(name, id, rest)                                                                                   \
    "signature " name " { id " #id " transport udp era any source \"s\" proof \"p\" " rest " }\n"
#define WEAK   LINE("weak", 1, "mechanism udp-direct activity none packet len == 1 weight 30")
#define MIDDLE LINE("middle", 2, "mechanism udp-direct activity none packet len == 2 weight 40")
#define CALL   LINE("call", 3, "mechanism udp-relayed activity call packet len == 3 weight 45")
#define RIVAL  LINE("rival", 4, "application other mechanism dns activity none packet len == 4 weight 60")
#define AFTER  LINE("after", 5, "after weak mechanism udp-direct activity none packet len in 1..5 weight 20")

START_TEST(weak_facts_must_agree)
{
    struct life l;
    life_open(&l, WEAK MIDDLE CALL, 50, 90);
    ck_assert_int_eq(live(&l, "ZAzB"), SKYPEDPI_OK);
    ck_assert_int_eq(live(&l, "c"), SKYPEDPI_DONE);
    ck_assert_int_eq(live(&l, "A"), SKYPEDPI_DONE);
    life_close(&l, "evidence 1 skype +30=30 packet 2 length 1 at 2\n"
                   "evidence 2 skype +40=70 packet 4 length 2 at 4\n"
                   "verdict 2 skype none udp-direct likely 70\n"
                   "evidence 3 skype +45=100 packet 5 length 3 reverse at 1\n"
                   "verdict 3 skype call udp-relayed final 100\n");
}
END_TEST

START_TEST(the_verdict_is_told_only_when_it_changes)
{
    struct life l;
    life_open(&l, MIDDLE WEAK LINE("same", 6, "mechanism udp-direct activity none packet len == 5 weight 15"),
              30, 90);
    live(&l, "BAEBAE"); /* what fired once does not fire again */
    struct skypedpi_verdict v = verdict_of(l.engine, l.flow);
    ck_assert_uint_eq(v.confidence, 85);
    ck_assert_uint_eq(v.decided_packet, 1);
    life_close(&l, "evidence 2 skype +40=40 packet 1 length 2 at 1\n"
                   "verdict 2 skype none udp-direct likely 40\n"
                   "evidence 1 skype +30=70 packet 2 length 1 at 2\n"
                   "evidence 6 skype +15=85 packet 3 length 5 at 3\n");
}
END_TEST

/* One change at a time: of the activity, of the mechanism, of the stage. */
START_TEST(each_change_is_told)
{
    struct life l;
    life_open(&l,
              LINE("a", 1, "mechanism udp-direct activity login packet len == 1 weight 20")
                  LINE("b", 2, "mechanism udp-direct activity call packet len == 2 weight 24")
                      LINE("c", 3, "mechanism udp-relayed activity call packet len == 3 weight 28")
                          LINE("d", 4, "mechanism udp-relayed activity call packet len == 4 weight 18"),
              20, 90);
    live(&l, "ABCD");
    life_close(&l, "evidence 1 skype +20=20 packet 1 length 1 at 1\n"
                   "verdict 1 skype login udp-direct likely 20\n"
                   "evidence 2 skype +24=44 packet 2 length 2 at 2\n"
                   "verdict 2 skype call udp-direct likely 44\n"
                   "evidence 3 skype +28=72 packet 3 length 3 at 3\n"
                   "verdict 3 skype call udp-relayed likely 72\n"
                   "evidence 4 skype +18=90 packet 4 length 4 at 4\n"
                   "verdict 3 skype call udp-relayed final 90\n");
}
END_TEST

START_TEST(likely_and_final_are_settings)
{
    struct life l;
    life_open(&l, WEAK MIDDLE, 30, 30);
    ck_assert_int_eq(live(&l, "A"), SKYPEDPI_DONE);
    life_close(&l, "evidence 1 skype +30=30 packet 1 length 1 at 1\n"
                   "verdict 1 skype none udp-direct final 30\n");
    life_open(&l, WEAK MIDDLE, 71, 100);
    ck_assert_int_eq(live(&l, "AB"), SKYPEDPI_OK);
    struct skypedpi_verdict v = verdict_of(l.engine, l.flow);
    ck_assert(v.stage == SKYPEDPI_STAGE_OPEN && v.application == SKYPEDPI_APPLICATION_UNKNOWN);
    ck_assert(v.confidence == 70 && v.decided_packet == 0);
    life_close(&l, "evidence 1 skype +30=30 packet 1 length 1 at 1\n"
                   "evidence 2 skype +40=70 packet 2 length 2 at 2\n");
    life_open(&l, WEAK MIDDLE, 70, 71);
    ck_assert_int_eq(live(&l, "AB"), SKYPEDPI_OK);
    life_close(&l, "evidence 1 skype +30=30 packet 1 length 1 at 1\n"
                   "evidence 2 skype +40=70 packet 2 length 2 at 2\n"
                   "verdict 2 skype none udp-direct likely 70\n");
}
END_TEST

START_TEST(the_application_ahead_may_change_until_final)
{
    struct life l;
    life_open(&l, WEAK MIDDLE CALL RIVAL, 50, 100);
    live(&l, "DBA");
    ck_assert_uint_eq(verdict_of(l.engine, l.flow).decided_packet, 3);
    live(&l, "C");
    life_close(&l, "evidence 4 other +60=60 packet 1 length 4 at 1\n"
                   "verdict 4 other none dns likely 60\n"
                   "evidence 2 skype +40=40 packet 2 length 2 at 2\n"
                   "evidence 1 skype +30=70 packet 3 length 1 at 3\n"
                   "verdict 2 skype none udp-direct likely 70\n"
                   "evidence 3 skype +45=100 packet 4 length 3 at 1\n"
                   "verdict 3 skype call udp-relayed final 100\n");
}
END_TEST

START_TEST(all_that_a_message_proves_counts_at_once)
{
    struct life l;
    life_open(&l,
              LINE("half", 1, "mechanism udp-direct activity none packet len < 9 weight 60")
                  LINE("more", 2, "mechanism udp-direct activity none packet len == 1 weight 40"),
              50, 90);
    ck_assert_int_eq(live(&l, "A"), SKYPEDPI_DONE);
    life_close(&l, "evidence 1 skype +60=60 packet 1 length 1 at 1\n"
                   "evidence 2 skype +40=100 packet 1 length 1 at 1\n"
                   "verdict 1 skype none udp-direct final 100\n");
}
END_TEST

START_TEST(of_equals_the_one_that_fired_first_is_named)
{
    struct life l;
    life_open(&l,
              LINE("call", 1, "mechanism udp-direct activity call packet len == 2 weight 30")
                  LINE("login", 2, "mechanism udp-direct activity login packet len == 1 weight 30"),
              20, 90);
    live(&l, "AB");
    ck_assert_uint_eq(verdict_of(l.engine, l.flow).signature, 2);
    life_close(&l, "evidence 2 skype +30=30 packet 1 length 1 at 1\n"
                   "verdict 2 skype login udp-direct likely 30\n"
                   "evidence 1 skype +30=60 packet 2 length 2 at 2\n");
}
END_TEST

/* Four that fire on one message with one weight; those of the lower ids are left out one after the other.
 * Whoever stands first in the set is not ahead for it, and all that a message proves counts at once. */
START_TEST(of_level_applications_the_more_telling_one_is_ahead)
{
    static const struct {
        uint32_t length;
        const char *application;
    } ahead[] = {{1, "skype"}, {2, "skype-related"}, {3, "phone"}, {4, "other"}};
    skypedpi_db *db = db_of(
        "application \"phone\"\n" LINE(
            "o", 1, "application other mechanism none activity none packet len <= 4 weight 60")
            LINE("p", 2, "application phone mechanism none activity none packet len <= 3 weight 60")
                LINE("r", 3, "application skype-related mechanism none activity none packet len <= 2 weight 60")
                    LINE("s", 4, "mechanism none activity none packet len <= 1 weight 60"));
    const struct skypedpi_settings settings = settings_small();
    skypedpi_engine *engine = engine_of(db, &settings);
    for (size_t i = 0; i < COUNT(ahead); i++) {
        skypedpi_flow *flow = flow_of(engine, UDP);
        const struct skypedpi_packet p = packet_of(0, 1, "abcd", ahead[i].length);
        ck_assert_int_eq(skypedpi_flow_feed(engine, flow, &p), SKYPEDPI_OK);
        ck_assert_str_eq(skypedpi_db_application_name(db, verdict_of(engine, flow).application),
                         ahead[i].application);
    }
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
}
END_TEST

/* A chain takes one step a message, and a message can make several signatures fire, in the order of ids. */
START_TEST(after_waits_for_an_earlier_message)
{
    struct life l;
    life_open(&l, WEAK AFTER LINE("also", 9, "mechanism udp-direct activity none packet len == 1 weight 5"), 50,
              90);
    live(&l, "EAZB");
    life_close(&l, "evidence 1 skype +30=30 packet 2 length 1 at 2\n"
                   "evidence 9 skype +5=35 packet 2 length 1 at 2\n"
                   "evidence 5 skype +20=55 packet 4 length 2 at 4\n"
                   "verdict 1 skype none udp-direct likely 55\n");
}
END_TEST

START_TEST(the_budget_is_told)
{
    struct life l;
    life_open(&l, WEAK, 50, 90);
    ck_assert_int_eq(live(&l, "ZzZzZzZz"), SKYPEDPI_DONE);
    life_close(&l, "verdict 0 unknown none none final 0\n");
}
END_TEST

START_TEST(without_callbacks_nothing_is_called)
{
    skypedpi_db *db = db_of(WEAK MIDDLE CALL);
    skypedpi_engine *engine = engine_of(db, NULL);
    skypedpi_flow *flow = flow_of(engine, UDP);
    ck_assert_int_eq(feed(engine, flow, 0, 1, "a"), SKYPEDPI_OK);
    ck_assert_int_eq(feed(engine, flow, 0, 1, "ab"), SKYPEDPI_OK);
    ck_assert_int_eq(feed(engine, flow, 0, 1, "abc"), SKYPEDPI_DONE);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
}
END_TEST

START_TEST(applications_of_a_set)
{
    struct life l;
    life_open(&l,
              "application \"a\" application \"b\"" LINE(
                  "one", 1, "application a mechanism none activity none packet len == 1 weight 55")
                  LINE("two", 2, "application b mechanism none activity none packet len == 2 weight 95"),
              50, 90);
    live(&l, "A");
    ck_assert_str_eq(skypedpi_db_application_name(l.db, verdict_of(l.engine, l.flow).application), "a");
    ck_assert_int_eq(live(&l, "B"), SKYPEDPI_DONE);
    ck_assert_str_eq(skypedpi_db_application_name(l.db, verdict_of(l.engine, l.flow).application), "b");
    ck_assert_uint_eq(verdict_of(l.engine, l.flow).confidence, 95);
    life_close(&l, "evidence 1 unknown +55=55 packet 1 length 1 at 1\n"
                   "verdict 1 unknown none none likely 55\n"
                   "evidence 2 unknown +95=95 packet 2 length 2 at 1\n"
                   "verdict 2 unknown none none final 95\n");
}
END_TEST

/* The era is the signature's, until a flow names its release. */
START_TEST(era_of_a_verdict)
{
    struct life l;
    life_open(&l,
              "signature old { id 1 transport udp era 1.2 - 3.8.0.96 mechanism none activity none\n"
              "source \"s\" proof \"p\" packet len == 1 weight 60 }",
              50, 90);
    live(&l, "A");
    struct skypedpi_verdict v = verdict_of(l.engine, l.flow);
    static const uint16_t first[] = {1, 2, 0xffff, 0xffff}, last[] = {3, 8, 0, 96};
    for (int i = 0; i < SKYPEDPI_RELEASE_PARTS; i++) {
        ck_assert_uint_eq(v.era_first.part[i], first[i]);
        ck_assert_uint_eq(v.era_last.part[i], last[i]);
    }
    life_close(&l, "evidence 1 skype +60=60 packet 1 length 1 at 1\n"
                   "verdict 1 skype none none likely 60\n");
}
END_TEST

START_TEST(a_flow_that_names_its_release)
{
    static const uint8_t query[] = "\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00"
                                   "\x03"
                                   "335\x01"
                                   "0\x01"
                                   "7\x01"
                                   "7\x01"
                                   "3\x04"
                                   "rst6\x01"
                                   "r\x05"
                                   "skype\x03"
                                   "net\x00"
                                   "\x00\x01\x00\x01";
    static const uint16_t release[] = {7, 7, 0, 335};
    skypedpi_db *db = db_builtin();
    skypedpi_engine *engine = engine_of(db, NULL);
    skypedpi_flow *flow = flow_of(engine, UDP);
    const struct skypedpi_packet p = packet_of(0, 1, query, sizeof query - 1);
    ck_assert_int_eq(skypedpi_flow_feed(engine, flow, &p), SKYPEDPI_DONE);
    const struct skypedpi_verdict v = verdict_of(engine, flow);
    ck_assert_uint_eq(v.application, SKYPEDPI_APPLICATION_SKYPE_RELATED);
    for (int i = 0; i < SKYPEDPI_RELEASE_PARTS; i++) {
        ck_assert_uint_eq(v.era_first.part[i], release[i]);
        ck_assert_uint_eq(v.era_last.part[i], release[i]);
    }
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {weak_facts_must_agree,
                                  the_verdict_is_told_only_when_it_changes,
                                  each_change_is_told,
                                  likely_and_final_are_settings,
                                  the_application_ahead_may_change_until_final,
                                  all_that_a_message_proves_counts_at_once,
                                  of_equals_the_one_that_fired_first_is_named,
                                  of_level_applications_the_more_telling_one_is_ahead,
                                  after_waits_for_an_earlier_message,
                                  the_budget_is_told,
                                  without_callbacks_nothing_is_called,
                                  applications_of_a_set,
                                  era_of_a_verdict,
                                  a_flow_that_names_its_release};
    return run_tests("api/verdict", tests, COUNT(tests));
}
