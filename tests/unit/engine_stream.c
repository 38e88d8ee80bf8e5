/* SPDX-License-Identifier: BSD-2-Clause */
/* What signatures are shown of a TCP connection, whatever happened to its segments on the way. A native
 * detector that never fires writes down each message. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <skypedpi/skypedpi.h>
#include "tests/unit/suite.h"

static char trace[4096];

/* "c1:14 " is the client's first turn at 14 bytes; the payload follows in brackets. */
static int note(void *user, void *state, const struct skypedpi_message *m)
{
    (void)user;
    (void)state;
    size_t used = strlen(trace);
    snprintf(trace + used, sizeof trace - used, "%c%u:%u[%.*s] ", m->reverse ? 's' : 'c', m->ordinal, m->length,
             (int)m->captured, (const char *)m->payload);
    return 0;
}

static const char text[] = "signature every-message { id 1 transport tcp era any mechanism tcp activity none\n"
                           "source \"test\" proof \"test\" packet len >= 1 native \"note\" weight 1 }\n";

static skypedpi_db *db;
static skypedpi_engine *engine;
static skypedpi_flow *flow;
static struct skypedpi_settings settings;

#define CLIENT_ISN 1000u
#define SERVER_ISN 0xfffffff0u /* the numbers wrap early */

static void open_flow(void)
{
    const struct skypedpi_tuple tuple = {.size = sizeof tuple,
                                         .family = 4,
                                         .transport = 6,
                                         .source_port = 4000,
                                         .destination_port = 443,
                                         .source = {10, 0, 0, 1},
                                         .destination = {192, 0, 2, 1}};
    ck_assert_int_eq(skypedpi_flow_open(engine, &tuple, &flow), SKYPEDPI_OK);
    trace[0] = 0;
}

static void make_engine(uint32_t buffers)
{
    skypedpi_settings_init(&settings);
    settings.stream_buffers = buffers;
    settings.max_flows = 16;
    ck_assert_int_eq(skypedpi_engine_new(db, &settings, &engine), SKYPEDPI_OK);
    open_flow();
}

static void setup(void)
{
    const struct skypedpi_native native = {
        .size = sizeof native, .abi = SKYPEDPI_NATIVE_ABI, .name = "note", .inspect = note};
    skypedpi_sigset *set;
    struct skypedpi_diagnostic entry[4];
    struct skypedpi_diagnostics d = {.size = sizeof d, .capacity = 4, .entry = entry};
    ck_assert_int_eq(skypedpi_sigset_new(NULL, &set), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_add_native(set, &native), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_add_text(set, "test", text, sizeof text - 1, &d), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_compile(set, &d, &db), SKYPEDPI_OK);
    skypedpi_sigset_free(set);
    make_engine(8);
}

static void teardown(void)
{
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
}

static uint64_t now = 1000000000;

static int feed(unsigned direction, uint32_t tcp, uint32_t sequence, uint32_t acknowledgement,
                const char *payload, uint32_t captured)
{
    uint32_t length = (uint32_t)strlen(payload);
    /* exact-length copy: a sanitizer sees what is read behind it */
    uint8_t *copy = malloc(captured ? captured : 1);
    memcpy(copy, payload, captured);
    const struct skypedpi_packet p = {.size = sizeof p,
                                      .flags = direction,
                                      .time = now += 1000000,
                                      .length = length,
                                      .captured = captured,
                                      .sequence = sequence,
                                      .acknowledgement = acknowledgement,
                                      .tcp_flags = tcp,
                                      .payload = copy};
    int result = skypedpi_flow_feed(engine, flow, &p);
    ck_assert_int_ge(result, 0);
    free(copy);
    return result;
}

/* Sequence numbers below count the stream's bytes from 0, as people do. */
static int client(uint32_t at, uint32_t seen, const char *payload)
{
    return feed(0, SKYPEDPI_TCP_ACK, CLIENT_ISN + 1 + at, SERVER_ISN + 1 + seen, payload,
                (uint32_t)strlen(payload));
}

