/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "examples/probe/complain.h"
#include "examples/probe/top/top.h"
#include "examples/probe/top/top_text.h"
#include "tests/probe/top_terminal.h"
#include "tests/unit/suite.h"

#define START (UINT64_C(1790000000) * SECOND) /* 2026-09-21 14:13:20 UTC */

static struct terminal terminal;
static struct sink sink;
static skypedpi_accounts *accounts;
static skypedpi_subscribers *subscribers;
static unsigned complaints;

void complain(const char *format, ...)
{
    (void)format;
    complaints++;
}

/* ---- what is told ---- */

static void view(unsigned rows, unsigned columns)
{
    terminal_open(&terminal, rows, columns);
    const struct top_settings settings = {.fd = terminal.slave, .title = "eth0"};
    ck_assert(top_open(&settings, &sink));
    ck_assert(sink.tick != NULL);
}

static void begin(void)
{
    static const char text[] = "user anna 10.0.0.11 in staff\nuser bert 10.0.0.12\nuser carl 10.0.0.13\n";

    setenv("TERM", "xterm", 1);
    setenv("TZ", "UTC", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    setlocale(LC_CTYPE, "C.UTF-8"); /* the terminal's */
    complaints = 0;
    ck_assert_int_eq(skypedpi_accounts_new(100, NULL, &accounts), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_subscribers_read(text, sizeof(text) - 1, NULL, &subscribers, NULL), SKYPEDPI_OK);
}

static void end(void)
{
    skypedpi_accounts_free(accounts);
    skypedpi_subscribers_free(subscribers);
}

static void finish(void)
{
    ck_assert(sink.close(sink.state));
    terminal_close(&terminal);
}

/* Draws; nothing strange may come, nothing beyond the edge, and nothing that scrolls. */
static void draw(void)
{
    sink.tick(sink.state);
    ck_assert_uint_gt(terminal_settle(&terminal), 0);
    ck_assert_uint_eq(terminal.strange, 0);
    ck_assert_uint_eq(terminal.beyond, 0);
    ck_assert_uint_eq(terminal.feeds, 0);
    ck_assert_uint_eq(terminal.sequence_length, 0);
}

static void add(const char *user, unsigned application, unsigned activity, uint64_t bytes)
{
    struct skypedpi_account_key key = {0, 0, (uint16_t)application, (uint16_t)activity};
    const struct skypedpi_usage usage = {{1, 1}, {bytes / 4, bytes - bytes / 4}, 1, 1, 61000};
    struct skypedpi_subscriber found = {.size = sizeof(found)};

    for (uint32_t number = 1; *user && number <= skypedpi_subscribers_users(subscribers); number++) {
        skypedpi_subscribers_user(subscribers, number, &found);
        if (strcmp(found.name, user) == 0)
            key.user = number;
    }
    ck_assert(!*user || key.user);
    ck_assert_int_eq(skypedpi_accounts_add(accounts, &key, &usage), SKYPEDPI_OK);
}

/* The interval of ten seconds that ends `seconds` after the start, with what was added since the last. */
static void tell_interval(uint64_t seconds)
{
    const struct names names = {NULL, subscribers};
    struct interval interval = {.start = START + (seconds - 10) * SECOND,
                                .end = START + seconds * SECOND,
                                .accounts = accounts,
                                .total = {{12345, 0}, {1250000, 0}, 0, 0, 0}};

    sink.interval(sink.state, &interval, &names);
    skypedpi_accounts_clear(accounts);
}

static struct connection connection(uint64_t id, const char *user, unsigned activity)
{
    struct connection c = {.user = user, .group = "", .application = "skype", .signature = "s", .source = ""};

    c.record.id = id;
    c.record.first = START;
    c.record.last = START + 5 * SECOND;
    c.record.verdict.application = SKYPEDPI_APPLICATION_SKYPE;
    c.record.verdict.activity = (uint16_t)activity;
    c.record.verdict.rate = 8000;
    c.record.verdict.call_start = START + 2 * SECOND;
    c.record.usage = (struct skypedpi_usage){{1, 2}, {1000, 2000}, 1, 0, 0};
    c.record.tuple = (struct skypedpi_tuple){.family = 4,
                                             .transport = 17,
                                             .source_port = 40000,
                                             .destination_port = 50000,
                                             .source = {10, 0, 0, (uint8_t)id},
                                             .destination = {192, 0, 2, (uint8_t)id}};
    return c;
}

static void tell_endpoint(unsigned number, unsigned application, unsigned role, const char *signature)
{
    const struct skypedpi_endpoint endpoint = {.family = 4,
                                               .transport = 17,
                                               .port = (uint16_t)(30000 + number),
                                               .address = {10, 1, (uint8_t)(number >> 8), (uint8_t)number},
                                               .application = (uint16_t)application,
                                               .confidence = 95,
                                               .role = (uint16_t)role,
                                               .time = START};

    sink.endpoint(sink.state, &endpoint, "skype", signature);
}

static void tell_health(uint64_t dropped)
{
    const struct health health = {.kernel_dropped = dropped,
                                  .flows_open = 42,
                                  .flows_room = 65536,
                                  .endpoints_known = 7,
                                  .set_name = "builtin",
                                  .set_version = "3"};

    sink.health(sink.state, &health);
}

/* A bit of everything. */
static void tell_all(void)
{
    struct connection call = connection(1, "anna", SKYPEDPI_ACTIVITY_NONE);

    add("anna", SKYPEDPI_APPLICATION_SKYPE, SKYPEDPI_ACTIVITY_CALL_AUDIO, 1000000);
    add("bert", SKYPEDPI_APPLICATION_SKYPE, SKYPEDPI_ACTIVITY_SIGNALLING, 2000);
    add("", SKYPEDPI_APPLICATION_OTHER, SKYPEDPI_ACTIVITY_NONE, 240000);
    sink.begun(sink.state, &call);
    call.record.verdict.activity = SKYPEDPI_ACTIVITY_CALL_AUDIO;
    sink.changed(sink.state, &call);
    tell_endpoint(1, SKYPEDPI_APPLICATION_SKYPE, SKYPEDPI_ROLE_SUPERNODE, "endpoint-id-sweep");
    tell_interval(10);
    tell_health(0);
}

static void check_row(const char *beginning, const char *whole)
{
    unsigned row = terminal_find(&terminal, beginning);
    ck_assert_msg(row > 0, "there is no row that begins with \"%s\"", beginning);
    ck_assert_str_eq(terminal_row(&terminal, row), whole);
}

/* ---- content ---- */

START_TEST(content)
{
    view(24, 80);
    tell_all();
    draw();
    ck_assert_str_eq(terminal_row(&terminal, 1),
                     " skypedpi-probe: eth0                                       2026-09-21 14:13:30");
    ck_assert_str_eq(terminal_row(&terminal, 2),
                     "1.23 k frames/s, 1.00 Mbit/s  dropped 0  flows open 42 of 65536  total 1.25 MB");
    ck_assert_str_eq(terminal_row(&terminal, 3),
                     "set builtin 3  calls 1 running, 3 ended (0:03:03)  endpoints 7");
    check_row("APPLICATION",
              "APPLICATION              NOW     TOTAL    ACTIVITY                 NOW     TOTAL");
    check_row("skype", "skype             802 kbit/s   1.00 MB    call-audio        800 kbit/s   1.00 MB");
    check_row("other", "other             192 kbit/s    240 kB    signalling       1.60 kbit/s   2.00 kB");
    check_row("USER", "USER                                                               NOW     TOTAL");
    check_row("anna      ", "anna                                                        800 kbit/s   1.00 MB");
    check_row("bert      ", "bert                                                       1.60 kbit/s   2.00 kB");
    check_row("CALL OF", "CALL OF       BETWEEN                               KIND     LASTED         RATE");
    check_row("anna          10",
              "anna          10.0.0.1:40000 - 192.0.2.1:50000      audio   0:00:08  64.0 kbit/s");
    check_row("ENDPOINT", "ENDPOINT                     ROLE       APPLICATION    SURE  BECAUSE OF");
    check_row("10.1", "10.1.0.1:30001/udp           supernode  skype           95%  endpoint-id-sweep");
    ck_assert(!terminal.visible);
    ck_assert_uint_eq(terminal_find(&terminal, "#"), 0); /* nothing shines through */
    finish();
}
END_TEST

/* Nothing is known yet. */
START_TEST(empty)
{
    view(24, 80);
    draw();
    ck_assert_str_eq(terminal_row(&terminal, 1),
                     " skypedpi-probe: eth0                                            no packets yet");
    check_row("0 frames", "0 frames/s, 0 bit/s  dropped 0  flows open 0 of 0  total 0 B");
    for (unsigned row = 4; row <= 24; row++)
        ck_assert_str_eq(terminal_row(&terminal, row), "");
    finish();
}
END_TEST

START_TEST(rates_and_totals)
{
    view(24, 80);
    add("anna", SKYPEDPI_APPLICATION_SKYPE, SKYPEDPI_ACTIVITY_CALL, 5000000);
    add("bert", SKYPEDPI_APPLICATION_SKYPE, SKYPEDPI_ACTIVITY_CALL, 1000);
    tell_interval(10);
    draw();
    ck_assert_uint_lt(terminal_find(&terminal, "anna"), terminal_find(&terminal, "bert"));
    add("bert", SKYPEDPI_APPLICATION_SKYPE, SKYPEDPI_ACTIVITY_CALL, 1000);
    tell_interval(20);
    draw();
    check_row("bert", "bert                                                         800 bit/s   2.00 kB");
    check_row("anna", "anna                                                           0 bit/s   5.00 MB");
    ck_assert_uint_lt(terminal_find(&terminal, "bert"), terminal_find(&terminal, "anna"));
    check_row("skype", "skype              800 bit/s   5.00 MB    call               800 bit/s   5.00 MB");
    finish();
}
END_TEST

/* Nobody is a user: hosts of connections that ended, of what was recognised. */
START_TEST(hosts)
{
    struct connection c = connection(1, "", SKYPEDPI_ACTIVITY_NONE);

    view(24, 80);
    sink.ended(sink.state, &c);
    c.record.tuple.destination[3] = 9;
    sink.ended(sink.state, &c);
    c.record.tuple.source[3] = 77;
    c.record.verdict.application = SKYPEDPI_APPLICATION_OTHER;
    sink.ended(sink.state, &c);
    c.record.verdict.application = SKYPEDPI_APPLICATION_SKYPE;
    c.record.tuple.family = 6;
    memcpy(c.record.tuple.source, "\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\1", 16);
    c.record.usage.bytes[0] = 1;
    c.record.usage.bytes[1] = 0;
    sink.ended(sink.state, &c);
    draw();
    check_row("HOST", "HOST                                                           ENDED CONNECTIONS");
    check_row("10.0.0.1 ", "10.0.0.1                                                                 6.00 kB");
    check_row("192.0.2.9 ", "192.0.2.9                                                                3.00 kB");
    check_row("2001:db8::1 ",
              "2001:db8::1                                                                  1 B");
    ck_assert_uint_eq(terminal_find(&terminal, "10.0.0.77"), 0);
    finish();
}
END_TEST

/* More than there are places for: what a row may have from others is not told as its own. */
START_TEST(very_many_hosts)
{
    struct connection c = connection(1, "", SKYPEDPI_ACTIVITY_NONE);

    view(24, 80);
    c.record.usage.bytes[0] = 5000000;
    for (unsigned i = 0; i < 5000; i++) {
        c.record.tuple.destination[2] = (uint8_t)(i >> 8);
        c.record.tuple.destination[3] = (uint8_t)i;
        sink.ended(sink.state, &c);
        c.record.usage.bytes[0] = 0;
    }
    draw();
    check_row("10.0.0.1 ", "10.0.0.1                                                                 15.0 MB");
    check_row("192.0.0.0 ", "192.0.0.0                                                                5.00 MB");
    check_row("192.0.15.249 ",
              "192.0.15.249                                                            <10.0 kB");
    finish();
}
END_TEST

START_TEST(very_many_users)
{
    char text[40 * 3000], name[32];
    int length = 0;

    skypedpi_subscribers_free(subscribers);
    for (int i = 0; i < 3000; i++)
        length += snprintf(text + length, sizeof(text) - (size_t)length, "user u%04d 10.1.%d.%d\n", i, i >> 8,
                           i & 255);
    ck_assert_int_eq(skypedpi_subscribers_read(text, (size_t)length, NULL, &subscribers, NULL), SKYPEDPI_OK);
    skypedpi_accounts_free(accounts);
    ck_assert_int_eq(skypedpi_accounts_new(4000, NULL, &accounts), SKYPEDPI_OK);
    view(24, 80);
    for (int i = 0; i < 3000; i++) {
        snprintf(name, sizeof(name), "u%04d", i);
        add(name, SKYPEDPI_APPLICATION_SKYPE, SKYPEDPI_ACTIVITY_CALL, i == 7 ? 1000000 : 1000);
    }
    tell_interval(10);
    draw();
    check_row("u0007", "u0007                                                       800 kbit/s   1.00 MB");
    check_row("u2554", "u2554                                                     <2.40 kbit/s  <3.00 kB");
    finish();
}
END_TEST

START_TEST(calls_come_and_go)
{
    static const unsigned kinds[] = {SKYPEDPI_ACTIVITY_CALL, SKYPEDPI_ACTIVITY_CALL_AUDIO,
                                     SKYPEDPI_ACTIVITY_CALL_VIDEO};

    view(40, 80);
    for (unsigned i = 0; i < 3; i++) {
        struct connection c = connection(1 + i, i ? "carl" : "", kinds[i]);
        sink.begun(sink.state, &c);
    }
    tell_interval(3700);
    draw();
    check_row("carl          10.0.0.3",
              "carl          10.0.0.3:40000 - 192.0.2.3:50000      video   1:01:38  64.0 kbit/s");
    check_row("carl          10.0.0.2",
              "carl          10.0.0.2:40000 - 192.0.2.2:50000      audio   1:01:38  64.0 kbit/s");
    check_row("-             10.0.0.1",
              "-             10.0.0.1:40000 - 192.0.2.1:50000      call    1:01:38  64.0 kbit/s");
    ck_assert_uint_lt(terminal_find(&terminal, "carl          10.0.0.3"), terminal_find(&terminal, "- "));

    struct connection middle = connection(2, "carl", SKYPEDPI_ACTIVITY_CALL_AUDIO);
    sink.ended(sink.state, &middle);
    struct connection other = connection(1, "", SKYPEDPI_ACTIVITY_FILE_TRANSFER);
    sink.changed(sink.state, &other);
    draw();
    ck_assert_uint_gt(terminal_find(&terminal, "carl          10.0.0.3"), 0);
    ck_assert_uint_eq(terminal_find(&terminal, "carl          10.0.0.2"), 0);
    ck_assert_uint_eq(terminal_find(&terminal, "-  "), 0);
    check_row("set -", "set -   calls 1 running, 0 ended (0:00:00)  endpoints 0");
    finish();
}
END_TEST

/* Intervals go on as before, calls have the clock that was set back. */
START_TEST(clock_set_back)
{
    struct connection c = connection(1, "anna", SKYPEDPI_ACTIVITY_CALL);

    view(24, 80);
    tell_interval(3610);
    sink.begun(sink.state, &c);
    draw();
    check_row("anna", "anna          10.0.0.1:40000 - 192.0.2.1:50000      call    0:00:03  64.0 kbit/s");
    tell_interval(3620);
    draw();
    check_row("anna", "anna          10.0.0.1:40000 - 192.0.2.1:50000      call    0:00:13  64.0 kbit/s");
    finish();
}
END_TEST

/* More than are remembered: the first stay until they end. */
START_TEST(very_many_calls)
{
    view(24, 80);
    for (uint64_t id = 1; id <= 3000; id++) {
        struct connection c = connection(id, "anna", SKYPEDPI_ACTIVITY_CALL);
        sink.begun(sink.state, &c);
    }
    draw();
    check_row("set -", "set -   calls 1024+ running, 0 ended (0:00:00)  endpoints 0");
    for (uint64_t id = 3000; id >= 1; id--) {
        struct connection c = connection(id, "anna", SKYPEDPI_ACTIVITY_CALL);
        sink.ended(sink.state, &c);
    }
    draw();
    check_row("set -", "set -   calls 0 running, 0 ended (0:00:00)  endpoints 0");
    finish();
}
END_TEST

/* 10,000 at any time for two months: more nanoseconds than there are numbers for. */
START_TEST(time_in_calls)
{
    const struct skypedpi_account_key key = {0, 0, SKYPEDPI_APPLICATION_SKYPE, SKYPEDPI_ACTIVITY_CALL};
    const struct skypedpi_usage usage = {.calls = 1, .call_milliseconds = UINT64_C(10000) * 60 * 86400 * 1000};

    view(24, 80);
    ck_assert_int_eq(skypedpi_accounts_add(accounts, &key, &usage), SKYPEDPI_OK);
    tell_interval(10);
    draw();
    check_row("set -", "set -   calls 0 running, 1 ended (14400000:00:00)  endpoints 0");
    finish();
}
END_TEST

START_TEST(endpoints_come_and_go)
{
    view(24, 80);
    tell_endpoint(1, SKYPEDPI_APPLICATION_SKYPE, SKYPEDPI_ROLE_NODE, "one");
    tell_endpoint(2, SKYPEDPI_APPLICATION_SKYPE, SKYPEDPI_ROLE_RELAY, "two");
    tell_endpoint(1, SKYPEDPI_APPLICATION_SKYPE, SKYPEDPI_ROLE_SUPERNODE, "more");
    draw();
    check_row("10.1.0.1", "10.1.0.1:30001/udp           supernode  skype           95%  more");
    ck_assert_uint_lt(terminal_find(&terminal, "10.1.0.2"), terminal_find(&terminal, "10.1.0.1"));
    tell_endpoint(1, SKYPEDPI_APPLICATION_UNKNOWN, SKYPEDPI_ROLE_NODE, "");
    tell_endpoint(9, SKYPEDPI_APPLICATION_UNKNOWN, SKYPEDPI_ROLE_NODE, "");
    draw();
    ck_assert_uint_eq(terminal_find(&terminal, "10.1.0.1"), 0);
    ck_assert_uint_gt(terminal_find(&terminal, "10.1.0.2"), 0);
    for (unsigned i = 3; i < 3000; i++)
        tell_endpoint(i, SKYPEDPI_APPLICATION_SKYPE, SKYPEDPI_ROLE_NODE, "many");
    draw();
    ck_assert_uint_gt(terminal_find(&terminal, "10.1.11.183:32999"), 0); /* the newest */
    ck_assert_uint_eq(terminal_find(&terminal, "10.1.0.2"), 0);
    finish();
}
END_TEST

/* ---- the terminal ---- */

START_TEST(any_size)
{
    static const unsigned sizes[][2] = {
        {24, 80}, {1, 1},   {2, 2},    {3, 200},  {4, 10},   {7, 5},     {8, 30}, {9, 60}, {12, 75}, {12, 76},
        {19, 77}, {20, 40}, {25, 132}, {60, 200}, {200, 20}, {250, 250}, {0, 0},  {24, 0}, {24, 80}};

    view(24, 80);
    tell_all();
    for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
        terminal_resize(&terminal, sizes[i][0], sizes[i][1]);
        draw();
        ck_assert_uint_eq(terminal.row, terminal.rows);
        ck_assert_uint_eq(terminal.column, 1);
        ck_assert(terminal.wraps);
        ck_assert_uint_eq(terminal_find(&terminal, "#"), 0);
    }
    check_row("skype", "skype             802 kbit/s   1.00 MB    call-audio        800 kbit/s   1.00 MB");
    finish();
}
END_TEST

