/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdlib.h>
#include <string.h>
#include "tools/compare.h"
#include "tools/message.h"
#include "tools/set.h"

const char *set_change_name(enum set_change change)
{
    static const char *const names[] = {
        [SET_ADDED] = "added", [SET_REMOVED] = "removed", [SET_CHANGED] = "changed"};

    return names[change];
}

struct part_names part_names(unsigned what)
{
    static const char *const names[PARTS] = {"name",     "transport", "scope", "application",
                                             "activity", "mechanism", "era",   "weight",
                                             "path",     "source",    "proof", "condition"};
    struct part_names out = {""};

    for (unsigned i = 0; i < PARTS; i++) {
        if (what >> i & 1) {
            strcat(out.text, *out.text ? " " : "");
            strcat(out.text, names[i]);
        }
    }
    return out;
}

static bool same_release(const struct skypedpi_release *a, const struct skypedpi_release *b)
{
    return memcmp(a, b, sizeof(*a)) == 0;
}

/* All that stands in its clauses but what it asks of packets. */
static unsigned compare_facts(const struct comparison *c, const struct skypedpi_signature side[SIDES])
{
    const struct skypedpi_signature *a = &side[OLD], *b = &side[NEW];
    bool era = same_release(&a->era_first, &b->era_first) && same_release(&a->era_last, &b->era_last);
    bool application = strcmp(skypedpi_db_application_name(c->db[OLD], a->application),
                              skypedpi_db_application_name(c->db[NEW], b->application)) == 0;

    return (strcmp(a->name, b->name) ? PART_NAME : 0u) | (a->transport != b->transport ? PART_TRANSPORT : 0u) |
           (a->scope != b->scope ? PART_SCOPE : 0u) | (application ? 0u : PART_APPLICATION) |
           (a->activity != b->activity ? PART_ACTIVITY : 0u) |
           (a->mechanism != b->mechanism ? PART_MECHANISM : 0u) | (era ? 0u : PART_ERA) |
           (a->weight != b->weight ? PART_WEIGHT : 0u) | (a->path != b->path ? PART_PATH : 0u) |
           (strcmp(a->source, b->source) ? PART_SOURCE : 0u) | (strcmp(a->proof, b->proof) ? PART_PROOF : 0u);
}

struct comparing {
    struct comparison *c;
    bool failed;
};

static unsigned compare_condition(struct comparing *comparing, uint32_t id)
{
    char *before = set_print(comparing->c->db[OLD], id);
    char *after = before ? set_print(comparing->c->db[NEW], id) : NULL;
    bool differ = after && strcmp(before, after) != 0;

    comparing->failed |= !after;
    free(before);
    free(after);
    return differ ? PART_CONDITION : 0u;
}

/* The next of a set; its id is 0 at the end. */
static struct skypedpi_signature signature_at(const skypedpi_db *db, uint32_t index)
{
    struct skypedpi_signature s = {.size = sizeof(s)};

    if (skypedpi_db_signature(db, index, &s) < 0) {
        return (struct skypedpi_signature){.name = "", .source = "", .proof = ""};
    }
    return s;
}

static void add(struct comparing *comparing, enum set_change kind, const struct skypedpi_signature side[SIDES])
{
    struct signature_change change = {.change = kind, .side = {side[OLD], side[NEW]}};
    static const struct skypedpi_signature none = {.name = "", .source = "", .proof = ""};

    if (kind == SET_CHANGED) {
        change.what = compare_facts(comparing->c, side) | compare_condition(comparing, side[OLD].id);
    } else {
        change.side[kind == SET_ADDED ? OLD : NEW] = none;
    }
    if (kind != SET_CHANGED || change.what) {
        comparing->c->signature[comparing->c->signatures++] = change;
    }
}

/* Both sets are in the order of their ids. */
static void compare_all(struct comparing *comparing)
{
    uint32_t at[SIDES] = {0, 0};

    while (!comparing->failed) {
        const struct skypedpi_signature side[SIDES] = {signature_at(comparing->c->db[OLD], at[OLD]),
                                                       signature_at(comparing->c->db[NEW], at[NEW])};
        uint32_t old = side[OLD].id, new = side[NEW].id;
        if (!old && !new) {
            return;
        }
        enum set_change kind = old == new ? SET_CHANGED : !new || (old && old < new) ? SET_REMOVED : SET_ADDED;
        add(comparing, kind, side);
        at[OLD] += kind != SET_ADDED;
        at[NEW] += kind != SET_REMOVED;
    }
}

bool comparison_make(struct comparison *c, skypedpi_db *old, skypedpi_db *new)
{
    struct skypedpi_db_info info[SIDES] = {{.size = sizeof(*info)}, {.size = sizeof(*info)}};

    *c = (struct comparison){.db = {skypedpi_db_ref(old), skypedpi_db_ref(new)}};
    if (skypedpi_db_info(old, &info[OLD]) < 0 || skypedpi_db_info(new, &info[NEW]) < 0) {
        return false;
    }
    c->signature = calloc((size_t)info[OLD].signatures + info[NEW].signatures + 1, sizeof(*c->signature));
    struct comparing comparing = {c, !c->signature};
    if (comparing.failed) {
        complain("out of memory");
    }
    compare_all(&comparing);
    return !comparing.failed;
}

void comparison_free(struct comparison *c)
{
    skypedpi_db_unref(c->db[OLD]);
    skypedpi_db_unref(c->db[NEW]);
    free(c->signature);
    free(c->flow);
    *c = (struct comparison){0};
}
