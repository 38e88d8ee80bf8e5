/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/report/report_seen.h"

#include <stdio.h>
#include <stdlib.h>
#include "examples/probe/report/report_facts.h"
#include "examples/probe/report/report_sums.h"

void seen_open(struct seen_list *list, uint32_t most)
{
    *list = (struct seen_list){.most = most,
                               .facts = facts_empty(),
                               .open = table_empty(sizeof(struct seen_open), sizeof(uint64_t), most)};
}

static struct seen *take_oldest(struct seen_queue *queue)
{
    struct seen *seen = queue->oldest;

    queue->oldest = seen->next;
    if (!queue->oldest)
        queue->newest = NULL;
    queue->count--;
    return seen;
}

void seen_close(struct seen_list *list)
{
    for (struct seen_queue *queue = list->queue; queue < list->queue + SEEN_KINDS; queue++)
        while (queue->oldest)
            free(take_oldest(queue));
    free(list->sorted);
    table_clear(&list->open);
    table_clear(&list->facts);
}

bool seen_failed(const struct seen_list *list)
{
    return list->failed || list->open.failed || list->facts.failed;
}

static uint32_t ended(const struct seen_list *list)
{
    uint32_t count = 0;

    for (unsigned kind = 0; kind < SEEN_KINDS; kind++)
        count += list->queue[kind].count;
    return count;
}

uint32_t seen_count(const struct seen_list *list)
{
    return ended(list) + list->open.count;
}

static const struct seen *open_of(const struct table_link *link)
{
    return &((const struct seen_open *)(const void *)link)->seen;
}

uint32_t seen_calls(const struct seen_list *list)
{
    uint32_t count = list->queue[SEEN_CALL].count;

    for (const struct table_link *link = list->open.oldest; link; link = link->newer)
        count += open_of(link)->record.verdict.call_start != 0;
    return count;
}

/* ---- adding ---- */

/* Of those equally long, the one that matters least. */
static struct seen_queue *longest(struct seen_list *list)
{
    struct seen_queue *found = list->queue;

    for (struct seen_queue *queue = list->queue; queue < list->queue + SEEN_KINDS; queue++)
        if (queue->count >= found->count)
            found = queue;
    return found;
}

static struct seen *place(struct seen_list *list)
{
    bool full = ended(list) >= list->most;
    struct seen *seen = full ? NULL : malloc(sizeof(*seen));
    struct seen_queue *queue = longest(list);

    if (seen)
        return seen;
    list->failed |= !full;
    list->left_out++;
    return queue->count ? take_oldest(queue) : NULL;
}

static void take_reasons(struct seen_list *list, struct seen *seen, const struct connection *connection)
{
    for (uint32_t i = 0; i < connection->evidence_count && i < EVIDENCE_KEPT; i++) {
        const struct skypedpi_evidence *evidence = &connection->evidence[i];
        seen->reason[i] =
            (struct reason){facts_of(&list->facts, connection->db, evidence->signature), *evidence};
        seen->reasons = i + 1;
    }
}

static void append(struct seen_queue *queue, struct seen *seen)
{
    *(queue->newest ? &queue->newest->next : &queue->oldest) = seen;
    queue->newest = seen;
    queue->count++;
}

static enum seen_kind kind_of(const struct skypedpi_verdict *verdict)
{
    return verdict->call_start ? SEEN_CALL : sums_is_skype(verdict) ? SEEN_SKYPE : SEEN_OTHER;
}

static void fill(struct seen_list *list, struct seen *seen, const struct connection *connection)
{
    *seen = (struct seen){
        .record = connection->record,
        .fact = facts_number(&list->facts, connection->signature, connection->application, connection->source),
        .attempt = connection->attempt,
        .reasons_lost = connection->evidence_lost};
    snprintf(seen->user, sizeof(seen->user), "%s", connection->user);
    snprintf(seen->group, sizeof(seen->group), "%s", connection->group);
    snprintf(seen->application, sizeof(seen->application), "%s", connection->application);
    take_reasons(list, seen, connection);
}

void seen_so_far(struct seen_list *list, const struct connection *connection)
{
    struct seen_open *open = table_use(&list->open, &connection->record.id);

    if (open)
        fill(list, &open->seen, connection);
}

void seen_add(struct seen_list *list, const struct connection *connection)
{
    struct seen *seen = place(list);

    table_remove(&list->open, &connection->record.id);
    if (!seen)
        return;
    fill(list, seen, connection);
    append(&list->queue[kind_of(&connection->record.verdict)], seen);
}

struct connection seen_connection(const struct seen *seen)
{
    struct connection out = {.record = seen->record,
                             .user = seen->user,
                             .group = seen->group,
                             .application = seen->application,
                             .signature = "",
                             .source = ""};
    const struct skypedpi_verdict *verdict = &seen->record.verdict;

    out.record.usage.flows = 1;
    if (verdict->call_start) {
        out.record.usage.calls = 1;
        out.record.usage.call_milliseconds = (verdict->call_end - verdict->call_start) / MILLISECOND;
    }
    return out;
}

/* ---- listing ---- */

static int by_begin(const void *left, const void *right)
{
    const struct seen *const *a = left, *const *b = right;

    if ((*a)->record.first != (*b)->record.first)
        return (*a)->record.first < (*b)->record.first ? -1 : 1;
    return ((*a)->record.id > (*b)->record.id) - ((*a)->record.id < (*b)->record.id);
}

const struct seen *const *seen_sorted(struct seen_list *list)
{
    static const struct seen *const nobody[] = {NULL};
    uint32_t count = 0;

    free(list->sorted);
    list->sorted = calloc((size_t)seen_count(list) + 1, sizeof(*list->sorted));
    list->failed |= !list->sorted;
    if (!list->sorted)
        return nobody;
    for (unsigned kind = 0; kind < SEEN_KINDS; kind++)
        for (const struct seen *seen = list->queue[kind].oldest; seen; seen = seen->next)
            list->sorted[count++] = seen;
    for (const struct table_link *link = list->open.oldest; link; link = link->newer)
        list->sorted[count++] = open_of(link);
    qsort(list->sorted, count, sizeof(*list->sorted), by_begin);
    return list->sorted;
}
