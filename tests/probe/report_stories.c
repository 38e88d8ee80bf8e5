/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "tests/probe/report_made.h"

static void tell_web(struct made *m, unsigned client)
{
    struct connection c = made_connection(m, client, made_dice(m, 5000));

    c.record.tuple.transport = 6;
    c.record.tuple.destination_port = made_dice(m, 2) ? 443 : 80;
    c.record.usage.bytes[1] *= 30;
    if (made_dice(m, 3) == 0) { /* nothing was found in it, and not for want of looking */
        c.record.verdict.application = SKYPEDPI_APPLICATION_OTHER;
        c.application = "other";
    }
    c.record.verdict.flags = made_dice(m, 4) ? 0 : SKYPEDPI_FLAG_MIDFLOW | SKYPEDPI_FLAG_ONE_WAY;
    made_tell(m, &c);
}

static void story_plain(struct made *m, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        m->now += 700 * MILLISECOND;
        tell_web(m, 11 + i % 7);
    }
}

static void tell_client(struct made *m, unsigned client, uint32_t peers)
{
    struct connection login = made_skype(m, client, 7, SKYPEDPI_ACTIVITY_LOGIN);

    made_login(&login, 100 + client);
    made_tell(m, &login);
    made_endpoint(m, client, client % 4 == 3 ? SKYPEDPI_ROLE_SUPERNODE : SKYPEDPI_ROLE_NODE, client % 2);
    for (uint32_t i = 0; i < peers; i++) {
        struct connection c = made_skype(m, client, client * 500 + i,
                                         i % 9 ? SKYPEDPI_ACTIVITY_SIGNALLING : SKYPEDPI_ACTIVITY_PRESENCE);
        m->now += 400 * MILLISECOND;
        if (i % 40 == 5)
            made_call(&c, 20 + made_dice(m, 900));
        if (c.record.verdict.call_start)
            c.record.verdict.activity =
                i % 80 == 5 ? SKYPEDPI_ACTIVITY_CALL_AUDIO : SKYPEDPI_ACTIVITY_CALL_VIDEO;
        if (i % 40 == 9)
            c.record.decision = (struct skypedpi_decision){.rule = 4, .action = SKYPEDPI_ACTION_LOG};
        made_tell(m, &c);
        if (i % 3 == 0)
            tell_web(m, client);
        if (i % 20 == 0)
            made_interval(m);
    }
}

static void tell_ipv6(struct made *m)
{
    static const uint8_t addresses[2][16] = {{0x20, 1, 0xd, 0xb8, [15] = 0x11},
                                             {0x20, 1, 0xd, 0xb8, 1, [15] = 9}};
    struct connection c = made_skype(m, 0, 0, SKYPEDPI_ACTIVITY_FILE_TRANSFER);

    c.record.tuple.family = 6;
    memcpy(c.record.tuple.source, addresses[0], 16);
    memcpy(c.record.tuple.destination, addresses[1], 16);
    c.record.verdict.mechanism = SKYPEDPI_MECHANISM_STUN_ICE;
    c.record.verdict.flags = SKYPEDPI_FLAG_ENDPOINT | SKYPEDPI_FLAG_TRUNCATED;
    c.evidence_lost = 12;
    c.attempt = 3;
    made_tell(m, &c);
}

static void story_office(struct made *m, uint32_t count)
{
    for (unsigned client = 11; client < 17; client++)
        tell_client(m, client, 40 * count);
    tell_ipv6(m);
    tell_web(m, 0x300 + 9);
    m->interval.total.packets[0] += 50; /* ARP and the like */
    m->interval.total.bytes[0] += 3000;
    m->interval.unfollowed.packets[0] = 50;
    m->interval.unfollowed.bytes[0] = 3000;
    m->frames += 50;
    m->frame_bytes += 3000;
}

/* As of a capture whose frames have no times. */
static void story_epoch(struct made *m, uint32_t count)
{
    m->now = 0;
    for (uint32_t i = 0; i < count; i++) {
        struct connection c = made_connection(m, 11, i);
        c.record.first = c.record.last = 0;
        made_tell(m, &c);
    }
}

static void story_hostile(struct made *m, uint32_t count)
{
    static const char *const texts[] = {"<script>window.broken=1</script>",
                                        "</script><script>window.broken=1</script>",
                                        "\"><img src=x onerror=alert(1)>",
                                        "&lt;b&gt;",
                                        "\x01\x02\x1f\x7f",
                                        "\xff\xfe\xc0\xaf\xed\xa0\x80",
                                        "cut \xe2\x82",
                                        "<!--",
                                        "]]>",
                                        "\\u0041\\",
                                        "m\xc3\xa4rz \xe2\x98\x83 \xf0\x9f\x98\x80",
                                        "\xe2\x80\xae"
                                        "gnp.exe",
                                        "\xe2\x80\xa8line",
                                        "' onfocus='alert(1)",
                                        "a very long name that goes on and on and on and on and on and on and "
                                        "on and on and on and on and on and on"};
    const unsigned most = sizeof(texts) / sizeof(*texts);

    for (unsigned i = 0; i < count * most; i++) {
        struct connection c = made_skype(m, 11, i, SKYPEDPI_ACTIVITY_CALL_AUDIO);
        made_call(&c, 30);
        c.record.verdict.application = SKYPEDPI_APPLICATION_CUSTOM;
        c.user = texts[i % most];
        c.group = texts[(i + 1) % most];
        c.application = texts[(i + 2) % most];
        c.signature = texts[(i + 3) % most];
        c.source = texts[(i + 4) % most];
        made_tell(m, &c);
        struct skypedpi_endpoint endpoint = {.size = sizeof(endpoint),
                                             .family = 4,
                                             .transport = 17,
                                             .port = (uint16_t)i,
                                             .application = SKYPEDPI_APPLICATION_CUSTOM};
        m->sink.endpoint(m->sink.state, &endpoint, texts[i % most], texts[(i + 1) % most]);
    }
}

