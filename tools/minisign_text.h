/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_MINISIGN_TEXT_H
#define TOOLS_MINISIGN_TEXT_H

#include "tools/minisign.h"

/* Lines and Base64, of which minisign's files are made. */

struct line {
    const char *text;
    size_t length;
};

/* Takes a line from the front of a text. False at its end. */
bool line_take(struct line *text, struct line *line);

/* Takes a line that begins so, and leaves what stands behind that. */
bool comment_take(struct line *text, const char *prefix, struct line *comment);

/* Is it Base64 of exactly so many bytes? */
bool line_decode(struct line line, uint8_t *bytes, size_t count);

/* Takes both lines that every file has: a comment that means nothing, and Base64 of `count` bytes. NULL, or
 * what is wrong. */
const char *record_take(struct line *text, uint8_t *bytes, size_t count);

/* Nothing stands behind the lines taken: NULL, or what is wrong. */
const char *text_ends(const struct line *text);

void text_begin(struct minisign_text *text);
__attribute__((format(printf, 2, 3))) void text_add(struct minisign_text *text, const char *format, ...);
void text_add_base64(struct minisign_text *text, const uint8_t *bytes, size_t count);

#endif
