/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_SYNTH_SYNTH_H
#define TESTS_SYNTH_SYNTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Synthetic traffic: packets made from published facts, with a clock and random numbers of their own, so
 * that the same seed gives the same bytes on every machine. Nothing is sent on a network. It shares no code
 * with the library, so that no mistake of the one hides one of the other. */

#define SYNTH_US 1000ull
#define SYNTH_MS 1000000ull
#define SYNTH_S  1000000000ull

/* A run of bytes somebody else owns. */
struct synth_bytes {
    const uint8_t *data;
    size_t length;
};

static inline uint16_t synth_be16(const uint8_t *p)
{
    return (uint16_t)(p[0] << 8 | p[1]);
}

static inline uint32_t synth_be32(const uint8_t *p)
{
    return (uint32_t)synth_be16(p) << 16 | synth_be16(p + 2);
}

/* Where a program speaks from. Only private and documentation addresses can be made. */
struct synth_endpoint {
    uint8_t family; /* 4 or 6 */
    uint8_t address[16];
    uint16_t port;
};

/* What a flow is in truth, and what a verdict should say: the words skypedpi_application_name() and its
 * sisters give, or "not-skype" as application. */
struct synth_label {
    const char *application, *mechanism, *activity;
    const char *why; /* with the tag of its source */
};

/* What else a verdict should say of a flow, where the scenario decides it. */
struct synth_expectation {
    const char *role; /* of the Skype program on the tap's side: "supernode", "relay"; NULL: an ordinary node */
    const char *path; /* "direct", "nat-one", "nat-both", "nat-symmetric", "relayed", "proxy"; NULL: not said */
    unsigned attempt; /* its place in the chain of what a blocked client tries, from 1; 0: in none */
};

enum synth_transport { SYNTH_TCP = 6, SYNTH_UDP = 17 };

enum synth_tcp_flag { SYNTH_FIN = 1, SYNTH_SYN = 2, SYNTH_RST = 4, SYNTH_PSH = 8, SYNTH_ACK = 16 };

/* A packet on its way to the sink: the Ethernet frame, and what went into it for those who read no frames. */
struct synth_packet {
    uint64_t time; /* nanoseconds since 1970 */
    struct synth_bytes frame, payload;
    struct synth_endpoint source, destination;
    const struct synth_label *label;
    struct synth_expectation expect;
    uint32_t sequence, acknowledged; /* TCP only */
    uint8_t transport, flags;
};

/* Takes a packet; its bytes are valid during the call only. */
typedef void synth_sink(void *user, const struct synth_packet *packet);

/* An actor: it acts in order of its own clock, draws from its own numbers and hands packets to the sink. */
struct synth {
    synth_sink *sink;
    void *user;
    const struct synth_label *label; /* of what is sent from now on */
    struct synth_expectation expect; /* the same */
    uint64_t now, seed, random;
    uint16_t ip_id, next_port; /* the latter for its next connection */
    uint8_t host;              /* it lives at 10.0.0.host, or at 2001:db8::host */
    bool natural;              /* numbers of other programs are any; else they look like a Skype command */
    bool ip6;
};

/* An actor at 10.0.0.11 with the clock at 2010-01-01 00:00:00 UTC. */
void synth_init(struct synth *s, uint64_t seed, synth_sink *sink, void *user);
/* Another actor of the same world, `delay` nanoseconds later. Forks of one actor need different numbers. */
struct synth synth_fork(const struct synth *s, uint32_t number, uint64_t delay);

uint64_t synth_random(struct synth *s);
uint32_t synth_below(struct synth *s, uint32_t limit);                /* 0 to limit - 1 */
uint32_t synth_between(struct synth *s, uint32_t low, uint32_t high); /* both ends included */
/* A number that scatters around 0 as a bell, `deviation` wide and nowhere beyond six times that. */
int64_t synth_scatter(struct synth *s, uint32_t deviation);
void synth_wait(struct synth *s, uint64_t nanoseconds);
void synth_wait_between(struct synth *s, uint64_t low, uint64_t high);

struct synth_endpoint synth_v4(uint8_t a, uint8_t b, uint8_t c, uint8_t d, uint16_t port);
struct synth_endpoint synth_v6(uint16_t host, uint16_t port); /* 2001:db8::host */
/* The actor's own address, with a port of its choice or the next free one. */
struct synth_endpoint synth_here(const struct synth *s, uint16_t port);
struct synth_endpoint synth_caller(struct synth *s);
/* One of nine servers (1 to 9) far away, and of nine at home. */
struct synth_endpoint synth_server(const struct synth *s, uint8_t number, uint16_t port);
struct synth_endpoint synth_office(const struct synth *s, uint8_t number, uint16_t port);
/* The address the world sees in place of 10.0.0.x. */
struct synth_endpoint synth_nat(uint16_t port);
/* The `number`th peer of this world: a different IPv4 address for each number below 735. */
struct synth_endpoint synth_peer(const struct synth *s, uint32_t number);

/* A payload in the making. Writing past the end is a mistake in a scenario and ends the program. */
struct synth_message {
    size_t length;
    uint8_t data[2048];
};

void synth_put_u8(struct synth_message *m, unsigned value);
void synth_put_be16(struct synth_message *m, unsigned value);
void synth_put_be32(struct synth_message *m, uint32_t value);
void synth_put_le16(struct synth_message *m, unsigned value);
void synth_put_le32(struct synth_message *m, uint32_t value);
void synth_put_bytes(struct synth_message *m, const void *data, size_t length);
void synth_put_text(struct synth_message *m, const char *text);
void synth_put_zero(struct synth_message *m, size_t length);
void synth_put_random(struct synth_message *m, struct synth *s, size_t length);

uint32_t synth_crc32(const void *data, size_t length);

void synth_udp(struct synth *s, const struct synth_endpoint *from, const struct synth_endpoint *to,
               const struct synth_message *m);
/* Frames a packet (source, destination, transport, payload and the TCP fields are set) and hands it on. */
void synth_emit(struct synth *s, struct synth_packet packet);

#endif
