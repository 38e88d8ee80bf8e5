/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/check_trace.h"

#include <string.h>

/* What hosts do: presence, probes of one long logged in, supernodes, relays, NATs, chains of tries, shared
 * ports. */

#define SEEDS 20

/* Half a kilobyte a second at most (SEED); every poll on the grid of 20 s, no peer left alone beyond 180
 * (ROS08). */
START_TEST(idle_keeps_to_its_grid)
{
    struct synth_endpoint peers[16];
    uint64_t last[16], widest = 0;
    size_t count = 0, i;
    struct synth_trace trace = check_play("idle", 2);
    const uint64_t lasted = trace.packets[trace.count - 1].time - trace.packets[0].time;
    ck_assert(check_payload(&trace) * SYNTH_S / lasted < 500);
    for (size_t n = 0; n < trace.count; n++) {
        const struct synth_packet *p = &trace.packets[n];
        if (check_function(p) != 2 || !check_outbound(p))
            continue;
        for (i = 0; i < count && !check_same_endpoint(&peers[i], &p->destination); i++)
            ;
        ck_assert(i < 16);
        peers[i] = p->destination;
        if (i == count)
            count++;
        else {
            const uint64_t gap = p->time - last[i];
            ck_assert((gap + SYNTH_S / 5) % (20 * SYNTH_S) < 2 * SYNTH_S / 5);
            widest = gap > widest ? gap : widest;
        }
        last[i] = p->time;
    }
    ck_assert_uint_eq(count, 7);
    ck_assert_uint_eq((widest + SYNTH_S / 2) / SYNTH_S, 180);
    synth_trace_free(&trace);
}
END_TEST

/* Four to eight probes in at most five minutes, numbered upward by two; not all captures begin with a whole
 * one. */
START_TEST(logged_in_says_little)
{
    static const char *const names[] = {"logged-in", "logged-in-silent", "logged-in-refused"};
    size_t cut = 0;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct synth_trace trace = check_play(names[_i], seed);
        size_t probes = 0;
        unsigned id = 0;
        ck_assert(trace.packets[trace.count - 1].time - trace.packets[0].time < 300 * SYNTH_S);
        cut += !check_outbound(&trace.packets[0]);
        for (size_t i = 0; i < trace.count; i++) {
            const struct synth_packet *p = &trace.packets[i];
            if (!check_outbound(p) || check_function(p) != 2)
                continue;
            ck_assert(!probes || ((synth_be16(p->payload.data) - id) & 0xffff) == 2);
            id = synth_be16(p->payload.data);
            probes++;
        }
        ck_assert(probes >= 4 && probes <= 9);
        synth_trace_free(&trace);
    }
    ck_assert(_i == 1 ? cut == 0 : cut > 0 && cut < SEEDS);
}
END_TEST

static size_t count_sources(const struct synth_trace *trace, const struct synth_endpoint *to)
{
    size_t count = 0;
    for (size_t i = 0; i < trace->count; i++) {
        const struct synth_packet *p = &trace->packets[i];
        size_t before = 0;
        while (before < i && !(check_same_endpoint(&trace->packets[before].source, &p->source)))
            before++;
        count += before == i && check_same_endpoint(&p->destination, to);
    }
    return count;
}

/* At least a hundred find it (ROS08), and it needs less than 5 kB/s (SEED). */
START_TEST(supernode_is_popular)
{
    struct synth_trace trace = check_play("supernode", 2);
    const struct synth_endpoint node = trace.packets[0].destination;
    const uint64_t lasted = trace.packets[trace.count - 1].time - trace.packets[0].time;
    ck_assert(count_sources(&trace, &node) >= 100);
    ck_assert(check_payload(&trace) * SYNTH_S / lasted < 5000);
    for (size_t i = 0; i < trace.count; i++)
        ck_assert_str_eq(trace.packets[i].expect.role, "supernode");
    synth_trace_free(&trace);
}
END_TEST

