/* SPDX-License-Identifier: BSD-2-Clause */
/* What signatures see of messages that come in pieces, late, not whole or through a tunnel, and what of
 * evidence is kept. */
#include <stdio.h>
#include "tests/unit/engine_play.h"

#define SIGNATURE(id, transport, application, rest)                                                            \
    "signature s" id " { id " id " transport " transport " application " application " era any activity none"  \
    " source \"test\" proof \"test\" " rest " }\n"

static struct {
    uint32_t id[TOLD], length[TOLD];
    unsigned count;
} fired;

static void on_evidence(void *user, skypedpi_flow *flow, const struct skypedpi_evidence *e)
{
    (void)user;
    (void)flow;
    ck_assert_uint_lt(fired.count, TOLD);
    fired.id[fired.count] = e->signature;
    fired.length[fired.count++] = e->length;
}

static void load(const char *set)
{
    play_load(set);
    play_engine(64, 0);
    play.settings.on_evidence = on_evidence;
    play_renew();
    memset(&fired, 0, sizeof fired);
}

static void expect(unsigned count, const uint32_t *ids)
{
    ck_assert_uint_eq(fired.count, count);
    for (unsigned i = 0; i < count; i++)
        ck_assert_uint_eq(fired.id[i], ids[i]);
}

#define EXPECT(...)      expect(sizeof((uint32_t[]){__VA_ARGS__}) / 4, (uint32_t[]){__VA_ARGS__})
#define EXPECT_NOTHING() expect(0, NULL)

static struct place client(void)
{
    return place_4(198, 51, 100, 7, 50000);
}

static struct place server(void)
{
    return place_4(203, 0, 113, 9, 12350);
}

static skypedpi_flow *tcp(void)
{
    return play_syn(client(), server());
}

static skypedpi_flow *udp(void)
{
    return play_open(client(), server(), 17);
}

/* A segment that acknowledges, of which so much was captured. */
static void segment(skypedpi_flow *flow, unsigned reverse, uint32_t sequence, uint32_t acknowledgement,
                    const char *text, uint32_t captured)
{
    const struct skypedpi_packet packet = {.size = sizeof packet,
                                           .flags = reverse,
                                           .time = play.now,
                                           .length = (uint32_t)strlen(text),
                                           .captured = captured,
                                           .sequence = sequence,
                                           .acknowledgement = acknowledgement,
                                           .tcp_flags = SKYPEDPI_TCP_ACK,
                                           .payload = (const uint8_t *)text};
    ck_assert_int_ge(skypedpi_flow_feed(play.engine, flow, &packet), 0);
}

static void say(skypedpi_flow *flow, unsigned reverse, uint32_t sequence, uint32_t acknowledgement,
                const char *text)
{
    segment(flow, reverse, sequence, acknowledgement, text, (uint32_t)strlen(text));
}

/* ---- turns ---- */

START_TEST(a_chain_takes_one_step_a_turn_however_it_was_cut)
{
    load(SIGNATURE("1", "tcp", "skype", "mechanism tcp weight 10 packet u8[0] == 0x61")
             SIGNATURE("2", "tcp", "skype", "mechanism tcp weight 10 after s1 packet len >= 1"));
    skypedpi_flow *flow = tcp();
    say(flow, 0, 1, 1, "ab");
    say(flow, 0, 3, 1, "cd");
    EXPECT(1);
    say(flow, REVERSE, 1, 5, "x");
    EXPECT(1, 2);
}
END_TEST

/* What comes after the first 256 bytes only makes it longer. */
START_TEST(a_turn_is_looked_at_until_it_has_256_bytes)
{
    char bytes[256] = {0};
    memset(bytes, 'a', 255);
    for (unsigned full = 0; full < 2; full++) {
        load(SIGNATURE("1", "tcp", "skype", "mechanism tcp weight 10 packet len == 258")
                 SIGNATURE("2", "tcp", "skype", "mechanism tcp weight 10 packet reverse.len == 258"));
        skypedpi_flow *flow = tcp();
        say(flow, 0, 1, 1, bytes);
        if (full)
            say(flow, 0, 256, 1, "b");
        say(flow, 0, full ? 257 : 256, 1, full ? "cd" : "bcd");
        ck_assert_uint_eq(fired.count, full ? 0 : 1);
        say(flow, REVERSE, 1, 259, "x");
        ck_assert_uint_eq(fired.id[fired.count - 1], 2);
    }
}
END_TEST

