/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_PASSWORD_H
#define TOOLS_PASSWORD_H

#include <stdbool.h>
#include "tools/minisign.h"

/* Passwords: from a file, or from the terminal, which does not show them. Never from the command line, which
 * everybody on the machine can read. */

struct password {
    char text[PASSWORD_MAX + 2]; /* ends in NUL; sodium_memzero() when done */
};

/* File NULL: the terminal is asked, twice if it is a `new` password. False after a complaint. */
bool password_read(struct password *password, const char *file, bool new);

#endif