/* What comes in by one flow goes out by the other within 5 ms, of the same size. */
static void check_mirror(const char *name, uint64_t most)
{
    struct synth_trace trace = check_play(name, 2);
    size_t seen = 0;
    uint64_t start = 0, bytes = 0;
    for (size_t i = 0; i < trace.count; i++) {
        const struct synth_packet *in = &trace.packets[i], *out = in;
        if (!check_activity(in, "relayed") || in->source.port == trace.packets[0].destination.port)
            continue;
        while (out < trace.packets + trace.count && !(check_same_endpoint(&out->source, &in->destination) &&
                                                      !check_same_endpoint(&out->destination, &in->source) &&
                                                      out->payload.length == in->payload.length))
            out++;
        ck_assert(out < trace.packets + trace.count && out->time - in->time <= 5 * SYNTH_MS);
        start = start ? start : in->time;
        bytes += in->payload.length;
        seen++;
    }
    ck_assert(seen > 100);
    ck_assert(bytes * SYNTH_S / (trace.packets[trace.count - 1].time - start) <= most);
    synth_trace_free(&trace);
}

START_TEST(relays_pass_on)
{
    check_mirror("relay-voice", 4000);
    check_mirror("relay-file", 1000);
}
END_TEST

/* The first datagram between the two of the call. */
static const struct synth_packet *first_of_call(const struct synth_trace *trace, const char *activity)
{
    const struct synth_flow flow = check_flow(trace, activity);
    for (size_t i = 0; i < trace->count; i++)
        if (check_same_endpoint(&trace->packets[i].source, &flow.source) &&
            check_same_endpoint(&trace->packets[i].destination, &flow.destination))
            return &trace->packets[i];
    ck_abort_msg("no packet of the call");
}

/* Outside a NAT a reply names the very address it goes to, inside another one. */
START_TEST(one_nat_opens_from_inside)
{
    struct synth_trace direct = check_play("nat-direct", 3), one = check_play("nat-one", 3);
    const struct synth_packet *outside = first_of_call(&direct, "call-audio"),
                              *inside = first_of_call(&one, "call-audio");
    ck_assert_mem_eq(outside->destination.address, synth_nat(0).address, 4);
    ck_assert_mem_eq(outside[1].payload.data + 3, outside[1].destination.address, 4);
    ck_assert(check_outbound(inside) && !check_outbound(&inside[1]));
    ck_assert_int_eq(check_function(&inside[1]), 7);
    ck_assert_mem_eq(inside[1].payload.data + 3, synth_nat(0).address, 4);
    synth_trace_free(&direct);
    synth_trace_free(&one);
}
END_TEST

/* Two commands cross before either is answered, and each side then answers the other's. */
START_TEST(two_nats_open_at_once)
{
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct synth_trace trace = check_play("nat-both", seed);
        const struct synth_packet *p = first_of_call(&trace, "call-audio");
        ck_assert(check_outbound(&p[0]) && !check_outbound(&p[1]));
        ck_assert(check_function(&p[0]) == 2 && check_function(&p[1]) == 2);
        ck_assert(p[1].time - p[0].time < 30 * SYNTH_MS && p[3].time - p[0].time > 50 * SYNTH_MS);
        ck_assert(check_function(&p[2]) == 7 && check_function(&p[3]) == 7);
        ck_assert_mem_eq(p[2].payload.data, p[1].payload.data, 2);
        ck_assert_mem_eq(p[3].payload.data, p[0].payload.data, 2);
        synth_trace_free(&trace);
    }
}
END_TEST

/* Twenty or more ports of one address, one after the other. */
START_TEST(symmetric_nat_is_scanned)
{
    static const char *const names[] = {"nat-symmetric", "nat-symmetric-relayed"};
    struct synth_trace trace = check_play(names[_i], 3);
    size_t ports = 0;
    const struct synth_packet *before = NULL;
    for (size_t i = 0; i < trace.count; i++) {
        const struct synth_packet *p = &trace.packets[i];
        if (!strstr(p->label->why, "port scan"))
            continue;
        ck_assert(!before || p->destination.port == before->destination.port + 1);
        ck_assert(!before || memcmp(p->destination.address, before->destination.address, 4) == 0);
        before = p;
        ports++;
    }
    ck_assert(ports >= 20);
    const struct synth_flow call = check_flow(&trace, _i ? "relayed" : "call-audio");
    ck_assert_str_eq(call.expect.path, _i ? "relayed" : "nat-symmetric");
    ck_assert((memcmp(call.destination.address, before->destination.address, 4) == 0) == !_i);
    synth_trace_free(&trace);
}
END_TEST

/* When each try of a chain began, and where to. */
struct
try {
    uint64_t time;
    struct synth_endpoint to;
    uint8_t transport;
};

