/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/engine/attempt.h"

#include "lib/base/hash.h"

/* Both addresses in the room of one: as they are, or for IPv6 as hashes. */
static struct endpoint_key pair_key(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow,
                                    unsigned opener)
{
    struct endpoint_key key = {.kind = ENDPOINT_PAIR, .family = flow_has(flow, BIT_IPV6) ? 6 : 4};
    for (unsigned i = 0; i < 2; i++) {
        const uint8_t *address = flow->address[i ? 1 - opener : opener];
        uint64_t hash = hash_keyed(engine->endpoints.seed, address, 16);
        if (key.family == 6)
            memcpy(key.address + 8 * i, &hash, sizeof hash);
        else
            memcpy(key.address + 8 * i, address, 4);
    }
    return key;
}

bool attempt_note(struct skypedpi_engine *engine, const struct skypedpi_flow *flow, struct view *view)
{
    unsigned opener = view->direction;
    if (!engine->endpoints.known)
        return false;
    struct endpoint_key host = endpoint_key_of(flow, opener, ENDPOINT_HOST);
    const struct endpoint *h = endpoint_find(&engine->endpoints, &host);
    if (!h || !h->houses)
        return false;
    struct endpoint_key key = pair_key(engine, flow, opener);
    struct endpoint *pair = endpoint_take(&engine->endpoints, &key, engine_second(engine));
    if (!pair)
        return false;
    view->host_known = true;
    view->attempt_port = pair->counter[0].peer[0];
    view->attempt_age = view->now - pair->counter[0].value;
    pair->counter[0].peer[0] = flow->port[1 - opener];
    pair->counter[0].value = view->now;
    pair->last = engine_second(engine);
    return true;
}
