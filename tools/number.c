/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <stdlib.h>
#include "tools/message.h"
#include "tools/number.h"

bool number_read(const char *option, const char *text, uint32_t least, uint32_t most, uint32_t *number)
{
    char *end;

    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (errno || *text < '0' || *text > '9' || *end || value < least || value > most) {
        complain("%s: '%s' is no number from %u to %u", option, text, least, most);
        return false;
    }
    *number = (uint32_t)value;
    return true;
}
