/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_EVENT_H
#define EXAMPLES_PROBE_EVENT_H

#include <skypedpi/kit.h>
#include "examples/probe/clock.h"

/* What the probe has to tell, and to whom. Workers see packets; the hub gathers what they found, in the order
 * of time, and hands it to the sinks: logs, exports, graphs, a report. All sinks are called by the hub's
 * thread; what can block on a network has a thread and a bounded queue of its own. */

/* Evidence kept of one connection; what comes after that is only counted. */
#define EVIDENCE_KEPT 8

/* A connection, with its names. All of it is valid during the call only. */
struct connection {
    struct skypedpi_record record;
    const char *user;        /* "" for nobody */
    const char *group;       /* "" for none */
    const char *application; /* "skype", or one of the set's own */
    const char *signature;   /* name of the one that decided; "" if none */
    const char *source;      /* where its fact is from; "" if none */
    uint32_t attempt;        /* its number among what a blocked host tried; 0: none */
    uint32_t evidence_count; /* at most EVIDENCE_KEPT */
    uint32_t evidence_lost;
    struct skypedpi_evidence evidence[EVIDENCE_KEPT];
    const skypedpi_db *db; /* whose signatures they are */
};

/* What was used in a piece of time. */
struct interval {
    uint64_t start;                           /* nanoseconds; a multiple of the probe's step since 1970 */
    uint64_t end;                             /* start and the step */
    const struct skypedpi_accounts *accounts; /* by user, group, application and activity. What is undecided is
                                                 held back until it is known, or its flow has ended */
    struct skypedpi_usage total; /* of all frames of this time, whatever they were; both directions in [0] */
    struct skypedpi_usage unfollowed; /* ... of them those that are in no flow: not IP, broken, table full */
};

/* How the probe itself is. Counts are from its start on. */
struct health {
    uint64_t time;
    uint64_t frames, bytes;                     /* seen */
    uint64_t kernel_dropped;                    /* frames that the kernel dropped before they were read */
    uint64_t undecoded[SKYPEDPI_FRAME_RESULTS]; /* by what became of them */
    uint64_t flows_opened, flows_evicted, flows_refused;
    uint32_t flows_open, flows_room;
    uint64_t endpoints_known;
    uint64_t one_way;    /* flows that ended with payload in one direction only */
    uint64_t two_way;    /* ... in both */
    uint32_t queue_fill; /* per cent of the fullest queue between threads */
    uint32_t workers;
    uint64_t clock_back;               /* how often time went back by more than a second */
    uint64_t records_lost;             /* that logs and the like could not write or send */
    uint64_t reloads, reloads_refused; /* on SIGHUP files were read anew, or could not be */
    const char *set_name, *set_version;
};

/* Names of what numbers mean, as they are now: subscribers may be read anew while the probe runs. */
struct names {
    const skypedpi_db *db;
    const skypedpi_subscribers *subscribers; /* NULL: there are none */
};

/* Somebody who is told. Any function may be NULL. */
struct sink {
    const char *name;
    void *state;
    void (*begun)(void *state, const struct connection *connection);   /* a new connection */
    void (*changed)(void *state, const struct connection *connection); /* it is known to be something else */
    /* Its active timeout is over, and another packet has come: all before that. */
    void (*goes_on)(void *state, const struct connection *connection);
    /* It is open, and was looked at: about once a minute, if it had packets. */
    void (*so_far)(void *state, const struct connection *connection);
    void (*ended)(void *state, const struct connection *connection);
    void (*endpoint)(void *state, const struct skypedpi_endpoint *endpoint, const char *application,
                     const char *signature);
    void (*interval)(void *state, const struct interval *interval, const struct names *names);
    void (*health)(void *state, const struct health *health); /* after each interval */
    void (*tick)(void *state);  /* about once a second of real time: retry, refresh */
    bool (*close)(void *state); /* nothing more will come: writes what is left, frees the state. False after a
                                   complaint: something was lost */
    uint64_t (*lost)(void *state); /* records that were lost up to now */
};

#endif