/* A turn is as old as its last segment; a message dated before what it looks back at comes at once. */
START_TEST(a_turn_was_said_when_its_last_byte_was)
{
    for (unsigned more = 0; more < 2; more++) {
        load(SIGNATURE("1", "tcp", "skype", "mechanism tcp weight 10 packet reverse.age == 5")
                 SIGNATURE("2", "tcp", "skype", "mechanism tcp weight 10 packet prev.age == 0"));
        skypedpi_flow *flow = tcp();
        say(flow, 0, 1, 1, "ab");
        play.now += 7 * MS;
        if (more)
            say(flow, 0, 3, 1, "cd");
        play.now += more ? 5 * MS : 0;
        play.now -= more ? 0 : 2 * MS;
        say(flow, REVERSE, 1, more ? 5 : 3, "x");
        EXPECT(1);
        play.now -= SECOND;
        say(flow, 0, more ? 5 : 3, 2, "y");
        EXPECT(1, 2);
    }
}
END_TEST

START_TEST(bytes_that_never_came_by_are_not_zero)
{
    load(SIGNATURE("1", "tcp", "skype", "mechanism tcp weight 10 packet not reverse.u32[4] == 7") SIGNATURE(
        "2", "tcp", "skype", "mechanism tcp weight 10 packet reverse.unseen and reverse.len == 20"));
    skypedpi_flow *flow = tcp();
    say(flow, 0, 1, 1, "abcde");
    say(flow, REVERSE, 1, 21, "x"); /* 15 more were sent, it says */
    EXPECT(2);
}
END_TEST

START_TEST(what_grows_unseen_is_said_when_it_is_acknowledged)
{
    load(SIGNATURE("1", "tcp", "skype", "mechanism tcp weight 10 packet reverse.age == 0"));
    skypedpi_flow *flow = tcp();
    say(flow, 0, 1, 1, "abcde");
    play.now += 5 * SECOND;
    say(flow, REVERSE, 1, 21, "x");
    EXPECT(1);
}
END_TEST

START_TEST(a_turn_captured_short_has_its_length)
{
    load(SIGNATURE("1", "tcp", "skype", "mechanism tcp weight 10 packet len == 13"));
    skypedpi_flow *flow = tcp();
    say(flow, 0, 1, 1, "abcde");
    segment(flow, 0, 6, 1, "fghijklm", 2);
    EXPECT(1);
    ck_assert_uint_eq(fired.length[0], 13);
}
END_TEST

/* A capture may say so. */
START_TEST(a_turn_of_4_gib_does_not_come_around)
{
    load(SIGNATURE("1", "tcp", "skype", "mechanism tcp weight 10 packet len < 20")
             SIGNATURE("2", "tcp", "skype", "mechanism tcp weight 10 packet len >= 4000000000")
                 SIGNATURE("3", "tcp", "skype", "mechanism tcp weight 10 packet server and size[1] == 65535"));
    skypedpi_flow *flow = tcp();
    const char text[] = "twenty bytes, no more";
    struct skypedpi_packet more = {.size = sizeof more,
                                   .time = play.now,
                                   .length = UINT32_MAX - 9,
                                   .captured = 10,
                                   .sequence = 22,
                                   .acknowledgement = 1,
                                   .tcp_flags = SKYPEDPI_TCP_ACK,
                                   .payload = (const uint8_t *)text};
    say(flow, 0, 1, 1, text);
    ck_assert_int_ge(skypedpi_flow_feed(play.engine, flow, &more), 0);
    EXPECT(2);
    more.sequence += more.length;
    ck_assert_int_ge(skypedpi_flow_feed(play.engine, flow, &more), 0);
    say(flow, REVERSE, 1, more.sequence + more.length, "x, and some more of it");
    EXPECT(2, 3);
}
END_TEST

/* One datagram of a flow of its own, captured short. */
static void datagram_of(uint32_t length)
{
    const struct skypedpi_packet packet = {.size = sizeof packet,
                                           .time = play.now,
                                           .length = length,
                                           .captured = 1,
                                           .payload = (const uint8_t *)"a"};
    skypedpi_flow *flow = udp();
    ck_assert_int_ge(skypedpi_flow_feed(play.engine, flow, &packet), 0);
    play_close(flow);
}

