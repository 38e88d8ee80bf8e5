/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/builtin.h"

#include <skypedpi/db.h>

int skypedpi_db_builtin(skypedpi_db **db)
{
    return skypedpi_db_load(builtin_image, builtin_image_length, NULL, 0, NULL, db);
}
