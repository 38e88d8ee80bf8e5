/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/bench/contestant.h"

const struct contestant *const contestants[CONTESTANTS] = {
    [OURS] = &contest_skypedpi, [NDPI] = &contest_ndpi,     [NDPI_SKYPE] = &contest_ndpi_skype,
    [FLOOR] = &contest_floor,   [MEMCPY] = &contest_memcpy,
};