static int server(uint32_t at, uint32_t seen, const char *payload)
{
    return feed(1, SKYPEDPI_TCP_ACK, SERVER_ISN + 1 + at, CLIENT_ISN + 1 + seen, payload,
                (uint32_t)strlen(payload));
}

static void handshake(void)
{
    feed(0, SKYPEDPI_TCP_SYN, CLIENT_ISN, 0, "", 0);
    feed(1, SKYPEDPI_TCP_SYN | SKYPEDPI_TCP_ACK, SERVER_ISN, CLIENT_ISN + 1, "", 0);
    client(0, 0, "");
}

static unsigned flags(void)
{
    struct skypedpi_verdict v = {.size = sizeof v};
    ck_assert_int_eq(skypedpi_flow_verdict(engine, flow, &v), SKYPEDPI_OK);
    return v.flags;
}

START_TEST(turns_are_counted)
{
    handshake();
    client(0, 0, "hello");
    server(0, 5, "welcome");
    client(5, 7, "bye");
    ck_assert_str_eq(trace, "c1:5[hello] s1:7[welcome] c2:3[bye] ");
    ck_assert_uint_eq(flags(), 0);
}
END_TEST

START_TEST(turn_grows_with_each_segment)
{
    handshake();
    client(0, 0, "he");
    client(2, 0, "ll");
    client(4, 0, "o");
    server(0, 5, "w");
    ck_assert_str_eq(trace, "c1:2[he] c1:4[hell] c1:5[hello] s1:1[w] ");
}
END_TEST

START_TEST(repeats_count_once)
{
    handshake();
    client(0, 0, "hello");
    client(0, 0, "hello");
    server(0, 5, "welcome");
    client(0, 7, "hello");
    server(0, 5, "welcome");
    client(5, 7, "bye");
    client(5, 7, "bye");
    ck_assert_str_eq(trace, "c1:5[hello] s1:7[welcome] c2:3[bye] ");
}
END_TEST

START_TEST(overlaps_are_cut)
{
    handshake();
    client(0, 0, "hello");
    client(3, 0, "lo there");
    server(0, 11, "welcome");
    client(9, 7, "rebye");
    ck_assert_str_eq(trace, "c1:5[hello] c1:11[hello there] s1:7[welcome] c2:3[bye] ");
}
END_TEST

START_TEST(early_segments_wait)
{
    handshake();
    client(2, 0, "ll");
    client(4, 0, "o");
    ck_assert_str_eq(trace, "");
    client(0, 0, "he");
    ck_assert_str_eq(trace, "c1:2[he] c1:4[hell] c1:5[hello] ");
    ck_assert_uint_eq(flags(), SKYPEDPI_FLAG_ONE_WAY);
}
END_TEST

/* Taps that mirror two ports show each packet twice. */
START_TEST(early_segments_that_repeat_take_no_room)
{
    handshake();
    for (int i = 0; i < 8; i++)
        client(2, 0, "ll");
    client(2, 0, "llo"); /* says more */
    ck_assert_str_eq(trace, "");
    client(0, 0, "he");
    ck_assert_str_eq(trace, "c1:2[he] c1:5[hello] ");
    ck_assert_uint_eq(flags(), SKYPEDPI_FLAG_ONE_WAY);
}
END_TEST

/* What was captured of the first copy may be less. */
START_TEST(early_segment_captured_better_takes_its_place)
{
    handshake();
    feed(0, SKYPEDPI_TCP_ACK, CLIENT_ISN + 1 + 2, SERVER_ISN + 1, "llo", 1);
    client(2, 0, "llo");
    client(0, 0, "he");
    ck_assert_str_eq(trace, "c1:2[he] c1:5[hello] ");
}
END_TEST

START_TEST(early_segments_of_both_sides)
{
    handshake();
    client(0, 0, "hello");
    server(3, 5, "come");
    client(5, 0, "!"); /* not yet acknowledging */
    server(0, 5, "wel");
    ck_assert_str_eq(trace, "c1:5[hello] c1:6[hello!] s1:3[wel] s1:7[welcome] ");
}
END_TEST

