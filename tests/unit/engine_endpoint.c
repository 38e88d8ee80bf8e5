/* SPDX-License-Identifier: BSD-2-Clause */
/* What endpoints and hosts are known for, and what flows have of it. Messages are synthetic: an id, a function
 * and random bytes. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <skypedpi/skypedpi.h>
#include "tests/unit/suite.h"

#define SECOND 1000000000u
#define FLOWS  64

static skypedpi_db *db;
static skypedpi_engine *engine;
static struct skypedpi_settings settings;
static struct skypedpi_endpoint told[16];
static unsigned tellings;
static uint64_t now;
static uint32_t noise;

static void on_endpoint(void *user, const struct skypedpi_endpoint *endpoint)
{
    (void)user;
    told[tellings++ % 16] = *endpoint;
}

static void make_engine(uint32_t endpoints)
{
    skypedpi_settings_init(&settings);
    settings.max_flows = 4096;
    settings.max_endpoints = endpoints;
    settings.hash_seed[0] = 7;
    settings.on_endpoint = on_endpoint;
    ck_assert_int_eq(skypedpi_engine_new(db, &settings, &engine), SKYPEDPI_OK);
}

static void setup(void)
{
    ck_assert_int_eq(skypedpi_db_builtin(&db), SKYPEDPI_OK);
    make_engine(1024);
    tellings = 0;
    now = 1000u * (uint64_t)SECOND;
    noise = 1;
}

static void teardown(void)
{
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
}

static uint8_t noise_byte(void)
{
    noise = noise * 1664525u + 1013904223u;
    return (uint8_t)(noise >> 24);
}

/* A flow from 10.0.0.1:port to 192.0.2.peer:(30000 + peer). */
static skypedpi_flow *flow_from(uint16_t port, uint32_t peer)
{
    const struct skypedpi_tuple tuple = {.size = sizeof tuple,
                                         .family = 4,
                                         .transport = 17,
                                         .source_port = port,
                                         .destination_port = (uint16_t)(30000 + peer),
                                         .source = {10, 0, 0, 1},
                                         .destination = {192, 0, (uint8_t)(peer >> 8), (uint8_t)peer}};
    skypedpi_flow *flow = NULL;
    ck_assert_int_eq(skypedpi_flow_open(engine, &tuple, &flow), SKYPEDPI_OK);
    return flow;
}

static void feed(skypedpi_flow *flow, unsigned reverse, const uint8_t *payload, uint32_t length)
{
    const struct skypedpi_packet p = {.size = sizeof p,
                                      .flags = reverse,
                                      .time = now,
                                      .length = length,
                                      .captured = length,
                                      .payload = payload};
    ck_assert_int_ge(skypedpi_flow_feed(engine, flow, &p), 0);
}

static void message(skypedpi_flow *flow, unsigned reverse, uint16_t id, uint8_t function, uint32_t length)
{
    uint8_t payload[1400];
    for (uint32_t i = 0; i < length; i++)
        payload[i] = noise_byte();
    payload[0] = (uint8_t)(id >> 8);
    payload[1] = (uint8_t)id;
    payload[2] = function;
    feed(flow, reverse, payload, length);
}

static struct skypedpi_verdict verdict_of(skypedpi_flow *flow)
{
    struct skypedpi_verdict v = {.size = sizeof v};
    ck_assert_int_eq(skypedpi_flow_verdict(engine, flow, &v), SKYPEDPI_OK);
    return v;
}

static unsigned application_of(skypedpi_flow *flow)
{
    return verdict_of(flow).application;
}

/* Single probes nobody answers, to `count` peers; the flows stay open. */
static void probe(skypedpi_flow **flow, unsigned count, uint16_t port, uint16_t id, uint16_t by)
{
    for (unsigned i = 0; i < count; i++) {
        flow[i] = flow_from(port, i + 1);
        message(flow[i], 0, (uint16_t)(id + i * by), 2, 18 + i);
        now += SECOND / 5;
    }
}

