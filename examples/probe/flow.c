/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/flow.h"
#include "examples/probe/judge.h"
#include "examples/probe/post.h"
#include "examples/probe/usage.h"

#define LOOK_SECONDS 60

/* ---- callbacks: they must not call the engine, so they only note ---- */

void flow_on_verdict(void *user, skypedpi_flow *flow, const struct skypedpi_verdict *verdict)
{
    struct row *row = skypedpi_flow_user(flow);

    (void)user;
    (void)verdict;
    row->changed = true;
}

void flow_on_evidence(void *user, skypedpi_flow *flow, const struct skypedpi_evidence *evidence)
{
    (void)user;
    row_add_evidence(skypedpi_flow_user(flow), evidence);
}

void flow_on_attempt(void *user, skypedpi_flow *flow, const struct skypedpi_attempt *attempt)
{
    struct row *row = skypedpi_flow_user(flow);

    (void)user;
    row->attempt = attempt->number;
}

void flow_on_endpoint(void *user, const struct skypedpi_endpoint *endpoint)
{
    post_endpoint(user, endpoint);
}

/* ---- flows that go on ---- */

static void tell(struct worker *worker, struct row *row, enum event_kind kind)
{
    const struct skypedpi_verdict verdict = judge_look(worker, row);

    post_flow(worker, kind, &row->entry->tuple, row, &verdict, 0);
}

/* Before another packet is counted. One that comes no more is told of at the flow's end: most flows are short,
 * and told of once. */
static void tell_if_active(struct worker *worker, struct row *row)
{
    uint64_t open = worker->second - row->told;

    if (worker->active == 0 || open < worker->active)
        return;
    row->told += open - open % worker->active;
    tell(worker, row, EVENT_GOES_ON);
}

void flow_look_around(struct worker *worker)
{
    uint32_t used = worker->rows.used, few = used / LOOK_SECONDS + 1;

    if (!worker->looking || used == 0)
        return;
    for (; few > 0; few--) {
        struct row *row = &worker->rows.row[worker->hand];
        worker->hand = (worker->hand + 1) % used;
        bool spoke = worker->second <= row->last + (LOOK_SECONDS + 1) * SECOND; /* since it was looked at */
        if (row->entry && spoke)
            tell(worker, row, EVENT_SO_FAR);
    }
}

/* ---- packets ---- */

static struct row *begin(struct worker *worker, struct skypedpi_table_entry *entry,
                         const struct order_packet *packet)
{
    struct row *row = rows_take(&worker->rows);

    if (!row) /* there are as many as the table has places */
        return NULL;
    entry->user = row;
    row->entry = entry;
    row->id = packet->id;
    row->told = worker->second;
    row->first = packet->time;
    row->ahead = packet->ahead;
    judge_user(worker, &entry->tuple, row);
    if (!judge_result(worker, skypedpi_flow_open(worker->engine, &entry->tuple, &row->flow))) {
        rows_give(&worker->rows, row);
        entry->user = NULL;
        return NULL;
    }
    skypedpi_flow_set_user(row->flow, row);
    return row;
}

static void count(struct row *row, const struct order_packet *packet, bool reverse)
{
    row->last = packet->time;
    row->packets[reverse] += packet->packets;
    row->bytes[reverse] += packet->bytes;
    row->spoke[reverse] |= packet->frame.length > 0;
}

void flow_announce(struct worker *worker, const struct skypedpi_frame *const *frames, size_t count)
{
    void *rows[FLOW_AHEAD];

    skypedpi_table_prefetch(worker->table, frames, count, rows);
    for (size_t i = 0; i < count; i++) {
        const struct row *row = rows[i];
        if (row)
            skypedpi_flow_prefetch(row->flow);
    }
}

/* The flow of a packet, begun if need be; NULL if there is no room for it. */
static struct skypedpi_table_entry *find(struct worker *worker, struct order_packet *packet, bool *reverse)
{
    struct skypedpi_table_entry *entry =
        skypedpi_table_find(worker->table, &packet->frame, packet->bytes, worker->second, reverse);

    if (!entry || (!entry->user && !begin(worker, entry, packet))) {
        worker->unfollowed.packets[0] += packet->packets;
        worker->unfollowed.bytes[0] += packet->bytes;
        return NULL;
    }
    return entry;
}

static int feed(struct worker *worker, const struct row *row, struct order_packet *packet, bool reverse)
{
    packet->frame.payload = packet->payload;
    struct skypedpi_packet fed = {.size = sizeof fed};
    int result = skypedpi_frame_packet(&packet->frame, reverse, packet->time, &fed);
    if (result == SKYPEDPI_OK)
        result = skypedpi_flow_feed(worker->engine, row->flow, &fed);
    judge_result(worker, result);
    return result;
}

void flow_packet(struct worker *worker, struct order_packet *packet)
{
    bool reverse;
    struct skypedpi_table_entry *entry = find(worker, packet, &reverse);

    worker->ahead = packet->ahead;
    if (!entry)
        return;
    struct row *row = entry->user;
    bool begun = row->packets[0] + row->packets[1] > 0, was_settled = row->settled;
    tell_if_active(worker, row);
    count(row, packet, reverse);
    bool final = feed(worker, row, packet, reverse) == SKYPEDPI_DONE;
    if (!begun || row->changed || (final && !was_settled)) {
        const struct skypedpi_verdict verdict = judge_flow(worker, row, final, false);
        if (!begun || row->changed)
            post_flow(worker, begun ? EVENT_CHANGED : EVENT_BEGUN, &entry->tuple, row, &verdict, 0);
        row->changed = false;
    }
    if (was_settled)
        usage_of_packet(worker, row, packet, reverse);
}

/* ---- end ---- */

static void count_ways(struct worker *worker, const struct row *row)
{
    worker->two_way += row->spoke[0] && row->spoke[1];
    worker->one_way += row->spoke[0] != row->spoke[1];
}

void flow_on_end(void *user, struct skypedpi_table_entry *entry, unsigned why)
{
    struct worker *worker = user;
    struct row *row = entry->user;
    struct skypedpi_verdict verdict = {.size = sizeof(verdict)};

    if (!row)
        return;
    judge_result(worker, skypedpi_flow_close(worker->engine, row->flow, &verdict));
    judge_ended(worker, row, &verdict);
    count_ways(worker, row);
    post_flow(worker, EVENT_ENDED, &entry->tuple, row, &verdict, why);
    rows_give(&worker->rows, row);
}

void flow_judge_anew(void *user, struct skypedpi_table_entry *entry)
{
    struct worker *worker = user;
    struct row *row = entry->user;

    if (!row)
        return;
    judge_user(worker, &entry->tuple, row);
    if (row->settled)
        (void)judge_flow(worker, row, true, true);
}
