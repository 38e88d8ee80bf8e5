/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/edition.h"

#include <skypedpi/version.h>

static uint32_t is_leap(uint32_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static uint32_t leaps_before(uint32_t year)
{
    uint32_t last = year - 1;
    return last / 4 - last / 100 + last / 400;
}

uint32_t day_number(uint32_t year, uint32_t month, uint32_t day)
{
    static const uint16_t before[13] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
    if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12 || day < 1)
        return 0;
    uint32_t leap = is_leap(year);
    uint32_t length = (uint32_t)before[month] - before[month - 1] + (month == 2 ? leap : 0);
    if (day > length)
        return 0;
    return 365 * (year - 1970) + leaps_before(year) - leaps_before(1970) + before[month - 1] +
           (month > 2 ? leap : 0) + day - 1;
}

static bool day_ok(uint32_t day)
{
    return day == 0 || (day >= DAY_FIRST && day <= DAY_LAST);
}

bool edition_ok(const struct edition *e)
{
    return day_ok(e->date) && day_ok(e->expires) && (e->expires == 0 || e->expires > e->date);
}

bool edition_needs_newer(const struct edition *e)
{
    static const uint16_t ours[3] = {SKYPEDPI_VERSION_MAJOR, SKYPEDPI_VERSION_MINOR, SKYPEDPI_VERSION_PATCH};
    for (int i = 0; i < 3; i++)
        if (e->required[i] != ours[i])
            return e->required[i] > ours[i];
    return false;
}
