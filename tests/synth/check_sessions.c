/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/check_trace.h"

#include <string.h>

/* Calls and files: sizes, gaps, ratios and rates must be those the facts tell. */

#define SEEDS 4

/* Data one way: function 13, but not the three bytes that keep a call alive. */
static bool is_voice(const struct synth_packet *p, bool outbound)
{
    return check_outbound(p) == outbound && check_function(p) == 13 && p->payload.length > 3;
}

static const struct codec_expected {
    const char *name;
    double size, gap; /* bytes, milliseconds */
    double size_deviation;
} codecs[] = {
    {"call-isac-30", 67, 30, 7.5}, {"call-isac-60", 132, 60, 7.5}, {"call-isac-copies", 130, 30, 7.5},
    {"call-ilbc-20", 50, 20, 1},   {"call-ilbc-30", 62, 30, 1},    {"call-g729", 22, 10, 1},
    {"call-g729-20", 32, 20, 1},   {"call-ipcm-wb", 212, 20, 7.5}, {"call-eg711-48", 132, 20, 1},
    {"call-eg711-56", 222, 30, 1}, {"call-eg711-64", 172, 20, 1},  {"call-pcm", 252, 30, 1},
    {"call-silk", 72, 20, 7.5},    {"call-silk-60", 102, 60, 7.5}, {"call-2004", 67, 14.286, 0},
};

static void near(const char *name, const char *what, double found, double expected, double margin)
{
    ck_assert_msg(found > expected - margin && found < expected + margin, "%s: %s is %f, not %f", name, what,
                  found, expected);
}

static void check_codec(const struct synth_trace *trace, const struct codec_expected *e, bool outbound)
{
    struct check_sample sizes = {0}, gaps = {0};
    uint64_t last = 0;
    for (size_t i = 0; i < trace->count; i++) {
        const struct synth_packet *p = &trace->packets[i];
        if (!is_voice(p, outbound))
            continue;
        check_add(&sizes, (double)p->payload.length);
        if (last)
            check_add(&gaps, (double)(p->time - last) / 1e6);
        last = p->time;
    }
    ck_assert(sizes.count >= 95);
    near(e->name, "size", check_mean(&sizes), e->size, e->size_deviation > 1 ? 1.5 : 0.5);
    near(e->name, "deviation of sizes", check_deviation(&sizes), e->size_deviation, 1.5);
    near(e->name, "gap", check_mean(&gaps), e->gap, 0.25);
    near(e->name, "deviation of gaps", check_deviation(&gaps), 1, 0.2);
}

START_TEST(codecs_keep_the_model)
{
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct synth_trace trace = check_play(codecs[_i].name, seed);
        check_codec(&trace, &codecs[_i], true);
        check_codec(&trace, &codecs[_i], false);
        synth_trace_free(&trace);
    }
}
END_TEST

/* In the header only byte 2 stands still (BON07 4.1): each of the other nibbles takes all its values. */
START_TEST(voice_is_random_but_for_its_function)
{
    unsigned seen[16][16] = {{0}};
    struct synth_trace trace = check_play("call-g729", 3);
    for (size_t i = 0; i < trace.count; i++)
        for (size_t n = 0; n < 16 && is_voice(&trace.packets[i], true); n++)
            seen[n][trace.packets[i].payload.data[n / 2] >> (n % 2 ? 0 : 4) & 15]++;
    for (size_t n = 0; n < 16; n++) {
        unsigned values = 0;
        for (size_t v = 0; v < 16; v++)
            values += seen[n][v] > 0;
        ck_assert_uint_eq(values, n == 4 ? 8 : n == 5 ? 1 : 16);
    }
    synth_trace_free(&trace);
}
END_TEST

static const struct {
    const char *name, *activity;
    uint64_t seconds, slack;  /* how long it lasts, and milliseconds it may be short of that */
    uint64_t lowest, highest; /* bytes a second */
} calls[] = {
    {"call-isac-30", "call-audio", 15, 70, 3000, 16000},
    {"call-isac-60", "call-audio", 15, 130, 3000, 16000},
    {"call-ilbc-20", "call-audio", 15, 50, 3000, 16000},
    {"call-ilbc-30", "call-audio", 15, 70, 3000, 16000},
    {"call-g729", "call-audio", 15, 30, 3000, 16000},
    {"call-silk", "call-audio", 15, 50, 3000, 16000},
    {"call-silk-60", "call-audio", 15, 130, 3000, 16000},
    {"call-2004", "call-audio", 15, 40, 3000, 16000},
    {"call-video", "call-video", 20, 70, 3000, 16000},
    {"call-video-one-way", "call-video", 20, 70, 3000, 16000},
    {"call-hold", "call-audio", 50, 70, 1500, 3000},
    {"call-skypeout", "call-audio", 20, 30, 3000, 16000},
    {"call-tcp", "call-audio", 30, 2500, 3000, 16000},
    {"call-tcp-2004", "call-audio", 15, 40, 3000, 16000},
    {"file-transfer", "file-transfer", 15, 100, 20000, 40000},
    {"file-transfer-receive", "file-transfer", 15, 100, 20000, 40000},
    {"file-transfer-chatty", "file-transfer", 15, 100, 20000, 50000},
    {"file-transfer-relayed", "file-transfer", 60, 1500, 500, 1000},
    {"nat-symmetric-relayed", "relayed", 12, 70, 3000, 16000},
};

