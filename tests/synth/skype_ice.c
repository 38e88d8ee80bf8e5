/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/skype_ice.h"

#include "tests/synth/stun.h"

struct skype_ice skype_ice_between(struct synth *s, bool is_teams)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    struct skype_ice ice = {.teams = is_teams};
    for (int side = 0; side < 2; side++) {
        for (int i = 0; i < 4; i++)
            ice.name[side][i] = letters[synth_below(s, 64)];
        ice.tie_breaker[side] = synth_random(s);
    }
    return ice;
}

/* Names of 4:4 characters; the priority of a host candidate; who controls (side 0) and its tie breaker. */
static void put_credentials(struct synth_message *m, const struct skype_ice *ice, int from)
{
    struct synth_message name = {0};
    synth_put_text(&name, ice->name[!from]);
    synth_put_text(&name, ":");
    synth_put_text(&name, ice->name[from]);
    synth_stun_attribute(m, 0x0006, name.data, name.length);
}

static void put_role(struct synth_message *m, const struct skype_ice *ice, int from)
{
    struct synth_message value = {0};
    synth_put_be32(&value, (uint32_t)(ice->tie_breaker[from] >> 32));
    synth_put_be32(&value, (uint32_t)ice->tie_breaker[from]);
    synth_stun_attribute(m, from ? 0x8029 : 0x802a, value.data, value.length);
}

struct synth_message skype_ice_request(struct synth *s, const struct skype_ice *ice, int from)
{
    struct synth_message m = synth_stun_begin(s, 0x0001);
    put_credentials(&m, ice, from);
    if (ice->teams) {
        put_role(&m, ice, from);
        synth_stun_number(&m, 0x8070, 4);
        synth_stun_number(&m, 0x8036, 1);
        synth_stun_number(&m, 0x0024, 0x6efffeff);
        synth_stun_number(&m, 0x8037, 2);
    } else {
        synth_stun_number(&m, 0x0024, 0x6efffeff);
        put_role(&m, ice, from);
        synth_stun_attribute(&m, 0x8054, (const uint8_t[]){'1'}, 1);
        synth_stun_number(&m, 0x8070, 3);
    }
    synth_stun_end(&m, s);
    return m;
}

struct synth_message skype_ice_response(struct synth *s, const struct skype_ice *ice,
                                        const struct synth_message *request, const struct synth_endpoint *seen)
{
    struct synth_message m = synth_stun_answer(request, 0x0101);
    if (ice->teams)
        synth_stun_number(&m, 0x8070, 4);
    synth_stun_address(&m, 0x0020, seen);
    if (ice->teams) {
        synth_stun_number(&m, 0x8037, 2);
        synth_stun_number(&m, 0x8036, 1);
    } else {
        synth_stun_number(&m, 0x8070, 3);
    }
    synth_stun_end(&m, s);
    return m;
}
