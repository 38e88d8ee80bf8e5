/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/syslog/syslog_text.h"

#include <stdint.h>
#include <string.h>

/* Bytes of the character at `text`; 0 if there is none: broken, overlong, a surrogate, beyond Unicode. */
static size_t character_length(const unsigned char *text)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t length = text[0] < 0x80 ? 1 : text[0] < 0xc0 ? 0 : text[0] < 0xe0 ? 2 : text[0] < 0xf0 ? 3 : 4;
    if (length < 2)
        return length;
    if (text[0] >= 0xf8)
        return 0;
    uint32_t code = text[0] & (0x7fu >> length);
    for (size_t i = 1; i < length; i++) { /* a NUL in between is no continuation */
        if ((text[i] & 0xc0) != 0x80)
            return 0;
        code = code << 6 | (text[i] & 0x3fu);
    }
    bool surrogate = code >= 0xd800 && code <= 0xdfff;
    return code >= least[length] && code <= 0x10ffff && !surrogate ? length : 0;
}

static bool is_control(const unsigned char *text)
{
    return text[0] < 0x20 || text[0] == 0x7f || (text[0] == 0xc2 && text[1] < 0xa0);
}

size_t syslog_text_copy(char *out, size_t capacity, const char *text, bool escape)
{
    size_t used = 0;
    for (const char *at = text; *at != '\0';) {
        const unsigned char *bytes = (const unsigned char *)at;
        size_t length = character_length(bytes);
        const char *piece = at;
        size_t piece_length = length;
        char escaped[2] = {'\\', *at};
        if (length == 0 || is_control(bytes)) {
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
