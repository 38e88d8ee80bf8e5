/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_SYNTH_STUN_H
#define TESTS_SYNTH_STUN_H

#include "tests/synth/synth.h"

/* STUN messages (RFC 5389). The length in the header is right after every step. */

struct synth_message synth_stun_begin(struct synth *s, unsigned type);
struct synth_message synth_stun_answer(const struct synth_message *request,
                                       unsigned type); /* with its transaction id */
void synth_stun_attribute(struct synth_message *m, unsigned type, const void *value, size_t length);
void synth_stun_attribute_unpadded(struct synth_message *m, unsigned type, const void *value, size_t length);
void synth_stun_number(struct synth_message *m, unsigned type, uint32_t value);
void synth_stun_address(struct synth_message *m, unsigned type,
                        const struct synth_endpoint *e); /* xor the transaction */
void synth_stun_plain_address(struct synth_message *m, unsigned type, const struct synth_endpoint *e);
/* MESSAGE-INTEGRITY, random since only the two ends could check it, and a true FINGERPRINT. */
void synth_stun_end(struct synth_message *m, struct synth *s);

#endif
