/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/golden/reading.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Files of a replay: header lines, a packet a line, expectations. */

#define SEQUENCE_SOURCE      1000u
#define SEQUENCE_DESTINATION 500000u

/* ---- header ---- */

/* 192.0.2.1:80 or [2001:db8::1]:80 */
static void endpoint_take(struct reading *r, uint8_t *family, uint8_t address[16], uint16_t *port)
{
    char text[64];
    reading_skip_blanks(r);
    bool six = reading_take_word(r, "[");
    size_t n = strcspn(r->at, six ? "]" : ":");
    snprintf(text, sizeof text, "%.*s", (int)n, r->at);
    r->at += n;
    *family = six ? 6 : 4;
    if (inet_pton(six ? AF_INET6 : AF_INET, text, address) != 1 || !reading_take_word(r, six ? "]:" : ":"))
        reading_complain(r, "an address and a port are expected");
    *port = (uint16_t)reading_take_number(r);
}

static void header_read(struct reading *r, uint8_t transport)
{
    struct skypedpi_tuple *t = &r->replay->traffic.tuple;
    uint8_t family;
    *t = (struct skypedpi_tuple){.size = sizeof *t, .transport = transport};
    endpoint_take(r, &t->family, t->source, &t->source_port);
    if (!reading_take_word(r, ">"))
        reading_complain(r, "'>' is expected between the endpoints");
    endpoint_take(r, &family, t->destination, &t->destination_port);
    if (family != t->family)
        reading_complain(r, "both addresses must be of one family");
}

/* ---- packets ---- */

static struct skypedpi_packet *packet_add(struct reading *r, uint32_t direction, uint64_t time)
{
    struct traffic *t = &r->replay->traffic;
    if (t->count == PACKETS_MAX) {
        reading_complain(r, "too many packets");
        return &t->packet[0];
    }
    struct skypedpi_packet *p = &t->packet[t->count++];
    *p = (struct skypedpi_packet){.size = sizeof *p, .flags = direction, .time = time};
    if (t->tuple.transport == 6) {
        p->sequence = r->next[direction];
        p->acknowledgement = r->next[1 - direction];
        p->tcp_flags = SKYPEDPI_TCP_ACK;
    }
    return p;
}

static void handshake_add(struct reading *r, uint64_t time)
{
    struct skypedpi_packet *syn = packet_add(r, 0, time);
    syn->tcp_flags = SKYPEDPI_TCP_SYN;
    syn->acknowledgement = 0;
    r->next[0]++;
    packet_add(r, 1, time)->tcp_flags = SKYPEDPI_TCP_SYN | SKYPEDPI_TCP_ACK;
    r->next[1]++;
    packet_add(r, 0, time);
}

static uint64_t time_take(struct reading *r)
{
    char *end;
    double seconds = strtod(r->at, &end);
    if (end == r->at || seconds < 0 || seconds > 100000)
        reading_complain(r, "a time in seconds is expected");
    r->at = end;
    return (uint64_t)(seconds * 1e6 + 0.5) * 1000u;
}

/* How a packet differs from an ordinary one. */
struct marks {
    bool lost, fin;
    uint32_t cut, back;
};

static struct marks marks_take(struct reading *r)
{
    struct marks m = {0};
    while (reading_take_word(r, "[") && !r->wrong) {
        if (reading_take_word(r, "lost"))
            m.lost = true;
        else if (reading_take_word(r, "fin"))
            m.fin = true;
        else if (reading_take_word(r, "cut"))
            m.cut = reading_take_number(r);
        else if (reading_take_word(r, "back"))
            m.back = reading_take_number(r);
        else
            reading_complain(r, "[lost], [fin], [cut N] or [back N] is expected");
        if (!reading_take_word(r, "]"))
            reading_complain(r, "']' is expected");
    }
    return m;
}

/* TIME > MARKS PAYLOAD */
static void packet_read(struct reading *r)
{
    struct traffic *t = &r->replay->traffic;
    uint64_t time = time_take(r);
    uint32_t direction = reading_take_word(r, "<") ? SKYPEDPI_PACKET_REVERSE : 0;
    if (!direction && !reading_take_word(r, ">"))
        reading_complain(r, "'>' or '<' is expected");
    if (t->tuple.transport == 6 && t->count == 0 && !r->replay->joined)
        handshake_add(r, time);
    struct marks marks = marks_take(r);
    struct skypedpi_packet *p = packet_add(r, direction, time);
    size_t first = r->replay->used;
    reading_take_payload(r);
    p->payload = r->replay->bytes + first;
    p->length = (uint32_t)(r->replay->used - first);
    p->captured = marks.cut && marks.cut < p->length ? marks.cut : p->length;
    if (t->tuple.transport == 6)
        p->sequence -= marks.back;
    if (marks.fin)
        p->tcp_flags |= SKYPEDPI_TCP_FIN;
    r->next[direction] = p->sequence + p->length + marks.fin;
    if (marks.lost)
        t->count--;
}

/* ---- the file ---- */

static void line_read(struct reading *r)
{
    reading_skip_comment(r);
    if (*r->at == 0)
        return;
    if (reading_take_word(r, "udp "))
        header_read(r, 17);
    else if (reading_take_word(r, "tcp "))
        header_read(r, 6);
    else if (reading_take_word(r, "joined"))
        r->replay->joined = true;
    else if (reading_take_word(r, "not skype"))
        r->replay->not_skype = true;
    else if (reading_take_word(r, "cuts may fire"))
        r->replay->cuts_may_fire = true;
    else if (r->replay->traffic.tuple.transport == 0)
        reading_complain(r, "'udp' or 'tcp' and the endpoints come first");
    else
        packet_read(r);
}

/* One line, and those that begin with a blank and go on with it; returns where the next begins. */
static const char *line_take(struct reading *r, const char *text, char line[TEXT_MAX])
{
    const char *end = text;
    do {
        end += strcspn(end, "\n");
        end += *end == '\n';
        r->line++;
    } while (*end == ' ');
    size_t length = (size_t)(end - text);
    memcpy(line, text, length);
    line[length] = 0;
    return end;
}

static bool file_load(struct replay *replay, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        return false;
    }
    size_t length = fread(replay->text, 1, sizeof replay->text - 1, file);
    bool whole = feof(file) && !ferror(file);
    fclose(file);
    replay->text[length] = 0;
    if (!whole)
        fprintf(stderr, "%s: too long\n", path);
    return whole;
}

bool replay_read(struct replay *replay, const char *path)
{
    static char line[TEXT_MAX];
    struct reading r = {replay, path, 0, NULL, {SEQUENCE_SOURCE, SEQUENCE_DESTINATION}, false};
    const char *slash = strrchr(path, '/');
    memset(replay, 0, sizeof *replay);
    snprintf(replay->name, sizeof replay->name, "%s", slash ? slash + 1 : path);
    if (!file_load(replay, path))
        return false;
    const char *text = replay->text;
    while (*text && strncmp(text, "---", 3) != 0 && !r.wrong) {
        text = line_take(&r, text, line);
        r.at = line;
        line_read(&r);
    }
    replay->head = (size_t)(text - replay->text);
    if (replay->traffic.count == 0)
        reading_complain(&r, "no packets");
    return !r.wrong;
}
