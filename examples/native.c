/* SPDX-License-Identifier: BSD-2-Clause */
/* A native detector: what the language cannot say, because it looks at one message at a time. This one waits
 * for a steady voice: many packets of one size in a row, one direction's gaps all alike. */
#include <stdio.h>
#include <string.h>
#include <skypedpi/skypedpi.h>

static const char text[] =
    "signature steady-voice {\n"
    "    id 1 transport udp application other era any mechanism none activity call-audio\n"
    "    source \"own idea: codecs send one size at one pace\" proof \"this example\"\n"
    "    packet len in 20..200\n"
    "    native \"steady\"\n"
    "    weight 60\n"
    "}\n";

/* Kept for each flow: at most SKYPEDPI_NATIVE_STATE bytes, zero at first. */
struct steady {
    uint64_t last; /* time of the packet before */
    uint64_t gap;  /* nanoseconds between the two before */
    uint32_t length;
    uint32_t run; /* packets in a row that fit */
};

enum { RUN_NEEDED = 10 };

static int alike(uint64_t a, uint64_t b)
{
    return a < b ? b - a <= b / 8 : a - b <= a / 8;
}

/* 1 when the run is long enough. `user` is what the descriptor below gives: here, how often it was asked. */
static int inspect(void *user, void *state, const struct skypedpi_message *message)
{
    struct steady s;
    memcpy(&s, state, sizeof s); /* the state has no alignment of its own to rely on */
    ++*(unsigned *)user;
    if (message->reverse)
        return 0;
    uint64_t gap = message->time - s.last;
    s.run = message->length == s.length && alike(gap, s.gap) ? s.run + 1 : 0;
    s = (struct steady){message->time, gap, message->length, s.run};
    memcpy(state, &s, sizeof s);
    return s.run >= RUN_NEEDED;
}

static int database(const struct skypedpi_native *native, skypedpi_db **db)
{
    skypedpi_sigset *set;
    int result = skypedpi_sigset_new(NULL, &set);
    if (result == SKYPEDPI_OK)
        result = skypedpi_sigset_add_native(set, native);
    if (result == SKYPEDPI_OK)
        result = skypedpi_sigset_add_text(set, "native.sig", text, strlen(text), NULL);
    if (result == SKYPEDPI_OK)
        result = skypedpi_sigset_compile(set, NULL, db);
    skypedpi_sigset_free(set);
    return result;
}

/* A detector that was built for another ABI would be shown what it does not understand: it is refused. */
static void another_abi(struct skypedpi_native native)
{
    skypedpi_db *db = NULL;
    native.abi++;
    int result = database(&native, &db);
    printf("built for ABI %u: %s\n", native.abi, skypedpi_error_name(result));
    skypedpi_db_unref(db);
}

/* Thirty packets of 33 bytes, 20 ms apart. */
static int speak(skypedpi_engine *engine, skypedpi_flow *flow)
{
    static const uint8_t payload[33];
    int result = SKYPEDPI_OK;
    for (uint64_t i = 0; result >= 0 && i < 30; i++) {
        const struct skypedpi_packet packet = {.size = sizeof packet,
                                               .time = i * 20000000,
                                               .length = sizeof payload,
                                               .captured = sizeof payload,
                                               .payload = payload};
        result = skypedpi_flow_feed(engine, flow, &packet);
    }
    return result < 0 ? result : SKYPEDPI_OK;
}

static int classify(skypedpi_engine *engine)
{
    const struct skypedpi_tuple tuple = {.size = sizeof tuple,
                                         .family = 4,
                                         .transport = 17,
                                         .source_port = 4000,
                                         .destination_port = 4002,
                                         .source = {10, 0, 0, 3},
                                         .destination = {192, 0, 2, 9}};
    struct skypedpi_verdict verdict = {.size = sizeof verdict};
    skypedpi_flow *flow;
    int result = skypedpi_flow_open(engine, &tuple, &flow);
    if (result == SKYPEDPI_OK)
        result = speak(engine, flow);
    if (result == SKYPEDPI_OK)
        result = skypedpi_flow_close(engine, flow, &verdict);
    if (result == SKYPEDPI_OK)
        printf("%s at packet %u\n", skypedpi_activity_name(verdict.activity), verdict.decided_packet);
    return result;
}

int main(void)
{
    unsigned asked = 0;
    const struct skypedpi_native native = {.size = sizeof native,
                                           .abi = SKYPEDPI_NATIVE_ABI,
                                           .name = "steady",
                                           .state_size = sizeof(struct steady),
                                           .user = &asked,
                                           .inspect = inspect};
    skypedpi_db *db = NULL;
    skypedpi_engine *engine = NULL;
    int result = database(&native, &db);
    if (result == SKYPEDPI_OK)
        result = skypedpi_engine_new(db, NULL, &engine);
    if (result == SKYPEDPI_OK)
        result = classify(engine);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
    if (result != SKYPEDPI_OK)
        fprintf(stderr, "native: %s\n", skypedpi_error_text(result));
    else
        printf("the detector was asked %u times\n", asked);
    another_abi(native);
    return result != SKYPEDPI_OK;
}
