/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/engine/text.h"

#include <string.h>
#include "lib/sigset/index.h"

static uint8_t folded(uint8_t c, bool fold)
{
    return fold && c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c;
}

static bool same_at(struct bytes text, size_t at, struct bytes entry, bool fold)
{
    if (at > text.length || entry.length > text.length - at)
        return false;
    for (size_t i = 0; i < entry.length; i++)
        if (folded(text.data[at + i], fold) != entry.data[i])
            return false;
    return true;
}

/* Where an entry first stands in a text. As Knuth, Morris and Pratt do it: no byte of the text is gone back to,
 * so the work is that of both lengths, whoever chose them. */
static bool find(struct bytes text, struct bytes entry, bool fold, size_t *where)
{
    uint8_t border[STRING_MAX + 1]; /* by bytes of the entry: how many at their end are those at its begin */
    size_t have = 0;
    border[0] = border[1] = 0;
    for (size_t i = 1; i < entry.length; i++) {
        while (have && entry.data[i] != entry.data[have])
            have = border[have];
        have += entry.data[i] == entry.data[have];
        border[i + 1] = (uint8_t)have;
    }
    have = 0;
    for (size_t i = 0; i < text.length && have < entry.length; i++) {
        uint8_t byte = folded(text.data[i], fold);
        while (have && byte != entry.data[have])
            have = border[have];
        have += byte == entry.data[have];
        *where = i + 1 - have;
    }
    return have == entry.length;
}

static bool entry_fits(unsigned test, struct bytes text, struct bytes entry, bool fold)
{
    if (entry.length > text.length)
        return false;
    size_t tail = text.length - entry.length;
    switch (test) {
    case TEXT_IS:
        return tail == 0 && same_at(text, 0, entry, fold);
    case TEXT_UNDER:
        return (tail == 0 || text.data[tail - 1] == '.') && same_at(text, tail, entry, fold);
    case TEXT_STARTS:
        return same_at(text, 0, entry, fold);
    case TEXT_ENDS:
        return same_at(text, tail, entry, fold);
    default:
        return find(text, entry, fold, &tail);
    }
}

bool text_fits(const struct model *m, uint32_t list, unsigned test, struct bytes text, bool fold)
{
    const struct list *l = &m->lists[list];
    for (uint32_t i = 0; i < l->count; i++)
        if (entry_fits(test, text, model_bytes(m, m->refs[l->first + i]), fold))
            return true;
    return false;
}

/* How names end that may fit: a bit for each hash of their last bytes, in whatever case. */
struct ends {
    uint64_t bits[8];
};

#define END_BITS 9 /* of a hash: as many as there are bits in `ends` */

/* False if any end may fit. */
static bool ends_of(const struct model *m, uint32_t list, unsigned test, struct ends *ends)
{
    const struct list *l = &m->lists[list];
    memset(ends, 0, sizeof *ends);
    if (test != TEXT_IS && test != TEXT_UNDER && test != TEXT_ENDS)
        return false;
    for (uint32_t i = 0; i < l->count; i++) {
        struct bytes entry = model_bytes(m, m->refs[l->first + i]);
        if (entry.length < NAME_END)
            return false;
        size_t end = index_name_end(entry, END_BITS);
        ends->bits[end / 64] |= (uint64_t)1 << end % 64;
    }
    return true;
}

static bool may_fit(const struct ends *ends, struct bytes name)
{
    if (name.length < NAME_END)
        return false;
    size_t end = index_name_end(name, END_BITS);
    return ends->bits[end / 64] >> end % 64 & 1;
}

bool names_fit(const struct model *m, uint32_t list, unsigned test, const struct x509_names *names)
{
    struct ends ends;
    bool any = !ends_of(m, list, test, &ends);
    for (size_t i = 0; i < names->count; i++) {
        struct bytes name = x509_name(names, i);
        if ((any || may_fit(&ends, name)) && text_fits(m, list, test, name, true))
            return true;
    }
    return false;
}

/* Up to five digits and what they are worth; false if there is none or it is no 16-bit number. */
static bool number_read(struct bytes text, size_t *at, uint16_t *number)
{
    uint32_t value = 0;
    size_t from = *at;
    while (*at < text.length && text.data[*at] >= '0' && text.data[*at] <= '9' && *at - from < 5)
        value = value * 10 + (text.data[(*at)++] - (uint32_t)'0');
    if (*at == from || value >= SKYPEDPI_RELEASE_ANY)
        return false; /* and nothing is written */
    *number = (uint16_t)value;
    return true;
}

/* Dotted numbers from `at` on: two to four count; a fifth, as 4.2 sends, is passed over. */
static unsigned parts_read(struct bytes text, size_t at, uint16_t part[SKYPEDPI_RELEASE_PARTS])
{
    unsigned n = 0;
    while (n < SKYPEDPI_RELEASE_PARTS && number_read(text, &at, &part[n])) {
        n++;
        if (at >= text.length || text.data[at] != '.')
            break;
        at++;
    }
    return n;
}

static bool after_read(struct bytes text, struct bytes mark, struct skypedpi_release *release)
{
    size_t at = 0;
    return mark.length <= text.length && find(text, mark, false, &at) &&
           parts_read(text, at + mark.length, release->part) >= 2;
}

static bool reversed_read(struct bytes text, struct skypedpi_release *release)
{
    uint16_t part[SKYPEDPI_RELEASE_PARTS];
    if (parts_read(text, 0, part) != SKYPEDPI_RELEASE_PARTS)
        return false;
    for (int i = 0; i < SKYPEDPI_RELEASE_PARTS; i++)
        release->part[i] = part[SKYPEDPI_RELEASE_PARTS - 1 - i];
    return true;
}

bool release_read(const struct model *m, const struct signature *s, struct bytes text,
                  struct skypedpi_release *release)
{
    for (int i = 0; i < SKYPEDPI_RELEASE_PARTS; i++)
        release->part[i] = SKYPEDPI_RELEASE_ANY;
    if (s->version_rule == VERSION_AFTER)
        return after_read(text, model_bytes(m, s->version_text), release);
    return s->version_rule == VERSION_REVERSED && reversed_read(text, release);
}