/* As what networks merge for a host may have. */
START_TEST(the_256th_message_is_not_the_first)
{
    load(SIGNATURE("1", "udp", "skype", "mechanism none weight 10 packet len == 3 and ordinal <= 1")
             SIGNATURE("2", "udp", "skype", "mechanism none weight 10 packet len == 3 and ordinal == 255"));
    play.settings.udp_budget = 1000;
    play_renew();
    skypedpi_flow *flow = udp();
    for (unsigned i = 0; i < 300; i++)
        play_feed(flow, 0, (const uint8_t *)"abc", i < 255 ? 2 : 3);
    EXPECT(2);
}
END_TEST

START_TEST(lengths_above_65535_are_told_apart)
{
    load(SIGNATURE("1", "udp", "skype", "mechanism none weight 10 packet u8[0] == 0x61")
             SIGNATURE("2", "udp", "skype", "mechanism none weight 10 packet len >= 70000") SIGNATURE(
                 "3", "udp", "skype", "mechanism none weight 10 packet len in {65535, 65537..80000}"));
    datagram_of(65535);
    EXPECT(1, 3);
    datagram_of(65536);
    EXPECT(1, 3, 1);
    datagram_of(80000);
    EXPECT(1, 3, 1, 1, 2, 3);
    datagram_of(UINT32_MAX);
    EXPECT(1, 3, 1, 1, 2, 3, 1, 2);
}
END_TEST

/* A bound is answered before the condition is asked, whatever it is. */
START_TEST(lengths_end_where_they_are_bounded)
{
    for (uint32_t most = 100; most < 65535; most = most * 3 + 1) {
        char text[512];
        snprintf(text, sizeof text,
                 SIGNATURE("1", "udp", "skype", "mechanism none weight 10 packet len in 18..%u"), most);
        load(text);
        datagram_of(most + 1);
        datagram_of(65535);
        datagram_of(70000);
        EXPECT_NOTHING();
        datagram_of(most);
        EXPECT(1);
    }
}
END_TEST

START_TEST(what_comes_late_is_looked_at_alone)
{
    load(SIGNATURE("1", "tcp", "skype", "mechanism tcp weight 10 packet u8[0] == 0x6c and not reverse.seen")
             SIGNATURE("2", "tcp", "skype", "mechanism tcp weight 10 packet u8[0] == 0x6c and prev.seen"));
    skypedpi_flow *flow = tcp();
    say(flow, REVERSE, 1, 7, "answer"); /* to six bytes that were not seen yet */
    EXPECT_NOTHING();
    say(flow, 0, 1, 1, "latter");
    EXPECT(1);
}
END_TEST

START_TEST(what_comes_late_comes_before_in_a_chain)
{
    load(SIGNATURE("1", "tcp", "skype", "mechanism tcp weight 10 packet u8[0] == 0x6c")
             SIGNATURE("2", "tcp", "skype", "mechanism tcp weight 10 after s1 packet len > 0"));
    skypedpi_flow *flow = tcp();
    say(flow, REVERSE, 1, 7, "answer");
    say(flow, 0, 1, 1, "latter");
    EXPECT(1);
    say(flow, REVERSE, 7, 7, "and more");
    EXPECT(1, 2);
}
END_TEST

START_TEST(of_two_early_ones_the_better_captured_counts)
{
    load(SIGNATURE("1", "tcp", "skype", "mechanism tcp weight 10 packet u8[7] == 0x68"));
    for (unsigned better = 0; better < 2; better++) {
        skypedpi_flow *flow = tcp();
        memset(&fired, 0, sizeof fired);
        segment(flow, 0, 5, 1, "efgh", better ? 4 : 1);
        segment(flow, 0, 5, 1, "efgh", better ? 1 : 4);
        say(flow, 0, 1, 1, "abcd");
        EXPECT(1);
        play_close(flow);
    }
}
END_TEST

