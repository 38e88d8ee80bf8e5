/* SPDX-License-Identifier: BSD-2-Clause */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "tests/synth/scenario.h"
#include "tests/synth/tcp.h"

/* Tests of the generator: what it makes must be what the facts say, or tests that use it prove nothing. */

static struct synth_trace play(const char *name)
{
    const struct synth_scenario *scenario = synth_scenario_find(name);
    ck_assert_ptr_nonnull(scenario);
    return synth_scenario_play(scenario, 5);
}

static size_t scenario_count(void)
{
    size_t count = 0;
    while (synth_scenarios[count].name)
        count++;
    return count;
}

static bool same_run(struct synth_bytes a, struct synth_bytes b)
{
    return a.length == b.length && memcmp(a.data, b.data, a.length) == 0;
}

static bool same_bytes(const struct synth_trace *a, const struct synth_trace *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->packets[i].time != b->packets[i].time || !same_run(a->packets[i].frame, b->packets[i].frame))
            return false;
    return true;
}

START_TEST(same_seed_same_bytes)
{
    const struct synth_scenario *scenario = &synth_scenarios[_i];
    struct synth_trace one = synth_scenario_play(scenario, 5), two = synth_scenario_play(scenario, 5),
                       other = synth_scenario_play(scenario, 6);
    ck_assert(one.count > 0);
    ck_assert(same_bytes(&one, &two));
    ck_assert(!same_bytes(&one, &other));
    synth_trace_free(&one);
    synth_trace_free(&two);
    synth_trace_free(&other);
}
END_TEST

/* 0xffff if the 16-bit words add up to a right checksum (RFC 1071). */
static unsigned checksum(uint32_t sum, const uint8_t *p, size_t length)
{
    for (size_t i = 0; i < length; i++)
        sum += i % 2 ? p[i] : (uint32_t)p[i] << 8;
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    return sum;
}

static void check_frame(const struct synth_packet *p)
{
    const uint8_t *ip = p->frame.data + 14;
    const bool six = synth_be16(p->frame.data + 12) == 0x86dd;
    const size_t header = six ? 40 : 20;
    const size_t length = six ? synth_be16(ip + 4) : synth_be16(ip + 2) - header;
    const uint8_t *pseudo = ip + (six ? 8 : 12);
    ck_assert(p->frame.length >= 60);
    ck_assert(p->frame.length <= 1514);
    ck_assert(14 + header + length <= p->frame.length);
    if (!six)
        ck_assert_uint_eq(checksum(0, ip, 20), 0xffff);
    const uint32_t begin = checksum((uint32_t)length + p->transport, pseudo, six ? 32 : 8);
    ck_assert_uint_eq(checksum(begin, ip + header, length), 0xffff);
    ck_assert_ptr_eq(p->payload.data + p->payload.length, ip + header + length);
}

static bool harmless(const struct synth_endpoint *e)
{
    static const uint8_t networks[][4] = {{10}, {192, 0, 2}, {198, 51, 100}, {203, 0, 113}};
    if (e->family == 6)
        return memcmp(e->address, "\x20\x01\x0d\xb8", 4) == 0;
    if (e->address[0] == 10)
        return true;
    for (size_t i = 1; i < 4; i++)
        if (memcmp(e->address, networks[i], 3) == 0)
            return true;
    return false;
}

START_TEST(frames_are_right)
{
    struct synth_trace trace = synth_scenario_play(&synth_scenarios[_i], 9);
    for (size_t i = 0; i < trace.count; i++) {
        const struct synth_packet *p = &trace.packets[i];
        ck_assert_ptr_nonnull(p->label);
        ck_assert(harmless(&p->source) && harmless(&p->destination));
        ck_assert(i == 0 || trace.packets[i - 1].time <= p->time);
        check_frame(p);
    }
    synth_trace_free(&trace);
}
END_TEST

START_TEST(flows_add_up)
{
    struct synth_trace trace = play("sample");
    size_t count, packets = 0, bytes = 0;
    struct synth_flow *flows = synth_trace_flows(&trace, &count);
    for (size_t i = 0; i < count; i++) {
        packets += flows[i].packets;
        bytes += flows[i].bytes;
    }
    ck_assert_uint_eq(packets, trace.count);
    for (size_t i = 0; i < trace.count; i++)
        bytes -= trace.packets[i].frame.length;
    ck_assert_uint_eq(bytes, 0);
    ck_assert(count > 300);
    free(flows);
    synth_trace_free(&trace);
}
END_TEST

static struct synth_bytes payload(const struct synth_trace *trace, size_t index)
{
    ck_assert(index < trace->count);
    return trace->packets[index].payload;
}

