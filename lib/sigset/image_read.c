/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/image_layout.h"

#include <stdbool.h>
#include <string.h>
#include <skypedpi/error.h>
#include "lib/base/bytes.h"
#include "lib/sigset/edition.h"
#include "lib/sigset/fields.h"

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
    uint32_t *const count[] = {&m->signature_count, &m->code_count, &m->range_count,       &m->constant_count,
                               &m->list_count,      &m->ref_count,  &m->application_count, &m->native_count};
    int result = SKYPEDPI_OK;
    for (size_t i = 0; i < sizeof count / sizeof *count; i++)
        *count[i] = reader_le32(r);
    for (uint32_t i = 0; i < m->set_count && result != SKYPEDPI_E_NEWER; i++) {
        int read = set_read(r, &m->set[i]);
        result = read != SKYPEDPI_OK ? read : result;
    }
    return result == SKYPEDPI_OK && tables_bytes(m) > r->rest.length ? SKYPEDPI_E_STRUCTURE : result;
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
    if (result == SKYPEDPI_OK && !model_take(model, model, allocator))
        result = SKYPEDPI_E_MEMORY;
    if (result != SKYPEDPI_OK)
        model_release(model, allocator);
    else
        tables_read(model, &r);
    return result;
}
