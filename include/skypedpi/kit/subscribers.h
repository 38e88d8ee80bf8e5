/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef SKYPEDPI_KIT_SUBSCRIBERS_H
#define SKYPEDPI_KIT_SUBSCRIBERS_H

#include <skypedpi/db.h>

/** @file
 * Whose traffic it is: addresses and prefixes belong to users, users to groups. Read from text:
 *
 *     # a user, the addresses and prefixes that are his, and his group
 *     user anna 10.0.0.11 2001:db8::11 in staff
 *     user lab  10.0.1.0/24 10.0.2.0/24 in students
 *     user guest 10.0.3.0/24
 *
 * The longest prefix decides. A user may have several lines, and is in one group at most. */

#ifdef __cplusplus
extern "C" {
#endif

/** What was wrong with a text of a person. */
struct skypedpi_text_error {
    uint32_t size;     /**< sizeof(struct skypedpi_text_error), set by the caller */
    uint32_t line;     /**< from 1 */
    uint32_t column;   /**< from 1, bytes */
    uint32_t reserved; /**< 0 */
    char message[160]; /**< what was found and what was expected, ends in NUL */
};

/** The users and groups of a network; does not change once read. */
typedef struct skypedpi_subscribers skypedpi_subscribers;

/** Nobody: number of no user, or of no group. */
#define SKYPEDPI_NOBODY 0u
/** Longest name of a user or group, without the NUL. */
#define SKYPEDPI_NAME_MAX 63
/** Most users, groups and prefixes a text may have. */
#define SKYPEDPI_SUBSCRIBERS_MAX 1000000

/** A user. */
struct skypedpi_subscriber {
    uint32_t size;          /**< sizeof(struct skypedpi_subscriber), set by the caller */
    uint32_t group;         /**< its number, #SKYPEDPI_NOBODY if none */
    const char *name;       /**< lives as long as the subscribers; "" for #SKYPEDPI_NOBODY */
    const char *group_name; /**< the same; "" if none */
};

/**
 * Reads users, addresses and groups. The text is hostile: it is taken whole or refused whole.
 *
 * @param text             @p length bytes, UTF-8; not kept; may be NULL if @p length is 0.
 * @param length           bytes.
 * @param allocator        NULL for malloc(); must outlive the result.
 * @param[out] subscribers the caller gives it back with skypedpi_subscribers_free(); NULL on error.
 * @param error            its @c size set; filled on #SKYPEDPI_E_TEXT; may be NULL.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_SIZE; #SKYPEDPI_E_MEMORY; #SKYPEDPI_E_TEXT.
 *
 * Thread: any. Allocates: yes. Since: 0.1.
 */
SKYPEDPI_API SKYPEDPI_CHECKED int skypedpi_subscribers_read(const char *text, size_t length,
                                                            const struct skypedpi_allocator *allocator,
                                                            skypedpi_subscribers **subscribers,
                                                            struct skypedpi_text_error *error);

/** Frees them. @param subscribers may be NULL. Thread: any, when nobody uses them. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API void skypedpi_subscribers_free(skypedpi_subscribers *subscribers);

/**
 * Whose address it is.
 *
 * @param subscribers may be NULL: nobody's.
 * @param family      4 or 6.
 * @param address     4 or 16 bytes, network byte order; NULL: nobody's.
 * @return the user's number, from 1; #SKYPEDPI_NOBODY. Numbers count up in the order of names, so the same text
 * gives the same ones.
 *
 * Thread: any. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API uint32_t skypedpi_subscribers_find(const skypedpi_subscribers *subscribers, unsigned family,
                                                const uint8_t *address);

/**
 * Facts about a user.
 *
 * @param subscribers may be NULL: there are none.
 * @param user        a number; #SKYPEDPI_NOBODY has no name and no group.
 * @param out         its @c size set; filled; not NULL.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_SIZE; #SKYPEDPI_E_NOT_FOUND for a number above the
 * last.
 *
 * Thread: any. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API int skypedpi_subscribers_user(const skypedpi_subscribers *subscribers, uint32_t user,
                                           struct skypedpi_subscriber *out);

/** How many users there are: the greatest number. @param subscribers may be NULL. @return the number. Thread:
 * any. Allocates: no. Since: 0.1. */
SKYPEDPI_API uint32_t skypedpi_subscribers_users(const skypedpi_subscribers *subscribers);

/** How many groups there are. @param subscribers may be NULL. @return the number. Thread: any. Allocates: no.
 * Since: 0.1. */
SKYPEDPI_API uint32_t skypedpi_subscribers_groups(const skypedpi_subscribers *subscribers);

/** Name of a group. @param subscribers may be NULL. @param group its number, from 1, in the order of names.
 * @return a string that lives as long as they; "" for a number of none. Thread: any. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API const char *skypedpi_subscribers_group_name(const skypedpi_subscribers *subscribers,
                                                         uint32_t group);

#ifdef __cplusplus
}
#endif
#endif
