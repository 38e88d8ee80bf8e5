/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/fuzz/script_inside.h"

#include <stdlib.h>
#include "lib/engine/engine.h"

/* The player. */

/* ---- opening and closing ---- */

static void slot_close(struct player *p, struct slot *slot)
{
    struct skypedpi_verdict v = {.size = sizeof v};
    MUST(skypedpi_flow_close(p->engine, slot->flow, &v) == SKYPEDPI_OK);
    verdict_check(p, slot, &v);
    *slot = (struct slot){0};
    p->expect.flows_open--;
}

static void address_put(uint8_t address[16], struct reader *script, bool ipv6)
{
    static const uint8_t prefix[12] = {0x20, 0x01, 0x0d, 0xb8};
    struct bytes b = reader_take(script, 4);
    if (ipv6)
        memcpy(address, prefix, sizeof prefix);
    if (b.length)
        memcpy(address + (ipv6 ? 12 : 0), b.data, 4);
}

static struct skypedpi_tuple tuple_take(struct reader *script)
{
    uint8_t facts = reader_u8(script);
    struct skypedpi_tuple t = {
        .size = sizeof t, .family = facts & 2 ? 6 : 4, .transport = facts & 1 ? 6 : 17, .reserved = 0};
    address_put(t.source, script, t.family == 6);
    address_put(t.destination, script, t.family == 6);
    t.source_port = reader_be16(script);
    t.destination_port = reader_be16(script);
    return t;
}

static void slot_open(struct player *p, struct slot *slot, struct reader *script)
{
    struct skypedpi_tuple tuple = tuple_take(script);
    if (slot->flow)
        slot_close(p, slot);
    int result = skypedpi_flow_open(p->engine, &tuple, &slot->flow);
    if (p->expect.flows_open == p->settings.max_flows) {
        MUST(result == SKYPEDPI_E_FULL && !slot->flow);
        p->expect.flows_refused++;
        return;
    }
    MUST(result == SKYPEDPI_OK && slot->flow);
    MUST(!skypedpi_flow_user(slot->flow));
    skypedpi_flow_set_user(slot->flow, slot);
    slot->tcp = tuple.transport == 6;
    slot->next[0] = 0xfffff000; /* soon over the end */
    slot->next[1] = 1;
    p->expect.flows_open++;
    p->expect.flows_opened++;
}

/* ---- feeding ---- */

static void feed(struct player *p, struct slot *slot, const struct skypedpi_packet *packet)
{
    bool was_final = slot->told.stage == SKYPEDPI_STAGE_FINAL;
    int result = skypedpi_flow_feed(p->engine, slot->flow, packet);
    MUST(result == SKYPEDPI_OK || result == SKYPEDPI_DONE);
    bool final = slot->told.stage == SKYPEDPI_STAGE_FINAL;
    MUST(final || result == SKYPEDPI_OK);
    MUST(!final || p->settings.activity_records || result == SKYPEDPI_DONE);
    MUST(!slot->done || result == SKYPEDPI_DONE);
    p->expect.packets += !was_final;
    p->expect.packets_decided += was_final && result == SKYPEDPI_DONE;
    slot->done = result == SKYPEDPI_DONE;
    tale_number(&p->tale, (uint64_t)result);
}

/* Sequence numbers that are ahead stay ahead. */
static void next_move(struct slot *slot, unsigned side, const struct skypedpi_packet *packet)
{
    uint32_t end = packet->sequence + packet->length;
    end += (packet->tcp_flags & SKYPEDPI_TCP_SYN) != 0;
    end += (packet->tcp_flags & SKYPEDPI_TCP_FIN) != 0;
    if ((int32_t)(end - slot->next[side]) > 0)
        slot->next[side] = end;
}

static void packet_feed(struct player *p, struct slot *slot, unsigned side, struct skypedpi_packet packet,
                        struct reader *script)
{
    struct exact payload = exact_take(script, reader_be16(script));
    packet.size = sizeof packet;
    packet.flags = side ? SKYPEDPI_PACKET_REVERSE : 0;
    packet.time = p->time;
    packet.captured = (uint32_t)payload.length;
    packet.length += packet.captured;
    packet.payload = payload.length ? payload.data : NULL;
    if (slot->tcp) {
        packet.sequence += slot->next[side];
        packet.acknowledgement += slot->next[1 - side];
        next_move(slot, side, &packet);
    } else {
        packet.tcp_flags = packet.sequence = packet.acknowledgement = 0;
    }
    if (slot->flow)
        feed(p, slot, &packet);
    free(payload.data);
}