/* A call begins seconds after its flow does, and lasts as long as the scenario says. */
START_TEST(calls_begin_and_end)
{
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct synth_trace trace = check_play(calls[_i].name, seed);
        const struct synth_flow flow = check_flow(&trace, calls[_i].activity);
        const uint64_t lasted = flow.call_end - flow.call_start, rate = synth_flow_rate(&flow);
        const uint64_t tail =
            strcmp(calls[_i].name, "call-tcp") == 0 ? 6 * SYNTH_S : 0; /* its end is torn down */
        ck_assert(flow.call_start > trace.packets[0].time + 2 * SYNTH_S);
        ck_assert(lasted <= calls[_i].seconds * SYNTH_S + tail);
        ck_assert(lasted + calls[_i].slack * SYNTH_MS >= calls[_i].seconds * SYNTH_S);
        ck_assert_msg(rate >= calls[_i].lowest && rate <= calls[_i].highest, "%s: %u bytes/s", calls[_i].name,
                      (unsigned)rate);
        synth_trace_free(&trace);
    }
}
END_TEST

/* Data messages of a trace, by direction. */
struct ways {
    size_t count[2], bytes[2]; /* outbound, inbound */
};

static struct ways count_data(const struct synth_trace *trace, size_t most)
{
    struct ways w = {{0}, {0}};
    for (size_t i = 0; i < trace->count && w.count[0] + w.count[1] < most; i++) {
        const struct synth_packet *p = &trace->packets[i];
        if (check_function(p) != 13)
            continue;
        w.count[!check_outbound(p)]++;
        w.bytes[!check_outbound(p)] += p->payload.length;
    }
    return w;
}

START_TEST(a_call_that_is_joined_is_data_alone)
{
    struct synth_trace trace = check_play("udp-call-joined", 1);
    const struct ways w = count_data(&trace, trace.count);
    ck_assert_uint_eq(w.count[0] + w.count[1], trace.count);
    ck_assert_uint_ge(w.count[0], 450); /* 67 bytes every 30 ms for 15 seconds */
    ck_assert_uint_ge(w.count[1], 450);
    synth_trace_free(&trace);
}
END_TEST

/* After 95 messages the fewer bytes are below half of the more in a file transfer, and above it in a call
 * (ADA09 3.1). */
START_TEST(ratios_tell_files_from_calls)
{
    static const struct {
        const char *name;
        bool sends;
        double lowest, highest;
    } expected[] = {
        {"file-transfer", true, 0.005, 0.05},     {"file-transfer-receive", false, 0.005, 0.05},
        {"file-transfer-chatty", true, 0.3, 0.5}, {"file-transfer-relayed", true, 0.01, 0.1},
        {"call-isac-30", true, 0.8, 1.3},         {"call-video", true, 0.6, 1.7},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct synth_trace trace = check_play(expected[i].name, 2);
        const struct ways w = count_data(&trace, 95);
        const bool sends = expected[i].sends;
        const double ratio = (double)w.bytes[sends] / (double)w.bytes[!sends];
        ck_assert(w.count[0] + w.count[1] == 95);
        near(expected[i].name, "ratio", ratio, (expected[i].lowest + expected[i].highest) / 2,
             (expected[i].highest - expected[i].lowest) / 2);
        synth_trace_free(&trace);
    }
}
END_TEST

/* Through relays each flow has data one way only: ratio 0. */
START_TEST(relayed_call_goes_one_way)
{
    struct synth_trace trace = check_play("call-relayed", 2);
    const struct synth_endpoint there = {0}, *relay[2] = {&there, &there};
    for (size_t i = 0; i < trace.count; i++) {
        const struct synth_packet *p = &trace.packets[i];
        const bool out = check_outbound(p);
        const struct synth_endpoint *far = out ? &p->destination : &p->source;
        if (check_function(p) != 13)
            continue;
        ck_assert(relay[out] == &there || check_same_endpoint(relay[out], far));
        relay[out] = far;
        ck_assert_str_eq(p->expect.path, "relayed");
    }
    ck_assert(!check_same_endpoint(relay[0], relay[1]));
    ck_assert(relay[0]->port && relay[1]->port);
    synth_trace_free(&trace);
}
END_TEST

