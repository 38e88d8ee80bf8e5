/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef SKYPEDPI_KIT_TABLE_H
#define SKYPEDPI_KIT_TABLE_H

#include <skypedpi/kit/frame.h>

/** @file
 * A bounded table of flows, in memory taken once. Both directions of a five-tuple are one flow; the sender of
 * its first packet is the source. */

#ifdef __cplusplus
extern "C" {
#endif

/** The table. */
typedef struct skypedpi_table skypedpi_table;

/** Why a flow ended. */
enum skypedpi_table_end {
    SKYPEDPI_TABLE_IDLE = 0,    /**< no packet for longer than its timeout */
    SKYPEDPI_TABLE_REUSED = 1,  /**< it was closed, and its five-tuple opened anew */
    SKYPEDPI_TABLE_EVICTED = 2, /**< the table was full */
    SKYPEDPI_TABLE_FLUSHED = 3, /**< skypedpi_table_flush() */
    SKYPEDPI_TABLE_CLOSED = 4   /**< TCP, closed by both sides or by RST, and silent since */
};

/** A flow of the table. Its layout is fixed: it will not grow. */
struct skypedpi_table_entry {
    struct skypedpi_tuple tuple; /**< as its first packet has it */
    uint32_t reserved;           /**< 0 */
    uint64_t first;              /**< nanoseconds: its first packet */
    uint64_t last;               /**< ... its last */
    uint64_t packets[2];         /**< forward, reverse */
    uint64_t bytes[2];           /**< of their frames */
    void *user;                  /**< the caller's; NULL at first */
};

/** Settings of a table. Call skypedpi_table_settings_init() first. */
struct skypedpi_table_settings {
    uint32_t size;           /**< sizeof(struct skypedpi_table_settings) */
    uint32_t capacity;       /**< flows at one time, 1 to 2^30; default 65536 */
    uint64_t hash_seed[2];   /**< secret and random; default 0 */
    uint64_t udp_timeout;    /**< nanoseconds without a packet; default 180 s */
    uint64_t tcp_timeout;    /**< ... default 600 s */
    uint64_t closed_timeout; /**< ... of TCP after FIN both ways or RST; default 10 s */
    void *user;              /**< handed to the callback */
    /** A flow ends; the entry is gone after the call. May be NULL. Must not call the table. */
    void (*on_end)(void *user, struct skypedpi_table_entry *entry, unsigned why);
    const struct skypedpi_allocator *allocator; /**< NULL: malloc() and free(); must outlive the table */
};

/** Counters of a table. */
struct skypedpi_table_stats {
    uint32_t size;    /**< sizeof(struct skypedpi_table_stats), set by the caller */
    uint32_t open;    /**< flows now */
    uint64_t opened;  /**< altogether */
    uint64_t evicted; /**< ended early to make room */
    uint64_t refused; /**< packets without a flow: the table was full of flows seen both ways */
    uint64_t memory;  /**< bytes taken when the table was made */
};

/** Fills settings with the defaults, as far as they reach. @param settings its @c size set; filled; not NULL.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_SIZE. Thread: any. Allocates: no. Since: 0.1. */
SKYPEDPI_API int skypedpi_table_settings_default(struct skypedpi_table_settings *settings);

/** Fills settings with the defaults, and their size with that of this header. @param settings filled; not NULL.
 * Thread: any. Allocates: no. Since: 0.1. */
static inline void skypedpi_table_settings_init(struct skypedpi_table_settings *settings)
{
    settings->size = sizeof *settings;
    skypedpi_table_settings_default(settings);
}

/**
 * Makes a table and takes all the memory it will ever use.
 *
 * @param settings   NULL for the defaults.
 * @param[out] table the caller frees it with skypedpi_table_free(); NULL on error.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_SIZE; #SKYPEDPI_E_MEMORY.
 *
 * Thread: any. Allocates: yes. Since: 0.1.
 */
SKYPEDPI_API SKYPEDPI_CHECKED int skypedpi_table_new(const struct skypedpi_table_settings *settings,
                                                     skypedpi_table **table);

/** Frees a table with its flows, without a callback. @param table may be NULL. Thread: its own. Allocates: no.
 * Since: 0.1. */
SKYPEDPI_API void skypedpi_table_free(skypedpi_table *table);

/**
 * The flow of a packet, opened if need be; counts the packet. A new flow has packets 1 and 0. A full table
 * makes room by ending flows that are closed, or that were only ever seen one way, so a flood of lone packets
 * pushes out itself and not the flows of those who talk.
 *
 * @param table        not NULL.
 * @param frame        one that skypedpi_frame_decode() said #SKYPEDPI_FRAME_OK of; not NULL.
 * @param bytes        of its frame (or frames) on the wire.
 * @param time         nanoseconds; going back is taken for standing still.
 * @param[out] reverse true if it runs from the flow's destination to its source; not NULL.
 * @return the entry, which stays where it is until its flow has ended; NULL if the table is full, for an
 *         argument that is NULL, or a frame whose @c size is too small.
 *
 * Thread: one at a time; the callback runs inside. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API struct skypedpi_table_entry *skypedpi_table_find(skypedpi_table *table,
                                                              const struct skypedpi_frame *frame,
                                                              uint64_t bytes, uint64_t time, bool *reverse);

/**
 * Packets of these frames will be looked for soon: has the processor fetch what skypedpi_table_find() will need
 * of each. Only a hint, which changes nothing; of use with very many flows, for up to a few dozen packets that
 * wait.
 *
 * @param table      not NULL.
 * @param frames     each one that skypedpi_frame_decode() said #SKYPEDPI_FRAME_OK of; may be NULL if @p count
 *                   is 0.
 * @param count      how many.
 * @param[out] users as many: the @c user of the flow each belongs to now, NULL if there is none, so that what
 *                   it points to can be fetched as well (skypedpi_flow_prefetch()). Any skypedpi_table_find()
 *                   may end that flow: do not keep it.
 *
 * Thread: one at a time. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API void skypedpi_table_prefetch(const skypedpi_table *table,
                                          const struct skypedpi_frame *const *frames, size_t count,
                                          void **users);

/** Ends every flow idle at @p time; one may stay for less than a second longer, as flows are kept in the order
 * of the seconds of their last packets; and after time went back until those whose packets came before that are
 * idle as well. skypedpi_table_find() ends a few with each call, so this may be left out.
 * @param table not NULL. @param time nanoseconds. Thread: one at a time; the callback runs inside. Allocates:
 * no. Since: 0.1. */
SKYPEDPI_API void skypedpi_table_expire(skypedpi_table *table, uint64_t time);

/** Ends every flow. @param table not NULL. Thread: one at a time; the callback runs inside. Allocates: no.
 * Since: 0.1. */
SKYPEDPI_API void skypedpi_table_flush(skypedpi_table *table);

/**
 * Walks all open flows.
 *
 * @param table not NULL.
 * @param visit called with each; must not call the table; not NULL.
 * @param user  handed to it; may be NULL.
 *
 * Thread: one at a time. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API void skypedpi_table_walk(skypedpi_table *table,
                                      void (*visit)(void *user, struct skypedpi_table_entry *entry),
                                      void *user);

/** Counters. @param table not NULL. @param stats its @c size set; filled; not NULL. @return #SKYPEDPI_OK;
 * #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_SIZE. Thread: one at a time. Allocates: no. Since: 0.1. */
SKYPEDPI_API int skypedpi_table_stats(const skypedpi_table *table, struct skypedpi_table_stats *stats);

#ifdef __cplusplus
}
#endif
#endif
