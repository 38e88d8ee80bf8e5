/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/kit/subscribers.h"

#include <string.h>
#include "lib/base/alloc.h"

#define ANY_ADDRESS "an address, such as 10.0.0.11, 10.0.1.0/24 or 2001:db8::/32"

/* Who a line is about. */
struct line {
    uint32_t user, group; /* numbers; group 0 if none */
    uint32_t place;       /* of the group's name */
};

/* The text is read twice: what it says is counted, then kept. */
struct reading {
    struct text text;
    struct skypedpi_subscribers *to;
    bool keeps;
    uint32_t lines, groups, prefixes;
    struct line *line;
    struct name *user, *group; /* of each line, of each line that has one */
};

static uint32_t place_of(const struct text *t)
{
    return (uint32_t)(t->word - t->start);
}

static struct name name_here(const struct reading *r)
{
    return (struct name){.text = r->text.word, .length = r->text.length, .index = r->lines};
}

static bool read_prefix(struct reading *r, const char *expected)
{
    struct text_prefix p;
    if (r->prefixes == SKYPEDPI_SUBSCRIBERS_MAX && !text_at_line_end(&r->text))
        return text_fail(&r->text, r->text.word, "found one more address, expected at most %d",
                         SKYPEDPI_SUBSCRIBERS_MAX);
    if (!text_prefix(&r->text, expected, &p))
        return false;
    if (r->keeps)
        r->to->prefix[r->prefixes] = (struct prefix){.high = p.high,
                                                     .low = p.low,
                                                     .user = r->lines,
                                                     .place = place_of(&r->text),
                                                     .family = p.family,
                                                     .length = p.length};
    r->prefixes++;
    text_next(&r->text);
    return true;
}

static void read_prefixes(struct reading *r)
{
    const char *expected = ANY_ADDRESS;
    while (read_prefix(r, expected) && !text_at_line_end(&r->text) && !text_is(&r->text, "in"))
        expected = "an address, 'in' or the end of the line";
}

static void read_group(struct reading *r)
{
    text_next(&r->text);
    if (!text_name(&r->text, "a group's name"))
        return;
    if (r->keeps) {
        r->line[r->lines].place = place_of(&r->text);
        r->group[r->groups] = name_here(r);
    }
    r->groups++;
    text_next(&r->text);
}

static void read_line(struct reading *r)
{
    if (!text_is(&r->text, "user")) {
        text_fail_expected(&r->text, "'user'", NULL);
        return;
    }
    text_next(&r->text);
    if (!text_name(&r->text, "a user's name"))
        return;
    if (r->keeps)
        r->user[r->lines] = name_here(r);
    text_next(&r->text);
    read_prefixes(r);
    if (text_is(&r->text, "in"))
        read_group(r);
    if (!text_at_line_end(&r->text))
        text_fail_expected(&r->text, "the end of the line", NULL);
    r->lines++;
}

static bool read_lines(struct reading *r, const char *text, size_t length)
{
    r->lines = r->groups = r->prefixes = 0;
    text_open(&r->text, text, length);
    while (text_line(&r->text))
        read_line(r);
    return !r->text.failed;
}

static bool take_memory(struct reading *r)
{
    const struct skypedpi_allocator *from = &r->to->allocator;
    r->line = allocate_zeroed(from, r->lines, sizeof *r->line);
    r->user = allocate_zeroed(from, r->lines, sizeof *r->user);
    r->group = allocate_zeroed(from, r->groups, sizeof *r->group);
    r->to->prefix = allocate_zeroed(from, r->prefixes, sizeof *r->to->prefix);
    return r->line && r->user && r->group && r->to->prefix;
}

static void give_memory(struct reading *r)
{
    release(&r->to->allocator, r->line);
    release(&r->to->allocator, r->user);
    release(&r->to->allocator, r->group);
}

/* Numbers users and groups, and tells each line and prefix whose it is. */
static bool number_names(struct reading *r)
{
    struct skypedpi_subscribers *s = r->to;
    if (!names_make(&s->users, &s->allocator, r->user, r->lines) ||
        !names_make(&s->groups, &s->allocator, r->group, r->groups))
        return false;
    for (uint32_t i = 0; i < r->lines; i++)
        r->line[r->user[i].index].user = r->user[i].number;
    for (uint32_t i = 0; i < r->groups; i++)
        r->line[r->group[i].index].group = r->group[i].number;
    for (uint32_t i = 0; i < r->prefixes; i++)
        s->prefix[i].user = r->line[s->prefix[i].user].user;
    s->prefixes = r->prefixes;
    s->group = allocate_zeroed(&s->allocator, s->users.count, sizeof *s->group);
    return s->group;
}

static uint32_t line_number(const struct text *t, uint32_t place)
{
    uint32_t line, column;
    text_place(t, t->start + place, &line, &column);
    return line;
}

static struct text_shown name_shown(const struct names *names, uint32_t number)
{
    const char *name = names_at(names, number);
    return text_shown(name, strlen(name));
}

static void fail_two_groups(struct reading *r, const struct line *line)
{
    const struct line *first = r->line;
    while (first->user != line->user || !first->group)
        first++;
    text_fail(&r->text, r->text.start + line->place,
              "found a second group for '%s', expected one: line %u says '%s'",
              name_shown(&r->to->users, line->user).text, (unsigned)line_number(&r->text, first->place),
              name_shown(&r->to->groups, first->group).text);
}

static bool join_groups(struct reading *r)
{
    for (const struct line *line = r->line; line < r->line + r->lines; line++) {
        uint32_t *group = &r->to->group[line->user - 1];
        if (line->group && *group && *group != line->group) {
            fail_two_groups(r, line);
            return false;
        }
        if (line->group)
            *group = line->group;
    }
    return true;
}

static void fail_two_users(struct reading *r, const struct prefix *again, const struct prefix *before)
{
    struct text_prefix p = {again->high, again->low, again->family, again->length};
    char printed[TEXT_PREFIX_PRINTED];
    text_prefix_print(&p, printed);
    text_fail(&r->text, r->text.start + again->place,
              "found %s again, expected it for one user: line %u gives it to '%s'", printed,
              (unsigned)line_number(&r->text, before->place), name_shown(&r->to->users, before->user).text);
}

static int keep(struct reading *r)
{
    const struct prefix *again, *before;
    if (!number_names(r))
        return SKYPEDPI_E_MEMORY;
    if (!join_groups(r))
        return SKYPEDPI_E_TEXT;
    if (!subscribers_link(r->to, &again, &before))
        return SKYPEDPI_E_MEMORY;
    if (!again)
        return SKYPEDPI_OK;
    fail_two_users(r, again, before);
    return SKYPEDPI_E_TEXT;
}

int subscribers_read(struct skypedpi_subscribers *subscribers, const char *text, size_t length,
                     struct skypedpi_text_error *error)
{
    struct reading r = {.to = subscribers};
    int result = SKYPEDPI_E_TEXT;
    if (read_lines(&r, text, length)) {
        r.keeps = take_memory(&r);
        result = r.keeps && read_lines(&r, text, length) ? keep(&r) : SKYPEDPI_E_MEMORY;
        give_memory(&r);
    }
    *error = r.text.error;
    return result;
}
