/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_UNIT_KIT_CHECK_H
#define TESTS_UNIT_KIT_CHECK_H

#include <check.h>

/* ck_assert() tells Check of each success, which is too slow for millions of them. */
#define MUST(condition)                                                                                        \
    do {                                                                                                       \
        if (!(condition))                                                                                      \
            ck_abort_msg("not so: %s", #condition);                                                            \
    } while (0)

#endif
