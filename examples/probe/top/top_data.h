/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_TOP_DATA_H
#define EXAMPLES_PROBE_TOP_DATA_H

#include "examples/probe/top/top_rank.h"

/* What the view remembers of all it was told, in bounded memory. */

#define TOP_CALLS     1024u
#define TOP_ENDPOINTS 1024u

/* Of hosts only ended connections are told: there is nothing of the last interval. */
enum top_table { TOP_APPLICATIONS, TOP_ACTIVITIES, TOP_USERS, TOP_HOSTS, TOP_TABLES };

/* A call that is running. */
struct top_call {
    struct skypedpi_tuple tuple;
    char user[TOP_NAME];
    uint64_t start;
    uint64_t behind; /* its clock, if that was set back, behind that of intervals: to an interval */
    uint32_t rate;
    uint16_t activity;
};

/* An endpoint that is known. */
struct top_known {
    struct skypedpi_endpoint endpoint;
    char application[TOP_NAME], signature[TOP_NAME];
};

struct top_data {
    struct top_rank rank[TOP_TABLES];
    uint64_t call_id[TOP_CALLS];           /* numbers of their connections */
    struct top_call call[TOP_CALLS];       /* in the order they began */
    struct top_known known[TOP_ENDPOINTS]; /* in the order they became known */
    uint32_t calls, knowns;
    uint64_t time;                   /* of what was told last */
    uint64_t clock;                  /* the latest so far, which never goes back */
    uint64_t step;                   /* length of the last interval */
    struct skypedpi_usage last;      /* of all frames of the last interval */
    struct skypedpi_usage total;     /* ... of all intervals */
    struct skypedpi_usage accounted; /* of all accounts */
    struct health health;
    char set_name[TOP_NAME], set_version[TOP_NAME];
    bool told; /* anything */
};

/* False without memory. top_data_close() in either case. */
bool top_data_open(struct top_data *data);
void top_data_close(struct top_data *data);

/* They are what a sink is told. */
void top_data_connection(struct top_data *data, const struct connection *connection, bool ended);
void top_data_endpoint(struct top_data *data, const struct skypedpi_endpoint *endpoint, const char *application,
                       const char *signature);
void top_data_interval(struct top_data *data, const struct interval *interval, const struct names *names);
void top_data_health(struct top_data *data, const struct health *health);

#endif
