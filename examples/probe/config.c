/* SPDX-License-Identifier: BSD-2-Clause */
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include "examples/probe/complain.h"
#include "examples/probe/config.h"
#include "examples/probe/textfile.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static void cut_comment(char *line)
{
    for (char *p = line; (p = strchr(p, '#')) != NULL; p++) {
        if (p == line || is_blank(p[-1])) {
            *p = '\0';
            return;
        }
    }
}

/* What is left without blanks around it. */
static char *trim(char *text)
{
    while (is_blank(*text))
        text++;
    size_t length = strlen(text);
    while (length && is_blank(text[length - 1]))
        length--;
    text[length] = '\0';
    return text;
}

static bool take_line(struct option_reading *reading, char *line, const char *where)
{
    cut_comment(line);
    char *name = trim(line);
    if (!*name)
        return true;
    char *equals = strchr(name, '=');
    if (!equals) {
        complain("%s: 'name = value' is expected, not '%s'", where, name);
        return false;
    }
    *equals = '\0';
    name = trim(name);
    int choice = option_find(name, strlen(name));
    if (choice < 0) {
        complain("%s: there is no setting '%s'", where, name);
        return false;
    }
    return option_take(reading, choice, trim(equals + 1), ORIGIN_FILE, where);
}

static bool take_all(struct option_reading *reading, const char *path, char *text)
{
    bool fine = true;
    char where[PATH_MAX + 16]; /* a colon and a number behind it */
    unsigned number = 1;

    for (char *line = text, *next; line; line = next, number++) {
        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        snprintf(where, sizeof(where), "%s:%u", path, number);
        fine &= take_line(reading, line, where);
    }
    return fine;
}

bool config_read(struct option_reading *reading, const char *path)
{
    struct textfile file;
    bool fine = textfile_read(&file, path);

    if (fine && memchr(file.text, '\0', file.length)) {
        complain("%s: this is not text", path);
        fine = false;
    }
    fine = fine && take_all(reading, path, file.text);
    textfile_free(&file);
    return fine;
}