START_TEST(four_probes_make_an_endpoint)
{
    skypedpi_flow *flow[FLOWS];
    probe(flow, 3, 40000, 0x1234, 2);
    ck_assert_uint_eq(tellings, 0);
    ck_assert_uint_eq(application_of(flow[0]), SKYPEDPI_APPLICATION_UNKNOWN);
    flow[3] = flow_from(40000, 4);
    message(flow[3], 0, 0x123a, 2, 30);
    ck_assert_uint_eq(tellings, 1);
    ck_assert_uint_eq(told[0].application, SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_uint_eq(told[0].port, 40000);
    ck_assert_uint_eq(told[0].transport, 17);
    ck_assert_uint_eq(told[0].address[0], 10);
    ck_assert_uint_eq(told[0].signature, 1101);
    ck_assert_uint_eq(told[0].first, 1000u * (uint64_t)SECOND);
    for (int i = 0; i < 4; i++) { /* those that were before it, too */
        const struct skypedpi_verdict v = verdict_of(flow[i]);
        ck_assert_uint_eq(v.application, SKYPEDPI_APPLICATION_SKYPE);
        ck_assert_uint_eq(v.stage, SKYPEDPI_STAGE_LIKELY);
        ck_assert_uint_eq(v.signature, 1101);
        ck_assert_uint_eq(v.flags & SKYPEDPI_FLAG_ENDPOINT, SKYPEDPI_FLAG_ENDPOINT);
    }
}
END_TEST

START_TEST(new_flows_become_it_at_once)
{
    skypedpi_flow *flow[FLOWS];
    probe(flow, 4, 40000, 0xfffb, 2); /* the ids wrap */
    skypedpi_flow *data = flow_from(40000, 9);
    message(data, 0, 7, 13, 3);
    ck_assert_uint_eq(application_of(data), SKYPEDPI_APPLICATION_SKYPE);
    skypedpi_flow *other = flow_from(40001, 9); /* another port of the same host */
    message(other, 0, 7, 13, 67);
    ck_assert_uint_eq(application_of(other), SKYPEDPI_APPLICATION_UNKNOWN);
}
END_TEST

START_TEST(last_word_at_close_knows_it)
{
    skypedpi_flow *flow[FLOWS];
    struct skypedpi_verdict v = {.size = sizeof v};
    probe(flow, 4, 40000, 1, 1);
    ck_assert_int_eq(skypedpi_flow_close(engine, flow[0], &v), SKYPEDPI_OK);
    ck_assert_uint_eq(v.application, SKYPEDPI_APPLICATION_SKYPE);
}
END_TEST

START_TEST(one_peer_is_no_sweep)
{
    skypedpi_flow *flow = flow_from(40000, 1);
    for (uint16_t i = 0; i < 20; i++)
        message(flow, 0, (uint16_t)(100 + 2 * i), 2, 30);
    ck_assert_uint_eq(tellings, 0);
}
END_TEST

START_TEST(steps_must_be_small_and_forward)
{
    skypedpi_flow *flow[FLOWS];
    probe(flow, 20, 40000, 100, 33);
    probe(flow, 20, 40001, 5000, (uint16_t)-2);
    probe(flow, 20, 40002, 5000, 0);
    ck_assert_uint_eq(tellings, 0);
}
END_TEST

START_TEST(one_stray_message_breaks_no_chain)
{
    skypedpi_flow *flow[FLOWS];
    probe(flow, 3, 40000, 100, 2);
    message(flow_from(40000, 30), 0, 0x7777, 2, 40);
    message(flow_from(40000, 31), 0, 106, 2, 40);
    ck_assert_uint_eq(tellings, 1);
}
END_TEST

START_TEST(vectors_must_be_new)
{
    uint8_t payload[30] = {0, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    for (uint32_t i = 0; i < 20;
         i++) { /* ids count up, and all else stands still: a request number, no cipher */
        payload[1] = (uint8_t)(10 + i);
        feed(flow_from(40000, i), 0, payload, sizeof payload);
    }
    ck_assert_uint_eq(tellings, 0);
}
END_TEST

START_TEST(old_messages_are_forgotten)
{
    skypedpi_flow *flow[FLOWS];
    probe(flow, 3, 40000, 100, 2);
    now += 400u * (uint64_t)SECOND;
    message(flow_from(40000, 30), 0, 106, 2, 40);
    ck_assert_uint_eq(tellings, 0);
}
END_TEST

START_TEST(peers_agree_on_the_public_address)
{
    uint8_t ack[11] = {0, 0, 0x75, 203, 0, 113, 9};
    for (uint32_t peer = 1; peer <= 3; peer++) {
        skypedpi_flow *flow = flow_from(40000, peer);
        ck_assert_uint_eq(tellings, 0);
        ack[0] = noise_byte();
        for (int i = 7; i < 11; i++)
            ack[i] = noise_byte();
        feed(flow, SKYPEDPI_PACKET_REVERSE, ack, sizeof ack);
    }
    ck_assert_uint_eq(tellings, 1);
    ck_assert_uint_eq(told[0].signature, 1102);
    ck_assert_uint_eq(told[0].reported[0], 203); /* not its own: it is behind NAT */
    ck_assert_uint_eq(told[0].address[0], 10);
    ck_assert_uint_eq(told[0].port, 40000);
}
END_TEST

START_TEST(whom_a_hundred_ask_is_a_supernode)
{
    skypedpi_flow *flow[FLOWS];
    probe(flow, 4, 40000, 100, 2);
    ck_assert_uint_eq(told[0].role, SKYPEDPI_ROLE_NODE);
    unsigned asked = 0;
    while (tellings < 2 && asked < 200) {
        const struct skypedpi_tuple tuple = {.size = sizeof tuple,
                                             .family = 4,
                                             .transport = 17,
                                             .source_port = (uint16_t)(1024 + asked * 37),
                                             .destination_port = 40000,
                                             .source = {198, 51, (uint8_t)asked, (uint8_t)(asked * 7)},
                                             .destination = {10, 0, 0, 1}};
        skypedpi_flow *from;
        ck_assert_int_eq(skypedpi_flow_open(engine, &tuple, &from), SKYPEDPI_OK);
        message(from, 0, (uint16_t)(asked * 257), 2, 18);
        asked++;
    }
    ck_assert_uint_eq(told[1].role, SKYPEDPI_ROLE_SUPERNODE);
    ck_assert_uint_eq(told[1].port, 40000);
    ck_assert_uint_ge(asked, 80); /* an estimate */
    ck_assert_uint_le(asked, 125);
}
END_TEST

START_TEST(peers_that_disagree_prove_nothing)
{
    uint8_t ack[11] = {0, 0, 0x75, 203, 0, 113, 9};
    for (uint32_t peer = 1; peer <= 30; peer++) {
        ack[6] = (uint8_t)peer;
        for (int i = 7; i < 11; i++)
            ack[i] = noise_byte();
        feed(flow_from(40000, peer), SKYPEDPI_PACKET_REVERSE, ack, sizeof ack);
    }
    ck_assert_uint_eq(tellings, 0);
}
END_TEST

START_TEST(a_sure_flow_makes_its_endpoints_known)
{
    skypedpi_flow *probe_flow = flow_from(40000, 1);
    uint8_t nack[11] = {0x15, 0xf2, 0x77, 10, 0, 0, 1, 0x49, 0x9e, 0xb8, 0x31};
    message(probe_flow, 0, 0x15f2, 2, 18);
    feed(probe_flow, SKYPEDPI_PACKET_REVERSE, nack, sizeof nack); /* carries the address it goes to: final */
    ck_assert_uint_eq(verdict_of(probe_flow).stage, SKYPEDPI_STAGE_FINAL);
    ck_assert_uint_eq(tellings, 2); /* both sides */
    skypedpi_flow *next = flow_from(40000, 2);
    message(next, 0, 0x9999, 2, 22);
    ck_assert_uint_eq(application_of(next), SKYPEDPI_APPLICATION_SKYPE);
}
END_TEST

START_TEST(own_proof_goes_before_the_endpoint)
{
    skypedpi_flow *flow[FLOWS];
    uint8_t nack[11] = {0, 9, 0x77, 10, 0, 0, 1, 0x49, 0x9e, 0xb8, 0x31};
    probe(flow, 4, 40000, 100, 2);
    skypedpi_flow *next = flow_from(40000, 9);
    message(next, 0, 9, 2, 22);
    ck_assert_uint_eq(verdict_of(next).signature, 1101);
    ck_assert_uint_eq(verdict_of(next).decided_packet, 1);
    feed(next, SKYPEDPI_PACKET_REVERSE, nack, sizeof nack);
    const struct skypedpi_verdict v = verdict_of(next);
    ck_assert_uint_eq(v.signature, 1004);
    ck_assert_uint_eq(v.stage, SKYPEDPI_STAGE_FINAL);
    ck_assert_uint_eq(v.flags & SKYPEDPI_FLAG_ENDPOINT, 0);
}
END_TEST

START_TEST(tcp_to_a_clients_port_is_its_own)
{
    skypedpi_flow *flow[FLOWS];
    probe(flow, 4, 40000, 100, 2);
    const struct skypedpi_tuple tuple = {.size = sizeof tuple,
                                         .family = 4,
                                         .transport = 6,
                                         .source_port = 2330,
                                         .destination_port = 40000,
                                         .source = {198, 51, 100, 7},
                                         .destination = {10, 0, 0, 1}};
    const struct skypedpi_packet p = {.size = sizeof p, .time = now, .tcp_flags = SKYPEDPI_TCP_SYN};
    skypedpi_flow *inbound;
    ck_assert_int_eq(skypedpi_flow_open(engine, &tuple, &inbound), SKYPEDPI_OK);
    ck_assert_int_ge(skypedpi_flow_feed(engine, inbound, &p), 0);
    const struct skypedpi_verdict v = verdict_of(inbound);
    ck_assert_uint_eq(v.application, SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_uint_eq(v.mechanism, SKYPEDPI_MECHANISM_TCP);
    ck_assert_uint_eq(v.decided_packet, 0);
}
END_TEST

START_TEST(an_hour_of_silence_is_the_end_of_it)
{
    skypedpi_flow *flow[FLOWS];
    probe(flow, 4, 40000, 100, 2);
    now += 3600 * (uint64_t)SECOND;
    skypedpi_flow *later = flow_from(40000, 9);
    message(later, 0, 9, 2, 22);
    ck_assert_uint_eq(application_of(later), SKYPEDPI_APPLICATION_UNKNOWN);
    ck_assert_uint_eq(application_of(flow[0]), SKYPEDPI_APPLICATION_SKYPE); /* it was said while it was known */
}
END_TEST

START_TEST(a_port_with_another_program_loses_the_name)
{
    skypedpi_flow *flow[FLOWS];
    probe(flow, 4, 40000, 100, 2);
    ck_assert_uint_eq(tellings, 1);
    now += 600u * (uint64_t)SECOND;
    for (uint32_t i = 0; i < 6; i++) {
        message(flow_from(40000, 100 + i), 0, (uint16_t)(i * 3000), 0x41, 60);
        now += SECOND;
    }
    ck_assert_uint_eq(tellings, 2);
    ck_assert_uint_eq(told[1].application, SKYPEDPI_APPLICATION_UNKNOWN);
    skypedpi_flow *later = flow_from(40000, 200);
    message(later, 0, 5, 0x41, 60);
    ck_assert_uint_eq(application_of(later), SKYPEDPI_APPLICATION_UNKNOWN);
}
END_TEST

START_TEST(behind_a_symmetric_nat_the_host_is_known)
{
    skypedpi_flow *flow[FLOWS];
    for (unsigned i = 0; i < 10; i++) { /* a new port for every peer */
        flow[i] = flow_from((uint16_t)(50000 + 3 * i), i);
        message(flow[i], 0, (uint16_t)(100 + 2 * i), 2, 20 + i);
        now += SECOND / 4;
    }
    ck_assert_uint_eq(tellings, 1);
    ck_assert_uint_eq(told[0].transport, 0);
    ck_assert_uint_eq(told[0].signature, 1201);
    for (unsigned i = 0; i < 10; i++)
        ck_assert_uint_eq(application_of(flow[i]), SKYPEDPI_APPLICATION_SKYPE);
    skypedpi_flow *other = flow_from(51000, 60); /* what is not part of the chain is not it */
    message(other, 0, 0x1111, 0x40, 60);
    ck_assert_uint_eq(application_of(other), SKYPEDPI_APPLICATION_UNKNOWN);
}
END_TEST

/* Forged sources push out each other, not an endpoint that is being counted, nor one that is known. */
START_TEST(a_flood_pushes_out_only_itself)
{
    skypedpi_flow *known[FLOWS], *counting[FLOWS];
    skypedpi_engine_free(engine);
    make_engine(64);
    probe(known, 4, 40000, 100, 2);
    probe(counting, 3, 41000, 300, 2);
    for (uint32_t i = 0; i < 100000; i++) {
        struct skypedpi_tuple tuple = {.size = sizeof tuple, .family = 4, .transport = 17};
        skypedpi_flow *flow;
        memcpy(tuple.source, &(uint32_t){i * 2654435761u}, 4);
        tuple.destination[0] = noise_byte();
        tuple.source_port = (uint16_t)(i * 40503u);
        ck_assert_int_eq(skypedpi_flow_open(engine, &tuple, &flow), SKYPEDPI_OK);
        message(flow, 0, (uint16_t)i, 2, 30);
        ck_assert_int_eq(skypedpi_flow_close(engine, flow, NULL), SKYPEDPI_OK);
    }
    message(flow_from(41000, 4), 0, 306, 2, 30);
    ck_assert_uint_eq(tellings, 2);
    ck_assert_uint_eq(application_of(counting[0]), SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_uint_eq(application_of(known[0]), SKYPEDPI_APPLICATION_SKYPE);
}
END_TEST

static skypedpi_flow *syn(uint16_t port)
{
    const struct skypedpi_tuple tuple = {.size = sizeof tuple,
                                         .family = 4,
                                         .transport = 6,
                                         .source_port = 51000,
                                         .destination_port = port,
                                         .source = {10, 0, 0, 1},
                                         .destination = {198, 51, 100, 7}};
    const struct skypedpi_packet p = {.size = sizeof p, .time = now, .tcp_flags = SKYPEDPI_TCP_SYN};
    skypedpi_flow *flow = NULL;
    ck_assert_int_eq(skypedpi_flow_open(engine, &tuple, &flow), SKYPEDPI_OK);
    ck_assert_int_ge(skypedpi_flow_feed(engine, flow, &p), 0);
    return flow;
}

START_TEST(port_443_after_a_high_port_is_a_ladder)
{
    skypedpi_flow *flow[FLOWS];
    syn(40009);
    now += 1610u * (uint64_t)1000000;
    ck_assert_uint_eq(application_of(syn(443)), SKYPEDPI_APPLICATION_UNKNOWN); /* of a host nobody knows */
    probe(flow, 4, 40000, 100, 2);
    syn(40009);
    now += 1610u * (uint64_t)1000000;
    skypedpi_flow *next = syn(443);
    ck_assert_uint_eq(application_of(next), SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_uint_eq(verdict_of(next).signature, 4010);
    syn(40009);
    now += 5000u * (uint64_t)1000000;
    ck_assert_uint_eq(application_of(syn(80)), SKYPEDPI_APPLICATION_UNKNOWN); /* too late */
}
END_TEST

static struct skypedpi_attempt attempt[8];
static unsigned attempts;

static void on_attempt(void *user, skypedpi_flow *flow, const struct skypedpi_attempt *a)
{
    (void)user;
    ck_assert_ptr_nonnull(flow);
    attempt[attempts++ % 8] = *a;
}

START_TEST(after_a_block_the_next_attempts_are_known_earlier)
{
    skypedpi_engine_free(engine);
    skypedpi_settings_init(&settings);
    settings.max_flows = 64;
    settings.on_attempt = on_attempt;
    ck_assert_int_eq(skypedpi_engine_new(db, &settings, &engine), SKYPEDPI_OK);
    attempts = 0;
    skypedpi_flow *first = syn(40009);
    ck_assert_uint_eq(application_of(first), SKYPEDPI_APPLICATION_UNKNOWN);
    ck_assert_int_eq(skypedpi_flow_block(engine, first), SKYPEDPI_OK);
    now += 5 * (uint64_t)SECOND;
    skypedpi_flow *next = syn(443); /* the same address: known by its SYN */
    ck_assert_uint_eq(application_of(next), SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_uint_eq(verdict_of(next).signature, 2042);
    now += SECOND;
    skypedpi_flow *probed = flow_from(40000, 1); /* another address: known by its first message */
    message(probed, 0, 77, 2, 22);
    ck_assert_uint_eq(verdict_of(probed).signature, 1040);
    ck_assert_uint_eq(attempts, 2);
    ck_assert_uint_eq(attempt[0].number, 1);
    ck_assert_uint_eq(attempt[0].port, 443);
    ck_assert_uint_eq(attempt[0].transport, 6);
    ck_assert_uint_eq(attempt[0].since, 5 * (uint64_t)SECOND);
    ck_assert_uint_eq(attempt[0].host[0], 10);
    ck_assert_uint_eq(attempt[0].address[0], 198);
    ck_assert_uint_eq(attempt[1].number, 2);
    ck_assert_uint_eq(attempt[1].transport, 17);
    now += 400 * (uint64_t)SECOND; /* later it is like any other */
    ck_assert_uint_eq(application_of(syn(80)), SKYPEDPI_APPLICATION_UNKNOWN);
}
END_TEST

START_TEST(after_a_block_a_key_exchange_is_known_by_its_first_message)
{
    skypedpi_flow *flow[2];
    for (int blocked = 0; blocked < 2; blocked++) {
        flow[blocked] = syn((uint16_t)(40009 + blocked));
        uint8_t payload[90];
        for (size_t i = 0; i < sizeof payload; i++)
            payload[i] = noise_byte();
        payload[0] |= 0x80;
        if (blocked) { /* a flow of this host to somebody else */
            skypedpi_flow *other = flow_from(40000, 9);
            ck_assert_int_eq(skypedpi_flow_block(engine, other), SKYPEDPI_OK);
        }
        const struct skypedpi_packet p = {.size = sizeof p,
                                          .time = now,
                                          .length = sizeof payload,
                                          .captured = sizeof payload,
                                          .sequence = 1,
                                          .payload = payload};
        ck_assert_int_ge(skypedpi_flow_feed(engine, flow[blocked], &p), 0);
    }
    ck_assert_uint_eq(application_of(flow[0]), SKYPEDPI_APPLICATION_UNKNOWN);
    ck_assert_uint_eq(verdict_of(flow[1]).signature, 2041);
}
END_TEST

START_TEST(without_memory_each_flow_stands_alone)
{
    skypedpi_flow *flow[FLOWS];
    skypedpi_engine_free(engine);
    make_engine(0);
    probe(flow, 20, 40000, 100, 2);
    ck_assert_uint_eq(tellings, 0);
    ck_assert_uint_eq(application_of(flow[19]), SKYPEDPI_APPLICATION_UNKNOWN);
}
END_TEST

START_TEST(another_set_keeps_what_was_proven)
{
    skypedpi_flow *flow[FLOWS];
    probe(flow, 4, 40000, 100, 2);
    ck_assert_int_eq(skypedpi_engine_set_db(engine, db), SKYPEDPI_OK);
    skypedpi_flow *next = flow_from(40000, 9);
    message(next, 0, 7, 13, 67);
    ck_assert_uint_eq(application_of(next), SKYPEDPI_APPLICATION_SKYPE);
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("endpoint");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_set_timeout(t, 60);
    tcase_add_test(t, four_probes_make_an_endpoint);
    tcase_add_test(t, new_flows_become_it_at_once);
    tcase_add_test(t, last_word_at_close_knows_it);
    tcase_add_test(t, one_peer_is_no_sweep);
    tcase_add_test(t, steps_must_be_small_and_forward);
    tcase_add_test(t, one_stray_message_breaks_no_chain);
    tcase_add_test(t, vectors_must_be_new);
    tcase_add_test(t, old_messages_are_forgotten);
    tcase_add_test(t, peers_agree_on_the_public_address);
    tcase_add_test(t, whom_a_hundred_ask_is_a_supernode);
    tcase_add_test(t, peers_that_disagree_prove_nothing);
    tcase_add_test(t, a_sure_flow_makes_its_endpoints_known);
    tcase_add_test(t, own_proof_goes_before_the_endpoint);
    tcase_add_test(t, tcp_to_a_clients_port_is_its_own);
    tcase_add_test(t, an_hour_of_silence_is_the_end_of_it);
    tcase_add_test(t, a_port_with_another_program_loses_the_name);
    tcase_add_test(t, behind_a_symmetric_nat_the_host_is_known);
    tcase_add_test(t, a_flood_pushes_out_only_itself);
    tcase_add_test(t, port_443_after_a_high_port_is_a_ladder);
    tcase_add_test(t, after_a_block_the_next_attempts_are_known_earlier);
    tcase_add_test(t, after_a_block_a_key_exchange_is_known_by_its_first_message);
    tcase_add_test(t, without_memory_each_flow_stands_alone);
    tcase_add_test(t, another_set_keeps_what_was_proven);
    return suite_run("engine_endpoint", t);
}
