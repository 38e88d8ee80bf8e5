/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdbool.h>
#include <string.h>
#include "lib/sigset/db.h"
#include "lib/sigset/image.h"
#include "lib/sigset/natives.h"

/* Several databases as one: the tables of each behind those of the ones before, and every index moved by as
 * much. The result goes the way of every image, through the verifier. */

struct merger {
    struct skypedpi_allocator allocator;
    struct model all;                /* so far */
    struct skypedpi_native *natives; /* in the order of all.natives */
    struct counters counters;
};

/* ---- room ---- */

/* What the names of a part's first set become longer by when they name the set, too: they are written anew. */
static uint64_t qualified_bytes(const struct model *part)
{
    uint64_t bytes = 0;
    for (uint32_t i = 0; i < part->signature_count && set_number(part->signatures[i].id) == 0; i++)
        bytes += (uint64_t)part->set[0].name.length + part->signatures[i].name.length + 2;
    return bytes;
}

/* Adds up the parts' tables; false if one gets too large. */
static bool room_add(struct model *room, const struct model *part)
{
    uint64_t strings = room->strings_length + part->strings_length + qualified_bytes(part);
    room->set_count += part->set_count;
    room->signature_count += part->signature_count;
    room->code_count += part->code_count;
    room->range_count += part->range_count;
    room->constant_count += part->constant_count;
    room->list_count += part->list_count;
    room->ref_count += part->ref_count;
    room->application_count += part->application_count;
    room->native_count += part->native_count;
    room->strings_length = (uint32_t)strings;
    return room->set_count <= SETS_MAX && room->signature_count <= SIGNATURES_MAX && strings <= IMAGE_MAX;
}

static int room_find(skypedpi_db *const *dbs, size_t count, struct model *room, bool *verified)
{
    *verified = true;
    for (size_t i = 0; i < count; i++) {
        if (!dbs[i])
            return SKYPEDPI_E_ARGUMENT;
        if (!room_add(room, &dbs[i]->model))
            return SKYPEDPI_E_FULL;
        *verified = *verified && dbs[i]->verified;
    }
    return SKYPEDPI_OK;
}

static bool tables_take(struct merger *m, const struct model *room)
{
    bool taken = model_take(&m->all, room, &m->allocator);
    m->all.strings = allocate_zeroed(&m->allocator, room->strings_length, 1);
    m->natives = allocate_zeroed(&m->allocator, room->native_count, sizeof *m->natives);
    return taken && m->all.strings && m->natives;
}

static void tables_release(struct merger *m)
{
    release(&m->allocator, m->all.strings);
    release(&m->allocator, m->natives);
    model_release(&m->all, &m->allocator);
}

/* ---- what sets share by name ---- */

/* Number of a text among others, or `count`. */
static uint32_t text_among(const struct model *all, const struct text_ref *texts, uint32_t count,
                           const char *text)
{
    uint32_t i = 0;
    while (i < count && strcmp(model_text(all, texts[i]), text) != 0)
        i++;
    return i;
}

static struct text_ref moved(struct text_ref text, uint32_t by)
{
    return (struct text_ref){text.offset + by, text.length};
}

static void applications_add(struct merger *m, const struct model *part, uint32_t strings, uint8_t *number)
{
    struct model *all = &m->all;
    for (uint32_t i = 0; i < part->application_count; i++) {
        const char *name = model_text(part, part->applications[i]);
        uint32_t at = text_among(all, all->applications, all->application_count, name);
        if (at == all->application_count)
            all->applications[all->application_count++] = moved(part->applications[i], strings);
        number[i] = (uint8_t)(SKYPEDPI_APPLICATION_CUSTOM + at);
    }
}

static bool same_native(const struct skypedpi_native *a, const struct skypedpi_native *b)
{
    return a->inspect == b->inspect && a->user == b->user && a->state_size == b->state_size;
}

static int natives_add(struct merger *m, const struct skypedpi_db *db, uint32_t strings, uint16_t *number)
{
    struct model *all = &m->all;
    for (uint32_t i = 0; i < db->model.native_count; i++) {
        uint32_t at = text_among(all, all->natives, all->native_count, db->natives[i].name);
        number[i] = (uint16_t)at;
        if (at == all->native_count) {
            all->natives[all->native_count++] = moved(db->model.natives[i], strings);
            m->natives[at] = db->natives[i];
        } else if (!same_native(&m->natives[at], &db->natives[i])) {
            return SKYPEDPI_E_NATIVE;
        }
    }
    return all->native_count <= NATIVES_MAX && all->application_count <= APPLICATIONS_MAX ? SKYPEDPI_OK
                                                                                          : SKYPEDPI_E_FULL;
}

/* ---- rows ---- */

static int sets_add(struct model *all, const struct model *part)
{
    for (uint32_t i = 0; i < part->set_count; i++) {
        struct set_facts set = part->set[i];
        for (uint32_t k = 0; k < all->set_count; k++)
            if (strcmp(model_text(part, set.name), model_text(all, all->set[k].name)) == 0)
                return SKYPEDPI_E_TAKEN;
        set.name = moved(set.name, all->strings_length);
        set.version = moved(set.version, all->strings_length);
        all->set[all->set_count++] = set;
    }
    return SKYPEDPI_OK;
}

