/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_SYNTH_SKYPE_MEDIA_H
#define TESTS_SYNTH_SKYPE_MEDIA_H

#include "tests/synth/skype_udp.h"

/* Voice, video and files: messages of function 13 whose sizes and gaps are all that can be seen of them. */

/* A voice codec as BON07 table 1 has it. */
struct skype_codec {
    uint32_t rate;   /* bit/s */
    uint32_t gap;    /* milliseconds of voice in a message */
    uint32_t copies; /* R of BON07 eq. 10: how many frames a message carries, against losses */
    bool variable;   /* its rate changes from frame to frame */
};

/* Messages one way. */
struct skype_media {
    uint32_t gap, gap_spread;   /* microseconds from one to the next, and their deviation */
    uint32_t size, size_spread; /* bytes, and tenths of bytes */
    uint32_t low, high;         /* no message is shorter or longer */
    uint32_t connection;        /* four bytes a gateway knows the call by, in place of the header; 0: none */
};

/* (rate * gap + 8) * R + 4 (BON07 eq. 10). */
uint32_t skype_codec_size(const struct skype_codec *codec);
struct skype_media skype_codec_media(const struct skype_codec *codec);

uint64_t skype_media_gap(struct synth *s, const struct skype_media *media); /* nanoseconds */
size_t skype_media_size(struct synth *s, const struct skype_media *media);
void skype_data(struct synth *s, const struct synth_endpoint *from, const struct synth_endpoint *to,
                size_t length);
/* Messages from the actor's time on, for so many nanoseconds. The actor's clock stands still, so that several
 * streams may run at once. */
void skype_media_send(struct synth *s, const struct synth_endpoint *from, const struct synth_endpoint *to,
                      const struct skype_media *media, uint64_t duration);
/* Both ways, with three bytes of the client every 20 s (UMTS). The clock goes on. */
void skype_media_exchange(struct synth *s, const struct skype_client *client, const struct synth_endpoint *peer,
                          const struct skype_media *media, uint64_t duration);

#endif