START_TEST(hole_is_given_up_when_it_was_acknowledged)
{
    handshake();
    client(0, 0, "hello");
    server(3, 5, "come");
    client(5, 7, "bye");
    server(7, 8, "again");
    /* a turn whose beginning is missing is counted, but not shown */
    ck_assert_str_eq(trace, "c1:5[hello] c2:3[bye] s2:5[again] ");
    ck_assert_uint_eq(flags(), SKYPEDPI_FLAG_MISSING);
}
END_TEST

START_TEST(unseen_answer_is_counted)
{
    handshake();
    client(0, 0, "hello");
    client(5, 79, "bye"); /* the answer had 79 bytes */
    server(79, 8, "more");
    ck_assert_str_eq(trace, "c1:5[hello] c2:3[bye] s2:4[more] ");
    ck_assert_uint_eq(flags(), SKYPEDPI_FLAG_MISSING);
}
END_TEST

START_TEST(unseen_answer_that_comes_late_is_looked_at)
{
    handshake();
    client(0, 0, "hello");
    client(5, 7, "bye");
    server(0, 5, "welcome");
    ck_assert_str_eq(trace, "c1:5[hello] c2:3[bye] s1:7[welcome] ");
}
END_TEST

START_TEST(repeat_of_a_turns_end_is_no_unseen_turn)
{
    handshake();
    server(0, 5, "welcome"); /* five bytes of the client were not seen */
    client(5, 7, "hello ");
    client(11, 7, "there"); /* and its next turn ends in five */
    client(11, 7, "there");
    client(16, 7, ".");
    ck_assert_str_eq(trace, "s1:7[welcome] c2:6[hello ] c2:11[hello there] c2:12[hello there.] ");
}
END_TEST

START_TEST(one_direction_alone)
{
    feed(0, SKYPEDPI_TCP_SYN, CLIENT_ISN, 0, "", 0);
    client(0, 0, "");
    client(0, 0, "hello");
    client(5, 7, "");
    client(5, 7, "bye");
    client(8, 12, "again");
    ck_assert_str_eq(trace, "c1:5[hello] c2:3[bye] c3:5[again] ");
    ck_assert_uint_eq(flags(), SKYPEDPI_FLAG_ONE_WAY | SKYPEDPI_FLAG_MISSING);
}
END_TEST

START_TEST(first_packet_is_the_answer)
{
    /* only what the server sends was captured, and it stands first */
    feed(0, SKYPEDPI_TCP_SYN | SKYPEDPI_TCP_ACK, 500, 2000, "", 0);
    feed(0, SKYPEDPI_TCP_ACK, 501, 2005, "welcome", 7);
    ck_assert_str_eq(trace, "c1:7[welcome] ");
    ck_assert_uint_eq(flags() & SKYPEDPI_FLAG_MIDFLOW, 0);
}
END_TEST

START_TEST(middle_of_a_flow)
{
    client(500, 900, "hello");
    server(900, 505, "welcome");
    ck_assert_str_eq(trace, "c1:5[hello] s1:7[welcome] ");
    ck_assert_uint_eq(flags(), SKYPEDPI_FLAG_MIDFLOW);
}
END_TEST

START_TEST(fin_takes_a_number)
{
    handshake();
    client(0, 0, "hello");
    feed(1, SKYPEDPI_TCP_ACK | SKYPEDPI_TCP_FIN, SERVER_ISN + 1, CLIENT_ISN + 6, "", 0);
    client(5, 1, "bye");
    ck_assert_str_eq(trace, "c1:5[hello] c1:8[hellobye] ");
    ck_assert_uint_eq(flags() & SKYPEDPI_FLAG_MISSING, 0);
}
END_TEST

