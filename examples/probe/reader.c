/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <string.h>
#include <sys/random.h>
#include "examples/probe/complain.h"
#include "examples/probe/names.h"
#include "examples/probe/reader.h"

#define PATIENCE 5               /* milliseconds to wait for a worker before the others are told */
#define GAP      (3600 * SECOND) /* intervals without a frame are told up to so long */

/* What traffic cannot know, if it is live; of a file, so that every run is the same, nothing. */
static bool make_key(uint64_t key[2], bool live)
{
    key[0] = key[1] = 0;
    if (live && getrandom(key, 2 * sizeof(*key), 0) != (ssize_t)(2 * sizeof(*key))) {
        complain("random numbers: %s", strerror(errno));
        return false;
    }
    return true;
}

bool reader_open(struct reader *reader, const struct settings *settings, struct source *source,
                 struct ring *const *rings, reader_mailbox *mailbox)
{
    uint64_t key[2];

    *reader = (struct reader){.settings = settings,
                              .source = source,
                              .mailbox = mailbox,
                              .rings = rings,
                              .workers = settings->workers,
                              .step = settings->step * SECOND};
    return make_key(key, source->live) && fanout_open(&reader->fanout, settings, key) &&
           unpack_open(&reader->unpack, source->live);
}

void reader_close(struct reader *reader)
{
    fanout_close(&reader->fanout);
    unpack_close(&reader->unpack);
}

/* ---- sending ---- */

/* The hub waits for word from every worker, a full worker waits for the hub, and this thread for the worker: so
 * the others, who may have nothing to do, are to tell the hub how far they are. */
static void mark_others(struct reader *reader, unsigned waited_for)
{
    for (unsigned i = 0; i < reader->workers; i++) {
        struct ring *ring = reader->rings[i];
        if (i == waited_for || reader->told[i] == reader->number || !ring_room(ring, sizeof(struct order), 0))
            continue;
        *(struct order *)ring_put(ring, sizeof(struct order)) = (struct order){reader->number, ORDER_MARK};
        ring_flush(ring);
        reader->told[i] = reader->number;
    }
}

/* Place for an order with the number reader->number. */
static void *place(struct reader *reader, unsigned worker, size_t bytes)
{
    while (!ring_room(reader->rings[worker], bytes, PATIENCE))
        mark_others(reader, worker);
    reader->told[worker] = reader->number;
    return ring_put(reader->rings[worker], bytes);
}

static void flush(struct reader *reader)
{
    for (unsigned i = 0; i < reader->workers; i++)
        ring_flush(reader->rings[i]);
}

static void note_fill(struct reader *reader)
{
    for (unsigned i = 0; i < reader->workers; i++) {
        unsigned fill = ring_fill(reader->rings[i]);
        if (reader->news.queue_fill < fill)
            reader->news.queue_fill = fill;
    }
}

static void send_tick(struct reader *reader, enum order_kind kind, uint64_t time)
{
    const struct order_tick tick = {{++reader->number, kind}, time, reader->news};

    for (unsigned i = 0; i < reader->workers; i++)
        *(struct order_tick *)place(reader, i, sizeof(tick)) = tick;
    flush(reader);
}

static void send_rules(struct reader *reader)
{
    struct rulebook *rules = atomic_exchange(reader->mailbox, NULL);

    if (!rules)
        return;
    const struct order_rules order = {{++reader->number, ORDER_RULES}, rules};
    for (unsigned i = 0; i < reader->workers; i++)
        *(struct order_rules *)place(reader, i, sizeof(order)) = order;
    flush(reader);
}

static void send_packet(struct reader *reader, const struct skypedpi_frame *frame, struct amount amount,
                        uint64_t time)
{
    uint32_t most = reader->settings->snaplen;
    uint32_t captured = frame->captured < most ? frame->captured : most;
    struct order_packet *packet;

    reader->number++;
    packet = place(reader, fanout_pick(&reader->fanout, frame), sizeof(*packet) + captured);
    *packet = (struct order_packet){.order = {reader->number, ORDER_PACKET},
                                    .id = reader->news.frames,
                                    .time = time,
                                    .ahead = reader->clock.ahead,
                                    .packets = amount.packets,
                                    .bytes = amount.bytes,
                                    .frame = *frame};
    packet->frame.captured = captured;
    packet->frame.payload = NULL; /* the worker finds it behind */
    if (captured)
        memcpy(packet->payload, frame->payload, captured);
}

/* ---- time ---- */

static void add(struct skypedpi_usage *usage, struct amount amount)
{
    usage->packets[0] += amount.packets;
    usage->bytes[0] += amount.bytes;
}

static void give_up_fragments(struct reader *reader, bool at_end)
{
    add(&reader->news.unfollowed, unpack_given_up(&reader->unpack, reader->clock.now, at_end));
}

static void begin_interval(struct reader *reader, uint64_t second)
{
    struct reader_news *news = &reader->news;

    news->start = second - second % reader->step;
    news->end = news->start + reader->step;
    news->total = news->unfollowed = (struct skypedpi_usage){0};
    news->queue_fill = 0;
}

static void look_around(struct reader *reader)
{
    note_fill(reader);
    reader->news.clock_back = reader->clock.back;
    reader->news.dropped = source_dropped(reader->source);
}

static void end_interval(struct reader *reader)
{
    give_up_fragments(reader, false);
    look_around(reader);
    send_tick(reader, ORDER_TICK, reader->news.end);
    send_rules(reader);
}

/* Seconds pass in every worker at the same place between packets, so what a flow's end is does not hang on how
 * many workers there are. */
static void advance(struct reader *reader, uint64_t time)
{
    uint64_t second = time - time % SECOND;

    if (!reader->begun)
        begin_interval(reader, second);
    else if (second <= reader->second)
        return;
    reader->begun = true;
    while (second >= reader->news.end) {
        uint64_t next = reader->news.end;
        end_interval(reader);
        begin_interval(reader, second - next > GAP ? second : next);
    }
    struct reader_news interval = reader->news;
    reader->news.start = reader->news.end = 0;
    send_tick(reader, ORDER_TICK, second);
    reader->news = interval;
    reader->second = second;
}

/* ---- what the source hands over ---- */

static void take_frame(void *user, const struct raw_frame *raw)
{
    struct reader *reader = user;
    struct reader_news *news = &reader->news;
    struct skypedpi_frame frame;
    struct amount amount;
    uint64_t time = clock_at(&reader->clock, raw->stamp);

    advance(reader, time);
    news->frames++;
    news->bytes += raw->length;
    add(&news->total, (struct amount){1, raw->length});
    int result = unpack_frame(&reader->unpack, raw, time, &frame, &amount);
    news->undecoded[result]++;
    if (result == SKYPEDPI_FRAME_OK)
        send_packet(reader, &frame, amount, time);
    else
        add(&news->unfollowed, amount);
}

static void take_idle(void *user, uint64_t stamp)
{
    struct reader *reader = user;

    advance(reader, clock_at(&reader->clock, stamp));
}

static void take_pause(void *user)
{
    flush(user);
}

void reader_run(struct reader *reader)
{
    const struct source_user to = {reader, take_frame, take_idle, take_pause};

    source_run(reader->source, &to);
    if (reader->begun)
        give_up_fragments(reader, true);
    look_around(reader);
    send_tick(reader, ORDER_END, reader->clock.now);
}
