/* SPDX-License-Identifier: BSD-2-Clause */
/* Collectors that are away, go away, come back, or do not listen: nothing is lost or doubled that was promised.
 */
#include "examples/probe/ipfix/ipfix.h"
#include <check.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include "tests/probe/ipfix_collector.h"
#include "tests/probe/ipfix_complaints.h"
#include "tests/probe/ipfix_made.h"
#include "tests/probe/ipfix_waits.h"
#include "tests/unit/suite.h"

static struct collector collector;
static struct sink sink;
static uint64_t fed;

static uint64_t now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * SECOND + (uint64_t)time.tv_nsec;
}

static void nap(unsigned milliseconds)
{
    nanosleep(&(struct timespec){milliseconds / 1000, (long)(milliseconds % 1000) * 1000000}, NULL);
}

static void open_sink(bool stream, bool patient)
{
    struct ipfix_settings settings = {.patient = patient};

    fed = 0;
    complaints_forget();
    collector_open(&collector, stream);
    settings.url = collector_url(&collector);
    ck_assert(ipfix_open(&settings, &sink));
}

static void feed(uint64_t count)
{
    for (uint64_t i = 0; i < count; i++) {
        struct connection connection = made_connection(fed++);
        sink.ended(sink.state, &connection);
    }
}

static struct skypedpi_usage fed_usage(void)
{
    struct skypedpi_usage out = {0};

    for (uint64_t i = 0; i < fed; i++) {
        struct connection connection = made_connection(i);
        made_add(&out, &connection.record.usage);
    }
    return out;
}

static struct skypedpi_usage got_usage(void)
{
    struct skypedpi_usage out = {0};

    for (uint32_t i = 0; i < collector.flow_count; i++) {
        const struct got_flow *flow = &collector.flows[i];
        struct skypedpi_usage usage = {{flow->packets[0], flow->packets[1]},
                                       {flow->bytes[0], flow->bytes[1]},
                                       0,
                                       flow->calls,
                                       flow->call_milliseconds};
        made_add(&out, &usage);
    }
    return out;
}

/* Each connection has come once, in order, and whole. */
static void check_all(void)
{
    struct skypedpi_usage expected = fed_usage(), got = got_usage();

    ck_assert_uint_eq(collector.flow_count, fed);
    for (uint64_t i = 0; i < fed; i++)
        ck_assert_uint_eq(collector.flows[i].flow, i);
    ck_assert_mem_eq(&expected, &got, sizeof(got));
    ck_assert_uint_eq(collector.unnamed, 0);
    ck_assert_uint_eq(collector.sets_in_vain, 0);
    ck_assert(collector.sequence_right);
}

/* False: something was lost. */
static bool close_and_read(void)
{
    pthread_t reader = collector_read_on(&collector);
    bool ok = sink.close(sink.state);
    pthread_join(reader, NULL);
    return ok;
}

/* ---- away and back ---- */

START_TEST(collector_comes_late)
{
    open_sink(true, false);
    collector_deafen(&collector);
    feed(1000);
    ck_assert(complaints_come("; records wait"));
    nap(600);
    ck_assert_uint_eq(complaints_count(), 1); /* and not each time it is tried */
    collector_listen(&collector);
    ck_assert(collector_accept(&collector, 60000));
    ck_assert(close_and_read());
    check_all();
    collector_close(&collector);
}
END_TEST

START_TEST(collector_is_restarted)
{
    open_sink(true, false);
    for (unsigned round = 0; round < 4; round++) {
        ck_assert(collector_accept(&collector, 60000));
        feed(500);
        collector_read_until(&collector, &collector.flow_count, fed);
        collector_deafen(&collector);
        collector_hang_up(&collector);
        feed(300); /* while it is away */
        nap(100);
        collector_listen(&collector);
    }
    ck_assert(collector_accept(&collector, 60000));
    nap(1500); /* a link that holds is a good one again */
    feed(10);
    ck_assert(close_and_read());
    check_all();
    ck_assert(complaints_have("closed by the collector; records wait"));
    ck_assert(complaints_have("takes records again"));
    collector_close(&collector);
}
END_TEST

/* The collector takes what its machine has acknowledged, and no more, and its connection breaks under load, in
 * the middle of a message: all that was not acknowledged comes again, and nothing else. */
START_TEST(connection_breaks_under_load)
{
    open_sink(true, false);
    for (unsigned round = 0; round < 2; round++) {
        ck_assert(collector_accept(&collector, 60000));
        feed(25000);
        collector_fill(&collector);
        uint32_t before = collector.flow_count;
        collector_peek(&collector);
        ck_assert_uint_gt(collector.flow_count, before);
        ck_assert_uint_lt(collector.flow_count, fed);
        collector_hang_up(&collector);
    }
    ck_assert(collector_accept(&collector, 60000));
    feed(1000);
    ck_assert(close_and_read());
    check_all();
    ck_assert(complaints_have("Connection reset by peer; records wait"));
    collector_close(&collector);
}
END_TEST

START_TEST(udp_collector_is_restarted)
{
    open_sink(false, false);
    feed(100);
    collector_read_until(&collector, &collector.flow_count, 100);
    collector_deafen(&collector);
    feed(50); /* these go nowhere: UDP promises nothing */
    ck_assert(complaints_come("Connection refused; records wait"));
    feed(50); /* by now it is known that nobody listens */
    collector_listen(&collector);
    collector_read_until(&collector, &collector.flow_count,
                         101); /* templates came again, or it could not be read */
    sink.close(sink.state);
    collector_close(&collector);
}
END_TEST

/* ---- does not listen ---- */