START_TEST(what_is_not_acknowledged_yet_waits)
{
    load(SIGNATURE("1", "tcp", "skype", "mechanism tcp weight 10 packet reverse.len == 3"));
    skypedpi_flow *flow = tcp();
    say(flow, 0, 7, 1, "gh");
    say(flow, REVERSE, 1, 4, "x"); /* to three bytes, and three more may still come */
    EXPECT(1);
    ck_assert_uint_eq(play_verdict(flow).flags, SKYPEDPI_FLAG_MISSING | SKYPEDPI_FLAG_ONE_WAY);
    say(flow, 0, 4, 2, "def");
    ck_assert_uint_eq(play_verdict(flow).flags, SKYPEDPI_FLAG_MISSING);
}
END_TEST

/* ---- datagrams ---- */

static void datagram(skypedpi_flow *flow, unsigned reverse, const char *text, uint32_t captured)
{
    const struct skypedpi_packet packet = {.size = sizeof packet,
                                           .flags = reverse,
                                           .time = play.now,
                                           .length = (uint32_t)strlen(text),
                                           .captured = captured,
                                           .payload = (const uint8_t *)text};
    ck_assert_int_ge(skypedpi_flow_feed(play.engine, flow, &packet), 0);
}

START_TEST(the_third_message_has_an_older_one)
{
    load(SIGNATURE("1", "udp", "skype", "mechanism dns weight 10 packet older.seen"));
    skypedpi_flow *flow = udp();
    datagram(flow, 0, "a message, long", 15);
    datagram(flow, 0, "b message, long", 15);
    EXPECT_NOTHING();
    datagram(flow, 0, "c message, long", 15);
    EXPECT(1);
}
END_TEST

/* Of the third message: one byte is that of both before it, two are that of one. */
START_TEST(in_common_is_what_all_have)
{
    load(SIGNATURE("1", "udp", "skype", "mechanism dns weight 10 packet common(0, 3) == 1")
             SIGNATURE("2", "udp", "skype", "mechanism dns weight 10 packet prev.common(0, 3) == 2")
                 SIGNATURE("3", "udp", "skype", "mechanism dns weight 10 packet reverse.common(0, 3) == 2"));
    skypedpi_flow *flow = udp();
    datagram(flow, 0, "abx", 3);
    datagram(flow, REVERSE, "ayc", 3);
    EXPECT_NOTHING();
    datagram(flow, 0, "abc", 3);
    EXPECT(1, 2, 3);
}
END_TEST

START_TEST(what_was_not_kept_leaves_no_older_one)
{
    load(SIGNATURE("1", "udp", "skype", "mechanism dns weight 10 packet u8[0] == 0x64 and older.seen"));
    for (uint32_t captured = 3; captured <= 13; captured += 10) {
        skypedpi_flow *flow = udp();
        memset(&fired, 0, sizeof fired);
        datagram(flow, 0, "a message, long", 15);
        datagram(flow, 0, "b message, long", captured); /* of 3 nothing is kept */
        datagram(flow, 0, "c message, long", 15);
        datagram(flow, 0, "d message, long", 15);
        ck_assert_uint_eq(fired.count, captured == 13);
        play_close(flow);
    }
}
END_TEST

START_TEST(stun_of_any_method_and_dns_with_many_questions_are_read)
{
    static const uint8_t stun[20] = {0x02, 0x00, 0, 0, 0x21, 0x12, 0xa4, 0x42},
                         dns[12 + 7 + 4 * 6] = {0, 9,    1,  0, 0,    5,  0, 0,    0,  0, 0,    0,  1, 'a', 0,
                                                0, 1,    0,  1, 0xc0, 12, 0, 1,    0,  1, 0xc0, 12, 0, 1,   0,
                                                1, 0xc0, 12, 0, 1,    0,  1, 0xc0, 12, 0, 1,    0,  1};
    load(SIGNATURE("1", "udp", "skype", "mechanism dns weight 10 packet stun.type == 0x200")
             SIGNATURE("2", "udp", "skype", "mechanism dns weight 10 packet dns.name is \"a\""));
    play_feed(udp(), 0, stun, sizeof stun);
    EXPECT(1);
    play_feed(udp(), 0, dns, sizeof dns);
    EXPECT(1, 2);
}
END_TEST

/* ---- what is asked for in only one place ---- */

