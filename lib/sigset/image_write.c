/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/image_layout.h"

#include <string.h>
#include <skypedpi/error.h>
#include "lib/base/bytes.h"
#include "lib/base/hash.h"

uint64_t image_digest(const uint8_t *image, size_t length)
{
    static const uint64_t key[2] = {0x736b797065647069u, 0x696d616765000001u}; /* "skypedpi", "image", 1 */
    const uint64_t parts[2] = {hash_keyed(key, image, AT_DIGEST),
                               hash_keyed(key, image + AT_DIGEST + 8, length - AT_DIGEST - 8)};
    uint8_t both[16];
    write_le64(both, parts[0]);
    write_le64(both + 8, parts[1]);
    return hash_keyed(key, both, sizeof both);
}

struct writer {
    uint8_t *at;
};

static void put8(struct writer *w, unsigned v)
{
    *w->at++ = (uint8_t)v;
}

static void put16(struct writer *w, unsigned v)
{
    write_le16(w->at, (uint16_t)v);
    w->at += 2;
}

static void put32(struct writer *w, uint32_t v)
{
    write_le32(w->at, v);
    w->at += 4;
}

static void put_pair(struct writer *w, uint32_t first, uint32_t second)
{
    put32(w, first);
    put32(w, second);
}

static void put_text(struct writer *w, struct text_ref text)
{
    put_pair(w, text.offset, text.length);
}

static void put_release(struct writer *w, const struct skypedpi_release *r)
{
    for (int i = 0; i < SKYPEDPI_RELEASE_PARTS; i++)
        put16(w, r->part[i]);
}

static void put_edition(struct writer *w, const struct edition *e)
{
    put32(w, e->release);
    put_pair(w, e->date, e->expires);
    for (int i = 0; i < 3; i++)
        put16(w, e->required[i]);
    put16(w, 0);
}

static void put_prefilter(struct writer *w, const struct prefilter *p)
{
    put16(w, p->length_low);
    put16(w, p->length_high);
    put8(w, p->directions);
    put8(w, p->ordinal_low);
    put8(w, p->ordinal_high);
    put8(w, p->kind);
    put8(w, p->byte0.mask);
    put8(w, p->byte0.value);
    put8(w, p->byte2.mask);
    put8(w, p->byte2.value);
}

static void put_instruction(struct writer *w, const struct instruction *i)
{
    put8(w, i->op);
    put8(w, i->a);
    put16(w, i->b);
    put32(w, i->imm);
}

static void put_counting(struct writer *w, const struct counting *c)
{
    put8(w, c->scope);
    put8(w, c->received);
    put8(w, c->slot);
    put8(w, c->unit);
    put8(w, c->rule);
    put8(w, c->count);
    put16(w, c->within);
    put_pair(w, c->low, c->high);
    put_instruction(w, &c->value);
    put_instruction(w, &c->fresh);
}

static void put_signature(struct writer *w, const struct signature *s)
{
    uint8_t *begin = w->at;
    put32(w, s->id);
    put16(w, s->after);
    put16(w, s->native);
    put8(w, s->transport);
    put8(w, s->application);
    put8(w, s->activity);
    put8(w, s->mechanism);
    put8(w, s->weight);
    put8(w, s->version_rule);
    put8(w, s->version_field);
    put8(w, s->code_length);
    put32(w, s->code);
    put_text(w, s->version_text);
    put_text(w, s->name);
    put_text(w, s->source);
    put_text(w, s->proof);
    put_release(w, &s->era_first);
    put_release(w, &s->era_last);
    put_prefilter(w, &s->prefilter);
    put_counting(w, &s->counting);
    put8(w, s->path);
    put8(w, (uint8_t)s->prefilter.context);
    put16(w, s->prefilter.port);
    w->at = begin + IMAGE_SIGNATURE; /* the rest stays zero */
}

static void put_texts(struct writer *w, const struct text_ref *texts, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        put_text(w, texts[i]);
}

static uint32_t header_bytes(const struct model *m)
{
    return IMAGE_HEADER + m->set_count * IMAGE_SET;
}

static void put_header(struct writer *w, const struct model *m, size_t length)
{
    const uint32_t count[] = {m->signature_count, m->code_count, m->range_count,       m->constant_count,
                              m->list_count,      m->ref_count,  m->application_count, m->native_count};
    memcpy(w->at, IMAGE_MAGIC, 8);
    w->at += 8;
    put32(w, image_format(m));
    put32(w, header_bytes(m));
    put_pair(w, (uint32_t)length, 0);
    put_pair(w, 0, 0); /* the digest comes last */
    for (size_t i = 0; i < sizeof count / sizeof *count; i++)
        put32(w, count[i]);
    for (uint32_t i = 0; i < m->set_count; i++) {
        put_text(w, m->set[i].name);
        put_text(w, m->set[i].version);
        put_edition(w, &m->set[i].edition);
    }
}

static void put_tables(struct writer *w, const struct model *m)
{
    for (uint32_t i = 0; i < m->signature_count; i++)
        put_signature(w, &m->signatures[i]);
    for (uint32_t i = 0; i < m->code_count; i++)
        put_instruction(w, &m->code[i]);
    for (uint32_t i = 0; i < m->range_count; i++)
        put_pair(w, m->ranges[i].low, m->ranges[i].high);
    put_texts(w, m->constants, m->constant_count);
    for (uint32_t i = 0; i < m->list_count; i++)
        put_pair(w, m->lists[i].first, m->lists[i].count);
    put_texts(w, m->refs, m->ref_count);
    put_texts(w, m->applications, m->application_count);
    put_texts(w, m->natives, m->native_count);
    if (m->strings_length)
        memcpy(w->at, m->strings, m->strings_length);
}

int image_encode(const struct model *m, const struct skypedpi_allocator *allocator, uint8_t **image,
                 size_t *length)
{
    uint64_t bytes = header_bytes(m) + tables_bytes(m) + m->strings_length;
    if (bytes > IMAGE_MAX) /* each set may be as long by itself */
        return SKYPEDPI_E_FULL;
    *length = (size_t)bytes;
    *image = allocate_zeroed(allocator, *length, 1);
    if (!*image)
        return SKYPEDPI_E_MEMORY;
    struct writer w = {*image};
    put_header(&w, m, *length);
    put_tables(&w, m);
    write_le64(*image + AT_DIGEST, image_digest(*image, *length));
    return SKYPEDPI_OK;
}
