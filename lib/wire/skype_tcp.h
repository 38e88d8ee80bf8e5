/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_WIRE_SKYPE_TCP_H
#define LIB_WIRE_SKYPE_TCP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SKYPE_TCP_OPENING 14 /* SN06: 4 bytes of seed, 10 of RC4 over a known text */
#define SKYPE_TCP_KNOWN   9  /* SN06: of the ten; the last is 1 or 3 */

/* Reads the first bytes of the record that follows an opening. The sender's RC4 stream starts over after the
 * opening, whose text is known, so the opening gives away the keystream of the record (SN06, CAP12).
 * `opening` may be cut short. `plain` has room for SKYPE_TCP_KNOWN bytes. False if nothing can be read. */
bool skype_tcp_record(const uint8_t *opening, size_t opening_length, const uint8_t *cipher, size_t length,
                      uint8_t *plain, size_t *plain_length);

/* Bytes of a record, its length byte among them, from that byte in the clear: twice what follows it, and a
 * flag in the low bit (SOS2, CAP12). */
static inline unsigned skype_tcp_record_length(uint8_t first)
{
    return (first >> 1) + 1U;
}

#endif
