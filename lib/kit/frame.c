/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/base/abi.h"
#include "lib/kit/walk.h"

static int decode(unsigned link, const uint8_t *data, uint32_t captured, uint32_t length,
                  struct skypedpi_frame *out)
{
    struct walk walk = {
        .data = data, .captured = captured, .length = length > captured ? length : captured, .out = out};

    *out = (struct skypedpi_frame){.size = sizeof(*out)};
    walk_link(&walk, link);
    for (unsigned headers = 0; walk.next && headers < SKYPEDPI_FRAME_HEADERS; headers++) {
        walk.next(&walk);
    }
    if (walk.next) {
        walk_end(&walk, SKYPEDPI_FRAME_DEEP);
    }
    return (int)walk.result;
}

int skypedpi_frame_decode(unsigned link, const uint8_t *data, uint32_t captured, uint32_t length,
                          struct skypedpi_frame *frame)
{
    struct skypedpi_frame ours;

    if (!frame || (!data && captured)) {
        return SKYPEDPI_E_ARGUMENT;
    }
    if (frame->size == sizeof(ours)) { /* as it nearly always is: nothing is copied */
        return decode(link, data, captured, length, frame);
    }
    int result = decode(link, data, captured, length, &ours);
    int copied = abi_write(frame, &ours, sizeof(ours), sizeof(ours));
    return copied < 0 ? copied : result;
}

const char *skypedpi_frame_result_name(int result)
{
    static const char *const names[SKYPEDPI_FRAME_RESULTS] = {
        [SKYPEDPI_FRAME_OK] = "UDP or TCP",
        [SKYPEDPI_FRAME_FRAGMENT] = "fragment",
        [SKYPEDPI_FRAME_NOT_IP] = "not IP",
        [SKYPEDPI_FRAME_NOT_TRANSPORT] = "neither UDP nor TCP",
        [SKYPEDPI_FRAME_SHORT] = "captured too short",
        [SKYPEDPI_FRAME_BROKEN] = "broken headers",
        [SKYPEDPI_FRAME_DEEP] = "nested too deep",
        [SKYPEDPI_FRAME_LINK] = "unknown link type",
    };
    return result >= 0 && result < SKYPEDPI_FRAME_RESULTS ? names[result] : "";
}

/* The flags an engine asks for. */
#define TCP_FLAGS (SKYPEDPI_TCP_FIN | SKYPEDPI_TCP_SYN | SKYPEDPI_TCP_RST | SKYPEDPI_TCP_ACK)

int skypedpi_frame_packet(const struct skypedpi_frame *frame, bool reverse, uint64_t time,
                          struct skypedpi_packet *packet)
{
    if (!frame || !packet) {
        return SKYPEDPI_E_ARGUMENT;
    }
    if (frame->size < sizeof(*frame)) {
        return SKYPEDPI_E_SIZE;
    }
    const struct skypedpi_packet ours = {.size = sizeof(ours),
                                         .flags = reverse ? SKYPEDPI_PACKET_REVERSE : 0,
                                         .time = time,
                                         .length = frame->length,
                                         .captured = frame->captured,
                                         .sequence = frame->sequence,
                                         .acknowledgement = frame->acknowledgement,
                                         .tcp_flags = frame->tcp_flags & TCP_FLAGS,
                                         .payload = frame->payload};
    if (packet->size == sizeof(ours)) {
        *packet = ours;
        return SKYPEDPI_OK;
    }
    return abi_write(packet, &ours, sizeof(ours), sizeof(ours));
}
