/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/engine/tunnel.h"

#include "lib/wire/http.h"
#include "lib/wire/socks.h"

/* The client's first words, as far as they are there: which handshake is it, if any? */
static void begin(struct skypedpi_flow *flow, struct bytes data)
{
    struct http http;
    size_t used;
    flow->tunnel = TUNNEL_NONE;
    if (data.length < 3)
        return;
    if (data.data[0] == 'C' && http_read(data, &http) == WIRE_OK && http.connect)
        flow->tunnel = TUNNEL_CONNECT;
    else if (data.data[0] == 5 && socks5_greeting_read(data, &used) == WIRE_OK && used == data.length)
        flow->tunnel = TUNNEL_SOCKS5_GREETED;
    else if (data.data[0] == 4 && socks4_request_read(data, &used) == WIRE_OK && used == data.length)
        flow->tunnel = TUNNEL_SOCKS4_ASKED;
}

static void client_step(struct skypedpi_flow *flow, const struct view *view)
{
    size_t used;
    if (flow->ordinal[view->direction] == 1 && flow->ordinal[1 - view->direction] == 0)
        begin(flow, view->data);
    else if (flow->tunnel == TUNNEL_SOCKS5_CHOSEN && socks5_request_read(view->data, &used) == WIRE_OK)
        flow->tunnel = TUNNEL_SOCKS5_ASKED;
}

static uint32_t connect_reply(struct skypedpi_flow *flow, struct bytes data)
{
    struct http http;
    if (http_read(data, &http) != WIRE_OK || !http.response)
        return 0;
    bool granted = http.status >= 200 && http.status < 300;
    if (granted)
        flow->tunnel = TUNNEL_HTTPS;
    else if (http.status != 407) /* 407 asks for a password: the client will ask again */
        flow->tunnel = TUNNEL_NONE;
    return granted ? (uint32_t)http.head_length : 0;
}

static uint32_t socks_reply(struct skypedpi_flow *flow, struct bytes data)
{
    bool five = flow->tunnel == TUNNEL_SOCKS5_ASKED, granted = false;
    size_t used = 0;
    enum wire_result result =
        five ? socks5_reply_read(data, &used, &granted) : socks4_reply_read(data, &used, &granted);
    if (result != WIRE_OK) /* it is not whole, or was not seen */
        return 0;
    flow->tunnel = !granted ? TUNNEL_NONE : five ? TUNNEL_SOCKS5 : TUNNEL_SOCKS4;
    return granted ? (uint32_t)used : 0;
}

static uint32_t server_step(struct skypedpi_flow *flow, const struct view *view)
{
    size_t used;
    uint8_t method;
    switch (flow->tunnel) {
    case TUNNEL_CONNECT:
        return connect_reply(flow, view->data);
    case TUNNEL_SOCKS5_GREETED:
        if (socks5_choice_read(view->data, &used, &method) == WIRE_OK && method != SOCKS5_REFUSED)
            flow->tunnel = TUNNEL_SOCKS5_CHOSEN;
        return 0;
    case TUNNEL_SOCKS5_ASKED:
    case TUNNEL_SOCKS4_ASKED:
        return socks_reply(flow, view->data);
    default:
        return 0;
    }
}

uint32_t tunnel_step(struct skypedpi_flow *flow, const struct view *view)
{
    if (flow->tunnel >= TUNNEL_HTTPS)
        return 0;
    if (view->server)
        return server_step(flow, view);
    client_step(flow, view);
    return 0;
}

void tunnel_restart(struct skypedpi_flow *flow)
{
    flow_flag(flow, SKYPEDPI_FLAG_TUNNELLED);
    flow_clear(flow, BIT_STARTED | BIT_UNSEEN_0 | BIT_UNSEEN_1);
    memset(flow->ordinal, 0, sizeof flow->ordinal); /* what is kept of messages is looked at by it */
}