/* Narrow: tables stand below each other. Low: each section gets something, or is left out. */
START_TEST(small_sizes)
{
    view(24, 50);
    tell_all();
    draw();
    check_row("skype", "skype                         802 kbit/s   1.00 MB");
    check_row("call-audio", "call-audio                    800 kbit/s   1.00 MB");
    ck_assert_uint_gt(terminal_find(&terminal, "anna"), 0);
    terminal_resize(&terminal, 11, 80);
    draw();
    ck_assert_uint_gt(terminal_find(&terminal, "skype"), 0);
    ck_assert_uint_gt(terminal_find(&terminal, "USER"), 0);
    ck_assert_uint_gt(terminal_find(&terminal, "CALL OF"), 0);
    ck_assert_uint_eq(terminal_find(&terminal, "ENDPOINT"), 0);
    ck_assert_uint_eq(terminal_find(&terminal, "bert"), 0);
    ck_assert_uint_eq(terminal_find(&terminal, "other"), 0);
    terminal_resize(&terminal, 12, 80); /* one row more is not enough for another section */
    draw();
    ck_assert_uint_eq(terminal_find(&terminal, "ENDPOINT"), 0);
    ck_assert_uint_gt(terminal_find(&terminal, "other"), 0);
    ck_assert_uint_eq(terminal_find(&terminal, "bert"), 0);
    terminal_resize(&terminal, 13, 80);
    draw();
    ck_assert_uint_gt(terminal_find(&terminal, "ENDPOINT"), 0);
    ck_assert_uint_eq(terminal_find(&terminal, "other"), 0);
    terminal_resize(&terminal, 3, 30);
    draw();
    ck_assert_str_eq(terminal_row(&terminal, 1), " skypedpi 2026-09-21 14:13:30");
    finish();
}
END_TEST

