/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include "tests/probe/report_made.h"

static const char people[] = "user anna 10.0.0.11 2001:db8::11 in staff\nuser ben 10.0.0.12 in staff\n"
                             "user carla 10.0.0.13 in staff\nuser dario 10.0.0.14 in students\n"
                             "user elif 10.0.0.15 in students\nuser guests 10.0.3.0/24\n";

bool made_open(struct made *m)
{
    *m = (struct made){.now = MADE_BEGIN, .info = {.size = sizeof(m->info)}};
    return skypedpi_db_builtin(&m->db) == SKYPEDPI_OK && skypedpi_db_info(m->db, &m->info) == SKYPEDPI_OK &&
           skypedpi_subscribers_read(people, strlen(people), NULL, &m->subscribers, NULL) == SKYPEDPI_OK;
}

void made_close(struct made *m)
{
    skypedpi_subscribers_free(m->subscribers);
    skypedpi_db_unref(m->db);
}

uint32_t made_dice(struct made *m, uint32_t sides)
{
    m->dice = m->dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(m->dice >> 33) % sides;
}

/* ---- pieces ---- */

static void set_address(uint8_t address[16], unsigned a, unsigned b, unsigned c, unsigned e)
{
    const uint8_t bytes[4] = {(uint8_t)a, (uint8_t)b, (uint8_t)c, (uint8_t)e};

    memset(address, 0, 16);
    memcpy(address, bytes, 4);
}

/* A connection of UDP, from a client of the office to a peer far away. */
struct connection made_connection(struct made *m, unsigned client, unsigned peer)
{
    struct connection c = {
        .user = "", .group = "", .application = "unknown", .signature = "", .source = "", .db = m->db};
    struct skypedpi_record *r = &c.record;

    *r = (struct skypedpi_record){.size = sizeof(*r), .id = m->ids++, .first = m->now};
    r->tuple.family = 4;
    r->tuple.transport = 17;
    r->tuple.source_port = (uint16_t)(20000 + client);
    r->tuple.destination_port = (uint16_t)(1024 + peer % 60000);
    set_address(r->tuple.source, 10, 0, client >> 8 & 255, client & 255);
    set_address(r->tuple.destination, 198, 18 + (peer >> 16 & 1), peer >> 8 & 255, peer & 255);
    r->last = m->now + made_dice(m, 90000) * MILLISECOND;
    r->verdict.size = sizeof(r->verdict);
    memset(&r->verdict.era_first, 0xff, 2 * sizeof(r->verdict.era_first));
    for (unsigned side = 0; side < 2; side++) {
        r->usage.packets[side] = 1 + made_dice(m, 40);
        r->usage.bytes[side] = r->usage.packets[side] * (60 + made_dice(m, 900));
    }
    return c;
}

