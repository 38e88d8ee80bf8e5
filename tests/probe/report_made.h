/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_PROBE_REPORT_MADE_H
#define TESTS_PROBE_REPORT_MADE_H

#include "examples/probe/event.h"

/* Made-up connections and endpoints for a sink, and what they add up to. */

#define MADE_BEGIN (UINT64_C(1793000000) * SECOND) /* 2026-10-26 07:33:20 UTC */

struct made {
    struct sink sink;
    skypedpi_db *db;
    skypedpi_subscribers *subscribers;
    struct skypedpi_db_info info;
    uint64_t now, dice, ids;
    struct interval interval; /* that is filled */
    struct skypedpi_usage all, skype;
    uint64_t frames, frame_bytes;
};

/* False if something is missing; made_close() in either case. The sink is opened by the caller. */
bool made_open(struct made *m);
void made_close(struct made *m);

uint32_t made_dice(struct made *m, uint32_t sides);

/* Pieces, which nobody was told of yet: a connection of UDP, from a client of the office to a peer far away;
 * one of Skype, with evidence. */
struct connection made_connection(struct made *m, unsigned client, unsigned peer);
struct connection made_skype(struct made *m, unsigned client, unsigned peer, unsigned activity);
void made_evidence(struct made *m, struct connection *connection, unsigned packet);
void made_login(struct connection *connection, unsigned build);
void made_call(struct connection *connection, uint64_t seconds);

/* Telling: a connection that begins and ends, with its frames; one that begins, is looked at and goes on; the
 * end of that; frames alone; an endpoint of an office client; and that the time is over. */
void made_tell(struct made *m, struct connection *connection);
void made_keep(struct made *m, const struct connection *connection);
void made_end(struct made *m, struct connection *connection);
void made_frames(struct made *m, const struct skypedpi_usage *usage);
void made_endpoint(struct made *m, unsigned client, unsigned role, bool nat);
void made_interval(struct made *m);

/* Prints what a report must say: "NAME NUMBER" lines. */
void made_print(const struct made *m);

/* Tells a story; 0: as long as usual. False if there is none of that name. */
bool made_story(struct made *m, const char *name, uint32_t count);

#endif
