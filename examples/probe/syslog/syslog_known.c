/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/syslog/syslog_known.h"

#include <stdlib.h>

/* Ids count up, so a multiplication spreads them well enough (Knuth, volume 3, 6.4). */
static size_t place_of(const struct syslog_known *known, uint64_t value)
{
    return (size_t)(value * UINT64_C(0x9e3779b97f4a7c15) >> 32) & (known->room - 1);
}

/* Where it is, or the empty place where it would be. The table has room and is never full. */
static size_t find(const struct syslog_known *known, uint64_t value)
{
    size_t place = place_of(known, value);
    while (known->places[place] != 0 && known->places[place] != value)
        place = (place + 1) & (known->room - 1);
    return place;
}

static bool grow(struct syslog_known *known)
{
    struct syslog_known greater = {NULL, known->room == 0 ? 64 : known->room * 2, known->count};
    if (greater.room > 2 * (size_t)SYSLOG_KNOWN_MAX)
        return false;
    greater.places = calloc(greater.room, sizeof *greater.places);
    if (greater.places == NULL)
        return false;
    for (size_t i = 0; i < known->room; i++)
        if (known->places[i] != 0)
            greater.places[find(&greater, known->places[i])] = known->places[i];
    free(known->places);
    *known = greater;
    return true;
}

bool syslog_known_has(const struct syslog_known *known, uint64_t id)
{
    return known->room != 0 && known->places[find(known, id + 1)] != 0;
}

bool syslog_known_add(struct syslog_known *known, uint64_t id)
{
    if (syslog_known_has(known, id))
        return true;
    if (2 * known->count >= known->room && !grow(known))
        return false;
    known->places[find(known, id + 1)] = id + 1;
    known->count++;
    return true;
}

/* What stands behind the hole is moved up, so that every search still ends at the right place. */
void syslog_known_remove(struct syslog_known *known, uint64_t id)
{
    if (!syslog_known_has(known, id))
        return;
    size_t hole = find(known, id + 1);
    size_t mask = known->room - 1;
    for (size_t at = (hole + 1) & mask; known->places[at] != 0; at = (at + 1) & mask) {
        size_t wanted = place_of(known, known->places[at]);
        if (((at - wanted) & mask) >= ((at - hole) & mask)) {
            known->places[hole] = known->places[at];
            hole = at;
        }
    }
    known->places[hole] = 0;
    known->count--;
}

void syslog_known_free(struct syslog_known *known)
{
    free(known->places);
    *known = (struct syslog_known){0};
}