static void say_take(struct player *p, struct slot *slot, unsigned side, struct reader *script)
{
    p->time += script_delay(reader_u8(script));
    packet_feed(p, slot, side, (struct skypedpi_packet){.tcp_flags = SKYPEDPI_TCP_ACK}, script);
}

static void packet_take(struct player *p, struct slot *slot, unsigned side, struct reader *script)
{
    p->time += script_delay(reader_u8(script));
    struct skypedpi_packet packet = {.tcp_flags = reader_u8(script)};
    packet.sequence = (uint32_t)(int16_t)reader_be16(script);
    packet.acknowledgement = (uint32_t)(int8_t)reader_u8(script);
    packet.length = reader_be16(script);
    packet_feed(p, slot, side, packet, script);
}

/* ---- the other steps ---- */

static void verdict_take(struct player *p, struct slot *slot)
{
    struct skypedpi_verdict v = {.size = sizeof v};
    MUST(skypedpi_flow_verdict(p->engine, slot->flow, &v) == SKYPEDPI_OK);
    verdict_check(p, slot, &v);
}

static void block_take(struct player *p, struct slot *slot)
{
    int result = skypedpi_flow_block(p->engine, slot->flow);
    MUST(result == SKYPEDPI_OK || result == SKYPEDPI_E_FULL);
    tale_number(&p->tale, (uint64_t)result);
}

static void swap(struct player *p, unsigned to)
{
    int result = skypedpi_engine_set_db(p->engine, p->db[to]);
    MUST(result == SKYPEDPI_OK || (p->settings.no_rollback && result == SKYPEDPI_E_OLD));
    if (result != SKYPEDPI_OK)
        return;
    p->in_use = to;
    told_renew(p);
}

static void engine_take(struct player *p, unsigned what)
{
    if (what <= SCRIPT_SWAP_2)
        swap(p, what);
    else if (what == SCRIPT_TICK)
        MUST(skypedpi_engine_tick(p->engine, p->time) == SKYPEDPI_OK);
    else if (what == SCRIPT_STATS)
        stats_check(p);
    else
        wrong_calls(p, &p->slot[what]);
}

static void step_take(struct player *p, struct reader *script)
{
    uint8_t step = reader_u8(script);
    unsigned number = step >> 3 & 15, side = step >> 7;
    struct slot *slot = &p->slot[number];
    switch ((enum script_step)(step & 7)) {
    case SCRIPT_OPEN:
        slot_open(p, slot, script);
        break;
    case SCRIPT_SAY:
        say_take(p, slot, side, script);
        break;
    case SCRIPT_PACKET:
        packet_take(p, slot, side, script);
        break;
    case SCRIPT_TIME:
        p->time += side ? 0 - script_delay(reader_u8(script)) : script_delay(reader_u8(script));
        break;
    case SCRIPT_ENGINE:
        engine_take(p, number);
        break;
    case SCRIPT_VERDICT:
        if (slot->flow)
            verdict_take(p, slot);
        break;
    case SCRIPT_CLOSE:
        if (slot->flow)
            slot_close(p, slot);
        break;
    case SCRIPT_BLOCK:
        if (slot->flow)
            block_take(p, slot);
        break;
    }
}

/* ---- the whole ---- */

/* Nobody is left who could hold anything. */
static void all_close(struct player *p)
{
    for (unsigned i = 0; i < SCRIPT_SLOTS; i++)
        if (p->slot[i].flow)
            slot_close(p, &p->slot[i]);
    stats_check(p);
    MUST(p->engine->flows.live == 0);
    MUST(p->engine->natives.live == 0);
    MUST(p->engine->activities.live == 0);
    MUST(p->engine->buffers.slab.live == 0);
}

static struct tale play(struct bytes bytes, skypedpi_db *const db[SCRIPT_DBS], uint8_t fill)
{
    struct reader script = reader_over(bytes);
    struct player p = {.db = db, .memory.fill = fill};
    settings_take(&p, &script);
    MUST(skypedpi_engine_new(db[0], &p.settings, &p.engine) == SKYPEDPI_OK);
    p.memory.closed = true;
    while (script.rest.length && !script.failed)
        step_take(&p, &script);
    stats_check(&p);
    if (bytes.length % 2) /* else flows are left to skypedpi_engine_free() */
        all_close(&p);
    skypedpi_engine_free(p.engine);
    MUST(p.memory.taken == 0);
    return p.tale;
}

void script_play(struct bytes script, skypedpi_db *const db[SCRIPT_DBS])
{
    struct tale first = play(script, db, 0xa5), second = play(script, db, 0x5a);
    MUST(first.hash == second.hash); /* the same calls give the same callbacks */
}
