/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/skype_udp.h"

#include <string.h>
#include "tests/synth/cipher.h"

static struct skype_client client_seen_at(struct synth *s, struct synth_endpoint at,
                                          struct synth_endpoint outside)
{
    struct skype_client client = {.at = at, .next_id = (uint16_t)synth_random(s)};
    memcpy(client.public_address, outside.address, sizeof client.public_address);
    return client;
}

/* The port is chosen when the client is installed; here it hangs on the host. */
static uint16_t installed_port(const struct synth *s)
{
    return (uint16_t)(10000 + 97 * s->host);
}

struct skype_client skype_client_nat(struct synth *s)
{
    const uint16_t port = installed_port(s);
    return client_seen_at(s, synth_here(s, port), synth_nat(port));
}

struct skype_client skype_client_public(struct synth *s)
{
    const struct synth_endpoint at = synth_nat(installed_port(s));
    return client_seen_at(s, at, at);
}

static struct skype_command command_with(struct synth *s, uint16_t id, size_t length)
{
    struct skype_command command = {.id = id};
    synth_put_random(&command.plain, s, length - SKYPE_COMMAND_HEADER);
    command.crc = synth_crc32(command.plain.data, command.plain.length);
    for (int i = 0; i < 4; i++) {
        command.iv[i] = (uint8_t)synth_random(s);
        command.iv_step[i] = (uint8_t)synth_random(s) | 1;
    }
    return command;
}

struct skype_command skype_command(struct synth *s, struct skype_client *client, size_t length, unsigned step)
{
    const uint16_t id = client->next_id;
    client->next_id = (uint16_t)(id + step);
    return command_with(s, id, length);
}

void skype_put_header(struct synth_message *m, struct synth *s, uint16_t id, enum skype_function function)
{
    unsigned noise = function == SKYPE_COMMAND ? 0 : synth_below(s, 8);
    synth_put_be16(m, id);
    synth_put_u8(m, noise << 4 | function);
}

/* The seed of the key is the CRC of addresses and id, xor IV (SN06). */
static uint32_t key_seed(const struct synth_endpoint *from, const struct synth_endpoint *to, uint16_t id,
                         const uint8_t iv[4])
{
    struct synth_message text = {0};
    synth_put_bytes(&text, from->address, 4);
    synth_put_bytes(&text, to->address, 4);
    synth_put_be16(&text, id);
    synth_put_be16(&text, 0);
    return synth_crc32(text.data, text.length) ^ synth_be32(iv);
}

void skype_command_send(struct synth *s, const struct synth_endpoint *from, const struct synth_endpoint *to,
                        struct skype_command *command)
{
    struct synth_message m = {0};
    struct synth_rc4 rc4;

    skype_put_header(&m, s, command->id, SKYPE_COMMAND);
    synth_put_bytes(&m, command->iv, 4);
    synth_put_be32(&m, command->crc);
    synth_put_bytes(&m, command->plain.data, command->plain.length);
    synth_rc4_init(&rc4, key_seed(from, to, command->id, command->iv));
    synth_rc4_apply(&rc4, m.data + SKYPE_COMMAND_HEADER, m.length - SKYPE_COMMAND_HEADER);
    synth_udp(s, from, to, &m);
    for (int i = 0; i < 4; i++)
        command->iv[i] = (uint8_t)(command->iv[i] + command->iv_step[i]);
}

struct skype_command skype_foreign(struct synth *s, size_t length)
{
    return command_with(s, (uint16_t)synth_random(s), length);
}

uint16_t skype_foreign_send(struct synth *s, const struct synth_endpoint *from, const struct synth_endpoint *to,
                            size_t length)
{
    struct skype_command command = skype_foreign(s, length);
    skype_command_send(s, from, to, &command);
    return command.id;
}

uint32_t skype_reply(struct synth *s, const struct synth_endpoint *from, const struct synth_endpoint *to,
                     enum skype_function function, uint16_t id, const uint8_t seen_at[4])
{
    const uint32_t seed = (uint32_t)synth_random(s);
    struct synth_message m = {0};
    skype_put_header(&m, s, id, function);
    synth_put_bytes(&m, seen_at, 4);
    synth_put_be32(&m, seed);
    synth_udp(s, from, to, &m);
    return seed;
}

void skype_wait_answer(struct synth *s)
{
    synth_wait_between(s, 40 * SYNTH_MS, 160 * SYNTH_MS);
}