START_TEST(a_protocol_is_read_wherever_it_is_asked_for)
{
    load(SIGNATURE("1", "tcp", "skype", "mechanism tcp weight 10 packet len == 5 or http.request"));
    say(tcp(), 0, 1, 1, "GET /a HTTP/1.1\r\n\r\n");
    EXPECT(1);
    load(SIGNATURE("1", "tcp", "skype",
                   "mechanism tcp weight 10 packet len > 5 version http.path after \"v=\""));
    skypedpi_flow *flow = tcp();
    say(flow, 0, 1, 1, "GET /v=1.2.3 HTTP/1.1\r\n\r\n");
    ck_assert_uint_eq(play_verdict(flow).era_first.part[1], 2);
}
END_TEST

/* ---- evidence ---- */

START_TEST(a_sum_is_not_lost_to_what_finds_no_room)
{
    load("application \"one\" application \"two\"\n" /* five hold; four are kept */
         SIGNATURE("1", "udp", "one", "mechanism dns weight 60 packet len > 0")
             SIGNATURE("2", "udp", "skype", "mechanism dns weight 1 packet len > 0")
                 SIGNATURE("3", "udp", "skype", "mechanism dns weight 1 packet len > 1")
                     SIGNATURE("4", "udp", "skype", "mechanism dns weight 1 packet len > 2")
                         SIGNATURE("5", "udp", "two", "mechanism dns weight 89 path relayed packet len > 3"));
    skypedpi_flow *flow = udp();
    datagram(flow, 0, "abcdefgh", 8);
    EXPECT(1, 2, 3, 4);
    struct skypedpi_verdict v = play_verdict(flow);
    ck_assert_uint_eq(v.application, SKYPEDPI_APPLICATION_CUSTOM);
    ck_assert_uint_eq(v.confidence, 60);
    ck_assert_uint_eq(v.path, SKYPEDPI_PATH_RELAYED); /* which costs nothing to keep */
}
END_TEST

/* The index has a word of bits for each 64. */
START_TEST(of_many_signatures_each_is_found)
{
    static char set[300 * 200];
    size_t used = 0;
    for (unsigned id = 1; id <= 300; id++)
        used += (size_t)snprintf(
            set + used, sizeof set - used,
            "signature s%u { id %u transport udp era any mechanism dns activity none source \"test\""
            " proof \"test\" weight 1 packet len == %u }\n",
            id, id, id);
    load(set);
    for (uint32_t id = 1; id <= 300; id++, fired.count = 0) {
        datagram_of(id);
        EXPECT(id);
    }
}
END_TEST

START_TEST(a_proxy_goes_before_a_relay)
{
    load(SIGNATURE("1", "tcp", "skype", "mechanism turn weight 60 path proxy packet len == 3"));
    skypedpi_flow *flow = tcp();
    say(flow, 0, 1, 1, "abc");
    ck_assert_uint_eq(play_verdict(flow).path, SKYPEDPI_PATH_PROXY);
}
END_TEST

