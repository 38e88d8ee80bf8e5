/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef SKYPEDPI_KIT_ACCOUNT_H
#define SKYPEDPI_KIT_ACCOUNT_H

#include <skypedpi/kit/policy.h>
#include <skypedpi/kit/table.h>

/** @file
 * How much it was: traffic by user, group, application and activity; the greatest of many in little memory; and
 * the record of one connection. */

#ifdef __cplusplus
extern "C" {
#endif

/* ---- accounts ---- */

/** What an account is of. Its layout is fixed: it will not grow. */
struct skypedpi_account_key {
    uint32_t user;        /**< number of a subscriber, 0: nobody's */
    uint32_t group;       /**< number of his group, 0: none */
    uint16_t application; /**< #skypedpi_application */
    uint16_t activity;    /**< #skypedpi_activity */
};

/** What was used. Directions: 0 sent by the flow's source, 1 sent to it. Its layout is fixed: it will not
 * grow. */
struct skypedpi_usage {
    uint64_t packets[2];        /**< frames */
    uint64_t bytes[2];          /**< of frames on the wire */
    uint64_t flows;             /**< that ended */
    uint64_t calls;             /**< that ended */
    uint64_t call_milliseconds; /**< they took */
};

/** An account and what stands on it. Its layout is fixed: it will not grow. */
struct skypedpi_account {
    struct skypedpi_account_key key; /**< of what */
    uint32_t reserved;               /**< 0 */
    struct skypedpi_usage usage;     /**< how much */
};

/** A bounded number of accounts. What finds no room goes to the account of nobody with the same application and
 * activity, of which there is always room for 1,024; and what finds none there either to the last one, whose
 * key is all zero and which always has room: the sums stay right. That one has nobody's unknown traffic without
 * an activity, too, so once something found no room it may have anybody's. */
typedef struct skypedpi_accounts skypedpi_accounts;

/**
 * Makes room for accounts.
 *
 * @param capacity      1 to 2^24.
 * @param allocator     NULL for malloc(); must outlive it.
 * @param[out] accounts the caller frees it with skypedpi_accounts_free(); NULL on error.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_MEMORY.
 *
 * Thread: any. Allocates: yes. Since: 0.1.
 */
SKYPEDPI_API SKYPEDPI_CHECKED int skypedpi_accounts_new(uint32_t capacity,
                                                        const struct skypedpi_allocator *allocator,
                                                        skypedpi_accounts **accounts);

/** Frees it. @param accounts may be NULL. Thread: its own. Allocates: no. Since: 0.1. */
SKYPEDPI_API void skypedpi_accounts_free(skypedpi_accounts *accounts);

/**
 * Adds to an account.
 *
 * @param accounts not NULL.
 * @param key      of what; copied; not NULL.
 * @param usage    what to add; not NULL.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_FULL: it was added to an account of nobody, that of the same application
 *         and activity or the one whose key is all zero; #SKYPEDPI_E_ARGUMENT.
 *
 * Thread: one at a time. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API int skypedpi_accounts_add(skypedpi_accounts *accounts, const struct skypedpi_account_key *key,
                                       const struct skypedpi_usage *usage);

/** How many accounts there are. @param accounts not NULL. @return the number. Thread: one at a time. Allocates:
 * no. Since: 0.1. */
SKYPEDPI_API uint32_t skypedpi_accounts_count(const skypedpi_accounts *accounts);

/** An account, in the order they were opened. @param accounts not NULL. @param index below
 * skypedpi_accounts_count().
 * @return valid until the next change; NULL beyond. Thread: one at a time. Allocates: no. Since: 0.1. */
SKYPEDPI_API const struct skypedpi_account *skypedpi_accounts_at(const skypedpi_accounts *accounts,
                                                                 uint32_t index);

/** Adds one usage to another. @param sum not NULL. @param usage not NULL. Thread: any. Allocates: no. Since:
 * 0.1. */
SKYPEDPI_API void skypedpi_usage_add(struct skypedpi_usage *sum, const struct skypedpi_usage *usage);

/** Takes all accounts out. @param accounts not NULL. Thread: one at a time. Allocates: no. Since: 0.1. */
SKYPEDPI_API void skypedpi_accounts_clear(skypedpi_accounts *accounts);

/* ---- top talkers ---- */

/** Longest key of a talker, bytes. */
#define SKYPEDPI_TALKER_KEY 40

/** One of the greatest. Its layout is fixed: it will not grow. */
struct skypedpi_talker {
    uint8_t key[SKYPEDPI_TALKER_KEY]; /**< as it was told, the rest 0 */
    uint64_t weight;                  /**< at least what it had, and at most @c error more */
    uint64_t error;                   /**< how much of @c weight may be others' */
};

/** The greatest of any number of keys in a fixed number of places. Space-Saving (Metwally, Agrawal and El
 * Abbadi, 2005): no weight is too low, none is too high by more than the sum of all weights divided by the
 * places, and every key with more than that is among them. */
typedef struct skypedpi_talkers skypedpi_talkers;

/** Makes places. @param places 1 to 2^20. @param allocator NULL for malloc(); must outlive it. @param[out]
 * talkers the caller frees it with skypedpi_talkers_free(); NULL on error. @return #SKYPEDPI_OK;
 * #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_MEMORY. Thread: any. Allocates: yes. Since: 0.1. */
SKYPEDPI_API SKYPEDPI_CHECKED int
skypedpi_talkers_new(uint32_t places, const struct skypedpi_allocator *allocator, skypedpi_talkers **talkers);

/** Frees it. @param talkers may be NULL. Thread: its own. Allocates: no. Since: 0.1. */
SKYPEDPI_API void skypedpi_talkers_free(skypedpi_talkers *talkers);

/**
 * Adds weight to a key.
 *
 * @param talkers not NULL.
 * @param key     @p length bytes; copied; not NULL.
 * @param length  1 to #SKYPEDPI_TALKER_KEY.
 * @param weight  to add: bytes, say.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT.
 *
 * Thread: one at a time. Allocates: no. Since: 0.1. Takes time in the logarithm of the places at most.
 */
SKYPEDPI_API int skypedpi_talkers_add(skypedpi_talkers *talkers, const void *key, size_t length,
                                      uint64_t weight);

/**
 * The greatest, the greatest first; equal weights in the order of their keys.
 *
 * @param talkers not NULL.
 * @param list    room for @p most of them; may be NULL if that is 0.
 * @param most    how many are wanted.
 * @return how many there are in @p list.
 *
 * Thread: one at a time. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API uint32_t skypedpi_talkers_list(const skypedpi_talkers *talkers, struct skypedpi_talker *list,
                                            uint32_t most);

/** No weight is too high by more than this. @param talkers not NULL. @return the bound. Thread: one at a time.
 * Allocates: no. Since: 0.1. */
SKYPEDPI_API uint64_t skypedpi_talkers_error(const skypedpi_talkers *talkers);

/* ---- connection records ---- */

/** What is to be said of a connection, when it begins and when it has ended. */
struct skypedpi_record {
    uint32_t size;                     /**< sizeof(struct skypedpi_record) */
    uint32_t user;                     /**< number of the subscriber, 0: nobody's */
    uint64_t id;                       /**< its number in this run; the same at begin and end */
    struct skypedpi_tuple tuple;       /**< as its first packet has it */
    uint32_t reserved;                 /**< 0 */
    uint64_t first;                    /**< nanoseconds: its first packet */
    uint64_t last;                     /**< ... its last so far */
    struct skypedpi_usage usage;       /**< how much; flows is 1 when it has ended, else 0 */
    struct skypedpi_verdict verdict;   /**< what it is, and which signature says so */
    struct skypedpi_decision decision; /**< what the policy says to that */
    uint32_t group;                    /**< number of the subscriber's group, 0: none */
    uint16_t ended;                    /**< 0: it has just begun; 1: it has ended */
    uint16_t why;                      /**< #skypedpi_table_end, when it has ended */
};

#ifdef __cplusplus
}
#endif
#endif
