/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_KIT_POLICY_H
#define LIB_KIT_POLICY_H

#include <skypedpi/kit/policy.h>
#include "lib/kit/text.h"
#include "lib/kit/text_names.h"

/* What a rule may ask for; the first three by number, below MASK_BITS. */
enum condition {
    CONDITION_APPLICATION,
    CONDITION_ACTIVITY,
    CONDITION_MECHANISM,
    CONDITION_USER,
    CONDITION_GROUP,
    CONDITION_TIME,
    CONDITIONS
};
#define MASKS     CONDITION_USER
#define MASK_BITS 64u

#define DAYS        7u
#define DAY_MINUTES 1440u

/* A part of one of the policy's lists. */
struct part {
    uint32_t first, count;
};

/* Whose flows. */
struct people {
    struct part numbers; /* ascending */
    bool nobody;         /* and those of nobody */
};

/* Minutes of a day, up to but without `to`; into the next day if that is not the greater one. */
struct hours {
    uint16_t from, to;
};

struct rule {
    uint64_t mask[MASKS];    /* a bit for each number */
    struct people people[2]; /* users, groups */
    struct part hours;       /* none: the whole day */
    uint32_t line;
    uint32_t number; /* rate or priority */
    uint8_t action;
    uint8_t days;  /* a bit for each, Monday first */
    uint8_t asked; /* a bit for each condition */
};

struct skypedpi_policy {
    struct skypedpi_allocator allocator;
    struct rule *rule;
    uint32_t rules;
    struct names names[2]; /* users, groups that rules name */
    uint32_t *numbers[2];  /* of names, in the parts of each rule */
    struct hours *hours;
};

/* Takes memory into a policy that is all zero but for its allocator. The caller frees it, whatever comes out.
 * SKYPEDPI_OK, SKYPEDPI_E_MEMORY, or SKYPEDPI_E_TEXT and what it was. */
int policy_read(struct skypedpi_policy *policy, const char *text, size_t length, const skypedpi_db *db,
                struct skypedpi_text_error *error);

/* Reads "mon-fri" or "22:00-06:00" where the text stands; days are added. */
bool policy_read_days(struct text *text, uint8_t *days);
bool policy_read_hours(struct text *text, struct hours *hours);

#endif