static bool is_video_size(size_t length)
{
    return (length >= 400 && length <= 490) || (length >= 800 && length <= 980);
}

/* More than a tenth of the messages has a size of video, and in voice none has (TST). */
START_TEST(video_has_its_sizes)
{
    static const char *const names[] = {"call-video", "call-video-one-way", "call-isac-30"};
    for (size_t i = 0; i < 3; i++) {
        size_t all = 0, video = 0;
        struct synth_trace trace = check_play(names[i], 4);
        for (size_t n = 0; n < trace.count; n++) {
            all += check_function(&trace.packets[n]) == 13;
            video += is_video_size(trace.packets[n].payload.length);
        }
        ck_assert(i == 2 ? video == 0 : 10 * video > all);
        synth_trace_free(&trace);
    }
}
END_TEST

START_TEST(hold_has_three_a_second)
{
    struct synth_trace trace = check_play("call-hold", 2);
    const uint64_t start = check_flow(&trace, "call-audio").call_start + 15 * SYNTH_S;
    size_t held = 0;
    for (size_t i = 0; i < trace.count; i++)
        if (trace.packets[i].time >= start && trace.packets[i].time < start + 20 * SYNTH_S) {
            ck_assert_uint_eq(trace.packets[i].payload.length, 3);
            held++;
        }
    ck_assert(held >= 59 && held <= 61);
    synth_trace_free(&trace);
}
END_TEST

/* The gateway's connection id and nothing else stands still. */
START_TEST(skypeout_keeps_four_bytes)
{
    const uint8_t *first = NULL;
    size_t messages = 0, other = 0;
    struct synth_trace trace = check_play("call-skypeout", 2);
    for (size_t i = 0; i < trace.count; i++) {
        const struct synth_packet *p = &trace.packets[i];
        if (!check_activity(p, "call-audio"))
            continue;
        ck_assert(p->source.port == 12340 || p->destination.port == 12340);
        first = first ? first : p->payload.data;
        ck_assert_mem_eq(p->payload.data, first, 4);
        other += p->payload.data[4] != first[4];
        messages++;
    }
    ck_assert(messages > 3000 && other > messages - messages / 100);
    synth_trace_free(&trace);
}
END_TEST

/* Four bytes 1 to 10 s apart, whose microseconds differ by 15 at most; 100 to 600 bytes in the mean and more
 * than 40 kB; 19 bytes at the end, less than 3 s apart (ADA09 3.2). */
START_TEST(tcp_call_has_its_beat)
{
    struct check_sample sizes = {0};
    uint64_t tick = 0, tear = 0;
    size_t ticks = 0, tears = 0;
    struct synth_trace trace = check_play("call-tcp", 6);
    for (size_t i = 0; i < trace.count; i++) {
        const struct synth_packet *p = &trace.packets[i];
        if (p->payload.length == 19 && ticks) {
            ck_assert(!tear || p->time - tear < 3 * SYNTH_S);
            tear = p->time;
            tears++;
        }
        if (!check_activity(p, "call-audio") || !p->payload.length)
            continue;
        check_add(&sizes, (double)p->payload.length);
        if (p->payload.length == 4) {
            const uint64_t gap = p->time - tick, odd = (gap + SYNTH_S / 2) % SYNTH_S;
            ck_assert(!tick || (gap > 900 * SYNTH_MS && gap < 10100 * SYNTH_MS));
            ck_assert(!tick || (odd + 15 * SYNTH_US >= SYNTH_S / 2 && odd <= SYNTH_S / 2 + 15 * SYNTH_US));
            tick = p->time;
            ticks++;
        }
    }
    ck_assert(ticks >= 2 && tears == 3);
    ck_assert(check_mean(&sizes) > 100 && check_mean(&sizes) < 600 && sizes.sum > 40000);
    synth_trace_free(&trace);
}
END_TEST

Suite *check_sessions(void)
{
    TCase *all = tcase_create("sessions");
    Suite *suite = suite_create("synth sessions");
    tcase_set_timeout(all, 60);
    tcase_add_loop_test(all, codecs_keep_the_model, 0, (int)(sizeof codecs / sizeof *codecs));
    tcase_add_test(all, voice_is_random_but_for_its_function);
    tcase_add_loop_test(all, calls_begin_and_end, 0, (int)(sizeof calls / sizeof *calls));
    tcase_add_test(all, ratios_tell_files_from_calls);
    tcase_add_test(all, relayed_call_goes_one_way);
    tcase_add_test(all, video_has_its_sizes);
    tcase_add_test(all, a_call_that_is_joined_is_data_alone);
    tcase_add_test(all, hold_has_three_a_second);
    tcase_add_test(all, skypeout_keeps_four_bytes);
    tcase_add_test(all, tcp_call_has_its_beat);
    suite_add_tcase(suite, all);
    return suite;
}