START_TEST(probe_keeps_its_relations)
{
    struct synth_trace trace = play("udp-probe-refuse");
    static const size_t answers[] = {26, 51, 53};
    for (size_t i = 0; i < 3; i++) {
        const struct synth_bytes u1 = payload(&trace, 4 * i), u2 = payload(&trace, 4 * i + 1);
        const struct synth_bytes u3 = payload(&trace, 4 * i + 2), u4 = payload(&trace, 4 * i + 3);
        ck_assert(u1.length == 18 && u2.length == 11 && u3.length == 23 && u4.length == answers[i]);
        ck_assert(u1.data[2] == 2 && (u2.data[2] & 0x8f) == 7 && (u3.data[2] & 0x8f) == 3 && u4.data[2] == 2);
        ck_assert_mem_eq(u1.data, u2.data, 2);
        ck_assert_mem_eq(u1.data, u3.data, 2);
        ck_assert_mem_eq(u2.data + 3, synth_nat(0).address, 4);
        ck_assert_uint_eq(u3.data[3], 1);
        ck_assert_mem_eq(u3.data + 4, u2.data + 7, 4);
        ck_assert_mem_eq(u3.data + 8, trace.packets[4 * i + 2].destination.address, 4);
        ck_assert_mem_eq(u3.data + 12, u1.data + 7, 4);
    }
    synth_trace_free(&trace);
}
END_TEST

START_TEST(outside_the_nat_address_is_destination)
{
    struct synth_trace trace = play("udp-notice-outside");
    ck_assert_uint_eq(trace.count, 16);
    for (size_t i = 0; i < 8; i++) {
        const struct synth_bytes notice = payload(&trace, i), ack = payload(&trace, 8 + i);
        ck_assert(notice.length == 346 && ack.length == 11 && (ack.data[2] & 0x8f) == 5);
        ck_assert_mem_eq(notice.data + 7, payload(&trace, 0).data + 7, 4);
        ck_assert_uint_eq(synth_be16(notice.data), (synth_be16(payload(&trace, 0).data) + i) & 0xffff);
        ck_assert_mem_eq(ack.data, notice.data, 2);
        ck_assert_mem_eq(ack.data + 3, trace.packets[8 + i].destination.address, 4);
    }
    synth_trace_free(&trace);
}
END_TEST

START_TEST(repeated_command_changes_iv_only)
{
    struct synth_trace trace = play("udp-retransmission");
    ck_assert_uint_eq(trace.count, 9);
    for (size_t i = 0; i < 9; i++) {
        const struct synth_bytes first = payload(&trace, i - i % 3), again = payload(&trace, i);
        ck_assert_uint_eq(first.length, again.length);
        ck_assert_mem_eq(first.data, again.data, 3);
        ck_assert_mem_eq(first.data + 7, again.data + 7, 4);
        for (size_t byte = 3; byte < 7 && i % 3; byte++)
            ck_assert_uint_ne(first.data[byte], again.data[byte]);
    }
    synth_trace_free(&trace);
}
END_TEST

/* The `number`th segment with payload, from 0. */
static struct synth_bytes segment(const struct synth_trace *trace, size_t number)
{
    for (size_t i = 0; i < trace->count; i++)
        if (trace->packets[i].payload.length && number-- == 0)
            return payload(trace, i);
    ck_abort_msg("no such segment");
}

START_TEST(old_tcp_uses_key_stream_twice)
{
    struct synth_trace trace = play("tcp-supernode-accept");
    const struct synth_bytes t1 = segment(&trace, 0), answer = segment(&trace, 1), t2 = segment(&trace, 2);
    ck_assert(t1.length == 14 && t2.length == 25);
    ck_assert_uint_eq(t1.data[4] ^ t2.data[0], 2 * 24);
    ck_assert_uint_eq(t1.data[7] ^ t2.data[3], 0x13);
    ck_assert_uint_eq(t1.data[8] ^ t2.data[4], 0xf2);
    ck_assert_uint_eq(t1.data[12] ^ t2.data[8], 0x42);
    ck_assert_uint_eq(answer.data[4] ^ answer.data[14], 2 * (answer.length - 15));
    synth_trace_free(&trace);
}
END_TEST

START_TEST(called_client_confirms)
{
    struct synth_trace trace = play("tcp-inbound");
    const struct synth_bytes opening = segment(&trace, 1), confirm = segment(&trace, 3);
    ck_assert(segment(&trace, 0).length == 29 && opening.length == 14 && confirm.length == 4);
    ck_assert_uint_eq(opening.data[4] ^ confirm.data[0], 7);
    ck_assert_uint_eq(opening.data[5] ^ 1 ^ confirm.data[1], 1);
    synth_trace_free(&trace);
}
END_TEST

START_TEST(port_80_nibbles_agree)
{
    struct synth_trace v1 = play("tcp-80-v1"), v2 = play("tcp-80-v2");
    const struct synth_bytes first = segment(&v1, 0), second = segment(&v2, 0);
    ck_assert_uint_eq(first.length, 16);
    for (size_t i = 4; i <= 5; i++)
        ck_assert_uint_eq(first.data[i] >> 4, first.data[i + 10] >> 4);
    ck_assert(second.length >= 24);
    for (size_t i = 5; i <= 13; i++)
        ck_assert_uint_eq(second.data[i] >> 4, second.data[i + 10] >> 4);
    synth_trace_free(&v1);
    synth_trace_free(&v2);
}
END_TEST

