/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/db.h"

#include <string.h>
#include "lib/base/abi.h"
#include "lib/base/transport.h"
#include "lib/sigset/edition.h"
#include "lib/sigset/guard.h"
#include "lib/sigset/image.h"
#include "lib/sigset/natives.h"
#include "lib/sigset/steps.h"

static void db_free(struct skypedpi_db *db)
{
    const struct skypedpi_allocator allocator = db->allocator;
    index_close(&db->udp, &allocator);
    index_close(&db->tcp, &allocator);
    model_release(&db->model, &allocator);
    release(&allocator, db->natives);
    release(&allocator, db->image);
    release(&allocator, db);
}

static int db_fill(struct skypedpi_db *db, const struct skypedpi_native *natives, size_t count)
{
    const struct skypedpi_allocator *a = &db->allocator;
    int result = image_decode(db->image, db->image_length, a, &db->model);
    if (result == SKYPEDPI_OK)
        result = model_verify(&db->model);
    if (result == SKYPEDPI_OK && steps_exceeded(&db->model) != NO_INDEX)
        result = SKYPEDPI_E_STEPS;
    if (result == SKYPEDPI_OK)
        result = guards_open(&db->model, a);
    if (result != SKYPEDPI_OK)
        return result;
    db->natives = allocate_zeroed(a, db->model.native_count, sizeof *db->natives);
    if (!db->natives)
        return SKYPEDPI_E_MEMORY;
    result = natives_resolve(&db->model, natives, count, db->natives);
    if (result == SKYPEDPI_OK)
        result = index_open(&db->udp, &db->model, TRANSPORT_UDP, a);
    if (result == SKYPEDPI_OK)
        result = index_open(&db->tcp, &db->model, TRANSPORT_TCP, a);
    return result;
}

/* Who is asked before anything of an image is read; nobody: verify is NULL. */
struct voucher {
    skypedpi_verify *verify;
    void *user;
};

/* What is vouched for is the copy, which nobody else can change. */
static int image_take(struct skypedpi_db *db, const void *image, size_t length, struct voucher v)
{
    db->image_length = length;
    db->image = allocate_zeroed(&db->allocator, length, 1);
    if (!db->image)
        return SKYPEDPI_E_MEMORY;
    memcpy(db->image, image, length);
    db->verified = v.verify && v.verify(v.user, db->image, db->image_length) == 1;
    return v.verify && !db->verified ? SKYPEDPI_E_UNVERIFIED : SKYPEDPI_OK;
}

static int make(const void *image, size_t length, struct voucher voucher, const struct skypedpi_native *natives,
                size_t count, const struct skypedpi_allocator *allocator, skypedpi_db **out)
{
    if (!image || (count && !natives) || !allocator_ok(allocator))
        return SKYPEDPI_E_ARGUMENT;
    int result = natives_check(natives, count);
    if (result != SKYPEDPI_OK)
        return result;
    const struct skypedpi_allocator a = allocator_or_default(allocator);
    struct skypedpi_db *db = allocate_zeroed(&a, 1, sizeof *db);
    if (!db)
        return SKYPEDPI_E_MEMORY;
    db->allocator = a;
    atomic_init(&db->references, 1);
    result = image_take(db, image, length, voucher);
    if (result == SKYPEDPI_OK)
        result = db_fill(db, natives, count);
    if (result != SKYPEDPI_OK)
        db_free(db);
    else
        *out = db;
    return result;
}

int skypedpi_db_load(const void *image, size_t length, const struct skypedpi_native *natives, size_t count,
                     const struct skypedpi_allocator *allocator, skypedpi_db **out)
{
    if (!out)
        return SKYPEDPI_E_ARGUMENT;
    *out = NULL;
    return make(image, length, (struct voucher){NULL, NULL}, natives, count, allocator, out);
}

int skypedpi_db_load_verified(const void *image, size_t length, skypedpi_verify *verify, void *user,
                              const struct skypedpi_native *natives, size_t count,
                              const struct skypedpi_allocator *allocator, skypedpi_db **out)
{
    if (!out)
        return SKYPEDPI_E_ARGUMENT;
    *out = NULL;
    if (!verify)
        return SKYPEDPI_E_ARGUMENT;
    return make(image, length, (struct voucher){verify, user}, natives, count, allocator, out);
}

int db_of_model(const struct model *model, const struct skypedpi_native *natives, size_t count,
                const struct skypedpi_allocator *allocator, skypedpi_db **db)
{
    const struct skypedpi_allocator a = allocator_or_default(allocator);
    uint8_t *image;
    size_t length;
    int result = image_encode(model, &a, &image, &length);
    if (result != SKYPEDPI_OK)
        return result;
    result = skypedpi_db_load(image, length, natives, count, allocator, db);
    release(&a, image);
    return result;
}

