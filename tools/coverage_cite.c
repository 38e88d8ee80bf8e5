/* SPDX-License-Identifier: BSD-2-Clause */
#include <ctype.h>
#include <string.h>
#include "tools/coverage_cite.h"

/* Which studies a text names. */

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '-';
}

/* As a word, or words, of its own. */
static bool names(const char *text, const char *key)
{
    size_t length = strlen(key);

    for (const char *at = strstr(text, key); at; at = strstr(at + 1, key)) {
        if ((at == text || !is_word(at[-1])) && !is_word(at[length])) {
            return true;
        }
    }
    return false;
}

unsigned cite_find(const struct coverage *c, const char *text, uint16_t *cited, unsigned most)
{
    unsigned count = 0;

    for (size_t i = 0; i < c->studies && count < most; i++) {
        if (names(text, c->study[i].key)) {
            cited[count++] = (uint16_t)i;
        }
    }
    return count;
}

/* EHL06, CAP7a: two or three capitals, two digits, perhaps a letter. */
static bool is_tag(const char *word, size_t length)
{
    size_t capitals = strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    size_t digits = strspn(word + capitals, "0123456789");
    size_t used = capitals + digits;

    used += used < length && islower((unsigned char)word[used]);
    return capitals >= 2 && capitals <= 3 && digits == 2 && used == length;
}

static bool ends_in(const char *word, size_t length, const char *end)
{
    size_t size = strlen(end);

    return length > size && memcmp(word + length - size, end, size) == 0;
}

static bool is_known(const struct coverage *c, const char *word, size_t length)
{
    for (size_t i = 0; i < c->studies; i++) {
        if (strlen(c->study[i].key) == length && memcmp(c->study[i].key, word, length) == 0) {
            return true;
        }
    }
    return false;
}

const char *cite_unknown(const struct coverage *c, const char *text, size_t *length)
{
    for (; *text; text += *length ? *length : 1) {
        *length = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");
        size_t word = *length;
        while (word && text[word - 1] == '.') {
            word--;
        }
        bool capture =
            ends_in(text, word, ".cap") || ends_in(text, word, ".pcap") || ends_in(text, word, ".pcapng");
        if ((capture || is_tag(text, word)) && !is_known(c, text, word)) {
            *length = word;
            return text;
        }
    }
    return NULL;
}
