/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_KIT_FRAME_H
#define LIB_KIT_FRAME_H

#include <stdbool.h>
#include <stdint.h>

/* One captured frame -> addresses, ports, transport and payload. Pure functions; a frame is hostile input. */

/* How far it was understood. */
enum frame_result {
    FRAME_OK = 0,   /* a UDP or TCP packet: every field is set */
    FRAME_FRAGMENT, /* a piece of an IP packet: family, addresses, transport, payload, fragment_* are set */
    FRAME_NOT_IP,   /* ARP, a management frame, ... */
    FRAME_NOT_TRANSPORT, /* IP, but neither UDP nor TCP: family, addresses and transport are set */
    FRAME_SHORT,         /* captured too short to tell */
    FRAME_BROKEN,        /* its headers contradict themselves */
    FRAME_DEEP,          /* more headers inside each other than are followed */
    FRAME_LINK,          /* a link type that is not known */
    FRAME_RESULTS        /* how many results there are */
};

/* Networks inside networks that are followed, the outermost counted. */
#define FRAME_NETWORKS 4
/* Headers of all kinds that are followed. */
#define FRAME_HEADERS 32

struct frame {
    uint8_t family;    /* 4 or 6 */
    uint8_t transport; /* IP protocol number: 6 TCP, 17 UDP */
    uint8_t tcp_flags; /* as on the wire; 0 for UDP */
    bool fragment_more;
    uint16_t fragment_offset; /* bytes */
    uint16_t source_port;
    uint16_t destination_port;
    uint32_t fragment_id;
    uint32_t sequence; /* 0 for UDP */
    uint32_t acknowledgement;
    uint32_t length;        /* payload bytes on the wire, as IP, UDP and TCP headers tell */
    uint32_t captured;      /* bytes of it at payload, at most length */
    const uint8_t *payload; /* points into the frame */
    uint8_t source[16];     /* network byte order; IPv4 in the first 4 bytes, the rest 0 */
    uint8_t destination[16];
};

/* Decodes a frame. `link` is a pcap link type (DLT_ or LINKTYPE_ number), `captured` the bytes at `data`,
 * `length` what the frame had on the wire. Of tunnels (GRE, IP in IP, PPP, MPLS) the innermost packet counts.
 */
enum frame_result frame_decode(unsigned link, const uint8_t *data, uint32_t captured, uint32_t length,
                               struct frame *out);

/* A few words for people: "not IP". */
const char *frame_result_name(enum frame_result result);

#endif
