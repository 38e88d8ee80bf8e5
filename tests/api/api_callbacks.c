/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/api/api.h"

#include <limits.h>

/* Callbacks that answer with what they should not, and that call all they may. */

#define SET                                                                                                    \
    SIGNATURE("one", 1, "transport udp packet len == 1 native \"odd\" weight 60")                              \
    SIGNATURE("two", 2, "transport udp packet len == 2 weight 100")

static const int odd[] = {0, -1, 2, INT_MIN, INT_MAX, SKYPEDPI_E_MEMORY, 256 + 1, 1 << 16};

static int answer(void *user, void *state, const struct skypedpi_message *message)
{
    if (state)
        memset(state, 0xff, SKYPEDPI_NATIVE_STATE); /* all of its state, and what it says is not to be read */
    return message->length == 1 ? *(const int *)user : 1;
}

static int vouch(void *user, const void *image, size_t length)
{
    return image && length ? *(const int *)user : 1;
}

static skypedpi_db *db_asking(int *what)
{
    const struct skypedpi_native native = {.size = sizeof native,
                                           .abi = SKYPEDPI_NATIVE_ABI,
                                           .name = "odd",
                                           .state_size = SKYPEDPI_NATIVE_STATE,
                                           .user = what,
                                           .inspect = answer};
    return db_calling(SET, &native);
}

/* Only 1 is yes. What a detector leaves in its state is its own affair. */
START_TEST(a_detector_that_answers_oddly)
{
    int says = 1;
    skypedpi_db *db = db_asking(&says);
    const struct skypedpi_settings settings = settings_small();
    skypedpi_engine *engine = engine_of(db, &settings);
    for (size_t i = 0; i < COUNT(odd); i++) {
        skypedpi_flow *flow = flow_of(engine, UDP);
        says = odd[i];
        ck_assert_int_eq(feed(engine, flow, 0, 1, "a"), SKYPEDPI_OK);
        ck_assert_msg(verdict_of(engine, flow).signature == 0, "%d was taken for yes", odd[i]);
        says = 1;
        ck_assert_int_eq(feed(engine, flow, 0, 2, "a"), SKYPEDPI_OK);
        ck_assert_uint_eq(verdict_of(engine, flow).signature, 1);
        ck_assert_int_eq(skypedpi_flow_close(engine, flow, NULL), SKYPEDPI_OK);
    }
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
}
END_TEST

START_TEST(one_who_vouches_oddly)
{
    skypedpi_db *db = db_of(SIGNATURE("two", 2, "transport udp packet len == 2 weight 100")), *loaded = db;
    size_t length;
    uint8_t *image = image_of(db, &length);
    for (size_t i = 0; i < COUNT(odd); i++) {
        int says = odd[i];
        ck_assert_int_eq(skypedpi_db_load_verified(image, length, vouch, &says, NULL, 0, NULL, &loaded),
                         SKYPEDPI_E_UNVERIFIED);
        ck_assert_ptr_null(loaded);
    }
    int says = 1;
    ck_assert_int_eq(skypedpi_db_load_verified(image, length, vouch, &says, NULL, 0, NULL, &loaded),
                     SKYPEDPI_OK);
    skypedpi_db_unref(loaded);
    skypedpi_db_unref(db);
    free(image);
}
END_TEST

struct heard {
    unsigned verdicts, evidence, odd;
    skypedpi_db *db;
    skypedpi_flow *flow;
};

/* What a callback may call: all that does not take an engine. */
static void call_all(struct heard *h, skypedpi_flow *flow, uint32_t signature, unsigned application)
{
    struct skypedpi_signature info = {.size = sizeof info};
    struct skypedpi_db_info about = {.size = sizeof about};
    char text[256];
    h->odd += flow != h->flow || skypedpi_flow_user(flow) != h;
    skypedpi_flow_set_user(flow, NULL);
    h->odd += skypedpi_flow_user(flow) != NULL;
    skypedpi_flow_set_user(flow, h);
    h->odd += skypedpi_db_find(h->db, signature, &info) != SKYPEDPI_OK || info.id != signature;
    h->odd += skypedpi_db_print(h->db, signature, text, sizeof text) != SKYPEDPI_OK;
    h->odd += skypedpi_db_info(h->db, &about) != SKYPEDPI_OK || about.signatures != 2;
    h->odd += strcmp(skypedpi_db_application_name(h->db, application), "skype") != 0;
    skypedpi_db *copy = NULL; /* another database is made and given back */
    h->odd += skypedpi_db_builtin(&copy) != SKYPEDPI_OK;
    skypedpi_db_unref(copy);
    skypedpi_db_unref(skypedpi_db_ref(h->db));
}

static void on_verdict(void *user, skypedpi_flow *flow, const struct skypedpi_verdict *verdict)
{
    struct heard *h = user;
    h->verdicts++;
    call_all(h, flow, verdict->signature, verdict->application);
}

static void on_evidence(void *user, skypedpi_flow *flow, const struct skypedpi_evidence *evidence)
{
    struct heard *h = user;
    h->evidence++;
    call_all(h, flow, evidence->signature, evidence->application);
}

START_TEST(listeners_that_call_all_they_may)
{
    int says = 1;
    struct heard heard = {.db = db_asking(&says)};
    struct skypedpi_settings settings = settings_small();
    settings.user = &heard;
    settings.on_verdict = on_verdict;
    settings.on_evidence = on_evidence;
    skypedpi_engine *engine = engine_of(heard.db, &settings);
    heard.flow = flow_of(engine, UDP);
    skypedpi_flow_set_user(heard.flow, &heard);
    ck_assert_int_eq(feed(engine, heard.flow, 0, 1, "a"), SKYPEDPI_OK);
    ck_assert_int_eq(feed(engine, heard.flow, 0, 2, "ab"), SKYPEDPI_DONE);
    ck_assert(heard.verdicts == 2 && heard.evidence == 2 && heard.odd == 0);
    ck_assert_uint_eq(verdict_of(engine, heard.flow).signature, 2);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(heard.db);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {a_detector_that_answers_oddly, one_who_vouches_oddly,
                                  listeners_that_call_all_they_may};
    return run_tests("api/callbacks", tests, COUNT(tests));
}
