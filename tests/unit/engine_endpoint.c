/* SPDX-License-Identifier: BSD-2-Clause */
/* What endpoints and hosts are known for, and what flows have of it. */
#include "tests/unit/engine_play.h"

#define FLOWS 64

static struct place client(uint16_t port)
{
    return place_4(10, 0, 0, 1, port);
}

/* A flow from 10.0.0.1:port to 192.0.2.peer:(30000 + peer). */
static skypedpi_flow *flow_from(uint16_t port, uint32_t peer)
{
    return play_open(client(port),
                     place_4(192, 0, (uint8_t)(peer >> 8), (uint8_t)peer, (uint16_t)(30000 + peer)), 17);
}

static void setup(void)
{
    play_begin();
    play_engine(1024, 0);
}

/* Single probes nobody answers, to `count` peers; the flows stay open. */
static void probe(skypedpi_flow **flow, unsigned count, uint16_t port, uint16_t id, uint16_t by)
{
    for (unsigned i = 0; i < count; i++) {
        flow[i] = flow_from(port, i + 1);
        play_message(flow[i], 0, (uint16_t)(id + i * by), COMMAND, 18 + i);
        play.now += SECOND / 5;
    }
}

START_TEST(four_probes_make_an_endpoint)
{
    skypedpi_flow *flow[FLOWS];
    probe(flow, 3, 40000, 0x1234, 2);
    ck_assert_uint_eq(play.tellings, 0);
    ck_assert_uint_eq(play_application(flow[0]), SKYPEDPI_APPLICATION_UNKNOWN);
    flow[3] = flow_from(40000, 4);
    play_message(flow[3], 0, 0x123a, COMMAND, 30);
    ck_assert_uint_eq(play.tellings, 1);
    ck_assert_uint_eq(play.told[0].application, SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_uint_eq(play.told[0].port, 40000);
    ck_assert_uint_eq(play.told[0].transport, 17);
    ck_assert_uint_eq(play.told[0].address[0], 10);
    ck_assert_uint_eq(play.told[0].signature, 1101);
    ck_assert_uint_eq(play.told[0].first, BEGIN);
    for (int i = 0; i < 4; i++) { /* those that were before it, too */
        const struct skypedpi_verdict v = play_verdict(flow[i]);
        ck_assert_uint_eq(v.application, SKYPEDPI_APPLICATION_SKYPE);
        ck_assert_uint_eq(v.stage, SKYPEDPI_STAGE_LIKELY);
        ck_assert_uint_eq(v.signature, 1101);
        ck_assert_uint_eq(v.flags & SKYPEDPI_FLAG_ENDPOINT, SKYPEDPI_FLAG_ENDPOINT);
    }
}
END_TEST

/* A message that met the condition long ago, or two that broke the sweep, are none of it. */
START_TEST(since_when_is_told_of_what_counts)
{
    skypedpi_flow *flow[FLOWS];
    probe(flow, 1, 40000, 0x4321, 2);
    play.now = BEGIN + 2000 * SECOND;
    probe(flow, 4, 40000, 0x1234, 2);
    ck_assert_uint_eq(play.tellings, 1);
    ck_assert_uint_eq(play.told[0].first, BEGIN + 2000 * SECOND);
    probe(flow, 1, 40001, 0x4321, 2);
    play.now = BEGIN + 2100 * SECOND;
    probe(flow, 5, 40001, 0x1234, 2);
    ck_assert_uint_eq(play.tellings, 2);
    ck_assert_uint_eq(play.told[1].port, 40001);
    ck_assert_uint_eq(play.told[1].first, BEGIN + 2100 * SECOND);
}
END_TEST

START_TEST(new_flows_become_it_at_once)
{
    skypedpi_flow *flow[FLOWS];
    probe(flow, 4, 40000, 0xfffb, 2); /* the ids wrap */
    skypedpi_flow *data = flow_from(40000, 9);
    play_message(data, 0, 7, DATA, 3);
    ck_assert_uint_eq(play_application(data), SKYPEDPI_APPLICATION_SKYPE);
    skypedpi_flow *other = flow_from(40001, 9); /* another port of the same host */
    play_message(other, 0, 7, DATA, 67);
    ck_assert_uint_eq(play_application(other), SKYPEDPI_APPLICATION_UNKNOWN);
}
END_TEST

START_TEST(last_word_at_close_knows_it)
{
    skypedpi_flow *flow[FLOWS];
    struct skypedpi_verdict v = {.size = sizeof v};
    probe(flow, 4, 40000, 1, 1);
    ck_assert_int_eq(skypedpi_flow_close(play.engine, flow[0], &v), SKYPEDPI_OK);
    ck_assert_uint_eq(v.application, SKYPEDPI_APPLICATION_SKYPE);
}
END_TEST

START_TEST(one_peer_is_no_sweep)
{
    skypedpi_flow *flow = flow_from(40000, 1);
    for (uint16_t i = 0; i < 20; i++)
        play_message(flow, 0, (uint16_t)(100 + 2 * i), COMMAND, 30);
    ck_assert_uint_eq(play.tellings, 0);
}
END_TEST

START_TEST(steps_must_be_small_and_forward)
{
    skypedpi_flow *flow[FLOWS];
    probe(flow, 20, 40000, 100, 33);
    probe(flow, 20, 40001, 5000, (uint16_t)-2);
    probe(flow, 20, 40002, 5000, 0);
    ck_assert_uint_eq(play.tellings, 0);
}
END_TEST

/* Of datagrams that grow their lengths count up, too; from one port, and from many. */
START_TEST(a_length_is_no_id)
{
    skypedpi_flow *flow[FLOWS];
    for (uint16_t less = 0; less <= 4; less++) /* of the whole, or of what is behind it */
        probe(flow, 20, (uint16_t)(40000 + less), (uint16_t)(18 - less), 1);
    for (uint16_t i = 0; i < 10; i++)
        play_message(flow_from((uint16_t)(50000 + 3 * i), i), 0, (uint16_t)(98 + i), COMMAND, 100u + i);
    ck_assert_uint_eq(play.tellings, 0);
}
END_TEST

START_TEST(one_stray_message_breaks_no_chain)
{
    skypedpi_flow *flow[FLOWS];
    probe(flow, 3, 40000, 100, 2);
    play_message(flow_from(40000, 30), 0, 0x7777, COMMAND, 40);
    play_message(flow_from(40000, 31), 0, 106, COMMAND, 40);
    ck_assert_uint_eq(play.tellings, 1);
}
END_TEST

START_TEST(vectors_must_be_new)
{
    uint8_t payload[30] = {0, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    for (uint32_t i = 0; i < 20; i++) { /* ids count up, all else stands still: a request number, no cipher */
        payload[1] = (uint8_t)(10 + i);
        play_feed(flow_from(40000, i), 0, payload, sizeof payload);
    }
    ck_assert_uint_eq(play.tellings, 0);
}
END_TEST

/* A clock, or a counter, moves in its lower half. */
START_TEST(a_clock_is_no_vector)
{
    uint8_t payload[30] = {0, 0, 2, 0x5e, 0x0b, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    for (uint32_t i = 0; i < 20; i++) {
        payload[1] = (uint8_t)(10 + 2 * i);
        payload[5] = (uint8_t)(0x77 * i);
        payload[6] = (uint8_t)(0x3b * i);
        play_feed(flow_from(40000, i), 0, payload, sizeof payload);
    }
    ck_assert_uint_eq(play.tellings, 0);
}
END_TEST

/* RakNet: three bytes of a counter, its lowest first, then flags. */
START_TEST(flags_are_no_vector)
{
    uint8_t payload[30] = {0x84, 0, 2, 0, 0, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    for (uint32_t i = 0; i < 20; i++) {
        payload[1] = (uint8_t)(10 + i);
        payload[4] = (uint8_t)(i % 3 << 5);
        play_feed(flow_from(40000, i), 0, payload, sizeof payload);
    }
    ck_assert_uint_eq(play.tellings, 0);
}
END_TEST

/* To peers that heard nothing before, or three bytes that keep a flow alive; the ids do not count up. */
START_TEST(a_notice_is_known_by_its_checksum)
{
    uint8_t payload[346] = {0xa7, 1, 2, 0, 0, 1, 1, 0x4b, 0x5a, 0x69, 0x78};
    for (uint32_t i = 0; i < 4; i++) {
        skypedpi_flow *flow = flow_from(40000, i);
        if (_i)
            play_message(flow, 0, 7, DATA, 3);
        payload[3] = (uint8_t)(0x77 * i);
        payload[4] = (uint8_t)(0x3b * i);
        play_feed(flow, 0, payload, sizeof payload);
    }
    ck_assert_uint_eq(play.tellings, 1);
    ck_assert_uint_eq(play.told[0].signature, 1103);
}
END_TEST

/* A name of its own where a notice has the checksum: what comes before it counts, or it takes its time, or
 * greets, too. */
START_TEST(a_sender_is_no_notice)
{
    uint8_t payload[346] = {0xa7, 1, 2, 0, 0, 1, 1, 0x4b, 0x5a, 0x69, 0x78};
    for (uint32_t i = 0; i < 20; i++) {
        payload[5] = (uint8_t)(0x77 * i);
        payload[6] = (uint8_t)(0x3b * i);
        play_feed(flow_from(40000, i), 0, payload, sizeof payload);
    }
    for (uint32_t i = 0; i < 20; i++) {
        payload[3] = (uint8_t)(0x77 * i);
        payload[4] = (uint8_t)(0x3b * i);
        play.now += SECOND;
        play_feed(flow_from(50000, i), 0, payload, sizeof payload);
    }
    skypedpi_flow *flow[20];
    for (uint32_t i = 0; i < 20; i++) {
        flow[i] = flow_from(60000, i);
        play_feed(flow[i], 0, payload, 40);
    }
    for (uint32_t i = 0; i < 40; i++) {
        payload[3] = (uint8_t)(0x77 * i);
        play_feed(flow[i % 20], 0, payload, sizeof payload);
    }
    ck_assert_uint_eq(play.tellings, 0);
}
END_TEST

/* Whether vectors are new is told by hashes of them: chance may hide one client in thousands until its fifth.
 */
START_TEST(four_vectors_are_taken_for_new)
{
    play_engine(16384, 0);
    for (uint16_t n = 0; n < 2000; n++)
        for (uint16_t i = 0; i < 4; i++) {
            skypedpi_flow *flow = play_open(place_4(10, 1, (uint8_t)(n >> 8), (uint8_t)n, 40000),
                                            place_4(192, 0, 2, (uint8_t)i, 30000), 17);
            play_message(flow, 0, (uint16_t)(100 + 2 * i), COMMAND, 30);
            play_close(flow);
        }
    ck_assert_uint_ge(play.tellings, 1996);
}
END_TEST

START_TEST(old_messages_are_forgotten)
{
    skypedpi_flow *flow[FLOWS];
    probe(flow, 3, 40000, 100, 2);
    play.now += 400 * SECOND;
    play_message(flow_from(40000, 30), 0, 106, COMMAND, 40);
    ck_assert_uint_eq(play.tellings, 0);
}
END_TEST

START_TEST(peers_agree_on_the_public_address)
{
    for (uint16_t peer = 1; peer <= 3; peer++) {
        ck_assert_uint_eq(play.tellings, 0);
        play_answer(flow_from(40000, peer), REVERSE, (uint16_t)(peer * 999), ACK, place_4(203, 0, 113, 9, 0));
    }
    ck_assert_uint_eq(play.tellings, 1);
    ck_assert_uint_eq(play.told[0].signature, 1102);
    ck_assert_mem_eq(play.told[0].reported, place_4(203, 0, 113, 9, 0).address, 4); /* it is behind NAT */
    ck_assert_uint_eq(play.told[0].address[0], 10);
    ck_assert_uint_eq(play.told[0].port, 40000);
}
END_TEST

/* What the client said itself comes back: a name it gave to what it asks for. */
START_TEST(an_echo_is_no_public_address)
{
    for (uint16_t peer = 1; peer <= 20; peer++) {
        uint8_t request[20] = {0, (uint8_t)peer, 1, 0xa0, 0xb0, 0xc0, 0xd0, 203, 0, 113, 9};
        skypedpi_flow *flow = flow_from(40000, peer);
        play_feed(flow, 0, request, sizeof request);
        play_answer(flow, REVERSE, peer, ACK, place_4(203, 0, 113, 9, 0));
    }
    ck_assert_uint_eq(play.tellings, 0);
}
END_TEST

START_TEST(whom_a_hundred_ask_is_a_supernode)
{
    skypedpi_flow *flow[FLOWS];
    probe(flow, 4, 40000, 100, 2);
    ck_assert_uint_eq(play.told[0].role, SKYPEDPI_ROLE_NODE);
    unsigned asked = 0;
    while (play.tellings < 2 && asked < 200) {
        const struct place from =
            place_4(198, 51, (uint8_t)asked, (uint8_t)(asked * 7), (uint16_t)(1024 + asked * 37));
        play_message(play_open(from, client(40000), 17), 0, (uint16_t)(asked * 257), COMMAND, 18);
        asked++;
    }
    ck_assert_uint_eq(play.told[1].role, SKYPEDPI_ROLE_SUPERNODE);
    ck_assert_uint_eq(play.told[1].port, 40000);
    ck_assert_uint_ge(asked, 80); /* an estimate */
    ck_assert_uint_le(asked, 125);
}
END_TEST

START_TEST(peers_that_disagree_prove_nothing)
{
    for (uint8_t peer = 1; peer <= 30; peer++)
        play_answer(flow_from(40000, peer), REVERSE, peer, ACK, place_4(203, 0, 113, peer, 0));
    ck_assert_uint_eq(play.tellings, 0);
}
END_TEST

START_TEST(a_sure_flow_makes_its_endpoints_known)
{
    play_udp(client(40000), place_4(192, 0, 2, 1, 30001));
    ck_assert_uint_eq(play.tellings, 2); /* both sides */
    skypedpi_flow *next = flow_from(40000, 2);
    play_message(next, 0, 0x9999, COMMAND, 22);
    ck_assert_uint_eq(play_application(next), SKYPEDPI_APPLICATION_SKYPE);
}
END_TEST

/* Anybody can be sent what proves itself: a resolver, a web server. */
START_TEST(who_said_nothing_is_not_known)
{
    skypedpi_flow *sent = flow_from(40000, 1);
    play_answer(sent, 0, 7, NACK, place_4(192, 0, 0, 1, 0));
    ck_assert_uint_eq(play_verdict(sent).stage, SKYPEDPI_STAGE_FINAL);
    ck_assert_uint_eq(play.tellings, 1);
    ck_assert_uint_eq(play.told[0].port, 40000);
}
END_TEST

START_TEST(own_proof_goes_before_the_endpoint)
{
    skypedpi_flow *flow[FLOWS];
    probe(flow, 4, 40000, 100, 2);
    skypedpi_flow *next = flow_from(40000, 9);
    play_message(next, 0, 9, COMMAND, 22);
    ck_assert_uint_eq(play_verdict(next).signature, 1101);
    ck_assert_uint_eq(play_verdict(next).decided_packet, 1);
    play_answer(next, REVERSE, 9, NACK, client(0));
    const struct skypedpi_verdict v = play_verdict(next);
    ck_assert_uint_eq(v.signature, 1004);
    ck_assert_uint_eq(v.stage, SKYPEDPI_STAGE_FINAL);
    ck_assert_uint_eq(v.flags & SKYPEDPI_FLAG_ENDPOINT, 0);
}
END_TEST

static void acknowledge(skypedpi_flow *flow, uint32_t sequence, uint32_t acknowledgement, const uint8_t *bytes,
                        uint32_t length)
{
    const struct skypedpi_packet packet = {.size = sizeof packet,
                                           .time = play.now,
                                           .length = length,
                                           .captured = length,
                                           .sequence = sequence,
                                           .acknowledgement = acknowledgement,
                                           .tcp_flags = SKYPEDPI_TCP_ACK,
                                           .payload = bytes};
    ck_assert_int_ge(skypedpi_flow_feed(play.engine, flow, &packet), 0);
}

/* A key exchange of whose sides one is captured; what another flow to that server is called then. */
static unsigned half_key_exchange(uint16_t port)
{
    const struct place server = place_4(192, 0, 2, 1, 33033);
    uint8_t value[90], hash[8];
    for (unsigned i = 0; i < sizeof value; i++)
        value[i] = (uint8_t)(37 * i + 11);
    for (unsigned i = 0; i < sizeof hash; i++)
        hash[i] = (uint8_t)(200 + i);
    skypedpi_flow *flow = play_syn(client(port), server);
    acknowledge(flow, 1, 1, value, 0);
    acknowledge(flow, 1, 1, value, sizeof value);
    acknowledge(flow, 1 + sizeof value, 1 + 80, hash, sizeof hash);
    ck_assert_uint_eq(play_verdict(flow).signature, 2021);
    return play_application(play_syn(client((uint16_t)(port + 1)), server));
}

/* Whether others of it are none shows late then, or never. */
START_TEST(one_half_of_a_flow_teaches_by_half)
{
    ck_assert_uint_eq(half_key_exchange(50000), SKYPEDPI_APPLICATION_UNKNOWN);
    ck_assert_uint_eq(half_key_exchange(50002), SKYPEDPI_APPLICATION_SKYPE);
}
END_TEST

/* A flow of another program, whose answers are not captured. */
static void half_of_another(uint16_t port)
{
    uint8_t bytes[200];
    for (unsigned i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(73 * i + port);
    skypedpi_flow *flow = play_syn(client(port), place_4(192, 0, 2, 1, 33033));
    acknowledge(flow, 1, 1, bytes, 0);
    acknowledge(flow, 1, 1, bytes, sizeof bytes);
    acknowledge(flow, 1 + sizeof bytes, 1 + 100, bytes, 60);
}

START_TEST(halves_of_other_flows_take_the_name)
{
    const struct place server = place_4(192, 0, 2, 1, 33033);
    half_key_exchange(50000);
    ck_assert_uint_eq(half_key_exchange(50002), SKYPEDPI_APPLICATION_SKYPE);
    for (uint16_t i = 0; i < 5; i++)
        half_of_another((uint16_t)(51000 + i));
    ck_assert_uint_eq(play_application(play_syn(client(52000), server)), SKYPEDPI_APPLICATION_SKYPE);
    half_of_another(51005);
    ck_assert_uint_eq(play_application(play_syn(client(52001), server)), SKYPEDPI_APPLICATION_UNKNOWN);
}
END_TEST

START_TEST(tcp_to_a_clients_port_is_its_own)
{
    skypedpi_flow *flow[FLOWS];
    probe(flow, 4, 40000, 100, 2);
    skypedpi_flow *inbound = play_syn(place_4(198, 51, 100, 7, 2330), client(40000));
    const struct skypedpi_verdict v = play_verdict(inbound);
    ck_assert_uint_eq(v.application, SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_uint_eq(v.mechanism, SKYPEDPI_MECHANISM_TCP);
    ck_assert_uint_eq(v.decided_packet, 0);
}
END_TEST

START_TEST(of_port_80_it_is_told)
{
    skypedpi_flow *flow[FLOWS];
    const struct place other = place_4(198, 51, 100, 7, 2330);
    probe(flow, 4, 80, 100, 2);
    ck_assert_uint_eq(play_verdict(play_syn(other, client(80))).mechanism, SKYPEDPI_MECHANISM_TCP_80);
    skypedpi_flow *turned = play_open(client(80), other, 6); /* the client's answer comes by first */
    const struct skypedpi_packet answer = {
        .size = sizeof answer, .time = play.now, .tcp_flags = SKYPEDPI_TCP_SYN | SKYPEDPI_TCP_ACK};
    ck_assert_int_eq(skypedpi_flow_feed(play.engine, turned, &answer), SKYPEDPI_OK);
    ck_assert_uint_eq(play_verdict(turned).mechanism, SKYPEDPI_MECHANISM_TCP_80);
}
END_TEST

/* Known is what is said while it is known: not what either side says after it, nor what is being said. */
START_TEST(what_is_said_after_the_half_hour_is_not_known)
{
    skypedpi_flow *known[FLOWS], *flow[2] = {flow_from(40000, 30), flow_from(40000, 31)};
    for (unsigned side = 0; side < 2; side++)
        play_message(flow[side], side ? 0 : REVERSE, 9, 0x41, 60);
    probe(known, 4, 40000, 100, 2);
    play.now += 1801 * SECOND;
    for (unsigned side = 0; side < 2; side++) {
        play_message(flow[side], side ? REVERSE : 0, 9, 0x41, 60);
        ck_assert_uint_eq(play_application(flow[side]), SKYPEDPI_APPLICATION_UNKNOWN);
    }
    skypedpi_flow *stream = play_syn(place_4(198, 51, 100, 7, 2330), client(40000));
    play_segment(stream, 0, 1, "abc", 3);
    ck_assert_uint_eq(play_application(stream), SKYPEDPI_APPLICATION_UNKNOWN);
}
END_TEST

/* A connection to a server, which begins with so much; what it was called at its end. */
static unsigned connect_to(struct place server, uint32_t length)
{
    static uint16_t port = 10000;
    uint8_t said[600];
    play_fill(said, sizeof said);
    skypedpi_flow *flow = play_syn(client(++port), server);
    play_segment(flow, 0, 1, said, length);
    play_segment(flow, REVERSE, 1, said, 500);
    const unsigned application = play_application(flow);
    play_close(flow);
    return application;
}

/* Who forges a datagram of a web server has six of its connections called Skype, not all of them. */
START_TEST(tcp_speaks_for_itself_where_only_udp_is_known)
{
    const struct place server = place_4(192, 0, 2, 7, 443);
    play_answer(play_open(server, client(40000), 17), 0, 7, NACK, client(0));
    ck_assert_uint_eq(play.tellings, 1);
    for (unsigned i = 0; i < 6; i++)
        ck_assert_uint_eq(connect_to(server, 517), SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_uint_eq(connect_to(server, 517), SKYPEDPI_APPLICATION_UNKNOWN);
    play_answer(play_open(server, client(40001), 17), 0, 8, NACK, client(0));
    ck_assert_uint_eq(connect_to(server, 517), SKYPEDPI_APPLICATION_UNKNOWN);
    ck_assert_uint_eq(play.tellings, 1); /* UDP has its name still */
}
END_TEST

/* Connections that begin with Skype's hello and are told by it alone, until others of that server are Skype. */
static unsigned hellos(struct place server)
{
    static const uint8_t hello[72] = {0x80, 0x46, 1, 3, 1,    0,  0x2d, 0,    0, 0, 0x10, 0,   0,    5,
                                      0,    0,    4, 0, 0,    10, 0,    0,    9, 0, 0,    100, 0,    0,
                                      98,   0,    0, 8, 0,    0,  3,    0,    0, 6, 1,    0,   0x80, 7,
                                      0,    0xc0, 3, 0, 0x80, 6,  0,    0x40, 2, 0, 0x80, 4,   0,    0x80};
    for (unsigned count = 1;; count++) {
        uint8_t said[sizeof hello];
        play_fill(said, sizeof said);
        memcpy(said, hello, 56);
        skypedpi_flow *flow = play_syn(client((uint16_t)(50000 + count)), server);
        play_segment(flow, 0, 1, said, sizeof said);
        ck_assert_uint_eq(play_verdict(flow).stage, SKYPEDPI_STAGE_FINAL);
        play_close(flow);
        flow = play_syn(client(60000), server);
        const bool known = play_application(flow) == SKYPEDPI_APPLICATION_SKYPE;
        play_close(flow);
        if (known)
            return count;
    }
}

/* Who wants a server to be taken for Skype's has to say more each time its other connections have denied it. */
START_TEST(each_doubt_takes_twice_as_many)
{
    static const unsigned needed[] = {1, 2, 4, 7, 13, 25, 50, 50};
    const struct place server = place_4(192, 0, 2, 7, 443);
    for (unsigned i = 0; i < sizeof needed / sizeof *needed; i++) {
        ck_assert_uint_eq(hellos(server), needed[i]);
        for (unsigned n = 0; n < 6; n++)
            ck_assert_uint_eq(connect_to(server, 517), SKYPEDPI_APPLICATION_SKYPE);
    }
}
END_TEST

START_TEST(an_hour_of_silence_is_the_end_of_it)
{
    skypedpi_flow *flow[FLOWS];
    probe(flow, 4, 40000, 100, 2);
    play.now += 3600 * SECOND;
    skypedpi_flow *later = flow_from(40000, 9);
    play_message(later, 0, 9, COMMAND, 22);
    ck_assert_uint_eq(play_application(later), SKYPEDPI_APPLICATION_UNKNOWN);
    /* it was said while it was known */
    ck_assert_uint_eq(play_application(flow[0]), SKYPEDPI_APPLICATION_SKYPE);
}
END_TEST

START_TEST(a_port_with_another_program_loses_the_name)
{
    skypedpi_flow *flow[FLOWS];
    probe(flow, 4, 40000, 100, 2);
    ck_assert_uint_eq(play.tellings, 1);
    play.now += 600 * SECOND;
    for (uint32_t i = 0; i < 6; i++) {
        play_message(flow_from(40000, 100 + i), 0, (uint16_t)(i * 3000), 0x41, 60);
        play.now += SECOND;
    }
    ck_assert_uint_eq(play.tellings, 2);
    ck_assert_uint_eq(play.told[1].application, SKYPEDPI_APPLICATION_UNKNOWN);
    ck_assert_uint_eq(play.told[1].confidence, 0);
    ck_assert_uint_eq(play.told[1].signature, play.told[0].signature); /* the rest is what it had */
    skypedpi_flow *later = flow_from(40000, 200);
    play_message(later, 0, 5, 0x41, 60);
    ck_assert_uint_eq(play_application(later), SKYPEDPI_APPLICATION_UNKNOWN);
}
END_TEST

START_TEST(behind_a_symmetric_nat_the_host_is_known)
{
    skypedpi_flow *flow[FLOWS];
    for (unsigned i = 0; i < 10; i++) { /* a new port for every peer */
        flow[i] = flow_from((uint16_t)(50000 + 3 * i), i);
        play_message(flow[i], 0, (uint16_t)(100 + 2 * i), COMMAND, 20 + i);
        play.now += SECOND / 4;
    }
    ck_assert_uint_eq(play.tellings, 1);
    ck_assert_uint_eq(play.told[0].transport, 0);
    ck_assert_uint_eq(play.told[0].signature, 1201);
    for (unsigned i = 0; i < 10; i++)
        ck_assert_uint_eq(play_application(flow[i]), SKYPEDPI_APPLICATION_SKYPE);
    skypedpi_flow *other = flow_from(51000, 60); /* what is not part of the chain is not it */
    play_message(other, 0, 0x1111, 0x40, 60);
    ck_assert_uint_eq(play_application(other), SKYPEDPI_APPLICATION_UNKNOWN);
    play_message(other, 1, 0x3082, COMMAND, 300); /* counted for the peer's host: it says nothing of this one */
    ck_assert_uint_eq(play_application(other), SKYPEDPI_APPLICATION_UNKNOWN);
}
END_TEST

/* ... and not where all leave from one port: a program at another one may send what looks like a command. */
START_TEST(of_one_port_the_host_is_not_known)
{
    skypedpi_flow *flow[FLOWS];
    probe(flow, 20, 40000, 0x1234, 2);
    ck_assert_uint_eq(play.tellings, 1);
    ck_assert_uint_eq(play.told[0].port, 40000);
    play.now += 100 * SECOND; /* a count of its own begins with it */
    skypedpi_flow *other = flow_from(161, 200);
    play_message(other, 0, 0x3082, COMMAND, 300);
    ck_assert_uint_eq(play_application(other), SKYPEDPI_APPLICATION_UNKNOWN);
}
END_TEST

/* Forged sources push out each other, not an endpoint that is being counted, nor one that is known. */
START_TEST(a_flood_pushes_out_only_itself)
{
    skypedpi_flow *known[FLOWS], *counting[FLOWS];
    play_engine(64, 0);
    probe(known, 4, 40000, 100, 2);
    probe(counting, 3, 41000, 300, 2);
    for (uint32_t i = 0; i < 100000; i++) {
        struct place from = {.family = 4, .port = (uint16_t)(i * 40503u)};
        memcpy(from.address, &(uint32_t){i * 2654435761u}, 4);
        skypedpi_flow *flow = play_open(from, place_4(play_byte(), 0, 0, 0, 0), 17);
        play_message(flow, 0, (uint16_t)i, COMMAND, 30);
        play_close(flow);
    }
    play_message(flow_from(41000, 4), 0, 306, COMMAND, 30);
    ck_assert_uint_eq(play.tellings, 2);
    ck_assert_uint_eq(play_application(counting[0]), SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_uint_eq(play_application(known[0]), SKYPEDPI_APPLICATION_SKYPE);
}
END_TEST

/* A datagram that proves itself makes an endpoint known; so many of them leave room for those who come later.
 */
START_TEST(a_flood_of_proofs_keeps_nobody_out)
{
    skypedpi_flow *known[FLOWS];
    play_engine(1024, 0);
    for (uint32_t i = 0; i < 10000; i++) {
        const struct place to = place_4(198, play_byte(), play_byte(), play_byte(), 30000);
        skypedpi_flow *flow = play_open(place_4(play_byte(), 1, (uint8_t)i, (uint8_t)(i >> 8), 30000), to, 17);
        play_answer(flow, 0, (uint16_t)i, NACK, to);
        play_close(flow);
        play.now += 10 * MS;
    }
    const unsigned tellings = play.tellings;
    probe(known, 4, 40000, 100, 2);
    ck_assert_uint_eq(play.tellings, tellings + 1);
    ck_assert_uint_eq(play_application(known[0]), SKYPEDPI_APPLICATION_SKYPE);
}
END_TEST

START_TEST(without_memory_each_flow_stands_alone)
{
    skypedpi_flow *flow[FLOWS];
    play_engine(0, 0);
    probe(flow, 20, 40000, 100, 2);
    ck_assert_uint_eq(play.tellings, 0);
    ck_assert_uint_eq(play_application(flow[19]), SKYPEDPI_APPLICATION_UNKNOWN);
}
END_TEST

#define TWO_COUNTS                                                                                             \
    "signature five { id 5 transport udp scope endpoint era any mechanism none activity none source \"s\" "    \
    "proof \"p\" "                                                                                             \
    "packet len == 5 count 2 peers within 60 seconds weight 10 }"                                              \
    "signature six { id 6 transport udp era any mechanism none activity none source \"s\" proof \"p\" "        \
    "packet len == 6 weight 60 }"

static struct {
    uint32_t signature;
    unsigned times;
    struct skypedpi_endpoint endpoint;
} counted;

static void on_count(void *user, uint32_t signature, const struct skypedpi_endpoint *endpoint)
{
    (void)user;
    counted.signature = signature;
    counted.times++;
    counted.endpoint = *endpoint;
}

static void play_two_counts(uint32_t without)
{
    memset(&counted, 0, sizeof counted);
    play_load(TWO_COUNTS);
    play.settings.on_count = on_count;
    play.settings.without = without;
    play_renew();
    for (uint32_t peer = 1; peer <= 4; peer++)
        play_message(flow_from(40000, peer), 0, 7, DATA, 5);
}

/* Told once, although too weak to make anything known. */
START_TEST(counts_are_told_however_weak)
{
    play_two_counts(0);
    ck_assert_uint_eq(counted.times, 1);
    ck_assert_uint_eq(counted.signature, 5);
    ck_assert_uint_eq(counted.endpoint.port, 40000);
    ck_assert_uint_eq(counted.endpoint.transport, 17);
    ck_assert_uint_eq(counted.endpoint.application, SKYPEDPI_APPLICATION_UNKNOWN);
    ck_assert_uint_eq(play.tellings, 0);
}
END_TEST

START_TEST(one_signature_is_not_asked)
{
    play_two_counts(5);
    ck_assert_uint_eq(counted.times, 0);
    skypedpi_flow *flow = flow_from(40000, 9);
    play_message(flow, 0, 7, DATA, 6);
    ck_assert_uint_eq(play_application(flow), SKYPEDPI_APPLICATION_SKYPE);
    play_two_counts(6);
    ck_assert_uint_eq(counted.times, 1);
    flow = flow_from(40000, 9);
    play_message(flow, 0, 7, DATA, 6);
    ck_assert_uint_eq(play_application(flow), SKYPEDPI_APPLICATION_UNKNOWN);
}
END_TEST

START_TEST(who_asks_for_no_last_word_hears_it)
{
    skypedpi_flow *flow[FLOWS];
    probe(flow, 4, 40000, 1, 1);
    unsigned heard = play.verdicts;
    play_close(flow[0]);
    ck_assert_uint_eq(play.verdicts, heard + 1);
}
END_TEST

START_TEST(a_refused_question_tells_nothing)
{
    skypedpi_flow *flow[FLOWS];
    struct skypedpi_verdict small = {.size = 4}, wild = {.size = UINT32_MAX};
    probe(flow, 4, 40000, 1, 1);
    unsigned heard = play.verdicts;
    ck_assert_int_eq(skypedpi_flow_verdict(play.engine, flow[0], &small), SKYPEDPI_E_SIZE);
    ck_assert_int_eq(skypedpi_flow_verdict(play.engine, flow[0], &wild), SKYPEDPI_E_SIZE);
    ck_assert_uint_eq(play.verdicts, heard);
    ck_assert_uint_eq(play_application(flow[0]), SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_uint_eq(play.verdicts, heard + 1);
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("endpoint");
    tcase_add_checked_fixture(t, setup, play_end);
    tcase_set_timeout(t, 60);
    tcase_add_test(t, four_probes_make_an_endpoint);
    tcase_add_test(t, since_when_is_told_of_what_counts);
    tcase_add_test(t, new_flows_become_it_at_once);
    tcase_add_test(t, last_word_at_close_knows_it);
    tcase_add_test(t, one_peer_is_no_sweep);
    tcase_add_test(t, steps_must_be_small_and_forward);
    tcase_add_test(t, a_length_is_no_id);
    tcase_add_test(t, one_stray_message_breaks_no_chain);
    tcase_add_test(t, vectors_must_be_new);
    tcase_add_test(t, a_clock_is_no_vector);
    tcase_add_test(t, flags_are_no_vector);
    tcase_add_loop_test(t, a_notice_is_known_by_its_checksum, 0, 2);
    tcase_add_test(t, a_sender_is_no_notice);
    tcase_add_test(t, four_vectors_are_taken_for_new);
    tcase_add_test(t, old_messages_are_forgotten);
    tcase_add_test(t, peers_agree_on_the_public_address);
    tcase_add_test(t, an_echo_is_no_public_address);
    tcase_add_test(t, whom_a_hundred_ask_is_a_supernode);
    tcase_add_test(t, peers_that_disagree_prove_nothing);
    tcase_add_test(t, a_sure_flow_makes_its_endpoints_known);
    tcase_add_test(t, who_said_nothing_is_not_known);
    tcase_add_test(t, own_proof_goes_before_the_endpoint);
    tcase_add_test(t, one_half_of_a_flow_teaches_by_half);
    tcase_add_test(t, halves_of_other_flows_take_the_name);
    tcase_add_test(t, tcp_to_a_clients_port_is_its_own);
    tcase_add_test(t, of_port_80_it_is_told);
    tcase_add_test(t, what_is_said_after_the_half_hour_is_not_known);
    tcase_add_test(t, tcp_speaks_for_itself_where_only_udp_is_known);
    tcase_add_test(t, each_doubt_takes_twice_as_many);
    tcase_add_test(t, an_hour_of_silence_is_the_end_of_it);
    tcase_add_test(t, a_port_with_another_program_loses_the_name);
    tcase_add_test(t, behind_a_symmetric_nat_the_host_is_known);
    tcase_add_test(t, of_one_port_the_host_is_not_known);
    tcase_add_test(t, a_flood_pushes_out_only_itself);
    tcase_add_test(t, a_flood_of_proofs_keeps_nobody_out);
    tcase_add_test(t, without_memory_each_flow_stands_alone);
    tcase_add_test(t, counts_are_told_however_weak);
    tcase_add_test(t, one_signature_is_not_asked);
    tcase_add_test(t, who_asks_for_no_last_word_hears_it);
    tcase_add_test(t, a_refused_question_tells_nothing);
    return suite_run("engine_endpoint", t);
}
