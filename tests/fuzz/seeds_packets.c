/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/fuzz/seeds.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include "tests/fuzz/fuzz_wire.h"

/* Golden replays and synthetic scenarios, for fuzz_feed; payloads of the replays for fuzz_wire. */

/* ---- wire readers ---- */

/* Which readers understand a replay, by the beginning of its name. */
static const struct {
    const char *name;
    enum wire_reader first, last;
} known[] = {
    {"dns-", READ_DNS, READ_DNS},
    {"http-", READ_HTTP, READ_HTTP},
    {"proxy-https", READ_HTTP, READ_HTTP},
    {"proxy-socks", READ_SOCKS5_GREETING, READ_SOCKS4_REPLY},
    {"miss-rtp", READ_RTP, READ_RTP},
    {"tcp", READ_SKYPE_TCP, READ_SKYPE_TCP},
    {"udp-", READ_SKYPE_UDP, READ_SKYPE_UDP},
    {"stun-", READ_STUN, READ_STUN},
    {"ice-", READ_STUN, READ_STUN},
    {"tls-", READ_TLS, READ_TLS},
    {"tls-", READ_TLS_CERTIFICATE, READ_TLS_CERTIFICATE},
    {"mimic", READ_TLS, READ_TLS},
    {"login", READ_TLS, READ_TLS},
};

static void payload_write(enum wire_reader reader, const char *name, struct bytes payload)
{
    struct seed seed = {0};
    seed_byte(&seed, reader);
    seed_be16(&seed, (unsigned)payload.length / 2);
    seed_add(&seed, payload.data, payload.length);
    seed_write("fuzz_wire", name, seed.bytes, seed.length);
}

/* From what may be the head of a certificate on. */
static void certificate_write(const char *name, struct bytes payload)
{
    char of[200];
    for (size_t i = 0; i + 4 < payload.length; i++)
        if (payload.data[i] == 0x30 && payload.data[i + 1] == 0x82) {
            snprintf(of, sizeof of, "%s-x509", name);
            payload_write(READ_X509, of, (struct bytes){payload.data + i, payload.length - i});
            return;
        }
}

static void payloads_write(const struct replay *replay)
{
    char name[180];
    for (size_t i = 0; i < replay->traffic.count && i < 8; i++) {
        const struct skypedpi_packet *p = &replay->traffic.packet[i];
        struct bytes payload = {p->payload, p->captured};
        if (!p->captured)
            continue;
        for (size_t k = 0; k < sizeof known / sizeof *known; k++)
            for (unsigned r = known[k].first;
                 strncmp(replay->name, known[k].name, strlen(known[k].name)) == 0 && r <= known[k].last; r++) {
                snprintf(name, sizeof name, "%s-%zu-%u", replay->name, i, r);
                payload_write((enum wire_reader)r, name, payload);
            }
        certificate_write(name, payload);
    }
}

/* ---- scripts ---- */

static void replay_write(const char *path)
{
    static struct replay replay;
    static struct seed seed;
    if (!replay_read(&replay, path))
        exit(EXIT_FAILURE);
    script_begin(&seed);
    script_replay(&seed, &replay.traffic);
    seed_write("fuzz_feed", replay.name, seed.bytes, seed.length);
    payloads_write(&replay);
}

static int is_replay(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 2 && strcmp(entry->d_name + length - 2, ".t") == 0;
}

static void replays_write(const char *directory)
{
    struct dirent **entries;
    int count = scandir(directory, &entries, is_replay, alphasort);
    if (count <= 0) {
        fprintf(stderr, "fuzz-seeds: no replays in %s\n", directory);
        exit(EXIT_FAILURE);
    }
    for (int i = 0; i < count; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", directory, entries[i]->d_name);
        replay_write(path);
        free(entries[i]);
    }
    free(entries);
}

static void scenarios_write(void)
{
    static struct seed seed;
    for (const struct synth_scenario *s = synth_scenarios; s->name; s++) {
        struct synth_trace trace = synth_scenario_play(s, 1);
        script_begin(&seed);
        script_scenario(&seed, &trace);
        seed_write("fuzz_feed", s->name, seed.bytes, seed.length);
        synth_trace_free(&trace);
    }
}

void seeds_of_packets(const char *replays)
{
    replays_write(replays);
    scenarios_write();
}
