/* SPDX-License-Identifier: BSD-2-Clause */
/* Feeds the report with made-up events: report_driver DIRECTORY STORY [COUNT]
 *   nothing   not a frame
 *   plain     connections, none of them Skype
 *   office    users, groups, clients, logins, calls, endpoints, web traffic; COUNT times as many
 *   hostile   names that are none, in every place where text may stand
 *   huge      the greatest numbers
 *   many      COUNT connections of as many hosts, all that can be on each
 *   names     more users and applications than there are sums for
 *   open      a page in the midst of things, and the clock is set back; ends at once, without closing
 * Prints what the page must say: "NAME NUMBER" lines. Exit status 1: the report lost something; 2: not opened.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "examples/probe/report.h"

#define BEGIN (UINT64_C(1793000000) * SECOND) /* 2026-10-26 07:33:20 UTC */

static const char people[] = "user anna 10.0.0.11 2001:db8::11 in staff\nuser ben 10.0.0.12 in staff\n"
                             "user carla 10.0.0.13 in staff\nuser dario 10.0.0.14 in students\n"
                             "user elif 10.0.0.15 in students\nuser guests 10.0.3.0/24\n";

struct driver {
    struct sink sink;
    skypedpi_db *db;
    skypedpi_subscribers *subscribers;
    struct skypedpi_db_info info;
    uint64_t now, dice, ids;
    struct interval interval; /* that is filled */
    struct skypedpi_usage all, skype;
    uint64_t frames, frame_bytes;
};

static uint32_t throw_dice(struct driver *d, uint32_t sides)
{
    d->dice = d->dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(d->dice >> 33) % sides;
}

/* ---- pieces ---- */

static void set_address(uint8_t address[16], unsigned a, unsigned b, unsigned c, unsigned e)
{
    const uint8_t bytes[4] = {(uint8_t)a, (uint8_t)b, (uint8_t)c, (uint8_t)e};

    memset(address, 0, 16);
    memcpy(address, bytes, 4);
}

/* A connection of UDP, from a client of the office to a peer far away. */
static struct connection make(struct driver *d, unsigned client, unsigned peer)
{
    struct connection c = {
        .user = "", .group = "", .application = "unknown", .signature = "", .source = "", .db = d->db};
    struct skypedpi_record *r = &c.record;

    *r = (struct skypedpi_record){.size = sizeof(*r), .id = d->ids++, .first = d->now};
    r->tuple.family = 4;
    r->tuple.transport = 17;
    r->tuple.source_port = (uint16_t)(20000 + client);
    r->tuple.destination_port = (uint16_t)(1024 + peer % 60000);
    set_address(r->tuple.source, 10, 0, client >> 8 & 255, client & 255);
    set_address(r->tuple.destination, 198, 18 + (peer >> 16 & 1), peer >> 8 & 255, peer & 255);
    r->last = d->now + throw_dice(d, 90000) * MILLISECOND;
    r->verdict.size = sizeof(r->verdict);
    memset(&r->verdict.era_first, 0xff, 2 * sizeof(r->verdict.era_first));
    for (unsigned side = 0; side < 2; side++) {
        r->usage.packets[side] = 1 + throw_dice(d, 40);
        r->usage.bytes[side] = r->usage.packets[side] * (60 + throw_dice(d, 900));
    }
    return c;
}

static void add_evidence(struct driver *d, struct connection *c, unsigned packet)
{
    struct skypedpi_signature found = {.size = sizeof(found)};
    struct skypedpi_verdict *v = &c->record.verdict;

    if (skypedpi_db_signature(d->db, throw_dice(d, d->info.signatures), &found) != SKYPEDPI_OK)
        return;
    v->confidence = v->confidence + found.weight > 100 ? 100 : v->confidence + found.weight;
    c->evidence[c->evidence_count++] =
        (struct skypedpi_evidence){.signature = found.id,
                                   .time = c->record.first + packet * 30 * MILLISECOND,
                                   .packet = packet,
                                   .application = found.application,
                                   .weight = (uint16_t)found.weight,
                                   .score = (uint16_t)v->confidence,
                                   .reverse = packet % 2 == 0};
    v->signature = found.id;
    v->decided_packet = packet;
    c->signature = found.name;
    c->source = found.source;
}

static struct connection make_skype(struct driver *d, unsigned client, unsigned peer, unsigned activity)
{
    struct connection c = make(d, client, peer);
    struct skypedpi_verdict *v = &c.record.verdict;
    unsigned evidence = 1 + throw_dice(d, 4);

