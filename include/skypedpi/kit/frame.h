/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef SKYPEDPI_KIT_FRAME_H
#define SKYPEDPI_KIT_FRAME_H

#include <stdbool.h>
#include <skypedpi/engine.h>

/** @file
 * One captured frame: addresses, ports, transport and payload. Pure functions; a frame is hostile input. */

#ifdef __cplusplus
extern "C" {
#endif

/** How far a frame was understood. */
enum skypedpi_frame_result {
    SKYPEDPI_FRAME_OK = 0,            /**< a UDP or TCP packet: every field is set */
    SKYPEDPI_FRAME_FRAGMENT = 1,      /**< a piece of an IP packet: family, addresses, transport, payload and
                                           fragment_* are set; skypedpi_defrag_add() wants it */
    SKYPEDPI_FRAME_NOT_IP = 2,        /**< ARP, a management frame, ... */
    SKYPEDPI_FRAME_NOT_TRANSPORT = 3, /**< IP, but neither UDP nor TCP: family, addresses, transport are set */
    SKYPEDPI_FRAME_SHORT = 4,         /**< captured too short to tell */
    SKYPEDPI_FRAME_BROKEN = 5,        /**< its headers contradict themselves */
    SKYPEDPI_FRAME_DEEP = 6,          /**< more headers inside each other than are followed */
    SKYPEDPI_FRAME_LINK = 7,          /**< a link type that is not known */
    SKYPEDPI_FRAME_RESULTS = 8        /**< how many results there are */
};

/** Networks inside networks that are followed, the outermost counted. */
#define SKYPEDPI_FRAME_NETWORKS 4
/** Headers of all kinds that are followed. */
#define SKYPEDPI_FRAME_HEADERS 32

/** What a frame holds. */
struct skypedpi_frame {
    uint32_t size;             /**< sizeof(struct skypedpi_frame), set by the caller */
    uint8_t family;            /**< 4 or 6 */
    uint8_t transport;         /**< IP protocol number: 6 TCP, 17 UDP */
    uint8_t tcp_flags;         /**< as on the wire; 0 for UDP */
    uint8_t fragment_more;     /**< 1: more fragments follow */
    uint16_t fragment_offset;  /**< bytes */
    uint16_t source_port;      /**< host byte order */
    uint16_t destination_port; /**< host byte order */
    uint16_t vlan;             /**< identifier of the innermost VLAN tag, 0: none */
    uint32_t fragment_id;      /**< of the packet it is a piece of */
    uint32_t sequence;         /**< TCP; 0 for UDP */
    uint32_t acknowledgement;  /**< TCP; 0 for UDP */
    uint32_t length;           /**< payload bytes on the wire, as IP, UDP and TCP headers tell */
    uint32_t captured;         /**< bytes of it at payload, at most length */
    uint32_t reserved;         /**< 0 */
    const uint8_t *payload;    /**< points into the frame */
    uint8_t source[16];        /**< network byte order; IPv4 in the first 4 bytes, the rest 0 */
    uint8_t destination[16];   /**< the same */
};

/**
 * Decodes a frame. Ethernet, VLAN and QinQ, MPLS, PPP and PPPoE, cooked, raw, loopback and Wi-Fi links, IPv4
 * and IPv6 with their extensions, GRE and IP in IP: of tunnels the innermost packet counts.
 *
 * @param link     pcap link type (DLT_ or LINKTYPE_ number).
 * @param data     @p captured bytes; may be NULL if 0.
 * @param captured bytes that were captured.
 * @param length   bytes the frame had on the wire.
 * @param frame    its @c size set; filled as far as the result says; not NULL.
 * @return #skypedpi_frame_result; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_SIZE.
 *
 * Thread: any. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API int skypedpi_frame_decode(unsigned link, const uint8_t *data, uint32_t captured, uint32_t length,
                                       struct skypedpi_frame *frame);

/** A few words for people: "not IP". @param result #skypedpi_frame_result. @return a static string, "" for a
 * number that is none. Thread: any. Allocates: no. Since: 0.1. */
SKYPEDPI_API const char *skypedpi_frame_result_name(int result);

/**
 * The packet of a decoded frame, for skypedpi_flow_feed().
 *
 * @param frame   one that skypedpi_frame_decode() said #SKYPEDPI_FRAME_OK of; not NULL.
 * @param reverse true if it runs from its flow's destination to its source.
 * @param time    nanoseconds.
 * @param packet  its @c size set; filled, and points to what the frame's payload points to; not NULL.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_SIZE.
 *
 * Thread: any. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API int skypedpi_frame_packet(const struct skypedpi_frame *frame, bool reverse, uint64_t time,
                                       struct skypedpi_packet *packet);

/** Puts fragments of IP packets together again, in memory taken once. A fragment that overlaps another spoils
 * its packet: nobody can tell which version the receiver took. */
typedef struct skypedpi_defrag skypedpi_defrag;

/** Packets under way at one time, unless told otherwise. */
#define SKYPEDPI_DEFRAG_SLOTS 64
/** The most of them. */
#define SKYPEDPI_DEFRAG_SLOTS_MAX 4096
/** A packet not whole after this many nanoseconds is given up. */
#define SKYPEDPI_DEFRAG_TIMEOUT UINT64_C(30000000000)

/** What became of a fragment. */
enum skypedpi_defrag_result {
    SKYPEDPI_DEFRAG_WAITING = 0, /**< kept; the packet is not whole yet */
    SKYPEDPI_DEFRAG_WHOLE = 1,   /**< that was the last piece: out is set */
    SKYPEDPI_DEFRAG_REFUSED = 2  /**< cut short, beyond the size of a packet, or of a packet with overlaps */
};

/** The link type of what comes out: an IP header without options, and the data. */
#define SKYPEDPI_DEFRAG_LINK 101

/** A packet put together. Decode it as a frame of #SKYPEDPI_DEFRAG_LINK; it may hold another fragment. */
struct skypedpi_defrag_packet {
    uint32_t size;       /**< sizeof(struct skypedpi_defrag_packet), set by the caller */
    uint32_t length;     /**< bytes at data */
    uint32_t fragments;  /**< it came in */
    uint32_t reserved;   /**< 0 */
    const uint8_t *data; /**< valid until the next call */
    uint64_t carried;    /**< bytes of the frames it came in, as told to skypedpi_defrag_add() */
};

/**
 * Makes room for packets under way. A slot takes 66 KiB.
 *
 * @param allocator   NULL for malloc(); must outlive it.
 * @param slots       1 to #SKYPEDPI_DEFRAG_SLOTS_MAX.
 * @param[out] defrag the caller frees it with skypedpi_defrag_free(); NULL on error.
 * @return #SKYPEDPI_OK; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_MEMORY.
 *
 * Thread: any. Allocates: yes. Since: 0.1.
 */
SKYPEDPI_API SKYPEDPI_CHECKED int skypedpi_defrag_new(const struct skypedpi_allocator *allocator,
                                                      uint32_t slots, skypedpi_defrag **defrag);

/** Frees it. @param defrag may be NULL. Thread: its own. Allocates: no. Since: 0.1. */
SKYPEDPI_API void skypedpi_defrag_free(skypedpi_defrag *defrag);

/**
 * Takes a fragment. With all slots taken, the packet that waited longest for a piece is given up.
 *
 * @param defrag   not NULL.
 * @param fragment what skypedpi_frame_decode() said #SKYPEDPI_FRAME_FRAGMENT about; copied; not NULL.
 * @param bytes    of its frame on the wire.
 * @param time     nanoseconds.
 * @param out      its @c size set; filled when the packet is whole; not NULL.
 * @return #skypedpi_defrag_result; #SKYPEDPI_E_ARGUMENT; #SKYPEDPI_E_SIZE.
 *
 * Thread: one at a time. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API int skypedpi_defrag_add(skypedpi_defrag *defrag, const struct skypedpi_frame *fragment,
                                     uint64_t bytes, uint64_t time, struct skypedpi_defrag_packet *out);

#ifdef __cplusplus
}
#endif
#endif