int skypedpi_db_save(const skypedpi_db *db, void *buffer, size_t capacity, size_t *length)
{
    if (!db || !length || (capacity && !buffer))
        return SKYPEDPI_E_ARGUMENT;
    *length = db->image_length;
    if (capacity < db->image_length)
        return SKYPEDPI_E_FULL;
    memcpy(buffer, db->image, db->image_length);
    return SKYPEDPI_OK;
}

/* What is told of a set and of the database it is in. */
static int set_tell(const skypedpi_db *db, uint32_t index, uint32_t signatures, struct skypedpi_db_info *info)
{
    const struct model *m = &db->model;
    const struct set_facts *set = &m->set[index];
    struct skypedpi_db_info ours = {.signatures = signatures,
                                    .format = image_format(m),
                                    .natives = m->native_count,
                                    .image_bytes = db->image_length,
                                    .digest = image_digest(db->image, db->image_length),
                                    .release = set->edition.release,
                                    .verified = db->verified,
                                    .date = (uint64_t)set->edition.date * DAY_SECONDS,
                                    .expires = (uint64_t)set->edition.expires * DAY_SECONDS,
                                    .sets = m->set_count};
    memcpy(ours.required, set->edition.required, sizeof set->edition.required);
    memcpy(ours.name, model_text(m, set->name), set->name.length);
    memcpy(ours.version, model_text(m, set->version), set->version.length);
    return abi_write(info, &ours, sizeof ours, sizeof ours);
}

int skypedpi_db_info(const skypedpi_db *db, struct skypedpi_db_info *info)
{
    return db && info ? set_tell(db, 0, db->model.signature_count, info) : SKYPEDPI_E_ARGUMENT;
}

int skypedpi_db_set(const skypedpi_db *db, uint32_t index, struct skypedpi_db_info *info)
{
    uint32_t signatures = 0;
    if (!db || !info)
        return SKYPEDPI_E_ARGUMENT;
    if (index >= db->model.set_count)
        return SKYPEDPI_E_NOT_FOUND;
    for (uint32_t i = 0; i < db->model.signature_count; i++)
        signatures += set_number(db->model.signatures[i].id) == index;
    return set_tell(db, index, signatures, info);
}

uint32_t db_set_find(const struct skypedpi_db *db, const char *name)
{
    uint32_t i = 0;
    while (i < db->model.set_count && strcmp(model_text(&db->model, db->model.set[i].name), name) != 0)
        i++;
    return i;
}

static int signature_tell(const skypedpi_db *db, const struct signature *s, struct skypedpi_signature *info)
{
    const struct model *m = &db->model;
    const struct skypedpi_signature ours = {.id = s->id,
                                            .transport = s->transport,
                                            .application = s->application,
                                            .activity = s->activity,
                                            .mechanism = s->mechanism,
                                            .scope = s->counting.scope,
                                            .path = s->path,
                                            .weight = s->weight,
                                            .cost = s->code_length,
                                            .era_first = s->era_first,
                                            .era_last = s->era_last,
                                            .name = model_text(m, s->name),
                                            .source = model_text(m, s->source),
                                            .proof = model_text(m, s->proof),
                                            .set = model_text(m, m->set[set_number(s->id)].name),
                                            .number = s->id & ID_MOST};
    return abi_write(info, &ours, sizeof ours, sizeof ours);
}

int skypedpi_db_signature(const skypedpi_db *db, uint32_t index, struct skypedpi_signature *info)
{
    if (!db || !info)
        return SKYPEDPI_E_ARGUMENT;
    if (index >= db->model.signature_count)
        return SKYPEDPI_E_NOT_FOUND;
    return signature_tell(db, &db->model.signatures[index], info);
}

const struct signature *db_signature(const struct skypedpi_db *db, uint32_t id)
{
    uint32_t low = 0, high = db->model.signature_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (db->model.signatures[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    const struct signature *s = &db->model.signatures[low];
    return low < db->model.signature_count && s->id == id ? s : NULL;
}

int skypedpi_db_find(const skypedpi_db *db, uint32_t id, struct skypedpi_signature *info)
{
    if (!db || !info)
        return SKYPEDPI_E_ARGUMENT;
    const struct signature *s = db_signature(db, id);
    return s ? signature_tell(db, s, info) : SKYPEDPI_E_NOT_FOUND;
}

const char *skypedpi_db_application_name(const skypedpi_db *db, unsigned application)
{
    unsigned custom = application - SKYPEDPI_APPLICATION_CUSTOM;
    if (db && application >= SKYPEDPI_APPLICATION_CUSTOM && custom < db->model.application_count)
        return model_text(&db->model, db->model.applications[custom]);
    return skypedpi_application_name(application);
}

skypedpi_db *skypedpi_db_ref(skypedpi_db *db)
{
    atomic_fetch_add_explicit(&db->references, 1, memory_order_relaxed);
    return db;
}

void skypedpi_db_unref(skypedpi_db *db)
{
    if (db && atomic_fetch_sub_explicit(&db->references, 1, memory_order_acq_rel) == 1)
        db_free(db);
}
