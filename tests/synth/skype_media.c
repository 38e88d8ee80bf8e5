/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/skype_media.h"

#define LONGEST 1400

uint32_t skype_codec_size(const struct skype_codec *codec)
{
    return ((codec->rate * codec->gap + 4000) / 8000 + 8) * codec->copies + 4;
}

/* Gaps deviate by 1 ms; sizes by 1 byte, of codecs with a variable rate by 7.5 (BON07). */
struct skype_media skype_codec_media(const struct skype_codec *codec)
{
    return (struct skype_media){.gap = 1000 * codec->gap,
                                .gap_spread = 1000,
                                .size = skype_codec_size(codec),
                                .size_spread = codec->variable ? 75 : 10,
                                .low = 12,
                                .high = LONGEST};
}

uint64_t skype_media_gap(struct synth *s, const struct skype_media *media)
{
    return (uint64_t)(media->gap + synth_scatter(s, media->gap_spread)) * SYNTH_US;
}

size_t skype_media_size(struct synth *s, const struct skype_media *media)
{
    const int64_t size = (10 * (int64_t)media->size + synth_scatter(s, media->size_spread) + 5) / 10;
    return size < media->low ? media->low : size > media->high ? media->high : (size_t)size;
}

void skype_data(struct synth *s, const struct synth_endpoint *from, const struct synth_endpoint *to,
                size_t length)
{
    struct synth_message m = {0};
    skype_put_header(&m, s, (uint16_t)synth_random(s), SKYPE_DATA);
    synth_put_random(&m, s, length - m.length);
    synth_udp(s, from, to, &m);
}

/* A gateway's messages have four constant bytes in front (BON07 3.2.3). */
static void gateway_data(struct synth *s, const struct synth_endpoint *from, const struct synth_endpoint *to,
                         uint32_t connection, size_t length)
{
    struct synth_message m = {0};
    synth_put_be32(&m, connection);
    synth_put_random(&m, s, length - m.length);
    synth_udp(s, from, to, &m);
}

void skype_media_send(struct synth *s, const struct synth_endpoint *from, const struct synth_endpoint *to,
                      const struct skype_media *media, uint64_t duration)
{
    const uint32_t number = (uint32_t)synth_random(s); /* every stream draws its own numbers */
    struct synth way = synth_fork(s, number, 0);
    synth_wait_between(&way, 0, media->gap * SYNTH_US);
    while (way.now < s->now + duration) {
        const size_t length = skype_media_size(&way, media);
        if (media->connection)
            gateway_data(&way, from, to, media->connection, length);
        else
            skype_data(&way, from, to, length);
        way.now += skype_media_gap(&way, media);
    }
}

void skype_media_exchange(struct synth *s, const struct skype_client *client, const struct synth_endpoint *peer,
                          const struct skype_media *media, uint64_t duration)
{
    static const struct skype_media keep = {
        .gap = 20 * 1000000, .gap_spread = 20000, .size = 3, .low = 3, .high = 3};
    skype_media_send(s, &client->at, peer, media, duration);
    skype_media_send(s, peer, &client->at, media, duration);
    if (!media->connection)
        skype_media_send(s, &client->at, peer, &keep, duration);
    synth_wait(s, duration);
}
