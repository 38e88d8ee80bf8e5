/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_WIRE_STUN_H
#define LIB_WIRE_STUN_H

#include "lib/base/bytes.h"
#include "lib/wire/wire.h"

/* A STUN or TURN message: RFC 5389, RFC 3489 or Microsoft's MS-TURN. */
struct stun {
    uint16_t type;
    uint16_t length; /* of the attributes, as the message says */
    bool cookie;     /* carries the cookie of RFC 5389 */
    bool wrapped;    /* came in Microsoft's multiplexed framing */
    bool padded;     /* attributes are padded to four bytes; those of MS-TURN are not */
    struct bytes attributes;
};

/* WIRE_OK or WIRE_NO: the payload must be one message, all of it. */
enum wire_result stun_read(struct bytes b, struct stun *out);

#define STUN_ATTRIBUTES 64 /* are looked at; clients send no more than twenty */

/* Value of the first attribute of a type. */
bool stun_attribute(const struct stun *stun, uint16_t type, struct bytes *value);

/* Takes Microsoft's multiplexed framing off (MS-TURN 2.2.3). What is inside may be media as well. */
bool stun_unwrap(struct bytes b, struct bytes *inner);

#endif