START_TEST(fin_not_seen_is_no_turn)
{
    handshake();
    client(0, 0, "hello");
    client(5, 1, "bye");
    ck_assert_str_eq(trace, "c1:5[hello] c1:8[hellobye] ");
}
END_TEST

START_TEST(far_jump_starts_over)
{
    handshake();
    client(0, 0, "hello");
    client(50000000, 0, "later");
    client(50000005, 0, "still");
    ck_assert_str_eq(trace, "c1:5[hello] c1:10[hellolater] c1:15[hellolaterstill] ");
}
END_TEST

START_TEST(short_capture_is_told)
{
    handshake();
    feed(0, SKYPEDPI_TCP_ACK, CLIENT_ISN + 1, SERVER_ISN + 1, "hello", 3);
    ck_assert_str_eq(trace, "c1:5[hel] ");
    client(5, 0, "bye");
    server(0, 8, "w");
    ck_assert_str_eq(trace, "c1:5[hel] s1:1[w] ");
    ck_assert_uint_eq(flags(), SKYPEDPI_FLAG_TRUNCATED);
}
END_TEST

START_TEST(without_buffers_segments_are_seen_alone)
{
    skypedpi_engine_free(engine);
    make_engine(0);
    handshake();
    client(0, 0, "he");
    client(2, 0, "llo");
    server(3, 5, "come"); /* early, and nowhere to wait */
    ck_assert_str_eq(trace, "c1:2[he] ");
    ck_assert_uint_eq(flags(), SKYPEDPI_FLAG_MISSING);
}
END_TEST

START_TEST(buffers_go_to_the_newcomer)
{
    struct skypedpi_stats stats = {.size = sizeof stats};
    skypedpi_engine_free(engine);
    make_engine(1);
    skypedpi_flow *first = flow;
    handshake();
    client(0, 0, "hello");
    open_flow();
    handshake();
    client(0, 0, "other");
    ck_assert_int_eq(skypedpi_engine_stats(engine, &stats), SKYPEDPI_OK);
    ck_assert_uint_eq(stats.buffers_stolen, 1);
    flow = first;
    ck_assert_uint_eq(flags(), SKYPEDPI_FLAG_ONE_WAY | SKYPEDPI_FLAG_SHORT_POOL);
    trace[0] = 0;
    client(5, 0, "more"); /* grows, and is not shown */
    server(0, 9, "w");
    ck_assert_str_eq(trace, "s1:1[w] ");
}
END_TEST

START_TEST(who_is_closed_gives_its_buffer_back)
{
    struct skypedpi_stats stats = {.size = sizeof stats};
    skypedpi_engine_free(engine);
    make_engine(1);
    for (int i = 0; i < 3; i++) {
        handshake();
        client(0, 0, "hello");
        ck_assert_int_eq(skypedpi_flow_close(engine, flow, NULL), SKYPEDPI_OK);
        open_flow();
    }
    ck_assert_int_eq(skypedpi_engine_stats(engine, &stats), SKYPEDPI_OK);
    ck_assert_uint_eq(stats.buffers_stolen, 0);
}
END_TEST

/* Nobody sends so much before anything of it comes by: that number is of something else. */
START_TEST(what_acknowledges_too_much_says_nothing)
{
    handshake();
    client(0, 0, "hello");
    server(0, 5 + (1 << 20) + 1, "w");
    client(5, 1, "more");
    ck_assert_str_eq(trace, "c1:5[hello] s1:1[w] c2:4[more] ");
    ck_assert_uint_eq(flags(), 0);
}
END_TEST

START_TEST(what_waits_is_seen_at_close)
{
    struct skypedpi_verdict v = {.size = sizeof v};
    handshake();
    client(0, 0, "hello");
    client(9, 0, "there");
    ck_assert_int_eq(skypedpi_flow_close(engine, flow, &v), SKYPEDPI_OK);
    ck_assert_str_eq(trace, "c1:5[hello] ");
    ck_assert_uint_eq(v.flags, SKYPEDPI_FLAG_ONE_WAY | SKYPEDPI_FLAG_MISSING);
}
END_TEST