static size_t tries(const struct synth_trace *trace, struct try *list, size_t most)
{
    size_t count = 0;
    for (size_t i = 0; i < trace->count; i++) {
        const struct synth_packet *p = &trace->packets[i];
        if (p->expect.attempt != count + 1)
            continue;
        ck_assert(count < most);
        list[count++] = (struct try){p->time, p->destination, p->transport};
    }
    return count;
}

/* Four tries of one address: UDP, TCP to that port 5 s later, 443 and 80 1.3 to 2 s after one another. */
static void check_round(const struct try *t)
{
    static const uint16_t ports[] = {443, 80};
    ck_assert(t[0].transport == SYNTH_UDP && t[1].transport == SYNTH_TCP);
    ck_assert(check_same_endpoint(&t[0].to, &t[1].to));
    ck_assert((t[1].time - t[0].time + SYNTH_S / 10) / (SYNTH_S / 5) == 25);
    for (size_t i = 0; i < 2; i++) {
        const uint64_t lag = t[2 + i].time - t[1 + i].time;
        ck_assert_mem_eq(t[2 + i].to.address, t[0].to.address, 4);
        ck_assert_uint_eq(t[2 + i].to.port, ports[i]);
        ck_assert(lag >= 1300 * SYNTH_MS && lag <= 2000 * SYNTH_MS);
    }
}

START_TEST(blocked_client_tries_on)
{
    static const struct {
        const char *name;
        size_t tries, rounds;
    } expected[] = {
        {"block-udp", 2, 0},         {"block-tcp", 3, 0},          {"block-443", 4, 1},
        {"block-key", 2, 0},         {"block-all", 21, 5},         {"block-all-closed", 21, 5},
        {"start-https-proxy", 7, 1}, {"start-socks5-proxy", 7, 1},
    };
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct try t[32];
        struct synth_trace trace = check_play(expected[_i].name, seed);
        ck_assert_uint_eq(tries(&trace, t, 32), expected[_i].tries);
        for (size_t round = 0; round < expected[_i].rounds; round++) {
            check_round(t + 4 * round);
            if (4 * round + 4 < expected[_i].tries) {
                const uint64_t pause = t[4 * round + 4].time - t[4 * round + 3].time;
                ck_assert(pause >= 7300 * SYNTH_MS && pause <= 8000 * SYNTH_MS);
            }
        }
        if (expected[_i].tries % 4 == 1)
            ck_assert_uint_eq(t[expected[_i].tries - 1].to.address[0], 10);
        synth_trace_free(&trace);
    }
}
END_TEST

/* The port is Skype's, then for an hour nobody's, then another program's. */
START_TEST(port_changes_hands)
{
    static const char *const names[] = {"port-reuse-dns", "port-reuse-utp", "port-reuse-back"};
    struct synth_trace trace = check_play(names[_i], 3);
    const struct synth_endpoint here = trace.packets[0].source;
    size_t changes = 0, pauses = 0;
    for (size_t i = 1; i < trace.count; i++) {
        const struct synth_packet *p = &trace.packets[i];
        ck_assert(check_same_endpoint(&p->source, &here) || check_same_endpoint(&p->destination, &here));
        changes += strcmp(p->label->application, p[-1].label->application) != 0;
        pauses += p->time - p[-1].time >= 3600 * SYNTH_S;
    }
    ck_assert(changes == pauses && changes == (_i == 2 ? 2 : 1));
    synth_trace_free(&trace);
}
END_TEST

Suite *check_hosts(void)
{
    TCase *all = tcase_create("hosts");
    Suite *suite = suite_create("synth hosts");
    tcase_set_timeout(all, 60);
    tcase_add_test(all, idle_keeps_to_its_grid);
    tcase_add_loop_test(all, logged_in_says_little, 0, 3);
    tcase_add_test(all, supernode_is_popular);
    tcase_add_test(all, relays_pass_on);
    tcase_add_test(all, one_nat_opens_from_inside);
    tcase_add_test(all, two_nats_open_at_once);
    tcase_add_loop_test(all, symmetric_nat_is_scanned, 0, 2);
    tcase_add_loop_test(all, blocked_client_tries_on, 0, 8);
    tcase_add_loop_test(all, port_changes_hands, 0, 3);
    suite_add_tcase(suite, all);
    return suite;
}