void made_evidence(struct made *m, struct connection *c, unsigned packet)
{
    struct skypedpi_signature found = {.size = sizeof(found)};
    struct skypedpi_verdict *v = &c->record.verdict;

    if (skypedpi_db_signature(m->db, made_dice(m, m->info.signatures), &found) != SKYPEDPI_OK)
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

struct connection made_skype(struct made *m, unsigned client, unsigned peer, unsigned activity)
{
    struct connection c = made_connection(m, client, peer);
    struct skypedpi_verdict *v = &c.record.verdict;
    unsigned evidence = 1 + made_dice(m, 4);

    c.application = "skype";
    v->application = SKYPEDPI_APPLICATION_SKYPE;
    v->activity = (uint16_t)activity;
    v->mechanism = activity == SKYPEDPI_ACTIVITY_LOGIN ? SKYPEDPI_MECHANISM_TCP : SKYPEDPI_MECHANISM_UDP_DIRECT;
    v->path = (uint16_t)made_dice(m, 5);
    v->stage = SKYPEDPI_STAGE_FINAL;
    for (unsigned i = 1; i <= evidence; i++)
        made_evidence(m, &c, i);
    return c;
}

void made_login(struct connection *c, unsigned build)
{
    const struct skypedpi_release release = {{7, 7, 0, (uint16_t)build}};

    c->record.tuple.transport = 6;
    c->record.verdict.era_first = c->record.verdict.era_last = release;
}

void made_call(struct connection *c, uint64_t seconds)
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

void made_frames(struct made *m, const struct skypedpi_usage *usage)
{
    for (unsigned side = 0; side < 2; side++) {
        m->interval.total.packets[0] += usage->packets[side];
        m->interval.total.bytes[0] += usage->bytes[side];
        m->frames += usage->packets[side];
        m->frame_bytes += usage->bytes[side];
    }
}

static void give_user(struct made *m, struct connection *c)
{
    struct skypedpi_subscriber user = {.size = sizeof(user)};
    struct skypedpi_record *r = &c->record;

    if (!c->user[0]) {
        r->user = skypedpi_subscribers_find(m->subscribers, r->tuple.family, r->tuple.source);
        skypedpi_subscribers_user(m->subscribers, r->user, &user);
        c->user = user.name;
        c->group = user.group_name;
    }
}

static void count(struct made *m, const struct skypedpi_record *r)
{
    skypedpi_usage_add(&m->all, &r->usage);
    if (r->verdict.application == SKYPEDPI_APPLICATION_SKYPE ||
        r->verdict.application >= SKYPEDPI_APPLICATION_CUSTOM)
        skypedpi_usage_add(&m->skype, &r->usage);
}

void made_tell(struct made *m, struct connection *c)
{
    struct skypedpi_record *r = &c->record;

    give_user(m, c);
    m->sink.begun(m->sink.state, c);
    made_frames(m, &r->usage);
    r->ended = 1;
    r->usage.flows = 1;
    m->sink.ended(m->sink.state, c);
    count(m, r);
}

/* Begins as something unknown of one packet, and then is what it is. */
void made_keep(struct made *m, const struct connection *whole)
{
    struct connection c = *whole;
    struct skypedpi_record *r = &c.record;

    give_user(m, &c);
    const struct connection so_far = c;
    c.application = "unknown";
    r->last = r->first;
    r->verdict = (struct skypedpi_verdict){.size = sizeof(r->verdict)};
    r->usage = (struct skypedpi_usage){.packets = {1, 0}, .bytes = {60, 0}};
    m->sink.begun(m->sink.state, &c);
    m->sink.so_far(m->sink.state, &c);
    c = so_far;
    made_frames(m, &r->usage);
    r->usage.calls = r->usage.call_milliseconds = 0; /* which are told at its end */
    m->sink.changed(m->sink.state, &c);
    m->sink.so_far(m->sink.state, &c);
    c.record.usage = so_far.record.usage;
    r->usage.flows = 1;
    count(m, r);
}

void made_end(struct made *m, struct connection *c)
{
    give_user(m, c);
    c->record.ended = 1;
    c->record.usage.flows = 1;
    m->sink.ended(m->sink.state, c);
}

void made_interval(struct made *m)
{
    const struct names names = {m->db, m->subscribers};
    const struct health health = {.time = m->now,
                                  .frames = m->frames,
                                  .bytes = m->frame_bytes,
                                  .set_name = m->info.name,
                                  .set_version = m->info.version,
                                  .one_way = 7,
                                  .two_way = 12345};

    m->interval.start = m->now - m->now % (60 * SECOND);
    m->interval.end = m->interval.start + 60 * SECOND;
    m->sink.interval(m->sink.state, &m->interval, &names);
    m->sink.health(m->sink.state, &health);
    m->interval = (struct interval){.start = 0};
}

void made_endpoint(struct made *m, unsigned client, unsigned role, bool nat)
{
    struct skypedpi_signature found = {.size = sizeof(found)};
    struct skypedpi_endpoint endpoint = {.size = sizeof(endpoint),
                                         .family = 4,
                                         .transport = 17,
                                         .port = (uint16_t)(20000 + client),
                                         .confidence = 90,
                                         .application = SKYPEDPI_APPLICATION_SKYPE,
                                         .role = (uint16_t)role,
                                         .first = m->now,
                                         .time = m->now + 5 * SECOND};

    if (skypedpi_db_signature(m->db, client % m->info.signatures, &found) == SKYPEDPI_OK)
        endpoint.signature = found.id;
    set_address(endpoint.address, 10, 0, client >> 8 & 255, client & 255);
    memcpy(endpoint.reported, endpoint.address, 4);
    if (nat)
        memcpy(endpoint.reported, (const uint8_t[]){203, 0, 113, 5}, 4);
    m->sink.endpoint(m->sink.state, &endpoint, "skype", found.name ? found.name : "");
}

void made_print(const struct made *m)
{
    printf("connections %" PRIu64 "\n", m->all.flows);
    printf("connection-bytes %" PRIu64 "\n", m->all.bytes[0] + m->all.bytes[1]);
    printf("connection-packets %" PRIu64 "\n", m->all.packets[0] + m->all.packets[1]);
    printf("skype-connections %" PRIu64 "\n", m->skype.flows);
    printf("skype-bytes %" PRIu64 "\n", m->skype.bytes[0] + m->skype.bytes[1]);
    printf("calls %" PRIu64 "\n", m->skype.calls);
    printf("call-milliseconds %" PRIu64 "\n", m->skype.call_milliseconds);
    printf("frames %" PRIu64 "\nframe-bytes %" PRIu64 "\n", m->frames, m->frame_bytes);
}