START_TEST(silent_flows_give_their_buffer_back)
{
    handshake();
    client(2, 0, "llo");
    skypedpi_engine_tick(engine, now + 1000000000);
    ck_assert_uint_eq(flags() & SKYPEDPI_FLAG_MISSING, 0);
    skypedpi_engine_tick(engine, now + 61000000000);
    ck_assert_uint_eq(flags() & SKYPEDPI_FLAG_MISSING, SKYPEDPI_FLAG_MISSING);
}
END_TEST

START_TEST(long_turn_is_shown_up_to_its_room)
{
    char part[201];
    memset(part, 'x', 200);
    part[200] = 0;
    handshake();
    for (uint32_t i = 0; i < 20; i++)
        client(i * 200, 0, part);
    server(0, 4000, "w");
    ck_assert_ptr_nonnull(strstr(trace, "c1:400["));
    ck_assert_ptr_null(strstr(trace, "c1:600[")); /* long enough, and no reader asked for more */
    ck_assert_ptr_nonnull(strstr(trace, "s1:1[w] "));
}
END_TEST

START_TEST(proxy_lets_the_inner_stream_start_anew)
{
    handshake();
    client(0, 0, "CONNECT 192.0.2.9:443 HTTP/1.0\r\n\r\n");
    server(0, 34, "HTTP/1.0 200 OK\r\n\r\n");
    trace[0] = 0;
    client(34, 19, "hello");
    server(19, 39, "welcome");
    ck_assert_str_eq(trace, "c1:5[hello] s1:7[welcome] ");
    ck_assert_uint_eq(flags(), SKYPEDPI_FLAG_TUNNELLED);
}
END_TEST

START_TEST(bytes_behind_the_proxys_reply_belong_to_the_inner_stream)
{
    handshake();
    client(0, 0, "CONNECT 192.0.2.9:443 HTTP/1.0\r\n\r\n");
    server(0, 34, "HTTP/1.0 200 OK\r\n");
    trace[0] = 0;
    server(17, 34, "\r\nwelcome");
    client(34, 26, "hello");
    ck_assert_str_eq(trace, "s1:7[welcome] c1:5[hello] ");
}
END_TEST

START_TEST(refused_proxy_is_no_tunnel)
{
    static const char *const refusal[] = {"HTTP/1.0 403 No\r\n\r\n", "HTTP/1.0 300 No\r\n\r\n"};
    handshake();
    client(0, 0, "CONNECT 192.0.2.9:443 HTTP/1.0\r\n\r\n");
    server(0, 34, refusal[_i]);
    trace[0] = 0;
    client(34, 19, "hello");
    ck_assert_str_eq(trace, "c2:5[hello] ");
    ck_assert_uint_eq(flags(), 0);
}
END_TEST

static void socks_feed(unsigned direction, uint32_t at, uint32_t seen, const char *payload, uint32_t length)
{
    const struct skypedpi_packet p = {.size = sizeof p,
                                      .flags = direction,
                                      .time = now += 1000000,
                                      .length = length,
                                      .captured = length,
                                      .sequence = (direction ? SERVER_ISN : CLIENT_ISN) + 1 + at,
                                      .acknowledgement = (direction ? CLIENT_ISN : SERVER_ISN) + 1 + seen,
                                      .tcp_flags = SKYPEDPI_TCP_ACK,
                                      .payload = (const uint8_t *)payload};
    ck_assert_int_ge(skypedpi_flow_feed(engine, flow, &p), 0);
}

START_TEST(socks5_lets_the_inner_stream_start_anew)
{
    handshake();
    socks_feed(0, 0, 0, "\5\1\0", 3);
    socks_feed(1, 0, 3, "\5\0", 2);
    socks_feed(0, 3, 2, "\5\1\0\1\300\0\2\1\1\273", 10);
    socks_feed(1, 2, 13, "\5\0\0\1\12\0\0\1\20\0", 10);
    trace[0] = 0;
    client(13, 12, "hello");
    ck_assert_str_eq(trace, "c1:5[hello] ");
    ck_assert_uint_eq(flags(), SKYPEDPI_FLAG_TUNNELLED);
}
END_TEST