/* The two rows below the picture are for others: what they say scrolls there, and stays when it is drawn anew.
 */
START_TEST(what_others_say)
{
    static const char words[] = "one\ntwo\nthree\n";

    view(24, 80);
    tell_all();
    draw();
    ck_assert_int_eq(write(terminal.slave, words, sizeof(words) - 1), sizeof(words) - 1);
    terminal_settle(&terminal);
    ck_assert_uint_eq(terminal.scrolled, 3);
    terminal.feeds = 0;
    ck_assert_str_eq(terminal_row(&terminal, 23), "three");
    ck_assert_uint_eq(terminal_find(&terminal, " skypedpi-probe"), 1);
    draw();
    ck_assert_str_eq(terminal_row(&terminal, 23), "three");
    ck_assert_str_eq(terminal_row(&terminal, 24), "");
    finish();
}
END_TEST

/* The cursor shows again below the last picture, and the terminal scrolls as before. */
START_TEST(clean_close)
{
    view(24, 80);
    tell_all();
    draw();
    ck_assert(!terminal.visible);
    ck_assert_uint_eq(terminal.top, 23);
    tell_health(123);
    ck_assert(sink.close(sink.state));
    terminal_settle(&terminal);
    ck_assert(terminal.visible && terminal.wraps);
    ck_assert_uint_eq(terminal.top, 1);
    ck_assert_uint_eq(terminal.bottom, 24);
    ck_assert_uint_eq(terminal.row, 24);
    ck_assert_uint_eq(terminal.column, 1);
    ck_assert_uint_eq(terminal.feeds, 0);
    ck_assert_ptr_nonnull(strstr(terminal_row(&terminal, 2), "dropped 123"));
    terminal_close(&terminal);
}
END_TEST