    c.application = "skype";
    v->application = SKYPEDPI_APPLICATION_SKYPE;
    v->activity = (uint16_t)activity;
    v->mechanism = activity == SKYPEDPI_ACTIVITY_LOGIN ? SKYPEDPI_MECHANISM_TCP : SKYPEDPI_MECHANISM_UDP_DIRECT;
    v->path = (uint16_t)throw_dice(d, 5);
    v->stage = SKYPEDPI_STAGE_FINAL;
    for (unsigned i = 1; i <= evidence; i++)
        add_evidence(d, &c, i);
    return c;
}

static void make_login(struct connection *c, unsigned build)
{
    const struct skypedpi_release release = {{7, 7, 0, (uint16_t)build}};

    c->record.tuple.transport = 6;
    c->record.verdict.era_first = c->record.verdict.era_last = release;
}

static void make_call(struct connection *c, uint64_t seconds)
{
    struct skypedpi_record *r = &c->record;

    r->last = r->first + (seconds + 3) * SECOND;
    r->verdict.call_start = r->first + 2 * SECOND;
    r->verdict.call_end = r->first + (seconds + 2) * SECOND;
    r->verdict.rate = 9500;
    r->usage.calls = 1;
    r->usage.call_milliseconds = seconds * 1000;
    for (unsigned side = 0; side < 2; side++) {
        r->usage.packets[side] = seconds * 50;
        r->usage.bytes[side] = seconds * 4900 + r->id % 100;
    }
}

/* ---- telling ---- */

static void count_frames(struct driver *d, const struct skypedpi_usage *usage)
{
    for (unsigned side = 0; side < 2; side++) {
        d->interval.total.packets[0] += usage->packets[side];
        d->interval.total.bytes[0] += usage->bytes[side];
        d->frames += usage->packets[side];
        d->frame_bytes += usage->bytes[side];
    }
}

static void tell(struct driver *d, struct connection *c)
{
    struct skypedpi_subscriber user = {.size = sizeof(user)};
    struct skypedpi_record *r = &c->record;

    if (!c->user[0]) {
        r->user = skypedpi_subscribers_find(d->subscribers, r->tuple.family, r->tuple.source);
        skypedpi_subscribers_user(d->subscribers, r->user, &user);
        c->user = user.name;
        c->group = user.group_name;
    }
    d->sink.begun(d->sink.state, c);
    count_frames(d, &r->usage);
    r->ended = 1;
    r->usage.flows = 1;
    d->sink.ended(d->sink.state, c);
    skypedpi_usage_add(&d->all, &r->usage);
    if (r->verdict.application == SKYPEDPI_APPLICATION_SKYPE ||
        r->verdict.application >= SKYPEDPI_APPLICATION_CUSTOM)
        skypedpi_usage_add(&d->skype, &r->usage);
}

static void end_interval(struct driver *d)
{
    const struct names names = {d->db, d->subscribers};
    const struct health health = {.time = d->now,
                                  .frames = d->frames,
                                  .bytes = d->frame_bytes,
                                  .set_name = d->info.name,
                                  .set_version = d->info.version,
                                  .one_way = 7,
                                  .two_way = 12345};

    d->interval.start = d->now - d->now % (60 * SECOND);
    d->interval.end = d->interval.start + 60 * SECOND;
    d->sink.interval(d->sink.state, &d->interval, &names);
    d->sink.health(d->sink.state, &health);
    d->interval = (struct interval){.start = 0};
}

static void add_endpoint(struct driver *d, unsigned client, unsigned role, bool nat)
{
    struct skypedpi_signature found = {.size = sizeof(found)};
    struct skypedpi_endpoint endpoint = {.size = sizeof(endpoint),
                                         .family = 4,
                                         .transport = 17,
                                         .port = (uint16_t)(20000 + client),
                                         .confidence = 90,
                                         .application = SKYPEDPI_APPLICATION_SKYPE,
                                         .role = (uint16_t)role,
                                         .first = d->now,
                                         .time = d->now + 5 * SECOND};

    if (skypedpi_db_signature(d->db, client % d->info.signatures, &found) == SKYPEDPI_OK)
        endpoint.signature = found.id;
    set_address(endpoint.address, 10, 0, client >> 8 & 255, client & 255);
    memcpy(endpoint.reported, endpoint.address, 4);
    if (nat)
        memcpy(endpoint.reported, (const uint8_t[]){203, 0, 113, 5}, 4);
    d->sink.endpoint(d->sink.state, &endpoint, "skype", found.name ? found.name : "");
}

/* ---- stories ---- */

