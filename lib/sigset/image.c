/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/image.h"

#include <stdbool.h>
#include <string.h>
#include <skypedpi/error.h>
#include "lib/base/bytes.h"
#include "lib/base/hash.h"
#include "lib/sigset/edition.h"
#include "lib/sigset/fields.h"

/* Header: magic 8, format 4, header length 4, whole length 8, digest 8, eight counts; then for each set name,
 * version, edition: release 4, date 4, expiry 4, three parts of the required version 2 each, 2 of zero. */
enum { AT_FORMAT = 8, AT_HEADER = 12, AT_LENGTH = 16, AT_DIGEST = 24, AT_COUNTS = 32 };
#define COUNTS 8

static void counts_of(const struct model *m, uint32_t count[COUNTS])
{
    const uint32_t all[COUNTS] = {m->signature_count, m->code_count, m->range_count,       m->constant_count,
                                  m->list_count,      m->ref_count,  m->application_count, m->native_count};
    memcpy(count, all, sizeof all);
}

static const uint32_t row_bytes[COUNTS] = {IMAGE_SIGNATURE, IMAGE_INSTRUCTION, IMAGE_PAIR, IMAGE_PAIR,
                                           IMAGE_PAIR,      IMAGE_PAIR,        IMAGE_PAIR, IMAGE_PAIR};

/* The digest finds damage, not malice: its key is known. Who made a set is another question. */
uint64_t image_digest(const uint8_t *image, size_t length)
{
    static const uint64_t key[2] = {0x736b797065647069u, 0x696d616765000001u};
    const uint64_t parts[2] = {hash_keyed(key, image, AT_DIGEST),
                               hash_keyed(key, image + AT_DIGEST + 8, length - AT_DIGEST - 8)};
    uint8_t both[16];
    write_le64(both, parts[0]);
    write_le64(both + 8, parts[1]);
    return hash_keyed(key, both, sizeof both);
}

/* ---- writing ---- */

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
    put_pair(w, s->version_text.offset, s->version_text.length);
    put_pair(w, s->name.offset, s->name.length);
    put_pair(w, s->source.offset, s->source.length);
    put_pair(w, s->proof.offset, s->proof.length);
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
        put_pair(w, texts[i].offset, texts[i].length);
}

static uint32_t header_bytes(const struct model *m)
{
    return IMAGE_HEADER + m->set_count * IMAGE_SET;
}

static void put_header(struct writer *w, const struct model *m, size_t length)
{
    uint32_t count[COUNTS];
    counts_of(m, count);
    memcpy(w->at, IMAGE_MAGIC, 8);
    w->at += 8;
    put32(w, image_format(m));
    put32(w, header_bytes(m));
    put_pair(w, (uint32_t)length, 0);
    put_pair(w, 0, 0); /* the digest comes last */
    for (int i = 0; i < COUNTS; i++)
        put32(w, count[i]);
    for (uint32_t i = 0; i < m->set_count; i++) {
        put_pair(w, m->set[i].name.offset, m->set[i].name.length);
        put_pair(w, m->set[i].version.offset, m->set[i].version.length);
        put_edition(w, &m->set[i].edition);
    }
}

static size_t image_bytes(const struct model *m)
{
    uint32_t count[COUNTS];
    counts_of(m, count);
    size_t length = header_bytes(m) + (size_t)m->strings_length;
    for (int i = 0; i < COUNTS; i++)
        length += (size_t)count[i] * row_bytes[i];
    return length;
}

int image_encode(const struct model *m, const struct skypedpi_allocator *allocator, uint8_t **image,
                 size_t *length)
{
    *length = image_bytes(m);
    *image = allocate_zeroed(allocator, *length, 1);
    if (!*image)
        return SKYPEDPI_E_MEMORY;
    struct writer w = {*image};
    put_header(&w, m, *length);
    for (uint32_t i = 0; i < m->signature_count; i++)
        put_signature(&w, &m->signatures[i]);
    for (uint32_t i = 0; i < m->code_count; i++)
        put_instruction(&w, &m->code[i]);
    for (uint32_t i = 0; i < m->range_count; i++)
        put_pair(&w, m->ranges[i].low, m->ranges[i].high);
    put_texts(&w, m->constants, m->constant_count);
    for (uint32_t i = 0; i < m->list_count; i++)
        put_pair(&w, m->lists[i].first, m->lists[i].count);
    put_texts(&w, m->refs, m->ref_count);
    put_texts(&w, m->applications, m->application_count);
    put_texts(&w, m->natives, m->native_count);
    if (m->strings_length)
        memcpy(w.at, m->strings, m->strings_length);
    write_le64(*image + AT_DIGEST, image_digest(*image, *length));
    return SKYPEDPI_OK;
}

/* ---- reading ---- */

static struct text_ref get_text(struct reader *r)
{
    uint32_t offset = reader_le32(r);
    return (struct text_ref){offset, reader_le32(r)};
}