/* All was over before the first second: the picture is drawn once. */
START_TEST(close_without_a_tick)
{
    view(24, 80);
    tell_all();
    ck_assert(sink.close(sink.state));
    terminal_settle(&terminal);
    check_row("other", "other             192 kbit/s    240 kB    signalling       1.60 kbit/s   2.00 kB");
    ck_assert(terminal.visible);
    terminal_close(&terminal);
}
END_TEST

START_TEST(nothing_told_nothing_drawn)
{
    view(24, 80);
    ck_assert(sink.close(sink.state));
    ck_assert_uint_eq(terminal_settle(&terminal), 0);
    terminal_close(&terminal);
}
END_TEST

/* A slow reader may get pieces for a while; if that has no end, the test ends. */
static void draw_until_whole(void)
{
    do {
        sink.tick(sink.state);
        terminal_settle(&terminal);
    } while (!terminal.wraps || terminal.sequence_length > 0);
}

/* Nobody waits for it: all ticks come back before it is read. And when it goes on, the picture is whole again,
 * though it is greater than what the system holds for a terminal. */
START_TEST(stopped_terminal)
{
    view(24, 80);
    tell_all();
    for (unsigned i = 2; i < 300; i++)
        tell_endpoint(i, SKYPEDPI_APPLICATION_SKYPE, SKYPEDPI_ROLE_NODE, "endpoint-id-sweep");
    terminal_stop(&terminal);
    for (unsigned i = 0; i < 200; i++)
        sink.tick(sink.state);
    terminal.slow = true;
    terminal_read(&terminal);
    terminal_resize(&terminal, 250, 400);
    draw_until_whole();
    terminal.beyond = terminal.strange = 0; /* of pieces */
    draw_until_whole();
    ck_assert_uint_eq(terminal.beyond + terminal.strange + terminal.feeds, 0);
    ck_assert_uint_eq(terminal_find(&terminal, "#"), 0);
    ck_assert_uint_gt(terminal_find(&terminal, "ENDPOINT"), terminal_find(&terminal, "CALL OF"));
    ck_assert_uint_gt(terminal_find(&terminal, "10.1.1.43:30299/udp"), 0);
    finish();
}
END_TEST

