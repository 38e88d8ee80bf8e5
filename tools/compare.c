/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdlib.h>
#include <string.h>
#include "tools/compare.h"
#include "tools/message.h"
#include "tools/tally.h"

const char *flow_change_name(enum flow_change_kind kind)
{
    static const char *const names[] = {
        [FLOW_SAME] = "same", [FLOW_NEW] = "new", [FLOW_LOST] = "lost", [FLOW_CHANGED] = "changed"};

    return names[kind];
}

const char *decision_name(enum decision_change decision)
{
    static const char *const names[] = {
        [DECISION_SAME] = "", [DECISION_EARLIER] = "earlier", [DECISION_LATER] = "later"};

    return names[decision];
}

static bool same_application(const struct comparison *c, const struct row *const row[SIDES])
{
    return strcmp(skypedpi_db_application_name(c->db[OLD], row[OLD]->verdict.application),
                  skypedpi_db_application_name(c->db[NEW], row[NEW]->verdict.application)) == 0;
}

static bool same_facts(const struct skypedpi_verdict *a, const struct skypedpi_verdict *b)
{
    return a->activity == b->activity && a->mechanism == b->mechanism && a->role == b->role &&
           a->path == b->path && a->stage == b->stage && a->signature == b->signature &&
           a->decided_packet == b->decided_packet;
}

static enum flow_change_kind kind_of(const struct comparison *c, const struct row *const row[SIDES])
{
    bool was = tally_is_named(row[OLD]->verdict.application),
         is = tally_is_named(row[NEW]->verdict.application);

    if (was != is) {
        return is ? FLOW_NEW : FLOW_LOST;
    }
    return same_application(c, row) && same_facts(&row[OLD]->verdict, &row[NEW]->verdict) ? FLOW_SAME
                                                                                          : FLOW_CHANGED;
}

static enum decision_change decision_of(const struct comparison *c, const struct row *const row[SIDES])
{
    uint32_t was = row[OLD]->verdict.decided_packet, is = row[NEW]->verdict.decided_packet;

    if (was == is || !same_application(c, row)) {
        return DECISION_SAME;
    }
    return is < was ? DECISION_EARLIER : DECISION_LATER;
}

/* Room for one more, or NULL. */
static struct flow_change *append(struct comparison *c)
{
    if (c->flows == c->room) {
        size_t room = c->room ? c->room * 2 : 64;
        struct flow_change *flow = realloc(c->flow, room * sizeof(*flow));
        if (!flow) {
            complain("out of memory");
            return NULL;
        }
        c->flow = flow;
        c->room = room;
    }
    return &c->flow[c->flows++];
}

static bool add_flow(struct comparison *c, const struct row *const row[SIDES], const char *path)
{
    enum flow_change_kind kind = kind_of(c, row);

    c->compared++;
    c->count[kind]++;
    if (kind == FLOW_SAME) {
        return true;
    }
    struct flow_change *change = append(c);
    if (!change) {
        return false;
    }
    *change = (struct flow_change){.kind = kind,
                                   .decision = decision_of(c, row),
                                   .capture = path,
                                   .tuple = row[OLD]->tuple,
                                   .first = row[OLD]->first,
                                   .verdict = {row[OLD]->verdict, row[NEW]->verdict}};
    c->decisions[change->decision]++;
    return true;
}

bool comparison_add(struct comparison *c, const struct classifier side[SIDES], const char *path)
{
    const struct row *row[SIDES] = {side[OLD].rows.first, side[NEW].rows.first};

    while (row[OLD] && row[NEW]) {
        if (!add_flow(c, row, path)) {
            return false;
        }
        row[OLD] = row[OLD]->next;
        row[NEW] = row[NEW]->next;
    }
    if (row[OLD] || row[NEW]) { /* the same packets make the same flows */
        complain("%s: it changed while it was read", path);
    }
    return !row[OLD] && !row[NEW];
}