START_TEST(a_tunnel_takes_the_verdict_back)
{
    load(SIGNATURE("1", "tcp", "skype-related", "mechanism http weight 60 packet http.request")
             SIGNATURE("2", "tcp", "skype", "mechanism tcp weight 70 packet tunnelled and len == 4"));
    skypedpi_flow *flow = tcp();
    say(flow, 0, 1, 1, "CONNECT a:443 HTTP/1.0\r\n\r\n");
    ck_assert_uint_eq(play.verdicts, 1);
    say(flow, REVERSE, 1, 27, "HTTP/1.0 200 OK\r\n\r\n");
    ck_assert_uint_eq(play.verdicts, 2);
    struct skypedpi_verdict v = play_verdict(flow);
    ck_assert_uint_eq(v.application, SKYPEDPI_APPLICATION_UNKNOWN);
    ck_assert_uint_eq(v.stage, SKYPEDPI_STAGE_OPEN);
    ck_assert_uint_eq(v.decided_packet, 0);
    say(flow, 0, 27, 20, "abcd");
    v = play_verdict(flow);
    ck_assert_uint_eq(v.application, SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_uint_eq(v.decided_packet, 3);
}
END_TEST

START_TEST(in_a_tunnel_what_fired_before_it_fires_again)
{
    load(SIGNATURE("1", "tcp", "skype", "mechanism tcp weight 60 packet client and len > 3"));
    skypedpi_flow *flow = tcp();
    say(flow, 0, 1, 1, "CONNECT a:443 HTTP/1.0\r\n\r\n");
    say(flow, REVERSE, 1, 27, "HTTP/1.0 200 OK\r\n\r\n");
    EXPECT(1);
    say(flow, 0, 27, 20, "abcd");
    EXPECT(1, 1);
}
END_TEST

/* What the proxy's port is known for says nothing of what is inside, nor does a flag tell of it. */
START_TEST(a_tunnel_forgets_what_its_endpoint_is_known_for)
{
    load(SIGNATURE("1", "tcp", "skype", "mechanism tcp weight 90 packet len == 3"));
    say(tcp(), 0, 1, 1, "abc");
    skypedpi_flow *flow = tcp();
    say(flow, 0, 1, 1, "CONNECT a:443 HTTP/1.0\r\n\r\n");
    ck_assert_uint_eq(play_verdict(flow).application, SKYPEDPI_APPLICATION_SKYPE);
    ck_assert(play_verdict(flow).flags & SKYPEDPI_FLAG_ENDPOINT);
    play.now += 1801 * SECOND; /* it is not known any more */
    say(flow, REVERSE, 1, 27, "HTTP/1.0 200 OK\r\n\r\n");
    struct skypedpi_verdict v = play_verdict(flow);
    ck_assert_uint_eq(v.application, SKYPEDPI_APPLICATION_UNKNOWN);
    ck_assert_uint_eq(v.flags, SKYPEDPI_FLAG_TUNNELLED);
}
END_TEST

static void expect_unknown_port(void)
{
    skypedpi_flow *flow = tcp();
    say(flow, 0, 1, 1, "x");
    ck_assert_uint_eq(play_verdict(flow).application, SKYPEDPI_APPLICATION_UNKNOWN);
}

/* An outbound tap sees neither reply. */
START_TEST(who_asks_a_proxy_tells_nothing_of_its_port)
{
    load(SIGNATURE("1", "tcp", "skype", "mechanism tcp weight 90 packet len == 4 and ordinal >= 2"));
    skypedpi_flow *flow = tcp();
    say(flow, 0, 1, 1, _i ? "\5\1\2" : "CONNECT a:443 HTTP/1.0\r\n\r\n"); /* SOCKS5, HTTPS */
    say(flow, 0, _i ? 4 : 27, 20, "abcd");
    EXPECT(1);
    expect_unknown_port();
}
END_TEST

/* A tap loses it: what the server says next is no reply. */
START_TEST(a_reply_that_was_lost_tells_nothing_of_the_port)
{
    load(SIGNATURE("1", "tcp", "skype", "mechanism tcp weight 90 packet server and len == 5"));
    skypedpi_flow *flow = tcp();
    say(flow, 0, 1, 1, "\5\1\2");
    say(flow, REVERSE, 1, 4, "\5\2");
    play_segment(flow, 0, 4, "\5\1\0\1\300\0\2\1\1\273", 10);
    say(flow, 0, 14, 13, "abcd");
    say(flow, REVERSE, 13, 18, "efghi");
    EXPECT(1);
    expect_unknown_port();
}
END_TEST

START_TEST(who_asks_a_proxy_is_not_given_up)
{
    load(SIGNATURE("1", "tcp", "skype", "mechanism tcp weight 90 packet tunnelled and ordinal == 1"));
    skypedpi_flow *flow = tcp();
    say(flow, 0, 1, 1, "CONNECT a:443 HTTP/1.0\r\n\r\n");
    say(flow, REVERSE, 1, 27, "HTTP/1.0 407 No\r\n\r\n");
    say(flow, 0, 27, 20, "CONNECT a:443 HTTP/1.0\r\n\r\n");
    say(flow, REVERSE, 20, 53, "HTTP/1.0 200 OK\r\n");
    say(flow, REVERSE, 37, 53, "\r\n");
    say(flow, 0, 53, 39, "abcd");
    EXPECT(1);
}
END_TEST

START_TEST(what_grows_out_of_a_handshake_is_none)
{
    load(SIGNATURE("1", "tcp", "skype", "mechanism tcp weight 10 packet tunnelled"));
    for (unsigned more = 0; more < 2; more++) {
        skypedpi_flow *flow = tcp();
        play_segment(flow, 0, 1, "\4\1\1\273\300\0\2\7me", 11); /* SOCKS4 to 192.0.2.7:443 */
        if (more)
            play_segment(flow, 0, 12, "x", 1);
        play_segment(flow, REVERSE, 1, "\0\132\1\273\300\0\2\7", 8);
        ck_assert_uint_eq((play_verdict(flow).flags & SKYPEDPI_FLAG_TUNNELLED) != 0, !more);
        flow = tcp();
        play_segment(flow, 0, 1, "\5\1\0", 3); /* SOCKS5 */
        if (more)
            play_segment(flow, 0, 4, "x", 1);
        play_segment(flow, REVERSE, 1, "\5\0", 2);
        play_segment(flow, 0, 4 + more, "\5\1\0\1\300\0\2\7\1\273", 10);
        play_segment(flow, REVERSE, 3, "\5\0\0\1\300\0\2\7\1\273", 10);
        ck_assert_uint_eq((play_verdict(flow).flags & SKYPEDPI_FLAG_TUNNELLED) != 0, !more);
    }
}
END_TEST

/* The reply's end and a piece of the inner turn came in one segment: what follows belongs to it. */
START_TEST(behind_a_proxys_reply_a_turn_is_put_together)
{
    char text[400];
    load(SIGNATURE("1", "tcp", "skype", "mechanism http weight 90 packet http.host under {\"skype.com\"}"));
    skypedpi_flow *flow = tcp();
    say(flow, 0, 1, 1, "CONNECT a:443 HTTP/1.0\r\n\r\n");
    say(flow, REVERSE, 1, 27, "HTTP/1.0 200 OK\r\n");
    snprintf(text, sizeof text, "\r\nGET /%0300d HTTP/1.0\r\n", 0);
    say(flow, REVERSE, 18, 27, text);
    EXPECT_NOTHING();
    say(flow, REVERSE, 18 + (uint32_t)strlen(text), 27, "Host: skype.com\r\n\r\n");
    EXPECT(1);
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("turn");
    tcase_add_checked_fixture(t, play_begin, play_end);
    tcase_add_test(t, a_chain_takes_one_step_a_turn_however_it_was_cut);
    tcase_add_test(t, a_turn_is_looked_at_until_it_has_256_bytes);
    tcase_add_test(t, a_turn_was_said_when_its_last_byte_was);
    tcase_add_test(t, bytes_that_never_came_by_are_not_zero);
    tcase_add_test(t, what_grows_unseen_is_said_when_it_is_acknowledged);
    tcase_add_test(t, a_turn_captured_short_has_its_length);
    tcase_add_test(t, a_turn_of_4_gib_does_not_come_around);
    tcase_add_test(t, the_256th_message_is_not_the_first);
    tcase_add_test(t, lengths_above_65535_are_told_apart);
    tcase_add_test(t, lengths_end_where_they_are_bounded);
    tcase_add_test(t, what_comes_late_is_looked_at_alone);
    tcase_add_test(t, what_comes_late_comes_before_in_a_chain);
    tcase_add_test(t, of_two_early_ones_the_better_captured_counts);
    tcase_add_test(t, what_is_not_acknowledged_yet_waits);
    tcase_add_test(t, the_third_message_has_an_older_one);
    tcase_add_test(t, in_common_is_what_all_have);
    tcase_add_test(t, what_was_not_kept_leaves_no_older_one);
    tcase_add_test(t, stun_of_any_method_and_dns_with_many_questions_are_read);
    tcase_add_test(t, a_protocol_is_read_wherever_it_is_asked_for);
    tcase_add_test(t, a_sum_is_not_lost_to_what_finds_no_room);
    tcase_add_test(t, of_many_signatures_each_is_found);
    tcase_add_test(t, a_proxy_goes_before_a_relay);
    tcase_add_test(t, a_tunnel_takes_the_verdict_back);
    tcase_add_test(t, in_a_tunnel_what_fired_before_it_fires_again);
    tcase_add_test(t, a_tunnel_forgets_what_its_endpoint_is_known_for);
    tcase_add_loop_test(t, who_asks_a_proxy_tells_nothing_of_its_port, 0, 2);
    tcase_add_test(t, a_reply_that_was_lost_tells_nothing_of_the_port);
    tcase_add_test(t, who_asks_a_proxy_is_not_given_up);
    tcase_add_test(t, what_grows_out_of_a_handshake_is_none);
    tcase_add_test(t, behind_a_proxys_reply_a_turn_is_put_together);
    return suite_run("engine_turn", t);
}