START_TEST(terminal_gone)
{
    view(24, 80);
    tell_all();
    draw();
    terminal_stop(&terminal);
    close(terminal.master);
    sink.tick(sink.state);
    sink.tick(sink.state);
    ck_assert(sink.close(sink.state));
    terminal.master = open("/dev/null", O_RDONLY);
    terminal_close(&terminal);
}
END_TEST

/* ---- no terminal ---- */

static void check_silent(int fd)
{
    const struct top_settings settings = {.fd = fd, .title = "eth0"};

    ck_assert(top_open(&settings, &sink));
    ck_assert_uint_eq(complaints, 1);
    ck_assert_str_eq(sink.name, "top");
    ck_assert(!sink.begun && !sink.changed && !sink.ended && !sink.endpoint && !sink.interval && !sink.health &&
              !sink.tick && !sink.close);
}

START_TEST(no_terminal)
{
    FILE *file = tmpfile();

    ck_assert_ptr_nonnull(file);
    check_silent(fileno(file));
    ck_assert_int_eq(lseek(fileno(file), 0, SEEK_END), 0);
    fclose(file);
}
END_TEST

START_TEST(dumb_terminal)
{
    terminal_open(&terminal, 24, 80);
    setenv("TERM", "dumb", 1);
    check_silent(terminal.slave);
    unsetenv("TERM");
    complaints = 0;
    check_silent(terminal.slave);
    ck_assert_uint_eq(terminal_settle(&terminal), 0);
    terminal_close(&terminal);
}
END_TEST

