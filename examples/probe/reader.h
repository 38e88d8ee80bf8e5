/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_READER_H
#define EXAMPLES_PROBE_READER_H

#include "examples/probe/clock.h"
#include "examples/probe/fanout.h"
#include "examples/probe/messages.h"
#include "examples/probe/ring.h"
#include "examples/probe/source.h"
#include "examples/probe/unpack.h"

/* The thread that reads: every frame is counted, decoded and sent to the worker of its host; the time it
 * carries drives seconds and intervals. */

/* Rulebooks read anew, on their way to the reader: the last one counts. */
typedef _Atomic(struct rulebook *) reader_mailbox;

struct reader {
    const struct settings *settings;
    struct source *source;
    reader_mailbox *mailbox;
    struct ring *const *rings; /* of each worker */
    unsigned workers;
    struct fanout fanout;
    struct unpack unpack;
    struct clock clock;
    uint64_t number;                 /* of the last order */
    uint64_t told[SETTINGS_WORKERS]; /* ... that each worker has, or knows of */
    bool begun;
    uint64_t second; /* that has begun, nanoseconds */
    uint64_t step;
    struct reader_news news; /* of the interval under way */
};

/* False after a complaint; reader_close() in either case. */
bool reader_open(struct reader *reader, const struct settings *settings, struct source *source,
                 struct ring *const *rings, reader_mailbox *mailbox);
void reader_close(struct reader *reader);

/* Reads until the source ends, and tells the workers so. */
void reader_run(struct reader *reader);

#endif
