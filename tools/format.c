/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/format.h"
#include "tools/message.h"

bool format_take(enum format *format, enum format option, const char *command)
{
    static const char *const options[FORMATS] = {
        [FORMAT_CSV] = "--csv",
        [FORMAT_JSON] = "--json",
        [FORMAT_EXPLAIN] = "--explain",
        [FORMAT_MARKDOWN] = "--markdown",
    };

    if (*format != FORMAT_TEXT && *format != option) {
        complain("%s: %s or %s, not both", command, options[*format], options[option]);
        return false;
    }
    *format = option;
    return true;
}
