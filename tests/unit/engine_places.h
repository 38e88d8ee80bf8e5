/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_UNIT_ENGINE_PLACES_H
#define TESTS_UNIT_ENGINE_PLACES_H

#include "tests/unit/engine_play.h"

/* Three hosts, for tests that ask no more of them than to differ. */

static inline struct place client(uint16_t port)
{
    return place_4(198, 51, 100, 7, port);
}

static inline struct place peer(uint16_t port)
{
    return place_4(203, 0, 113, 9, port);
}

static inline struct place third(uint16_t port)
{
    return place_4(192, 0, 2, 33, port);
}

#endif