static void check_loss(void)
{
    struct skypedpi_usage all = fed_usage(), got = got_usage();
    const struct got_loss *loss = &collector.loss;

    ck_assert_uint_gt(loss->records, 0);
    ck_assert_uint_eq(collector.flow_count + loss->records, fed);
    ck_assert_uint_eq(got.packets[0] + got.packets[1] + loss->packets, all.packets[0] + all.packets[1]);
    ck_assert_uint_eq(got.bytes[0] + got.bytes[1] + loss->bytes, all.bytes[0] + all.bytes[1]);
}

/* It reads nothing before all calls have returned, and none of them waited for anything. */
START_TEST(stalled_collector_stops_nobody)
{
    open_sink(true, false);
    ck_assert(collector_accept(&collector, 60000));
    waits_forget();
    feed(200000);
    sink.tick(sink.state);
    ck_assert_uint_eq(waits_mine(), 0);
    ck_assert(complaints_have("the collector did not take them"));
    ck_assert(!close_and_read());
    check_loss();
    collector_close(&collector);
}
END_TEST

static void *read_slowly(void *argument)
{
    nap(1500);
    collector_read(argument, 60000);
    return NULL;
}

/* It reads nothing before all calls have returned: they waited for it as long as they may, once, and not for
 * each record. */
START_TEST(captures_do_not_wait_for_ever)
{
    open_sink(true, true);
    ck_assert(collector_accept(&collector, 60000));
    waits_forget();
    uint64_t begin = now();
    feed(150000); /* the kernel takes some, the queue more, and then there is no room */
    ck_assert_uint_ge(now() - begin, 4 * SECOND);
    ck_assert_uint_gt(waits_mine(), 0);
    unsigned waited = waits_mine();
    feed(50000);
    ck_assert_uint_eq(waits_mine(), waited);
    while (collector.flow_count + collector.loss.records < fed)
        collector_read(&collector, 100);
    pthread_t reader = collector_read_on(&collector);
    feed(100000); /* it listens again, and is waited for again */
    ck_assert(!sink.close(sink.state));
    pthread_join(reader, NULL);
    check_loss();
    for (uint32_t i = 1; i <= 100000; i++)
        ck_assert_uint_eq(collector.flows[collector.flow_count - i].flow, fed - i);
    collector_close(&collector);
}
END_TEST

START_TEST(captures_wait_for_the_collector)
{
    pthread_t reader;

    open_sink(true, true);
    ck_assert(collector_accept(&collector, 60000));
    ck_assert_int_eq(pthread_create(&reader, NULL, read_slowly, &collector), 0);
    feed(200000);
    ck_assert(sink.close(sink.state));
    pthread_join(reader, NULL);
    check_all();
    collector_close(&collector);
}
END_TEST

/* ---- the end ---- */

/* With nothing to send, nobody naps until the collector is back; with something, as long as it may. */
START_TEST(close_takes_no_longer_than_it_may)
{
    open_sink(true, false);
    collector_deafen(&collector);
    waits_forget();
    ck_assert(sink.close(sink.state));
    ck_assert_uint_le(waits_naps(), 1);
    collector_close(&collector);

    open_sink(true, false);
    collector_deafen(&collector);
    feed(10);
    waits_forget();
    uint64_t begin = now();
    ck_assert(!sink.close(sink.state));
    ck_assert_uint_ge(now() - begin, 4 * SECOND);
    ck_assert_uint_gt(waits_naps(), 1);
    struct skypedpi_usage all = fed_usage();
    char text[120];
    snprintf(text, sizeof(text), "lost 10 records of %llu packets and %llu bytes",
             (unsigned long long)(all.packets[0] + all.packets[1]),
             (unsigned long long)(all.bytes[0] + all.bytes[1]));
    ck_assert(complaints_have(text));
    collector_close(&collector);
}
END_TEST

START_TEST(urls_are_looked_at)
{
    static const char *const bad[] = {"",
                                      "udp",
                                      "udp:",
                                      "udp://",
                                      "tcp://:4739",
                                      "http://127.0.0.1",
                                      "udp://[::1",
                                      "udp://127.0.0.1:",
                                      "udp://127.0.0.1:x",
                                      "udp://127.0.0.1:123456",
                                      "udp://127.0.0.1:99999",
                                      "udp://127.0.0.1:1/x",
                                      "udp://127.0.0.1/x",
                                      "127.0.0.1:4739",
                                      "udp://no such host",
                                      "tls://127.0.0.1"};
    static const char *const good[] = {"udp://127.0.0.1", "udp://127.0.0.1:9/", "udp://[127.0.0.1]:9",
                                       "udp://localhost:9"};

    for (unsigned i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        struct ipfix_settings settings = {.url = bad[i]};
        complaints_forget();
        ck_assert_msg(!ipfix_open(&settings, &sink), "%s", bad[i]);
        ck_assert_uint_eq(complaints_count(), 1);
    }
    ck_assert(complaints_have("TLS tunnel"));
    for (unsigned i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
        struct ipfix_settings settings = {.url = good[i]};
        ck_assert_msg(ipfix_open(&settings, &sink), "%s", good[i]);
        ck_assert(sink.close(sink.state));
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("ipfix_links");

    tcase_set_timeout(tests, 400);
    tcase_add_test(tests, collector_comes_late);
    tcase_add_test(tests, collector_is_restarted);
    tcase_add_test(tests, connection_breaks_under_load);
    tcase_add_test(tests, udp_collector_is_restarted);
    tcase_add_test(tests, stalled_collector_stops_nobody);
    tcase_add_test(tests, captures_do_not_wait_for_ever);
    tcase_add_test(tests, captures_wait_for_the_collector);
    tcase_add_test(tests, close_takes_no_longer_than_it_may);
    tcase_add_test(tests, urls_are_looked_at);
    return suite_run("ipfix_links", tests);
}
