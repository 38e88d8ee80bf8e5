/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef SKYPEDPI_ENGINE_H
#define SKYPEDPI_ENGINE_H

#include <skypedpi/db.h>

/** @file
 * Engines and flows: packets go in, verdicts come out. An engine and its flows belong to one thread at a
 * time; engines never touch each other. All memory is taken by skypedpi_engine_new(). */

#ifdef __cplusplus
extern "C" {
#endif

/** The object that holds the flows of one worker. */
typedef struct skypedpi_engine skypedpi_engine;
/** One transport five-tuple, from first packet to close or timeout. */
typedef struct skypedpi_flow skypedpi_flow;

/** What is known of an endpoint (an address and a port), or of a host (an address). */
struct skypedpi_endpoint {
    uint32_t size;        /**< sizeof as the library knows it */
    uint8_t family;       /**< 4 or 6 */
    uint8_t transport;    /**< 17 UDP, 6 TCP, 0: a host, all its ports */
    uint16_t port;        /**< host byte order; 0 for a host */
    uint8_t address[16];  /**< network byte order; IPv4 in the first 4 bytes, the rest 0 */
    uint16_t application; /**< #skypedpi_application; unknown: it lost its name; the rest is what it had */
    uint16_t confidence;  /**< 0 to 100; 0 if it lost its name */
    uint32_t signature;   /**< the strongest that spoke for it: skypedpi_signature.id */
    uint16_t role;        /**< #skypedpi_role */
    uint16_t reserved;    /**< 0 */
    uint8_t reported[4];  /**< IPv4 address its peers say it has, network byte order; 0.0.0.0: not told. Another
                               than its own: it is behind NAT */
    uint64_t first;       /**< nanoseconds: since when something of it counts, to the second */
    uint64_t time;        /**< nanoseconds: now */
};

/** What a host tries after a flow of its was blocked. */
struct skypedpi_attempt {
    uint32_t size;       /**< sizeof as the library knows it */
    uint32_t number;     /**< of those told since the block, from 1, at most 255 */
    uint64_t since;      /**< nanoseconds since the block, to the second */
    uint8_t family;      /**< 4 or 6 */
    uint8_t transport;   /**< 6 TCP, 17 UDP */
    uint16_t port;       /**< it tries, host byte order */
    uint16_t mechanism;  /**< #skypedpi_mechanism */
    uint16_t reserved;   /**< 0 */
    uint8_t host[16];    /**< who tries, network byte order; IPv4 in the first 4 bytes, the rest 0 */
    uint8_t address[16]; /**< whom it tries */
};

/** Settings of an engine. Call skypedpi_settings_init() first, then change what should differ. */
struct skypedpi_settings {
    uint32_t size;           /**< sizeof(struct skypedpi_settings) */
    uint32_t max_flows;      /**< open flows at one time, 1 to 2^31; default 65536 */
    uint64_t hash_seed[2];   /**< secret and random, from the caller; default 0 */
    uint32_t max_endpoints;  /**< endpoints and hosts remembered, 0 to 2^28; default 16384 */
    uint32_t stream_buffers; /**< buffers of 6 KiB for TCP segments out of order or split messages, 0 to 65535;
                                  default 1024 */
    uint32_t native_records; /**< states of native detectors, 0 to 65535; default 1024 */
    uint32_t activity_records; /**< decided flows followed on, to tell calls, files, relays and presence by
                                  their statistics, 0 to 65535; feed wants more packets of them then. Default 0:
                                  not followed, the activity is the signature's */
    uint32_t udp_budget;       /**< payload packets of a UDP flow looked at, 1 to 65535; default 32 */
    uint32_t tcp_budget;       /**< payload packets of a TCP flow looked at, 1 to 65535; default 48 */
    uint32_t likely;           /**< confidence from which a verdict is likely, 1 to 100; default 50 */
    uint32_t final;            /**< confidence from which a verdict is final, likely to 100; default 90 */
    void *user;                /**< handed to the callbacks */
    /** A flow's verdict changed: another application, activity, mechanism or stage. The stage goes up, but back
     * to open where a likely flow turns out to be a proxy's and its inner stream begins. What its endpoint has
     * become since (role, path, and the activity supernode for it) shows when asked. NULL: not told. Must not
     * call the engine. */
    void (*on_verdict)(void *user, skypedpi_flow *flow, const struct skypedpi_verdict *verdict);
    /** A signature fired on a flow. NULL: not told. Must not call the engine. */
    void (*on_evidence)(void *user, skypedpi_flow *flow, const struct skypedpi_evidence *evidence);
    /** An endpoint or host became known, is known better (its role, its public address), or lost its name.
     * Flows of it that were closed since skypedpi_endpoint.first may be revised. NULL: not told. Must not call
     * the engine. */
    void (*on_endpoint)(void *user, const struct skypedpi_endpoint *endpoint);
    /** A host of which a flow was blocked tries another way: told when that flow becomes Skype's, or of an
     * application that a set names. NULL: not told. Must not call the engine. */
    void (*on_attempt)(void *user, skypedpi_flow *flow, const struct skypedpi_attempt *attempt);
    const struct skypedpi_allocator *allocator; /**< NULL: malloc() and free(); must outlive the engine */
    uint32_t require_verified; /**< 1: only databases with skypedpi_db_info.verified are used; default 0 */
    uint32_t oldest_release;   /**< databases whose first set has a lower release number, or none, are refused;
                                    default 0 */
    uint32_t no_rollback;      /**< 1: skypedpi_engine_set_db() refuses a set with the name of one in use and a
                                    lower release number; default 0 */
    uint32_t without; /**< id of a signature that is not asked: what would be known without it? Default 0:
                           all are asked */
    /** A signature of endpoints or hosts fired on one, which need not be known for it. NULL: not told. Must not
     * call the engine. */
    void (*on_count)(void *user, uint32_t signature, const struct skypedpi_endpoint *endpoint);
};

/** Counters of an engine, from its creation on. The caller sets @c size. */
struct skypedpi_stats {
    uint32_t size;            /**< sizeof(struct skypedpi_stats), set by the caller */
    uint32_t flows_open;      /**< now */
    uint64_t flows_opened;    /**< altogether */
    uint64_t flows_refused;   /**< not opened, because max_flows were open */
    uint64_t packets;         /**< fed to flows that were not final */
    uint64_t packets_decided; /**< not looked at: the flow was final */
    uint64_t messages;        /**< shown to the matcher */
    uint64_t programs;        /**< signature programs run */
    uint64_t evidence;        /**< signatures that fired */
    uint64_t buffers_stolen;  /**< stream buffers taken from a flow for a newer one */
    uint64_t endpoints_known; /**< endpoints and hosts that became known */
    uint64_t natives_refused; /**< states of native detectors that could not be had */
    uint64_t memory;          /**< bytes taken when the engine was made */
};

/** Addresses and ports of a flow, as its first packet has them. */
struct skypedpi_tuple {
    uint32_t size;             /**< sizeof(struct skypedpi_tuple) */
    uint8_t family;            /**< 4 or 6 */
    uint8_t transport;         /**< 6 TCP, 17 UDP */
    uint16_t reserved;         /**< 0 */
    uint16_t source_port;      /**< of the first packet, host byte order */
    uint16_t destination_port; /**< of the first packet, host byte order */
    uint8_t source[16];        /**< network byte order; IPv4 in the first 4 bytes, the rest 0 */
    uint8_t destination[16];   /**< network byte order; IPv4 in the first 4 bytes, the rest 0 */
};

/** skypedpi_packet.flags: the packet runs from the flow's destination to its source. */
#define SKYPEDPI_PACKET_REVERSE 1u

/** TCP flags as on the wire: skypedpi_packet.tcp_flags. */
enum skypedpi_tcp { SKYPEDPI_TCP_FIN = 1, SKYPEDPI_TCP_SYN = 2, SKYPEDPI_TCP_RST = 4, SKYPEDPI_TCP_ACK = 16 };

/** One packet. Nothing of it is kept after the call. */
struct skypedpi_packet {
    uint32_t size;            /**< sizeof(struct skypedpi_packet) */
    uint32_t flags;           /**< #SKYPEDPI_PACKET_REVERSE or 0 */
    uint64_t time;            /**< nanoseconds, any epoch; going back is taken for standing still */
    uint32_t length;          /**< transport payload bytes on the wire */
    uint32_t captured;        /**< bytes of it at @c payload, at most @c length */
    uint32_t sequence;        /**< TCP sequence number; 0 for UDP */
    uint32_t acknowledgement; /**< TCP acknowledgement number; 0 for UDP */
    uint32_t tcp_flags;       /**< #skypedpi_tcp; 0 for UDP */
    uint32_t reserved;        /**< 0 */
    const uint8_t *payload;   /**< @c captured bytes; may be NULL if 0 */
};

/**
 * Fills settings with the defaults, as far as they reach.
 *
 * @param settings its @c size set; filled; not NULL.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_SIZE.
 *
 * Thread: any. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API int skypedpi_settings_default(struct skypedpi_settings *settings);

/**
 * Fills settings with the defaults, and their size with that of this header: a newer library writes no more.
 *
 * @param settings filled; not NULL.
 *
 * Thread: any. Allocates: no. Since: 0.1.
 */
static inline void skypedpi_settings_init(struct skypedpi_settings *settings)
{
    settings->size = sizeof *settings;
    skypedpi_settings_default(settings);
}

/**
 * Makes an engine and takes all the memory it will ever use.
 *
 * @param db          the engine takes a reference of its own; not NULL.
 * @param settings    NULL for the defaults.
 * @param[out] engine the caller frees it with skypedpi_engine_free(); NULL on error.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_SIZE; #SKYPEDPI_E_MEMORY; #SKYPEDPI_E_UNVERIFIED or
 *         #SKYPEDPI_E_OLD if the settings refuse @p db.
 *
 * Thread: any. Allocates: yes. Since: 0.1.
 */
SKYPEDPI_API SKYPEDPI_CHECKED int skypedpi_engine_new(skypedpi_db *db, const struct skypedpi_settings *settings,
                                                      skypedpi_engine **engine);

/**
 * Frees an engine with its flows, open ones too, without a callback.
 *
 * @param engine may be NULL.
 *
 * Thread: the engine's. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API void skypedpi_engine_free(skypedpi_engine *engine);

/**
 * Puts another database in place, from the next packet on. Open flows keep what they have: sizes, first
 * bytes, score and verdict. What fired on them is carried over by name of set and id, an application of the
 * set's own by name (a flow whose application is gone is undecided again, or if it was final stays so, and
 * unknown), counts of endpoints if the signature counts as it did, states of native detectors if the detector
 * is the same. Walks all flows and endpoints once. Makes no callback. Swapping for an equal database changes
 * nothing.
 *
 * @param engine not NULL.
 * @param db     the engine takes a reference of its own and gives the old one back; not NULL.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_UNVERIFIED or #SKYPEDPI_E_OLD if the settings refuse
 *         @p db: the one in use stays.
 *
 * Thread: the engine's. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API int skypedpi_engine_set_db(skypedpi_engine *engine, skypedpi_db *db);

/**
 * Housekeeping: gives back stream buffers of flows that have been silent for 60 seconds; what waits in them is
 * looked at first. May be called at any interval, or never.
 *
 * @param engine not NULL.
 * @param time   now, nanoseconds, of the clock the packets carry.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT.
 *
 * Thread: the engine's; callbacks run inside. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API int skypedpi_engine_tick(skypedpi_engine *engine, uint64_t time);

/**
 * Counters.
 *
 * @param engine not NULL.
 * @param stats  its @c size set; filled; not NULL.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_SIZE.
 *
 * Thread: the engine's. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API int skypedpi_engine_stats(const skypedpi_engine *engine, struct skypedpi_stats *stats);

/**
 * Opens a flow.
 *
 * @param engine    not NULL.
 * @param tuple     copied; not NULL.
 * @param[out] flow lives until skypedpi_flow_close() or skypedpi_engine_free(); NULL on error.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_SIZE; #SKYPEDPI_E_FULL if max_flows are open: the
 *         flow then stays unclassified, and only a counter grows.
 *
 * Thread: the engine's. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API SKYPEDPI_CHECKED int skypedpi_flow_open(skypedpi_engine *engine,
                                                     const struct skypedpi_tuple *tuple, skypedpi_flow **flow);

/**
 * Shows a packet of a flow to the engine. Feed every packet, those without payload too, until it says
 * #SKYPEDPI_DONE; feeding more then is allowed and costs one comparison.
 *
 * @param engine not NULL.
 * @param flow   of this engine, open; not NULL.
 * @param packet nothing of it is kept; not NULL.
 * @return #SKYPEDPI_OK more packets are wanted; #SKYPEDPI_DONE the verdict is final; #SKYPEDPI_E_ARGUMENT;
 *         #SKYPEDPI_E_SIZE; #SKYPEDPI_E_STATE.
 *
 * Thread: the engine's; callbacks run inside. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API int skypedpi_flow_feed(skypedpi_engine *engine, skypedpi_flow *flow,
                                    const struct skypedpi_packet *packet);

/**
 * What is known of a flow now.
 *
 * @param engine  not NULL.
 * @param flow    of this engine, open; not NULL.
 * @param verdict its @c size set; filled; not NULL.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_SIZE; #SKYPEDPI_E_STATE.
 *
 * Thread: the engine's; callbacks run inside. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API int skypedpi_flow_verdict(skypedpi_engine *engine, skypedpi_flow *flow,
                                       struct skypedpi_verdict *verdict);

/**
 * The embedder blocks this flow, or has its packets dropped. For the next 300 seconds the library watches what
 * the host that opened it tries next, and recognises that earlier than a first attempt. They begin with the
 * last packet that was looked at, of any flow; those of a flow that is done are not.
 *
 * Nothing is watched for a flow whose application is `other` or `skype-related`, nor for a TCP flow that was
 * itself recognised by what its host tried before. A flow of Skype tells of what Skype tries, one of a set's
 * own applications of what these try. One that is unknown yet tells of both, at your word: say it of those only
 * that you block as what the library looks for.
 *
 * @param engine not NULL.
 * @param flow   of this engine, open; it stays open; not NULL.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_STATE; #SKYPEDPI_E_FULL if there is no room to
 *         remember it.
 *
 * Thread: the engine's. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API int skypedpi_flow_block(skypedpi_engine *engine, skypedpi_flow *flow);

/**
 * Ends a flow. What waits in its stream buffer is looked at first.
 *
 * @param engine  not NULL.
 * @param flow    of this engine, open; not NULL. Not to be used any more after the call, unless that
 *                failed.
 * @param verdict its @c size set: receives the last word; may be NULL.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_SIZE; #SKYPEDPI_E_STATE.
 *
 * Thread: the engine's; callbacks run inside. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API int skypedpi_flow_close(skypedpi_engine *engine, skypedpi_flow *flow,
                                     struct skypedpi_verdict *verdict);

/**
 * The pointer kept with a flow for the embedder.
 *
 * @param flow open; not NULL.
 * @return what skypedpi_flow_set_user() put there, or NULL.
 *
 * Thread: the engine's. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API void *skypedpi_flow_user(const skypedpi_flow *flow);

/**
 * Keeps a pointer with a flow.
 *
 * @param flow open; not NULL.
 * @param user any pointer, NULL too; the library never looks at it.
 *
 * Thread: the engine's. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API void skypedpi_flow_set_user(skypedpi_flow *flow, void *user);

/**
 * A packet of this flow will be fed soon: has the processor fetch the flow's memory meanwhile. Only a hint:
 * with very many flows, announcing those of the next few packets hides most of what memory costs.
 *
 * @param flow open, or NULL.
 *
 * Thread: the engine's. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API void skypedpi_flow_prefetch(const skypedpi_flow *flow);

#ifdef __cplusplus
}
#endif
#endif
