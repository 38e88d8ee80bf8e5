/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/bench/vary.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SIGNATURE_ROOM 4096 /* for one that is varied */
#define FILE_ROOM      (1 << 20)

/* ---- reading ---- */

static void signatures_find(struct vary *v)
{
    for (char *at = strstr(v->text, "\nsignature "); at; at = strstr(at + 1, "\nsignature ")) {
        char *end = strstr(at, "\n}");
        bool counts = end && strstr(at, "\n    scope ") && strstr(at, "\n    scope ") < end;
        if (end && !counts)
            v->signature[v->count++] = at + 1;
    }
}

bool vary_read(struct vary *v, char *const *paths, int count)
{
    size_t length = 0;
    *v = (struct vary){.text = calloc(FILE_ROOM, 1), .signature = calloc(4096, sizeof *v->signature)};
    if (!v->text || !v->signature)
        return false;
    for (int i = 0; i < count; i++) {
        FILE *file = fopen(paths[i], "r");
        if (!file)
            return false;
        length += fread(v->text + length, 1, FILE_ROOM - 1 - length, file);
        fclose(file);
    }
    signatures_find(v);
    return v->count > 0;
}

void vary_free(struct vary *v)
{
    free(v->text);
    free(v->signature);
}

/* ---- varying ---- */

struct pen {
    char *at, *end;
    const char *from;
    unsigned number;   /* of the variation; 0: as it is */
    unsigned long low; /* the last byte: where a range that ends now begins */
    char word[32];     /* the last one, by which a number is known */
};

static void put(struct pen *p, const char *text, size_t length)
{
    if ((size_t)(p->end - p->at) > length) {
        memcpy(p->at, text, length);
        p->at += length;
        *p->at = 0;
    }
}

static void put_number(struct pen *p, unsigned long number)
{
    char text[24];
    put(p, text, (size_t)snprintf(text, sizeof text, "%lu", number));
}

/* A byte turned round; at 255 where the range that it ends would be the wrong way round. */
static unsigned long byte_vary(struct pen *p, unsigned long number)
{
    unsigned long turned = (number + p->number * 5) % 256;
    bool ends = p->from[-1] == '.';
    if (ends && turned < p->low)
        return 255;
    p->low = turned;
    return turned;
}

/* Lengths grow, bytes turn round; other numbers mean something that is better left alone. */
static void number_vary(struct pen *p)
{
    char *end;
    unsigned long number = strtoul(p->from, &end, 0);
    if (strcmp(p->word, "len") == 0 && p->number)
        put_number(p, number + p->number * 7 % 600);
    else if (strcmp(p->word, "u8") == 0 && p->number && number < 256)
        put_number(p, byte_vary(p, number));
    else
        put(p, p->from, (size_t)(end - p->from));
    p->from = end;
}

static void word_take(struct pen *p)
{
    size_t length = 0;
    while (isalnum((unsigned char)p->from[length]) || p->from[length] == '_' || p->from[length] == '-')
        length++;
    put(p, p->from, length);
    /* what stands between a field and its number */
    bool small =
        (length == 2 && memcmp(p->from, "in", 2) == 0) || (length == 3 && memcmp(p->from, "and", 3) == 0);
    if (!small)
        snprintf(p->word, sizeof p->word, "%.*s", (int)(length < 31 ? length : 31), p->from);
    p->from += length;
}

/* To and with the closing mark, as it is; an offset, a comment. */
static void pass_over(struct pen *p, char mark)
{
    const char *end = strchr(p->from + 1, mark);
    size_t length = end ? (size_t)(end - p->from) + 1 : strlen(p->from);
    put(p, p->from, length);
    p->from += length;
}

/* Domains get another name in front; byte strings another last byte. */
static void string_vary(struct pen *p)
{
    bool bytes = p->from[-1] == 'x';
    const char *end = strchr(p->from + 1, '"');
    size_t length = (size_t)(end - p->from);
    char text[300];
    if (bytes && p->number && length > 2) {
        put(p, p->from, length - 2);
        put(p, text, (size_t)snprintf(text, sizeof text, "%02x\"", p->number * 11 % 256));
    } else if (!bytes && p->number && memchr(p->from, '.', length)) {
        put(p, text,
            (size_t)snprintf(text, sizeof text, "\"v%u%s%.*s\"", p->number, p->from[1] == '.' ? "" : "-",
                             (int)length - 1, p->from + 1));
    } else {
        put(p, p->from, length + 1);
    }
    p->from = end + 1;
}

static void condition_vary(struct pen *p, const char *stop)
{
    while (p->from < stop) {
        if (*p->from == '[')
            pass_over(p, ']');
        else if (*p->from == '"')
            string_vary(p);
        else if (*p->from == '&' || *p->from == '%')
            pass_over(p, ' '), p->word[0] = 0;
        else if (isdigit((unsigned char)*p->from))
            number_vary(p);
        else if (isalpha((unsigned char)*p->from))
            word_take(p);
        else
            put(p, p->from++, 1);
    }
}

/* A name with the number of the variation behind it, cut to what a name may have. */
static void put_name(struct pen *p, const char *name, size_t length)
{
    char text[64];
    put(p, text,
        (size_t)snprintf(text, sizeof text, "%.*s-%u", (int)(length < 26 ? length : 26), name, p->number));
}

static const char *line_end(const char *at)
{
    const char *end = strchr(at, '\n');
    return end ? end + 1 : at + strlen(at);
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* One line of a signature; the condition may go on in the next ones. */
static void line_vary(struct pen *p, unsigned id)
{
    const char *stop = line_end(p->from);
    char text[32];
    if (begins(p->from, "signature ")) {
        put(p, "signature ", 10);
        put_name(p, p->from + 10, strcspn(p->from + 10, " {"));
        put(p, " {\n", 3);
    } else if (begins(p->from, "    id ")) {
        put(p, text, (size_t)snprintf(text, sizeof text, "    id %u\n", id));
    } else if (begins(p->from, "    after ")) {
        put(p, "    after ", 10);
        put_name(p, p->from + 10, strcspn(p->from + 10, " \n"));
        put(p, "\n", 1);
    } else if (begins(p->from, "    packet ") || begins(p->from, "        ")) {
        condition_vary(p, stop);
        return;
    } else {
        put(p, p->from, (size_t)(stop - p->from));
    }
    p->from = stop;
}

static void signature_vary(struct pen *p, const char *signature, unsigned number, unsigned id)
{
    p->from = signature;
    p->number = number;
    p->word[0] = 0;
    while (*p->from != '}')
        line_vary(p, id);
    put(p, "}\n", 2);
}

char *vary_text(const struct vary *v, unsigned count)
{
    char *text = malloc((size_t)count * SIGNATURE_ROOM + 1);
    if (!text)
        return NULL;
    *text = 0;
    struct pen pen = {.at = text, .end = text + (size_t)count * SIGNATURE_ROOM};
    for (unsigned i = 0; i < count; i++)
        signature_vary(&pen, v->signature[i % v->count], i / v->count, i + 1);
    return text;
}