static void print_facts(const struct driver *d)
{
    printf("connections %" PRIu64 "\n", d->all.flows);
    printf("connection-bytes %" PRIu64 "\n", d->all.bytes[0] + d->all.bytes[1]);
    printf("connection-packets %" PRIu64 "\n", d->all.packets[0] + d->all.packets[1]);
    printf("skype-connections %" PRIu64 "\n", d->skype.flows);
    printf("skype-bytes %" PRIu64 "\n", d->skype.bytes[0] + d->skype.bytes[1]);
    printf("calls %" PRIu64 "\n", d->skype.calls);
    printf("call-milliseconds %" PRIu64 "\n", d->skype.call_milliseconds);
    printf("frames %" PRIu64 "\nframe-bytes %" PRIu64 "\n", d->frames, d->frame_bytes);
}

static void tell_web(struct driver *d, unsigned client)
{
    struct connection c = make(d, client, throw_dice(d, 5000));

    c.record.tuple.transport = 6;
    c.record.tuple.destination_port = throw_dice(d, 2) ? 443 : 80;
    c.record.usage.bytes[1] *= 30;
    if (throw_dice(d, 3) == 0) { /* nothing was found in it, and not for want of looking */
        c.record.verdict.application = SKYPEDPI_APPLICATION_OTHER;
        c.application = "other";
    }
    c.record.verdict.flags = throw_dice(d, 4) ? 0 : SKYPEDPI_FLAG_MIDFLOW | SKYPEDPI_FLAG_ONE_WAY;
    tell(d, &c);
}

static void story_plain(struct driver *d, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        d->now += 700 * MILLISECOND;
        tell_web(d, 11 + i % 7);
    }
}

static void tell_client(struct driver *d, unsigned client, uint32_t peers)
{
    struct connection login = make_skype(d, client, 7, SKYPEDPI_ACTIVITY_LOGIN);

    make_login(&login, 100 + client);
    tell(d, &login);
    add_endpoint(d, client, client % 4 == 3 ? SKYPEDPI_ROLE_SUPERNODE : SKYPEDPI_ROLE_NODE, client % 2);
    for (uint32_t i = 0; i < peers; i++) {
        struct connection c = make_skype(d, client, client * 500 + i,
                                         i % 9 ? SKYPEDPI_ACTIVITY_SIGNALLING : SKYPEDPI_ACTIVITY_PRESENCE);
        d->now += 400 * MILLISECOND;
        if (i % 40 == 5)
            make_call(&c, 20 + throw_dice(d, 900));
        if (c.record.verdict.call_start)
            c.record.verdict.activity =
                i % 80 == 5 ? SKYPEDPI_ACTIVITY_CALL_AUDIO : SKYPEDPI_ACTIVITY_CALL_VIDEO;
        if (i % 40 == 9)
            c.record.decision = (struct skypedpi_decision){.rule = 4, .action = SKYPEDPI_ACTION_LOG};
        tell(d, &c);
        if (i % 3 == 0)
            tell_web(d, client);
        if (i % 20 == 0)
            end_interval(d);
    }
}

static void tell_ipv6(struct driver *d)
{
    static const uint8_t addresses[2][16] = {{0x20, 1, 0xd, 0xb8, [15] = 0x11},
                                             {0x20, 1, 0xd, 0xb8, 1, [15] = 9}};
    struct connection c = make_skype(d, 0, 0, SKYPEDPI_ACTIVITY_FILE_TRANSFER);

    c.record.tuple.family = 6;
    memcpy(c.record.tuple.source, addresses[0], 16);
    memcpy(c.record.tuple.destination, addresses[1], 16);
    c.record.verdict.mechanism = SKYPEDPI_MECHANISM_STUN_ICE;
    c.record.verdict.flags = SKYPEDPI_FLAG_ENDPOINT | SKYPEDPI_FLAG_TRUNCATED;
    c.evidence_lost = 12;
    c.attempt = 3;
    tell(d, &c);
}

static void story_office(struct driver *d, uint32_t count)
{
    for (unsigned client = 11; client < 17; client++)
        tell_client(d, client, 40 * count);
    tell_ipv6(d);
    tell_web(d, 0x300 + 9);
    d->interval.total.packets[0] += 50; /* ARP and the like */
    d->interval.total.bytes[0] += 3000;
    d->interval.unfollowed.packets[0] = 50;
    d->interval.unfollowed.bytes[0] = 3000;
    d->frames += 50;
    d->frame_bytes += 3000;
}

