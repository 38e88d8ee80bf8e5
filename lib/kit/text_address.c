/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/kit/text.h"

#include <stdio.h>
#include <string.h>

#define GROUPS 8 /* of an IPv6 address, 16 bits each */

static bool ipv4_read(const char *at, const char *end, uint32_t *address)
{
    *address = 0;
    for (int i = 0; i < 4; i++) {
        uint32_t part;
        if (i > 0 && (at == end || *at++ != '.'))
            return false;
        at = text_decimal(at, end, 255, &part);
        if (!at)
            return false;
        *address = *address << 8 | part;
    }
    return at == end;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Behind one to four hexadecimal digits; NULL if there are none. */
static const char *group_read(const char *at, const char *end, uint16_t *group)
{
    const char *p = at;
    unsigned value = 0;
    for (; p < end && p - at < 4 && hex_digit(*p) >= 0; p++)
        value = value << 4 | (unsigned)hex_digit(*p);
    *group = (uint16_t)value;
    return p > at ? p : NULL;
}

/* Groups as written, and before which of them the gap is. */
struct groups {
    uint16_t group[GROUPS];
    unsigned count;
    bool has_gap;
    unsigned gap;
};

/* Behind a group, or behind the IPv4 address that may stand for the last two; NULL if it is neither. */
static const char *part_read(struct groups *g, const char *at, const char *end)
{
    uint32_t last;
    if (g->count + 2 <= GROUPS && ipv4_read(at, end, &last)) {
        g->group[g->count++] = (uint16_t)(last >> 16);
        g->group[g->count++] = (uint16_t)last;
        return end;
    }
    return g->count < GROUPS ? group_read(at, end, &g->group[g->count++]) : NULL;
}

static bool groups_read(struct groups *g, const char *at, const char *end)
{
    if (end - at >= 2 && memcmp(at, "::", 2) == 0) {
        g->has_gap = true;
        at += 2;
    }
    while (at < end) {
        at = part_read(g, at, end);
        if (!at || at == end)
            return at;
        if (*at++ != ':' || at == end)
            return false;
        if (*at == ':') {
            if (g->has_gap)
                return false;
            g->has_gap = true;
            g->gap = g->count;
            at++;
        }
    }
    return g->has_gap;
}

static bool ipv6_read(const char *at, const char *end, struct text_prefix *address)
{
    struct groups g = {.count = 0};
    if (!groups_read(&g, at, end) || (g.has_gap ? g.count >= GROUPS : g.count != GROUPS))
        return false;
    uint16_t whole[GROUPS] = {0};
    unsigned before = g.has_gap ? g.gap : GROUPS;
    for (unsigned i = 0; i < g.count; i++)
        whole[i < before ? i : i + GROUPS - g.count] = g.group[i];
    *address = (struct text_prefix){.family = 6, .length = 128};
    for (unsigned i = 0; i < GROUPS / 2; i++) {
        address->high = address->high << 16 | whole[i];
        address->low = address->low << 16 | whole[i + GROUPS / 2];
    }
    return true;
}

bool text_address(const char *at, const char *end, struct text_prefix *address)
{
    uint32_t ipv4;
    if (!ipv4_read(at, end, &ipv4))
        return ipv6_read(at, end, address);
    *address = (struct text_prefix){.high = (uint64_t)ipv4 << 32, .family = 4, .length = 32};
    return true;
}

void text_prefix_unmap(struct text_prefix *p)
{
    if (p->family == 6 && p->high == 0 && p->low >> 32 == 0xffff && p->length >= 96)
        *p = (struct text_prefix){.high = p->low << 32, .family = 4, .length = (uint8_t)(p->length - 96)};
}

static uint64_t mask_of(unsigned bits)
{
    return bits == 0 ? 0 : bits >= 64 ? UINT64_MAX : ~(UINT64_MAX >> bits);
}

static bool prefix_check(struct text *text, struct text_prefix *prefix)
{
    struct text_prefix right = *prefix;
    char printed[TEXT_PREFIX_PRINTED], expected[TEXT_PREFIX_PRINTED + 40];
    right.high &= mask_of(right.length);
    right.low &= mask_of(right.length > 64 ? right.length - 64u : 0);
    if (right.high == prefix->high && right.low == prefix->low)
        return true;
    text_prefix_print(&right, printed);
    snprintf(expected, sizeof expected, "%s: no bits beyond the prefix", printed);
    return text_fail_expected(text, expected, NULL);
}

bool text_prefix(struct text *text, const char *expected, struct text_prefix *prefix)
{
    const char *end = text->word + text->length;
    const char *slash = text->length ? memchr(text->word, '/', text->length) : NULL;
    uint32_t length;
    if (!text_address(text->word, slash ? slash : end, prefix))
        return text_fail_expected(text, expected, NULL);
    if (!slash)
        length = prefix->length;
    else if (text_decimal(slash + 1, end, prefix->length, &length) != end)
        return text_fail_expected(
            text, prefix->family == 4 ? "a prefix of 0 to 32 bits" : "a prefix of 0 to 128 bits", NULL);
    prefix->length = (uint8_t)length;
    text_prefix_unmap(prefix);
    return prefix_check(text, prefix);
}

static unsigned group_at(const struct text_prefix *p, unsigned i)
{
    return (unsigned)((i < 4 ? p->high : p->low) >> (48 - 16 * (i % 4))) & 0xffff;
}

/* The longest run of zero groups, the first of them if there are several (RFC 5952); a single one is no run. */
static unsigned longest_gap(const struct text_prefix *p, unsigned *length)
{
    unsigned best = GROUPS, run = 0;
    *length = 1;
    for (unsigned i = 0; i < GROUPS; i++) {
        run = group_at(p, i) ? 0 : run + 1;
        if (run > *length) {
            *length = run;
            best = i + 1 - run;
        }
    }
    return best;
}

static int ipv6_print(const struct text_prefix *p, char *out)
{
    unsigned length, gap = longest_gap(p, &length);
    int n = 0;
    for (unsigned i = 0; i < GROUPS; i++) {
        if (i == gap) {
            n += snprintf(out + n, TEXT_PREFIX_PRINTED - (size_t)n, "::");
            i += length - 1;
            continue;
        }
        const char *colon = i == 0 || i == gap + length ? "" : ":";
        n += snprintf(out + n, TEXT_PREFIX_PRINTED - (size_t)n, "%s%x", colon, group_at(p, i));
    }
    return n;
}

void text_prefix_print(const struct text_prefix *p, char *out)
{
    unsigned a = (unsigned)(p->high >> 32);
    int n = p->family == 6 ? ipv6_print(p, out)
                           : snprintf(out, TEXT_PREFIX_PRINTED, "%u.%u.%u.%u", a >> 24, a >> 16 & 255,
                                      a >> 8 & 255, a & 255);
    snprintf(out + n, TEXT_PREFIX_PRINTED - (size_t)n, "/%u", p->length);
}
