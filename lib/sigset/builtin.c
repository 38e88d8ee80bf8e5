/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/builtin.h"

#include <skypedpi/db.h>

/* Whoever trusts the library trusts what it carries. */
static int vouch(void *user, const void *image, size_t length)
{
    (void)user;
    (void)image;
    (void)length;
    return 1;
}

int skypedpi_db_builtin(skypedpi_db **db)
{
    return skypedpi_db_load_verified(builtin_image, builtin_image_length, vouch, NULL, NULL, 0, NULL, db);
}
