/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_BENCH_STREAM_H
#define TESTS_BENCH_STREAM_H

#include <skypedpi/kit/table.h>

/* Traffic in memory, ready to be fed: what every contestant gets. Each packet is written anew as a plain
 * Ethernet frame (no tags, tunnels, fragments or options; what a capture cut off is taken for never sent), so
 * that nobody sees more of it than another. */

#define STREAM_LINK  1     /* Ethernet */
#define STREAM_IP    14    /* where the IP header begins */
#define STREAM_FLOWS 65536 /* at one time: capacity of the table that numbers them */

struct stream_packet {
    struct skypedpi_packet packet; /* decoded */
    const uint8_t *frame;
    uint32_t length; /* of the frame */
    uint32_t flow;   /* number of its flow */
    bool udp;
};

/* A step: the number of a packet, or with this bit the number of a flow that ends. */
#define STREAM_END 0x80000000u

/* Steps, or some of them. */
struct plan {
    uint32_t *step;
    size_t count;
    size_t packets; /* steps that are packets */
    size_t room;
};

struct stream {
    struct stream_packet *packet;
    size_t packets;
    struct skypedpi_tuple *tuple; /* of each flow */
    size_t flows;
    struct plan whole;
    uint8_t *bytes; /* frames, one behind the other */
    size_t used;
    size_t packet_room, tuple_room, byte_room; /* memory there is */
};

/* A flow's packets, decoded; time in nanoseconds. Ends the program if there is no memory. */
void stream_add(struct stream *stream, const struct skypedpi_frame *decoded, uint64_t time);
/* Numbers the flows and notes their ends, as the kit's table with its default timeouts sees them. */
void stream_finish(struct stream *stream);
void stream_free(struct stream *stream);

void plan_add(struct plan *plan, uint32_t step);
void plan_free(struct plan *plan);

/* The table all contestants share. `on_end` may be NULL. */
skypedpi_table *stream_table(uint32_t capacity, void *user,
                             void (*on_end)(void *user, struct skypedpi_table_entry *entry, unsigned why));

/* Memory or the end of the program. */
void *checked(void *memory);
__attribute__((noreturn)) void give_up(const char *why);

#endif
