/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/engine/path.h"

#include "lib/base/bytes.h"

#define SOUGHT 60 /* seconds: a call follows the scan that it needed */

/* ---- two hosts ---- */

void path_note(struct skypedpi_engine *engine, const struct skypedpi_flow *flow, unsigned side, unsigned path)
{
    uint32_t now = engine_second(engine);
    struct endpoint_key pair_key = endpoint_pair_of(&engine->endpoints, flow, side);
    struct endpoint *pair = endpoint_take(&engine->endpoints, &pair_key, now);
    if (!pair)
        return;
    pair->path = path & 7;
    pair->last = now;
    struct endpoint *host = endpoint_of(&engine->endpoints, flow, side, ENDPOINT_HOST);
    if (host) {
        host->path = path & 7;
        host->path_second = now;
    }
}

static unsigned pair_path(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow, unsigned side)
{
    struct endpoint_key key = endpoint_pair_of(&engine->endpoints, flow, side);
    const struct endpoint *pair = endpoint_find(&engine->endpoints, &key);
    return pair ? pair->path : SKYPEDPI_PATH_NONE;
}

bool path_failed_elsewhere(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow,
                           uint32_t second)
{
    for (unsigned side = 0; side < 2; side++) {
        const struct endpoint *host = endpoint_of(&engine->endpoints, flow, side, ENDPOINT_HOST);
        if (host && host->path == SKYPEDPI_PATH_NAT_SYMMETRIC && second - host->path_second <= SOUGHT &&
            !pair_path(engine, flow, side))
            return true;
    }
    return false;
}

/* ---- NAT ---- */

/* RFC 1918, 6598 and 3927; RFC 4193 and link-local ones. */
static bool is_private(const struct skypedpi_flow *flow, unsigned side)
{
    const uint8_t *a = flow->address[side];
    if (flow_has(flow, BIT_IPV6))
        return (a[0] & 0xfe) == 0xfc || (a[0] == 0xfe && (a[1] & 0xc0) == 0x80);
    return a[0] == 10 || (a[0] == 172 && (a[1] & 0xf0) == 16) || (a[0] == 192 && a[1] == 168) ||
           (a[0] == 100 && (a[1] & 0xc0) == 64) || (a[0] == 169 && a[1] == 254);
}

/* Do its peers say that it has another address than the one seen here? */
static bool is_translated(const struct skypedpi_flow *flow, unsigned side, const struct endpoint *e)
{
    return e && e->reported && !flow_has(flow, BIT_IPV6) && e->reported != read_be32(flow->address[side]);
}

/* ---- a flow ---- */

static const struct endpoint *found(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow,
                                    unsigned side, enum endpoint_kind kind)
{
    const struct endpoint *e = endpoint_of(&engine->endpoints, flow, side, kind);
    return e && e->application == flow->application ? e : NULL;
}

static unsigned greater(unsigned x, unsigned y)
{
    return x > y ? x : y;
}

/* Clients listen on TCP where they use UDP (BON07): both records are of the same program. */
static unsigned role_of(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow, unsigned side,
                        const struct endpoint *udp)
{
    const bool tcp = flow_has(flow, BIT_TCP), listens = side != flow_opener(flow);
    const struct endpoint *e = tcp && listens ? found(engine, flow, side, ENDPOINT_TCP) : NULL;
    unsigned role = udp && (!tcp || listens) ? udp->role : SKYPEDPI_ROLE_NODE;
    return e ? greater(e->role, role) : role;
}

static bool is_relayed(const struct skypedpi_flow *flow)
{
    return flow->mechanism == SKYPEDPI_MECHANISM_UDP_RELAYED || flow->mechanism == SKYPEDPI_MECHANISM_TURN ||
           flow->activity == SKYPEDPI_ACTIVITY_RELAYED;
}

void path_tell(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow,
               struct skypedpi_verdict *v)
{
    if (!application_is_subject(flow->application))
        return;
    unsigned path = flow->path;
    for (unsigned side = 0; side < 2; side++) {
        const struct endpoint *udp = found(engine, flow, side, ENDPOINT_UDP);
        v->role = (uint16_t)greater(v->role, role_of(engine, flow, side, udp));
        path = greater(path, pair_path(engine, flow, side));
        if (is_translated(flow, side, udp) || (is_private(flow, side) && !is_private(flow, 1 - side)))
            path = greater(path, SKYPEDPI_PATH_NAT_ONE);
    }
    if (is_relayed(flow))
        path = greater(path, SKYPEDPI_PATH_RELAYED);
    if (flow->flags & SKYPEDPI_FLAG_TUNNELLED)
        path = greater(path, SKYPEDPI_PATH_PROXY);
    v->path = (uint16_t)path;
    bool speaks = v->activity == SKYPEDPI_ACTIVITY_SIGNALLING || v->activity == SKYPEDPI_ACTIVITY_PRESENCE;
    if (v->role == SKYPEDPI_ROLE_SUPERNODE && speaks)
        v->activity = SKYPEDPI_ACTIVITY_SUPERNODE;
}