static struct skypedpi_release get_release(struct reader *r)
{
    struct skypedpi_release release;
    for (int i = 0; i < SKYPEDPI_RELEASE_PARTS; i++)
        release.part[i] = reader_le16(r);
    return release;
}

static struct edition get_edition(struct reader *r, uint16_t *rest)
{
    struct edition e;
    e.release = reader_le32(r);
    e.date = reader_le32(r);
    e.expires = reader_le32(r);
    for (int i = 0; i < 3; i++)
        e.required[i] = reader_le16(r);
    *rest = reader_le16(r);
    return e;
}

static struct prefilter get_prefilter(struct reader *r)
{
    struct prefilter p = {0};
    p.length_low = reader_le16(r);
    p.length_high = reader_le16(r);
    p.directions = reader_u8(r);
    p.ordinal_low = reader_u8(r);
    p.ordinal_high = reader_u8(r);
    p.kind = reader_u8(r);
    p.byte0.mask = reader_u8(r);
    p.byte0.value = reader_u8(r);
    p.byte2.mask = reader_u8(r);
    p.byte2.value = reader_u8(r);
    return p;
}

static struct instruction get_instruction(struct reader *r)
{
    struct instruction i;
    i.op = reader_u8(r);
    i.a = reader_u8(r);
    i.b = reader_le16(r);
    i.imm = reader_le32(r);
    return i;
}

/* Bits that so many different peers set on average, in steps of whole bits. */
static uint8_t bits_of(unsigned peers)
{
    unsigned bits256 = 0; /* times 256 */
    for (unsigned i = 0; i < peers; i++)
        bits256 += 256 - bits256 / COUNTING_BITS;
    return (uint8_t)(bits256 / 256);
}

/* As wide as a value is. */
static uint32_t mask_of(const struct instruction *value)
{
    const struct field_word *f = field_of(value);
    if (!f || f->high > UINT16_MAX)
        return UINT32_MAX;
    return f->high > UINT8_MAX ? UINT16_MAX : UINT8_MAX;
}

static struct counting get_counting(struct reader *r)
{
    struct counting c = {0};
    c.scope = reader_u8(r);
    c.received = reader_u8(r);
    c.slot = reader_u8(r);
    c.unit = reader_u8(r);
    c.rule = reader_u8(r);
    c.count = reader_u8(r);
    c.bits = bits_of(c.count);
    c.within = reader_le16(r);
    c.low = reader_le32(r);
    c.high = reader_le32(r);
    c.value = get_instruction(r);
    c.mask = mask_of(&c.value);
    c.fresh = get_instruction(r);
    return c;
}

static void get_signature(struct bytes row, struct signature *s)
{
    struct reader r = reader_over(row);
    s->id = reader_le32(&r);
    s->after = reader_le16(&r);
    s->native = reader_le16(&r);
    s->transport = reader_u8(&r);
    s->application = reader_u8(&r);
    s->activity = reader_u8(&r);
    s->mechanism = reader_u8(&r);
    s->weight = reader_u8(&r);
    s->version_rule = reader_u8(&r);
    s->version_field = reader_u8(&r);
    s->code_length = reader_u8(&r);
    s->code = reader_le32(&r);
    s->version_text = get_text(&r);
    s->name = get_text(&r);
    s->source = get_text(&r);
    s->proof = get_text(&r);
    s->era_first = get_release(&r);
    s->era_last = get_release(&r);
    s->prefilter = get_prefilter(&r);
    s->counting = get_counting(&r);
    s->path = reader_u8(&r);
    s->prefilter.context = reader_u8(&r);
    s->prefilter.port = reader_le16(&r);
}

static void get_texts(struct reader *r, struct text_ref *texts, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        texts[i] = get_text(r);
}

static bool tables_take(struct model *m, const struct skypedpi_allocator *a)
{
    m->signatures = allocate_zeroed(a, m->signature_count, sizeof *m->signatures);
    m->code = allocate_zeroed(a, m->code_count, sizeof *m->code);
    m->ranges = allocate_zeroed(a, m->range_count, sizeof *m->ranges);
    m->constants = allocate_zeroed(a, m->constant_count, sizeof *m->constants);
    m->lists = allocate_zeroed(a, m->list_count, sizeof *m->lists);
    m->refs = allocate_zeroed(a, m->ref_count, sizeof *m->refs);
    m->applications = allocate_zeroed(a, m->application_count, sizeof *m->applications);
    m->natives = allocate_zeroed(a, m->native_count, sizeof *m->natives);
    return m->signatures && m->code && m->ranges && m->constants && m->lists && m->refs && m->applications &&
           m->natives;
}

void model_release(struct model *m, const struct skypedpi_allocator *a)
{
    void *const tables[] = {m->signatures, m->code,         m->ranges,  m->constants, m->lists,
                            m->refs,       m->applications, m->natives, m->guards};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        release(a, tables[i]);
    memset(m, 0, sizeof *m);
}

