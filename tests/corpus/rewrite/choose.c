/* SPDX-License-Identifier: BSD-2-Clause */
#include <arpa/inet.h>
#include <string.h>
#include <skypedpi/kit/frame.h>
#include "tests/corpus/rewrite/choose.h"
#include "tests/draw.h"

#define UDP 17

bool host_read(struct host *host, const char *text)
{
    *host = (struct host){0};
    if (inet_pton(AF_INET, text, host->address) == 1) {
        host->family = 4;
    } else if (inet_pton(AF_INET6, text, host->address) == 1) {
        host->family = 6;
    }
    return host->family != 0;
}

static bool is_host(const struct host *host, const struct skypedpi_frame *frame, const uint8_t address[16])
{
    return frame->family == host->family && memcmp(address, host->address, sizeof(host->address)) == 0;
}

/* Does the frame tell addresses? */
static bool decode(const struct packets *packets, const struct packet *packet, struct skypedpi_frame *frame)
{
    int result = skypedpi_frame_decode(packets->link, packet->data, packet->captured, packet->length, frame);
    return result == SKYPEDPI_FRAME_OK || result == SKYPEDPI_FRAME_FRAGMENT ||
           result == SKYPEDPI_FRAME_NOT_TRANSPORT;
}

static bool is_outbound(void *user, const struct packets *packets, const struct packet *packet)
{
    struct skypedpi_frame frame = {.size = sizeof(frame)};
    return decode(packets, packet, &frame) && is_host(user, &frame, frame.source);
}

static bool is_inbound(void *user, const struct packets *packets, const struct packet *packet)
{
    struct skypedpi_frame frame = {.size = sizeof(frame)};
    return decode(packets, packet, &frame) && is_host(user, &frame, frame.destination);
}

void choose_outbound(struct packets *packets, const struct host *host)
{
    struct host copy = *host;
    packets_keep(packets, is_outbound, &copy);
}

void choose_inbound(struct packets *packets, const struct host *host)
{
    struct host copy = *host;
    packets_keep(packets, is_inbound, &copy);
}

static bool is_behind(void *user, const struct packets *packets, const struct packet *packet)
{
    size_t *left = user;
    bool behind = *left == 0;

    (void)packets;
    (void)packet;
    *left -= !behind;
    return behind;
}

void choose_skip(struct packets *packets, double part)
{
    size_t left = (size_t)((double)packets->count * part);
    packets_keep(packets, is_behind, &left);
}

struct loss {
    uint64_t state;
    uint64_t limit; /* a draw below it loses the packet */
};

static bool arrives(void *user, const struct packets *packets, const struct packet *packet)
{
    struct loss *loss = user;
    (void)packets;
    (void)packet;
    return draw(&loss->state) >> 32 >= loss->limit;
}

void choose_lose(struct packets *packets, double percent, uint64_t seed)
{
    struct loss loss = {.state = seed, .limit = (uint64_t)(percent / 100 * 4294967296.0)};
    packets_keep(packets, arrives, &loss);
}

struct until {
    struct host host;
    uint16_t port;
    uint64_t left;
};

static bool is_before_end(void *user, const struct packets *packets, const struct packet *packet)
{
    struct until *until = user;
    struct skypedpi_frame f = {.size = sizeof(f)};

    if (until->left == 0) {
        return false;
    }
    if (skypedpi_frame_decode(packets->link, packet->data, packet->captured, packet->length, &f) ==
            SKYPEDPI_FRAME_OK &&
        f.transport == UDP &&
        ((is_host(&until->host, &f, f.source) && f.source_port == until->port) ||
         (is_host(&until->host, &f, f.destination) && f.destination_port == until->port))) {
        until->left--;
    }
    return true;
}

void choose_until(struct packets *packets, const struct host *host, uint16_t port, uint64_t how_many)
{
    struct until until = {.host = *host, .port = port, .left = how_many};
    packets_keep(packets, is_before_end, &until);
}