START_TEST(socks4_lets_the_inner_stream_start_anew)
{
    handshake();
    socks_feed(0, 0, 0, "\4\1\1\273\300\0\2\1\0", 9);
    socks_feed(1, 0, 9, "\0\132\0\0\0\0\0\0", 8);
    trace[0] = 0;
    client(9, 8, "hello");
    ck_assert_str_eq(trace, "c1:5[hello] ");
    ck_assert_uint_eq(flags(), SKYPEDPI_FLAG_TUNNELLED);
}
END_TEST

/* Ten thousand connections cut, repeated, swapped and holed at random: nothing is read out of bounds, and turns
 * never hold a byte that was not sent. */
START_TEST(any_order_of_anything)
{
    uint32_t r = 12345;
    for (int round = 0; round < 10000; round++) {
        for (int i = 0; i < 12; i++) {
            r = r * 1664525u + 1013904223u;
            char payload[64];
            uint32_t at = r >> 8 & 31, length = (r >> 13 & 31) + (r >> 18 & 1);
            for (uint32_t k = 0; k < length; k++)
                payload[k] = (char)('a' + (at + k) % 26);
            payload[length] = 0;
            if (r >> 19 & 1)
                client(at, r >> 20 & 63, payload);
            else
                server(at, r >> 20 & 63, payload);
            trace[0] = 0;
        }
        ck_assert_int_eq(skypedpi_flow_close(engine, flow, NULL), SKYPEDPI_OK);
        open_flow();
    }
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("stream");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_set_timeout(t, 60);
    tcase_add_test(t, turns_are_counted);
    tcase_add_test(t, turn_grows_with_each_segment);
    tcase_add_test(t, repeats_count_once);
    tcase_add_test(t, overlaps_are_cut);
    tcase_add_test(t, early_segments_wait);
    tcase_add_test(t, early_segments_that_repeat_take_no_room);
    tcase_add_test(t, early_segment_captured_better_takes_its_place);
    tcase_add_test(t, early_segments_of_both_sides);
    tcase_add_test(t, hole_is_given_up_when_it_was_acknowledged);
    tcase_add_test(t, unseen_answer_is_counted);
    tcase_add_test(t, unseen_answer_that_comes_late_is_looked_at);
    tcase_add_test(t, repeat_of_a_turns_end_is_no_unseen_turn);
    tcase_add_test(t, one_direction_alone);
    tcase_add_test(t, first_packet_is_the_answer);
    tcase_add_test(t, middle_of_a_flow);
    tcase_add_test(t, fin_takes_a_number);
    tcase_add_test(t, fin_not_seen_is_no_turn);
    tcase_add_test(t, far_jump_starts_over);
    tcase_add_test(t, short_capture_is_told);
    tcase_add_test(t, without_buffers_segments_are_seen_alone);
    tcase_add_test(t, buffers_go_to_the_newcomer);
    tcase_add_test(t, who_is_closed_gives_its_buffer_back);
    tcase_add_test(t, what_acknowledges_too_much_says_nothing);
    tcase_add_test(t, what_waits_is_seen_at_close);
    tcase_add_test(t, silent_flows_give_their_buffer_back);
    tcase_add_test(t, long_turn_is_shown_up_to_its_room);
    tcase_add_test(t, proxy_lets_the_inner_stream_start_anew);
    tcase_add_test(t, bytes_behind_the_proxys_reply_belong_to_the_inner_stream);
    tcase_add_loop_test(t, refused_proxy_is_no_tunnel, 0, 2);
    tcase_add_test(t, socks5_lets_the_inner_stream_start_anew);
    tcase_add_test(t, socks4_lets_the_inner_stream_start_anew);
    tcase_add_test(t, any_order_of_anything);
    return suite_run("engine_stream", t);
}