static void tables_read(struct model *m, struct reader *r)
{
    for (uint32_t i = 0; i < m->signature_count; i++)
        get_signature(reader_take(r, IMAGE_SIGNATURE), &m->signatures[i]);
    for (uint32_t i = 0; i < m->code_count; i++)
        m->code[i] = get_instruction(r);
    for (uint32_t i = 0; i < m->range_count; i++) {
        m->ranges[i].low = reader_le32(r);
        m->ranges[i].high = reader_le32(r);
    }
    get_texts(r, m->constants, m->constant_count);
    for (uint32_t i = 0; i < m->list_count; i++) {
        m->lists[i].first = reader_le32(r);
        m->lists[i].count = reader_le32(r);
    }
    get_texts(r, m->refs, m->ref_count);
    get_texts(r, m->applications, m->application_count);
    get_texts(r, m->natives, m->native_count);
    m->strings_length = (uint32_t)r->rest.length;
    /* never written through: a decoded model is const from here on */
    m->strings = (char *)(uintptr_t)r->rest.data;
}

static int header_check(const uint8_t *image, size_t length)
{
    if (length < 8 || memcmp(image, IMAGE_MAGIC, 8) != 0)
        return SKYPEDPI_E_MAGIC;
    if (length < IMAGE_HEADER + IMAGE_SET)
        return SKYPEDPI_E_TRUNCATED;
    uint32_t format = read_le32(image + AT_FORMAT);
    if (format != IMAGE_FORMAT_ONE && format != IMAGE_FORMAT_MANY)
        return SKYPEDPI_E_FORMAT;
    if (read_le64(image + AT_LENGTH) != length || length > IMAGE_MAX)
        return SKYPEDPI_E_TRUNCATED;
    if (read_le64(image + AT_DIGEST) != image_digest(image, length))
        return SKYPEDPI_E_DIGEST;
    return SKYPEDPI_OK;
}

/* How many sets the header has rows for; 0 if that cannot be. */
static uint32_t sets_told(const uint8_t *image, size_t length)
{
    uint32_t header = read_le32(image + AT_HEADER), count = (header - IMAGE_HEADER) / IMAGE_SET;
    bool many = read_le32(image + AT_FORMAT) == IMAGE_FORMAT_MANY;
    bool fits = header > IMAGE_HEADER && header <= length && (header - IMAGE_HEADER) % IMAGE_SET == 0;
    return fits && count <= SETS_MAX && many == (count > 1) ? count : 0;
}

/* SKYPEDPI_OK, or what is wrong with one that can be read. */
static int set_read(struct reader *r, struct set_facts *set)
{
    uint16_t rest;
    set->name = get_text(r);
    set->version = get_text(r);
    set->edition = get_edition(r, &rest);
    if (edition_needs_newer(&set->edition))
        return SKYPEDPI_E_NEWER;
    return rest == 0 ? SKYPEDPI_OK : SKYPEDPI_E_STRUCTURE;
}

/* The rest of the header. What a newer library is needed for may break rules of this one, so that is told
 * first. */
static int header_read(struct model *m, struct reader *r)
{
    uint32_t *const counts[COUNTS] = {&m->signature_count,   &m->code_count,  &m->range_count,
                                      &m->constant_count,    &m->list_count,  &m->ref_count,
                                      &m->application_count, &m->native_count};
    uint64_t needed = 0;
    int result = SKYPEDPI_OK;
    for (int i = 0; i < COUNTS; i++) {
        *counts[i] = reader_le32(r);
        needed += (uint64_t)*counts[i] * row_bytes[i];
    }
    for (uint32_t i = 0; i < m->set_count && result != SKYPEDPI_E_NEWER; i++) {
        int read = set_read(r, &m->set[i]);
        result = read != SKYPEDPI_OK ? read : result;
    }
    return result == SKYPEDPI_OK && needed > r->rest.length ? SKYPEDPI_E_STRUCTURE : result;
}

int image_decode(const uint8_t *image, size_t length, const struct skypedpi_allocator *allocator,
                 struct model *model)
{
    memset(model, 0, sizeof *model);
    int result = header_check(image, length);
    if (result != SKYPEDPI_OK)
        return result;
    model->set_count = sets_told(image, length);
    if (!model->set_count)
        return SKYPEDPI_E_STRUCTURE;
    struct reader r = reader_over((struct bytes){image, length});
    reader_take(&r, AT_COUNTS);
    result = header_read(model, &r);
    if (result == SKYPEDPI_OK && !tables_take(model, allocator))
        result = SKYPEDPI_E_MEMORY;
    if (result != SKYPEDPI_OK)
        model_release(model, allocator);
    else
        tables_read(model, &r);
    return result;
}
