/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_SYNTH_TCP_H
#define TESTS_SYNTH_TCP_H

#include "tests/synth/synth.h"

/* TCP connections with real sequence numbers, as a tap near one side sees them. */

enum synth_side { SYNTH_CLIENT, SYNTH_SERVER };

/* A stretch of a message sent as one segment. */
struct synth_piece {
    size_t from, length;
};

/* How messages become segments. All zero is the plain way: whole segments, in order, once each. */
struct synth_tcp_style {
    uint16_t segment; /* most bytes in a segment; 0: 1460 */
    uint16_t overlap; /* bytes of the one before that a segment carries again */
    uint16_t lose;    /* the tap misses the how-manieth segment with payload, from 1; 0: none */
    bool repeat;      /* each segment comes twice, 0.3 s apart */
    bool backwards;   /* the last segment of a message comes first */
    bool inbound;     /* the tap is near the server, not the client */
};

struct synth_tcp {
    struct synth *synth;
    struct synth_tcp_style style;
    struct synth_endpoint end[2]; /* by synth_side */
    uint32_t next[2];             /* sequence number of the next byte of a side */
    uint64_t round_trip;          /* from the tap to the far side and back */
    enum synth_side last;         /* who sent the segment before */
    bool punctual;                /* both sides speak when the clock says, and wait for nobody */
    unsigned segments;            /* sent with payload */
};

/* An open connection with a round trip of 20 to 150 ms: the handshake is sent. */
struct synth_tcp synth_tcp_open(struct synth *s, const struct synth_endpoint *client,
                                const struct synth_endpoint *server, struct synth_tcp_style style);
/* The first segment of a connection nobody answers. */
void synth_tcp_unanswered(struct synth *s, const struct synth_endpoint *client,
                          const struct synth_endpoint *server);
/* Sends a message, cut in the connection's style; the other side acknowledges it. */
void synth_tcp_send(struct synth_tcp *c, enum synth_side side, const struct synth_message *m);
/* Sends a message as exactly these pieces, in this order. What no piece covers, the tap does not see. */
void synth_tcp_send_pieces(struct synth_tcp *c, enum synth_side side, const struct synth_message *m,
                           const struct synth_piece *pieces, size_t count);
/* Sends a message that is not acknowledged, and again after each of the pauses (nanoseconds). */
void synth_tcp_send_unheard(struct synth_tcp *c, enum synth_side side, const struct synth_message *m,
                            const uint64_t *pauses, size_t count);
void synth_tcp_close(struct synth_tcp *c, enum synth_side side);
void synth_tcp_reset(struct synth_tcp *c, enum synth_side side);

#endif
