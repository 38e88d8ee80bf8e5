/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "tools/message.h"
#include "tools/utf8.h"
#include "tools/source.h"
#include "tools/table.h"

void table_complain(const struct table *table, unsigned line, const char *format, ...)
{
    va_list arguments;

    fprintf(stderr, "%s:%u: error: ", table->path, line);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}

/* Fields go to terminals and pages: nothing that either might obey. */
static const char *find_fault(const char *line)
{
    if (strlen(line) > TABLE_LINE) {
        return "the line is too long";
    }
    while (*line) {
        size_t length = utf8_length(line, strlen(line));
        unsigned char c = (unsigned char)*line;
        bool control = (c < ' ' && c != '\t') || c == 0x7f || (c == 0xc2 && (unsigned char)line[1] < 0xa0);
        if (length == 0 || control) {
            return length ? "a control character" : "no UTF-8";
        }
        line += length;
    }
    return NULL;
}

static unsigned split(char *line, struct table_row *row)
{
    unsigned count = 0;

    for (char *next = line; next; line = next) {
        next = strchr(line, '\t');
        if (next) {
            *next++ = '\0';
        }
        if (count < TABLE_FIELDS) {
            row->field[count] = line;
        }
        count++;
    }
    return count;
}

/* Is it more than an empty line or a comment? */
static bool is_row(const char *line)
{
    return *line != '\0' && *line != '#';
}

static bool add_line(struct table *table, char *line, unsigned number, unsigned fields)
{
    const char *fault = find_fault(line);
    struct table_row *row = &table->row[table->count];

    if (fault) {
        table_complain(table, number, "%s", fault);
        return false;
    }
    if (!is_row(line)) {
        return true;
    }
    unsigned count = split(line, row);
    if (count != fields) {
        table_complain(table, number, "%u fields with tabs between, not %u", count, fields);
        return false;
    }
    for (unsigned i = 0; i < fields; i++) {
        if (*row->field[i] == '\0') {
            table_complain(table, number, "field %u is empty; '-' stands for what is not known", i + 1);
            return false;
        }
    }
    row->line = number;
    table->count++;
    return true;
}

static bool add_lines(struct table *table, unsigned fields)
{
    bool fine = true;
    unsigned number = 1;

    for (char *line = table->text; line && *line; number++) {
        char *end = strchr(line, '\n');
        if (end) {
            *end++ = '\0';
        }
        if (table->count == TABLE_ROWS && is_row(line)) {
            table_complain(table, number, "more than %u rows", TABLE_ROWS);
            return false;
        }
        fine &= add_line(table, line, number, fields);
        line = end;
    }
    return fine;
}

/* The table's own copy of a text that is not to be changed, or of a file. */
static bool take_text(struct table *table, char *path, const char *text)
{
    if (!path) {
        table->text = strdup(text);
        if (!table->text) {
            complain("out of memory");
        }
        return table->text != NULL;
    }
    struct sources sources;
    bool read = sources_read(&sources, &path, 1);
    if (read && source_is_image(&sources.item[0])) {
        table_complain(table, 1, "no text");
        read = false;
    }
    if (read) {
        table->text = sources.item[0].text;
        sources.item[0].text = NULL;
    }
    sources_free(&sources);
    return read;
}

bool table_read(struct table *table, char *path, const char *text, const char *name, unsigned fields)
{
    *table = (struct table){.path = path ? path : name};
    table->row = calloc(TABLE_ROWS, sizeof(*table->row));
    if (!table->row) {
        complain("out of memory");
        return false;
    }
    return take_text(table, path, text) && add_lines(table, fields);
}

void table_free(struct table *table)
{
    free(table->text);
    free(table->row);
}
