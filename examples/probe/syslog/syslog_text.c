/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/syslog/syslog_text.h"

#include <string.h>

#include "examples/probe/utf8.h"

size_t syslog_text_copy(char *out, size_t capacity, const char *text, bool escape)
{
    size_t used = 0;
    for (const char *at = text; *at != '\0';) {
        uint32_t code;
        size_t length = utf8_decode(at, &code);
        const char *piece = at;
        size_t piece_length = length;
        char escaped[2] = {'\\', *at};
        if (length == 0 || utf8_is_control(code)) {
            piece = "\xef\xbf\xbd";
            piece_length = 3;
        } else if (escape && strchr("\"\\]", *at) != NULL) {
            piece = escaped;
            piece_length = 2;
        }
        if (used + piece_length >= capacity)
            break;
        memcpy(out + used, piece, piece_length);
        used += piece_length;
        at += length == 0 ? 1 : length;
    }
    out[used] = '\0';
    return used;
}