/* SET:NAME at the end of the strings. */
static struct text_ref qualified(struct model *all, struct text_ref set, struct text_ref name)
{
    struct text_ref text = {all->strings_length, set.length + 1 + name.length};
    char *at = all->strings + text.offset;
    memcpy(at, model_text(all, set), set.length);
    at[set.length] = ':';
    memcpy(at + set.length + 1, model_text(all, name), name.length);
    all->strings_length += text.length + 1;
    return text;
}

static struct instruction instruction_moved(struct instruction i, const struct model *base)
{
    if (i.op == OP_IN)
        i.imm += base->range_count;
    else if (i.op == OP_BYTES)
        i.imm += base->constant_count;
    else if (i.op == OP_TEXT)
        i.imm += base->list_count;
    return i;
}

/* The small tables; `base` has their lengths before. */
static void tables_add(struct model *all, const struct model *part, const struct model *base)
{
    for (uint32_t i = 0; i < part->code_count; i++)
        all->code[all->code_count++] = instruction_moved(part->code[i], base);
    for (uint32_t i = 0; i < part->range_count; i++)
        all->ranges[all->range_count++] = part->ranges[i];
    for (uint32_t i = 0; i < part->constant_count; i++)
        all->constants[all->constant_count++] = moved(part->constants[i], base->strings_length);
    for (uint32_t i = 0; i < part->list_count; i++)
        all->lists[all->list_count++] =
            (struct list){part->lists[i].first + base->ref_count, part->lists[i].count};
    for (uint32_t i = 0; i < part->ref_count; i++)
        all->refs[all->ref_count++] = moved(part->refs[i], base->strings_length);
}

static struct signature signature_moved(struct signature s, const struct model *base)
{
    s.id += base->set_count << ID_BITS;
    s.code += base->code_count;
    s.version_text = moved(s.version_text, base->strings_length);
    s.name = moved(s.name, base->strings_length);
    s.source = moved(s.source, base->strings_length);
    s.proof = moved(s.proof, base->strings_length);
    if (s.after != NO_INDEX)
        s.after = (uint16_t)(s.after + base->signature_count);
    return s;
}

static int signatures_add(struct merger *m, const struct model *part, const struct model *base,
                          const uint8_t *application, const uint16_t *native)
{
    struct model *all = &m->all;
    for (uint32_t i = 0; i < part->signature_count; i++) {
        struct signature s = signature_moved(part->signatures[i], base);
        if (base->set_count && set_number(s.id) == base->set_count)
            s.name = qualified(all, all->set[base->set_count].name, s.name);
        if (s.native != NO_INDEX)
            s.native = native[s.native];
        if (s.application >= SKYPEDPI_APPLICATION_CUSTOM)
            s.application = application[s.application - SKYPEDPI_APPLICATION_CUSTOM];
        if (!counter_give(&m->counters, &s))
            return SKYPEDPI_E_FULL;
        all->signatures[all->signature_count++] = s;
    }
    return SKYPEDPI_OK;
}

static int part_add(struct merger *m, const struct skypedpi_db *db)
{
    const struct model *part = &db->model;
    const struct model base = m->all;
    uint8_t application[APPLICATIONS_MAX];
    uint16_t native[NATIVES_MAX];
    memcpy(m->all.strings + base.strings_length, part->strings, part->strings_length);
    int result = sets_add(&m->all, part);
    if (result != SKYPEDPI_OK)
        return result;
    m->all.strings_length += part->strings_length;
    applications_add(m, part, base.strings_length, application);
    result = natives_add(m, db, base.strings_length, native);
    if (result != SKYPEDPI_OK)
        return result;
    tables_add(&m->all, part, &base);
    return signatures_add(m, part, &base, application, native);
}

/* ---- all of it ---- */

/* The library finds its own detectors itself. */
static size_t natives_given(struct merger *m)
{
    size_t count = 0;
    for (uint32_t i = 0; i < m->all.native_count; i++)
        if (!native_known(m->natives[i].name))
            m->natives[count++] = m->natives[i];
    return count;
}

int skypedpi_db_merge(skypedpi_db *const *dbs, size_t count, const struct skypedpi_allocator *allocator,
                      skypedpi_db **db)
{
    struct model room = {0};
    bool verified;
    if (!db)
        return SKYPEDPI_E_ARGUMENT;
    *db = NULL;
    if (!dbs || count < 1 || count > SETS_MAX || !allocator_ok(allocator))
        return SKYPEDPI_E_ARGUMENT;
    int result = room_find(dbs, count, &room, &verified);
    if (result != SKYPEDPI_OK)
        return result;
    struct merger m = {.allocator = allocator_or_default(allocator)};
    result = tables_take(&m, &room) ? SKYPEDPI_OK : SKYPEDPI_E_MEMORY;
    for (size_t i = 0; i < count && result == SKYPEDPI_OK; i++)
        result = part_add(&m, dbs[i]);
    if (result == SKYPEDPI_OK)
        result = db_of_model(&m.all, m.natives, natives_given(&m), allocator, db);
    if (result == SKYPEDPI_OK)
        (*db)->verified = verified;
    tables_release(&m);
    return result;
}