START_TEST(forced)
{
    char text[8192] = "";
    FILE *file = tmpfile();

    ck_assert_ptr_nonnull(file);
    const struct top_settings settings = {.fd = fileno(file), .title = "eth0", .force = true};
    ck_assert(top_open(&settings, &sink));
    tell_all();
    sink.tick(sink.state);
    ck_assert(sink.close(sink.state));
    rewind(file);
    ck_assert_uint_gt(fread(text, 1, sizeof(text) - 1, file), 0);
    ck_assert_ptr_nonnull(strstr(text, " skypedpi-probe: eth0"));
    ck_assert_ptr_nonnull(strstr(text, "\033[?25h"));
    ck_assert_ptr_null(strchr(text, '\n'));
    fclose(file);
}
END_TEST

/* ---- hostile names ---- */

static const struct {
    const char *name, *shown, *ascii;
} hostile[] = {
    {"\033[2J\033[31mred", "?[2J?[31mred ", "?[2J?[31mred "},
    {"a\nb\rc\td\be\ag\177", "a?b?c?d?e?g? ", "a?b?c?d?e?g? "},
    {"\302\2332J\302\205x", "?2J?x ", "?2J?x "},       /* control sequences of one byte, C1 */
    {"\233 2J", "? 2J ", "? 2J "},                     /* not UTF-8 */
    {"\355\240\200\300\257\370", "?????? ", "??? "},   /* a surrogate, too long, too great */
    {"\303", "? ", "? "},                              /* cut off */
    {"\342\200\256abc\342\200\254", "abc ", "?abc? "}, /* right to left */
    {"J\303\274rgen", "J\303\274rgen ", "J?rgen "},    /* u with two dots */
    {"e\314\201a", "e\314\201a ", "e?a "},             /* an accent of its own */
    {"\346\227\245\346\234\254\350\252\236\346\227\245\346\234\254\350\252\236\346\227\245",
     "\346\227\245\346\234\254\350\252\236\346\227\245\346\234\254\350\252\236  10.",
     "???????  "}, /* wide, cut */
    {"x\346\227\245\346\227\245\346\227\245\346\227\245\346\227\245\346\227\245",
     "x\346\227\245\346\227\245\346\227\245\346\227\245\346\227\245   10.",
     "x??????  "}, /* ... in the middle */
    {"a very long name that has to be cut", "a very long   10.", "a very long   10."},
};
#define HOSTILE ((int)(sizeof(hostile) / sizeof(*hostile)))

