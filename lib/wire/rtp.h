/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_WIRE_RTP_H
#define LIB_WIRE_RTP_H

#include "lib/base/bytes.h"
#include "lib/wire/wire.h"

/* An RTP or RTCP packet (RFC 3550), told apart as RFC 5761 does. Nothing behind the head is looked at but
 * its lengths, so SRTP reads the same. */
struct rtp {
    bool rtcp;
    bool marker; /* RTP only, as all below but ssrc */
    bool extension;
    uint8_t payload_type; /* packet type for RTCP */
    uint16_t sequence;
    uint16_t profile; /* of the extension */
    uint32_t timestamp;
    uint32_t ssrc;
};

/* WIRE_OK or WIRE_NO. */
enum wire_result rtp_read(struct bytes b, struct rtp *out);

#endif
