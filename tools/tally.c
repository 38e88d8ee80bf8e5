/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdlib.h>
#include "tools/message.h"
#include "tools/tally.h"

void tally_no_memory(struct tally *tally)
{
    if (!tally->failed) {
        complain("out of memory");
    }
    tally->failed = true;
}

bool tally_make(struct tally *tally, skypedpi_db *db, size_t captures)
{
    struct skypedpi_db_info info = {.size = sizeof(info)};

    *tally = (struct tally){.db = db};
    if (skypedpi_db_info(db, &info) < 0) {
        return false;
    }
    tally->signature = calloc(info.signatures ? info.signatures : 1, sizeof(*tally->signature));
    tally->capture = calloc(captures ? captures : 1, sizeof(*tally->capture));
    tally->wrong = calloc(TALLY_FALSE_MOST, sizeof(*tally->wrong));
    if (!tally->signature || !tally->capture || !tally->wrong) {
        tally_no_memory(tally);
        return false;
    }
    for (; tally->signatures < info.signatures; tally->signatures++) {
        struct skypedpi_signature *s = &tally->signature[tally->signatures].signature;
        s->size = sizeof(*s);
        if (skypedpi_db_signature(db, (uint32_t)tally->signatures, s) < 0) {
            return false;
        }
    }
    return true;
}

void tally_free(struct tally *tally)
{
    for (size_t i = 0; i < tally->signatures; i++) {
        free(tally->signature[i].packets.item);
        free(tally->signature[i].proved.text);
        free(tally->signature[i].silent.text);
    }
    free(tally->signature);
    free(tally->capture);
    free(tally->wrong);
    *tally = (struct tally){0};
}

bool tally_is_named(unsigned application)
{
    return application > SKYPEDPI_APPLICATION_OTHER;
}

static int by_number(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;

    return *x < *y ? -1 : *x > *y;
}

struct tally_packets tally_packets(struct tally_signature *signature)
{
    struct number_list *list = &signature->packets;

    if (!list->count) {
        return (struct tally_packets){0, 0, 0};
    }
    qsort(list->item, list->count, sizeof(*list->item), by_number);
    return (struct tally_packets){list->item[0], list->item[(list->count - 1) / 2],
                                  list->item[list->count - 1]};
}

size_t tally_unproved(const struct tally *tally)
{
    size_t count = 0;

    for (size_t i = 0; i < tally->signatures; i++) {
        count += !tally->signature[i].proved.text;
    }
    return count;
}