START_TEST(hostile_names)
{
    struct connection c = connection(1, hostile[_i].name, SKYPEDPI_ACTIVITY_CALL);

    view(24, 80);
    sink.begun(sink.state, &c);
    tell_endpoint(1, SKYPEDPI_APPLICATION_SKYPE, 0, hostile[_i].name);
    draw();
    unsigned row = terminal_find(&terminal, "CALL OF") + 1;
    ck_assert_msg(terminal_find(&terminal, hostile[_i].shown) == row, "%s", terminal_row(&terminal, row));
    finish();

    setenv("LC_ALL", "C", 1);
    view(24, 80);
    sink.begun(sink.state, &c);
    draw();
    row = terminal_find(&terminal, "CALL OF") + 1;
    ck_assert_msg(terminal_find(&terminal, hostile[_i].ascii) == row, "%s", terminal_row(&terminal, row));
    finish();
}
END_TEST

#define UE5  "\303\274\303\274\303\274\303\274\303\274"
#define UE20 UE5 UE5 UE5 UE5

/* Names up to the longest, which begin alike, are different users; accents without end do not fill the memory.
 */
START_TEST(long_names)
{
    static char text[400], accents[2001] = "a";
    struct connection c = connection(1, accents, SKYPEDPI_ACTIVITY_CALL);

    skypedpi_subscribers_free(subscribers);
    snprintf(text, sizeof(text), "user %063d 10.0.0.1\nuser %062d1 10.0.0.2\nuser " UE20 " 10.0.0.3\n", 0, 0);
    ck_assert_int_eq(skypedpi_subscribers_read(text, strlen(text), NULL, &subscribers, NULL), SKYPEDPI_OK);
    for (unsigned i = 1; i + 2 < sizeof(accents); i += 2)
        memcpy(accents + i, "\314\201", 2);
    view(24, 80);
    for (uint32_t user = 1; user <= 3; user++) {
        const struct skypedpi_account_key key = {user, 0, SKYPEDPI_APPLICATION_SKYPE, 0};
        const struct skypedpi_usage usage = {{1, 0}, {user * 1000, 0}, 0, 0, 0};
        skypedpi_accounts_add(accounts, &key, &usage);
    }
    sink.begun(sink.state, &c);
    tell_interval(10);
    draw();
    unsigned row = terminal_find(&terminal, "USER");
    ck_assert_uint_eq(terminal_find(&terminal, UE5 UE5 UE5 "   "), row + 1); /* cut between characters */
    ck_assert_ptr_nonnull(strstr(terminal_row(&terminal, row + 2), "2.00 kB"));
    ck_assert_ptr_nonnull(strstr(terminal_row(&terminal, row + 3), "1.00 kB"));
    check_row("CALL OF", "CALL OF       BETWEEN                               KIND     LASTED         RATE");
    finish();
}
END_TEST

