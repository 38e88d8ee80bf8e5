/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/trace.h"

/* The classic capture file: microseconds, Ethernet, least significant byte first whatever the machine. */

#define MAGIC         0xa1b2c3d4u
#define LONGEST_FRAME 65535
#define LINK_ETHERNET 1

bool synth_pcap_open(struct synth_pcap *pcap, const char *path)
{
    struct synth_message header = {0};
    synth_put_le32(&header, MAGIC);
    synth_put_le16(&header, 2);
    synth_put_le16(&header, 4);
    synth_put_zero(&header, 8);
    synth_put_le32(&header, LONGEST_FRAME);
    synth_put_le32(&header, LINK_ETHERNET);
    pcap->file = fopen(path, "wb");
    if (!pcap->file)
        return false;
    fwrite(header.data, header.length, 1, pcap->file);
    return true;
}

void synth_pcap_write(void *user, const struct synth_packet *packet)
{
    const struct synth_pcap *pcap = user;
    struct synth_message header = {0};
    synth_put_le32(&header, (uint32_t)(packet->time / SYNTH_S));
    synth_put_le32(&header, (uint32_t)(packet->time % SYNTH_S / SYNTH_US));
    synth_put_le32(&header, (uint32_t)packet->frame.length);
    synth_put_le32(&header, (uint32_t)packet->frame.length);
    fwrite(header.data, header.length, 1, pcap->file);
    fwrite(packet->frame.data, packet->frame.length, 1, pcap->file);
}

bool synth_pcap_close(struct synth_pcap *pcap)
{
    bool failed = ferror(pcap->file);
    return fclose(pcap->file) == 0 && !failed;
}