static void story_hostile(struct driver *d, uint32_t count)
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
        struct connection c = make_skype(d, 11, i, SKYPEDPI_ACTIVITY_CALL_AUDIO);
        make_call(&c, 30);
        c.record.verdict.application = SKYPEDPI_APPLICATION_CUSTOM;
        c.user = texts[i % most];
        c.group = texts[(i + 1) % most];
        c.application = texts[(i + 2) % most];
        c.signature = texts[(i + 3) % most];
        c.source = texts[(i + 4) % most];
        tell(d, &c);
        struct skypedpi_endpoint endpoint = {.size = sizeof(endpoint),
                                             .family = 4,
                                             .transport = 17,
                                             .port = (uint16_t)i,
                                             .application = SKYPEDPI_APPLICATION_CUSTOM};
        d->sink.endpoint(d->sink.state, &endpoint, texts[i % most], texts[(i + 1) % most]);
    }
}

static void story_huge(struct driver *d, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        struct connection c = make_skype(d, 11, i, SKYPEDPI_ACTIVITY_CALL_VIDEO);
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
        tell(d, &c);
    }
}

static void story_many(struct driver *d, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        struct connection c = make_skype(d, 11 + i % 6000, i, SKYPEDPI_ACTIVITY_SIGNALLING);
        while (c.evidence_count < EVIDENCE_KEPT)
            add_evidence(d, &c, c.evidence_count + 1);
        d->now += 10 * MILLISECOND;
        if (i % 5 == 0)
            make_call(&c, 5 + i % 600);
        tell(d, &c);
        if (i % 3 == 0)
            add_endpoint(d, 11 + i, SKYPEDPI_ROLE_NODE, false);
    }
}

static void story_names(struct driver *d, uint32_t count)
{
    char user[32], application[32];

    for (uint32_t i = 0; i < count; i++) {
        struct connection c = make_skype(d, i, i, SKYPEDPI_ACTIVITY_SIGNALLING);
        snprintf(user, sizeof(user), "user%" PRIu32, i);
        snprintf(application, sizeof(application), "application%" PRIu32, i);
        c.user = c.group = user;
        c.application = application;
        tell(d, &c);
    }
}

/* Ends without closing the report: what it wrote before stays. */
static void story_open(struct driver *d, uint32_t count)
{
    struct connection c = make_skype(d, 11, 1, SKYPEDPI_ACTIVITY_LOGIN);

    end_interval(d);
    story_plain(d, count);
    d->sink.begun(d->sink.state, &c); /* and is still there */
    count_frames(d, &c.record.usage);
    d->now -= 7200 * SECOND;
    end_interval(d);
    print_facts(d);
    fflush(stdout);
    _Exit(0);
}

static const struct story {
    const char *name;
    void (*tell)(struct driver *d, uint32_t count);
    uint32_t count;
} stories[] = {
    {"nothing", NULL, 0},           {"plain", story_plain, 300}, {"office", story_office, 2},
    {"hostile", story_hostile, 2},  {"huge", story_huge, 3},     {"many", story_many, 20000},
    {"names", story_names, 150000}, {"open", story_open, 50},
};

/* ---- life ---- */

static bool driver_open(struct driver *d, const char *directory, const char *story)
{
    const struct report_settings settings = {.directory = directory,
                                             .title = strcmp(story, "hostile") ? story : "<i>\xff",
                                             .write_every = strcmp(story, "open") ? 0 : 60 * SECOND};

    *d = (struct driver){.now = BEGIN, .info = {.size = sizeof(d->info)}};
    return skypedpi_db_builtin(&d->db) == SKYPEDPI_OK && skypedpi_db_info(d->db, &d->info) == SKYPEDPI_OK &&
           skypedpi_subscribers_read(people, strlen(people), NULL, &d->subscribers, NULL) == SKYPEDPI_OK &&
           report_open(&settings, &d->sink);
}

static bool driver_run(struct driver *d, const char *name, uint32_t count)
{
    for (size_t i = 0; i < sizeof(stories) / sizeof(*stories); i++)
        if (strcmp(stories[i].name, name) == 0 && stories[i].tell)
            stories[i].tell(d, count ? count : stories[i].count);
    if (d->all.flows)
        end_interval(d);
    print_facts(d);
    return d->sink.close(d->sink.state);
}

int main(int argc, char **argv)
{
    struct driver d;

    if (argc < 3) {
        fprintf(stderr, "report_driver DIRECTORY STORY [COUNT]\n");
        return 2;
    }
    if (!driver_open(&d, argv[1], argv[2]))
        return 2;
    bool written = driver_run(&d, argv[2], argc > 3 ? (uint32_t)strtoul(argv[3], NULL, 10) : 0);
    skypedpi_subscribers_free(d.subscribers);
    skypedpi_db_unref(d.db);
    return written ? 0 : 1;
}
