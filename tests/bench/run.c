/* SPDX-License-Identifier: BSD-2-Clause */
#include <malloc.h>
#include <stdlib.h>
#include "tests/bench/run.h"

#define MEBIBYTE (1 << 20)

void run_keep_memory(void)
{
    mallopt(M_MMAP_THRESHOLD, 1024 * MEBIBYTE);
    mallopt(M_TRIM_THRESHOLD, 2047 * MEBIBYTE);
    mallopt(M_TOP_PAD, 64 * MEBIBYTE);
}

static void end_slot(struct run *run, struct slot *slot)
{
    run->who->close(run->self, slot);
}

static void on_end(void *user, struct skypedpi_table_entry *entry, unsigned why)
{
    (void)why;
    if (entry->user) {
        end_slot(user, entry->user);
    }
}

void run_begin(struct run *run, const struct contestant *who, const struct stream *stream, bool frozen)
{
    uint32_t flows = frozen ? (uint32_t)stream->flows + 1 : STREAM_FLOWS;

    *run = (struct run){.who = who, .stream = stream, .frozen = frozen};
    run->self = who->make(flows);
    run->slot = checked(calloc(stream->flows + 1, sizeof(*run->slot)));
    run->table = stream_table(flows, run, on_end);
}

void run_end(struct run *run)
{
    skypedpi_table_flush(run->table);
    skypedpi_table_free(run->table);
    run->who->free(run->self);
    free(run->slot);
}

static void begin_slot(struct run *run, struct slot *slot, const struct skypedpi_tuple *tuple)
{
    slot->open = true;
    run->who->open(run->self, slot, tuple);
}

void run_packets(struct run *run, const struct plan *plan)
{
    const struct contestant *who = run->who;

    for (size_t i = 0; i < plan->count; i++) {
        uint32_t step = plan->step[i];
        struct slot *slot;
        if (step & STREAM_END) {
            slot = &run->slot[step & ~STREAM_END];
            end_slot(run, slot);
            continue;
        }
        const struct stream_packet *p = &run->stream->packet[step];
        slot = &run->slot[p->flow];
        if (!slot->open) {
            begin_slot(run, slot, &run->stream->tuple[p->flow]);
        }
        if (!slot->done) {
            who->feed(run->self, slot, p);
        }
    }
}

void run_decided_packets(struct run *run, const struct plan *plan)
{
    for (size_t i = 0; i < plan->count; i++) {
        const struct stream_packet *p = &run->stream->packet[plan->step[i]];
        run->who->feed(run->self, &run->slot[p->flow], p);
    }
}

/* Decodes into a packet as a stream has it; its slot. NULL if the table is full. */
static inline struct slot *look_up(struct run *run, const struct stream_packet *made, struct stream_packet *p)
{
    struct skypedpi_frame f = {.size = sizeof(f)};
    bool reverse;

    skypedpi_frame_decode(STREAM_LINK, made->frame, made->length, made->length, &f);
    struct skypedpi_table_entry *entry =
        skypedpi_table_find(run->table, &f, made->length, run->frozen ? 0 : made->packet.time, &reverse);
    if (!entry) {
        return NULL;
    }
    *p = (struct stream_packet){.packet.size = sizeof(p->packet),
                                .frame = made->frame,
                                .length = made->length,
                                .udp = f.transport == 17};
    skypedpi_frame_packet(&f, reverse, made->packet.time, &p->packet);
    if (!entry->user) {
        entry->user = &run->slot[run->opened++];
        begin_slot(run, entry->user, &entry->tuple);
    }
    return entry->user;
}

void run_frames(struct run *run, const struct plan *plan)
{
    for (size_t i = 0; i < plan->count; i++) {
        struct stream_packet p;
        struct slot *slot = look_up(run, &run->stream->packet[plan->step[i]], &p);
        if (slot && !slot->done) {
            run->who->feed(run->self, slot, &p);
        }
    }
}

void run_decided_frames(struct run *run, const struct plan *plan)
{
    for (size_t i = 0; i < plan->count; i++) {
        struct stream_packet p;
        struct slot *slot = look_up(run, &run->stream->packet[plan->step[i]], &p);
        if (slot) {
            run->who->feed(run->self, slot, &p);
        }
    }
}

void run_mark(const struct contestant *who, const struct stream *stream, uint8_t *mark, uint8_t bit)
{
    struct run run;

    run_begin(&run, who, stream, false);
    for (size_t i = 0; i < stream->whole.count; i++) {
        uint32_t step = stream->whole.step[i];
        if (!(step & STREAM_END) && !run.slot[stream->packet[step].flow].done) {
            mark[step] |= bit;
        }
        run_packets(&run, &(struct plan){.step = &step, .count = 1});
    }
    run_end(&run);
}

struct plan plan_of(const struct stream *stream, const uint8_t *mark, uint8_t mask, uint8_t wanted, bool ends)
{
    struct plan plan = {0};

    for (size_t i = 0; i < stream->whole.count; i++) {
        uint32_t step = stream->whole.step[i];
        if (step & STREAM_END ? ends : (mark[step] & mask) == wanted) {
            plan_add(&plan, step);
        }
    }
    return plan;
}