/* ---- figures ---- */

START_TEST(figures)
{
    ck_assert_str_eq(top_bytes(0).text, "0 B");
    ck_assert_str_eq(top_bytes(999).text, "999 B");
    ck_assert_str_eq(top_bytes(1000).text, "1.00 kB");
    ck_assert_str_eq(top_bytes(9994).text, "9.99 kB");
    ck_assert_str_eq(top_bytes(9995).text, "10.0 kB");
    ck_assert_str_eq(top_bytes(99950).text, "100 kB");
    ck_assert_str_eq(top_bytes(999499).text, "999 kB");
    ck_assert_str_eq(top_bytes(999500).text, "1.00 MB");
    ck_assert_str_eq(top_bytes(UINT64_MAX).text, "18.4 EB");
    ck_assert_str_eq(top_rate(UINT64_MAX, 1).text, "147573953 Zbit/s");
    ck_assert_str_eq(top_rate(125, SECOND).text, "1.00 kbit/s");
    ck_assert_str_eq(top_rate(125, 0).text, "0 bit/s");
    ck_assert_str_eq(top_per_second(5, 10 * SECOND).text, "0");
    ck_assert_str_eq(top_per_second(12345, SECOND).text, "12.3 k");
    ck_assert_str_eq(top_duration(0).text, "0:00:00");
    ck_assert_str_eq(top_duration(3661 * SECOND + 1).text, "1:01:01");
    ck_assert_str_eq(top_duration(UINT64_MAX).text, "5124095:34:33");
    ck_assert_str_eq(top_clock(START).text, "2026-09-21 14:13:20");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("top");

    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, begin, end);
    tcase_add_test(tests, content);
    tcase_add_test(tests, empty);
    tcase_add_test(tests, rates_and_totals);
    tcase_add_test(tests, hosts);
    tcase_add_test(tests, very_many_hosts);
    tcase_add_test(tests, very_many_users);
    tcase_add_test(tests, calls_come_and_go);
    tcase_add_test(tests, clock_set_back);
    tcase_add_test(tests, very_many_calls);
    tcase_add_test(tests, time_in_calls);
    tcase_add_test(tests, endpoints_come_and_go);
    tcase_add_test(tests, any_size);
    tcase_add_test(tests, small_sizes);
    tcase_add_test(tests, what_others_say);
    tcase_add_test(tests, clean_close);
    tcase_add_test(tests, close_without_a_tick);
    tcase_add_test(tests, nothing_told_nothing_drawn);
    tcase_add_test(tests, stopped_terminal);
    tcase_add_test(tests, terminal_gone);
    tcase_add_test(tests, no_terminal);
    tcase_add_test(tests, dumb_terminal);
    tcase_add_test(tests, forced);
    tcase_add_loop_test(tests, hostile_names, 0, HOSTILE);
    tcase_add_test(tests, long_names);
    tcase_add_test(tests, figures);
    return suite_run("probe_top", tests);
}
