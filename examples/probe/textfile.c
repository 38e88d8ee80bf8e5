/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "examples/probe/complain.h"
#include "examples/probe/textfile.h"

/* More than a set, a million subscribers or all rules of a policy need. */
#define MOST ((size_t)256 << 20)

/* Reads a stream to its end into memory that grows; what is wrong, or NULL. */
static const char *read_all(FILE *in, struct textfile *file)
{
    size_t room = 0;

    for (;;) {
        if (room - file->length < 2) {
            room = room ? room * 2 : 65536;
            char *text = room <= 2 * MOST ? realloc(file->text, room) : NULL;
            if (!text)
                return "too large";
            file->text = text;
        }
        size_t got = fread(file->text + file->length, 1, room - file->length - 1, in);
        if (got == 0) {
            file->text[file->length] = '\0';
            return ferror(in) ? strerror(errno) : NULL;
        }
        file->length += got;
    }
}

bool textfile_read(struct textfile *file, const char *path)
{
    *file = (struct textfile){.path = path};
    FILE *in = fopen(path, "rb");
    if (!in) {
        complain("%s: %s", path, strerror(errno));
        return false;
    }
    const char *wrong = read_all(in, file);
    fclose(in);
    if (wrong)
        complain("%s: %s", path, wrong);
    return !wrong;
}

void textfile_free(struct textfile *file)
{
    free(file->text);
}
