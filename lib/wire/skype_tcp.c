/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/wire/skype_tcp.h"

#include "lib/base/bytes.h"

enum { SEED = 4 };

bool skype_tcp_record(const uint8_t *opening, size_t opening_length, const uint8_t *cipher, size_t length,
                      uint8_t *plain, size_t *plain_length)
{
    static const uint8_t known[SKYPE_TCP_KNOWN] = {0, 1, 0, 0, 0, 1, 0, 0, 0};
    *plain_length = 0;
    if (opening_length < SEED + 2 || length == 0)
        return false;
    size_t n = least_size(least_size(opening_length - SEED, sizeof known), length);
    for (size_t i = 0; i < n; i++)
        plain[i] = (uint8_t)(cipher[i] ^ opening[SEED + i] ^ known[i]);
    *plain_length = n;
    return true;
}
