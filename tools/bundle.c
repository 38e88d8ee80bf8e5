/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/bundle.h"
#include "tools/message.h"

bool bundle_add(struct bundle *bundle, skypedpi_db *db)
{
    if (db && bundle->count == SKYPEDPI_SETS) {
        complain("more than %d sets", SKYPEDPI_SETS);
        skypedpi_db_unref(db);
        return false;
    }
    if (db) {
        bundle->part[bundle->count++] = db;
    }
    return db != NULL;
}

void bundle_free(struct bundle *bundle)
{
    while (bundle->count) {
        skypedpi_db_unref(bundle->part[--bundle->count]);
    }
}

static void explain(int result)
{
    if (result == SKYPEDPI_E_TAKEN) {
        complain("two of the sets have one name: give each its own in its set line");
    } else if (result == SKYPEDPI_E_FULL) {
        complain("the sets do not fit together: all in all there may be %d sets, 4096 signatures, 48 "
                 "applications, and 5 that count of hosts, of UDP endpoints and of TCP endpoints",
                 SKYPEDPI_SETS);
    } else {
        complain("the sets together: %s", skypedpi_error_text(result));
    }
}

skypedpi_db *bundle_merge(struct bundle *bundle)
{
    skypedpi_db *db = NULL;

    if (bundle->count == 1) {
        bundle->count = 0;
        return bundle->part[0];
    }
    int result = skypedpi_db_merge(bundle->part, bundle->count, NULL, &db);
    if (result < 0) {
        explain(result);
    }
    bundle_free(bundle);
    return db;
}
