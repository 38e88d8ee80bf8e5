/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/play.h"
#include "tests/synth/skype_media.h"

/* A voice call with each codec: sizes by BON07 eq. 10, rates by its table 1. SVOPC (3.2 to 4.0) is not among
 * them: nothing is published of its sizes. */

#define TALK (15 * SYNTH_S)

static const struct synth_label voice = {"skype", "udp-direct", "call-audio",
                                         "voice of one codec, function 13 (BON07 table 1 and eq. 10)"};
static const struct synth_label silk = {"skype", "udp-direct", "call-audio",
                                        "voice in SILK; sizes by BON07 eq. 10, which is older (risual.com)"};
static const struct synth_label oldest = {"skype", "udp-direct", "call-audio",
                                          "67 bytes, 140 messages a second both ways (BAS04)"};

/* A client behind a NAT probes its peer, the call rings, they talk; then they poll each other. */
static void call(struct synth *s, const struct synth_label *label, const struct skype_media *media)
{
    struct skype_client client = skype_client_nat(s);
    const struct synth_endpoint peer = synth_peer(s, 0);
    s->expect.path = "nat-one";
    skype_probe_long(s, &client, &peer, synth_between(s, 19, 30), 18);
    synth_wait_between(s, 3 * SYNTH_S, 8 * SYNTH_S);
    s->label = label;
    skype_media_exchange(s, &client, &peer, media, TALK);
    for (int i = 0; i < 2; i++) {
        synth_wait(s, 20 * SYNTH_S);
        skype_ping(s, &client, &peer);
    }
}

static void call_in(struct synth *s, struct skype_codec codec)
{
    const struct skype_media media = skype_codec_media(&codec);
    call(s, &voice, &media);
}

static void call_in_silk(struct synth *s, struct skype_codec codec)
{
    const struct skype_media media = skype_codec_media(&codec);
    call(s, &silk, &media);
}

/* iSAC takes 10 to 32 kbit/s; at 14.7 a message has the 67 bytes of UMTS and BAS04. */
void play_call_isac_30(struct synth *s)
{
    call_in(s, (struct skype_codec){14700, 30, 1, true});
}

void play_call_isac_60(struct synth *s)
{
    call_in(s, (struct skype_codec){16000, 60, 1, true});
}

/* The same where packets are lost: each message holds the frame before, too. */
void play_call_isac_copies(struct synth *s)
{
    call_in(s, (struct skype_codec){14700, 30, 2, true});
}

/* iLBC has 15.2 kbit/s in frames of 20 ms and 13.3 in frames of 30 (RFC 3951). */
void play_call_ilbc_20(struct synth *s)
{
    call_in(s, (struct skype_codec){15200, 20, 1, false});
}

void play_call_ilbc_30(struct synth *s)
{
    call_in(s, (struct skype_codec){13333, 30, 1, false});
}

void play_call_g729(struct synth *s)
{
    call_in(s, (struct skype_codec){8000, 10, 1, false});
}

void play_call_g729_20(struct synth *s)
{
    call_in(s, (struct skype_codec){8000, 20, 1, false});
}

void play_call_ipcm_wb(struct synth *s)
{
    call_in(s, (struct skype_codec){80000, 20, 1, true});
}

void play_call_eg711_48(struct synth *s)
{
    call_in(s, (struct skype_codec){48000, 20, 1, false});
}

void play_call_eg711_56(struct synth *s)
{
    call_in(s, (struct skype_codec){56000, 30, 1, false});
}

void play_call_eg711_64(struct synth *s)
{
    call_in(s, (struct skype_codec){64000, 20, 1, false});
}

void play_call_pcm(struct synth *s)
{
    call_in(s, (struct skype_codec){64000, 30, 1, false});
}

/* SILK takes 6 to 40 kbit/s in frames of 20 ms, up to five of them in a message. */
void play_call_silk(struct synth *s)
{
    call_in_silk(s, (struct skype_codec){24000, 20, 1, true});
}

void play_call_silk_60(struct synth *s)
{
    call_in_silk(s, (struct skype_codec){12000, 60, 1, true});
}

/* 0.9x spoke to a beat of its own. */
void play_call_2004(struct synth *s)
{
    static const struct skype_media media = {
        .gap = 14286, .gap_spread = 1000, .size = 67, .size_spread = 0, .low = 67, .high = 67};
    call(s, &oldest, &media);
}