START_TEST(fixed_sizes)
{
    static const struct {
        const char *name;
        size_t number, length;
    } expected[] = {
        {"tcp-443", 0, 72},
        {"tcp-443", 1, 79},
        {"tcp-443-merged", 1, 93},
        {"tcp-dh", 2, 8},
        {"tcp-dh", 3, 8},
        {"tcp-supernode-refuse", 3, 339},
        {"tcp-supernode-adami", 3, 27},
        {"tcp-supernode-adami", 5, 4},
        {"tcp-80-adami", 2, 27},
        {"tcp-80-adami", 4, 4},
        {"login-old", 0, 5},
        {"login-old", 1, 5},
        {"http-update-1x", 0, 166},
        {"stun-call", 0, 104},
        {"stun-call", 1, 72},
        {"stun-teams", 0, 112},
        {"stun-teams", 1, 88},
        {"udp-skypeout", 60, 32},
        {"udp-fragments", 1, 1355},
        {"udp-events", 0, 27},
        {"udp-events", 1, 22},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct synth_trace trace = play(expected[i].name);
        ck_assert_msg(segment(&trace, expected[i].number).length == expected[i].length,
                      "%s: segment %zu has %zu bytes", expected[i].name, expected[i].number,
                      segment(&trace, expected[i].number).length);
        synth_trace_free(&trace);
    }
}
END_TEST

/* Puts what the client sent together again by sequence numbers, and counts the bytes no segment brought. */
static size_t holes_in(const struct synth_trace *trace, const struct synth_message *sent)
{
    uint8_t seen[2048] = {0};
    size_t holes = 0;
    ck_assert(trace->count > 0 && trace->packets[0].flags == SYNTH_SYN);
    for (size_t i = 0; i < trace->count; i++) {
        const struct synth_packet *p = &trace->packets[i];
        const uint32_t from = p->sequence - trace->packets[0].sequence - 1;
        if (p->source.port != trace->packets[0].source.port || !p->payload.length)
            continue;
        ck_assert(from + p->payload.length <= sent->length);
        ck_assert_mem_eq(p->payload.data, sent->data + from, p->payload.length);
        memset(seen + from, 1, p->payload.length);
    }
    for (size_t i = 0; i < sent->length; i++)
        holes += !seen[i];
    return holes;
}

START_TEST(styles_keep_the_stream)
{
    static const struct synth_tcp_style styles[] = {
        {0},
        {.segment = 1},
        {.segment = 7, .backwards = true},
        {.segment = 20, .overlap = 5},
        {.segment = 100, .repeat = true},
        {.segment = 100, .overlap = 300, .backwards = true, .repeat = true},
        {.segment = 100, .lose = 3},
    };
    struct synth_trace trace = {0};
    struct synth_message m = {0};
    struct synth s;
    synth_init(&s, 5, synth_trace_keep, &trace);
    synth_put_random(&m, &s, 1500);
    const struct synth_endpoint client = synth_caller(&s), server = synth_server(&s, 1, 443);
    struct synth_tcp c = synth_tcp_open(&s, &client, &server, styles[_i]);
    synth_tcp_send(&c, SYNTH_CLIENT, &m);
    synth_tcp_close(&c, SYNTH_CLIENT);
    ck_assert_uint_eq(holes_in(&trace, &m), styles[_i].lose ? 100 : 0);
    ck_assert_uint_eq(c.next[SYNTH_CLIENT], trace.packets[0].sequence + 1 + 1500 + 1);
    synth_trace_free(&trace);
}
END_TEST

int main(void)
{
    TCase *all = tcase_create("synth");
    Suite *suite = suite_create("synth");
    SRunner *runner = srunner_create(suite);
    const int scenarios = (int)scenario_count();
    tcase_set_timeout(all, 60);
    tcase_add_loop_test(all, same_seed_same_bytes, 0, scenarios);
    tcase_add_loop_test(all, frames_are_right, 0, scenarios);
    tcase_add_test(all, flows_add_up);
    tcase_add_test(all, probe_keeps_its_relations);
    tcase_add_test(all, outside_the_nat_address_is_destination);
    tcase_add_test(all, repeated_command_changes_iv_only);
    tcase_add_test(all, old_tcp_uses_key_stream_twice);
    tcase_add_test(all, called_client_confirms);
    tcase_add_test(all, port_80_nibbles_agree);
    tcase_add_test(all, fixed_sizes);
    tcase_add_loop_test(all, styles_keep_the_stream, 0, 7);
    suite_add_tcase(suite, all);
    srunner_run_all(runner, CK_NORMAL);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