static void story_huge(struct made *m, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        struct connection c = made_skype(m, 11, i, SKYPEDPI_ACTIVITY_CALL_VIDEO);
        c.record.first = UINT64_MAX / 2;
        c.record.last = UINT64_MAX;
        c.record.verdict.call_start = 1;
        c.record.verdict.call_end = UINT64_MAX;
        c.record.verdict.rate = UINT32_MAX;
        c.record.verdict.flags = UINT32_MAX;
        c.record.verdict.decided_packet = UINT32_MAX;
        c.record.usage = (struct skypedpi_usage){.packets = {UINT64_C(1) << 54, 7},
                                                 .bytes = {(UINT64_C(1) << 60) + 1, 3},
                                                 .calls = 1,
                                                 .call_milliseconds = UINT64_C(1) << 58};
        made_tell(m, &c);
    }
}

static void story_many(struct made *m, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        struct connection c = made_skype(m, 11 + i % 6000, i, SKYPEDPI_ACTIVITY_SIGNALLING);
        while (c.evidence_count < EVIDENCE_KEPT)
            made_evidence(m, &c, c.evidence_count + 1);
        m->now += 10 * MILLISECOND;
        if (i % 5 == 0)
            made_call(&c, 5 + i % 600);
        made_tell(m, &c);
        if (i % 3 == 0)
            made_endpoint(m, 11 + i, SKYPEDPI_ROLE_NODE, false);
    }
}

static void story_names(struct made *m, uint32_t count)
{
    char user[32], application[32];

    for (uint32_t i = 0; i < count; i++) {
        struct connection c = made_skype(m, i, i, SKYPEDPI_ACTIVITY_SIGNALLING);
        snprintf(user, sizeof(user), "user%" PRIu32, i);
        snprintf(application, sizeof(application), "application%" PRIu32, i);
        c.user = c.group = user;
        c.application = application;
        made_tell(m, &c);
    }
}

#define KEPT 4

/* Connections that go on while the page is written, twice; the clock is set back. */
static void tell_of_open(struct made *m, uint32_t count, struct connection kept[KEPT])
{
    const struct skypedpi_usage later = {.packets = {5, 2}, .bytes = {500, 200}};

    made_interval(m);
    kept[0] = made_skype(m, 11, 1, SKYPEDPI_ACTIVITY_LOGIN);
    made_login(&kept[0], 111);
    kept[1] = made_skype(m, 12, 2, SKYPEDPI_ACTIVITY_CALL_AUDIO);
    made_call(&kept[1], 100);
    kept[2] = made_connection(m, 13, 3);
    kept[3] = made_skype(m, 14, 4, SKYPEDPI_ACTIVITY_SIGNALLING);
    for (unsigned i = 0; i < KEPT; i++)
        made_keep(m, &kept[i]);
    story_plain(m, count);
    made_end(m, &kept[3]); /* the page has it as one that ended, with what it had when it was open */
    m->now -= 7200 * SECOND;
    made_interval(m);
    made_frames(m, &later); /* nobody was told of these */
    m->now += 120 * SECOND;
    made_interval(m);
}

/* Ends without closing the report: what it wrote before stays. */
static void story_open(struct made *m, uint32_t count)
{
    struct connection kept[KEPT];

    tell_of_open(m, count, kept);
    made_print(m);
    fflush(stdout);
    _Exit(0);
}

/* The same, and all end after that. */
static void story_over(struct made *m, uint32_t count)
{
    const struct skypedpi_usage later = {.packets = {5, 2}, .bytes = {500, 200}};
    struct connection kept[KEPT];

    tell_of_open(m, count, kept);
    skypedpi_usage_add(&kept[2].record.usage, &later);
    skypedpi_usage_add(&m->all, &later);
    for (unsigned i = 0; i < 3; i++)
        made_end(m, &kept[i]);
}

/* More connections are open than there are places for. */
static void story_crowd(struct made *m, uint32_t count)
{
    made_interval(m);
    for (uint32_t i = 0; i < count; i++) {
        const struct connection c = made_skype(m, 11 + i % 7, i, SKYPEDPI_ACTIVITY_SIGNALLING);
        made_keep(m, &c);
    }
    m->now += 120 * SECOND;
    made_interval(m);
    made_print(m);
    fflush(stdout);
    _Exit(0);
}

static const struct story {
    const char *name;
    void (*tell)(struct made *m, uint32_t count);
    uint32_t count;
} stories[] = {
    {"nothing", NULL, 0},           {"plain", story_plain, 300},   {"office", story_office, 2},
    {"hostile", story_hostile, 2},  {"huge", story_huge, 3},       {"many", story_many, 20000},
    {"names", story_names, 150000}, {"open", story_open, 50},      {"over", story_over, 50},
    {"epoch", story_epoch, 5},      {"crowd", story_crowd, 20300},
};

bool made_story(struct made *m, const char *name, uint32_t count)
{
    for (size_t i = 0; i < sizeof(stories) / sizeof(*stories); i++)
        if (strcmp(stories[i].name, name) == 0) {
            if (stories[i].tell)
                stories[i].tell(m, count ? count : stories[i].count);
            return true;
        }
    return false;
}
