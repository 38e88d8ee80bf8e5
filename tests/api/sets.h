/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_API_SETS_H
#define TESTS_API_SETS_H

#include "tests/api/api.h"

/* Sets that more than one test plays with. */

/* one: 40, two: 50, three: 100 */
#define SET                                                                                                    \
    SIGNATURE("one", 1, "transport udp packet len == 1 weight 40")                                             \
    SIGNATURE("two", 2, "transport udp packet len == 2 weight 50")                                             \
    SIGNATURE("three", 3, "transport udp packet len == 3 weight 100")                                          \
    SIGNATURE("stream", 4, "transport tcp packet len == 3 weight 100")

static inline skypedpi_engine *engine_small(void)
{
    const struct skypedpi_settings settings = settings_small();
    skypedpi_db *db = db_of(SET);
    skypedpi_engine *engine = engine_of(db, &settings);
    skypedpi_db_unref(db); /* the engine has a reference of its own */
    return engine;
}

#define OWN_APPLICATION                                                                                        \
    "set office version \"2026.1\" application \"office-phone\" application \"door-bell\"\n"                   \
    "signature bell { id 7 transport udp application door-bell era 1.2 - 3.4.5 mechanism udp-direct\n"         \
    "  activity call source \"the manual\" proof \"a bell\" packet len == 4 and u8[0] == 0x62 weight 30 }\n"   \
    "signature phone { id 3 transport tcp application office-phone era any mechanism tcp activity none\n"      \
    "  source \"the shop\" proof \"a phone\" packet len > 9 and bytes[1] == x\"68 6f\" weight 55 }\n"

/* The image of a small set. */
static inline uint8_t *small_image(size_t *length)
{
    skypedpi_db *db = db_of(OWN_APPLICATION);
    uint8_t *image = image_of(db, length);
    skypedpi_db_unref(db);
    return image;
}

#endif
