/* SPDX-License-Identifier: BSD-2-Clause */
#include <pcap/pcap.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Classic: 24 bytes of header, then 16 before each frame. pcapng (draft-ietf-opsawg-pcapng): blocks of type,
 * length, body, length; an interface's description tells link type and the unit of time. */

#define SECOND         UINT64_C(1000000000)
#define FRAME_MOST     (256u * 1024)
#define BLOCK_MOST     (16u * 1024 * 1024)
#define INTERFACE_MOST 64
#define LINK_NFLOG     239

enum {
    BLOCK_SECTION = 0x0a0d0d0a,
    BLOCK_INTERFACE = 1,
    BLOCK_PACKET = 2,
    BLOCK_SIMPLE = 3,
    BLOCK_ENHANCED = 6
};
enum { OPTION_END = 0, OPTION_UNIT = 9 };

struct interface {
    uint32_t link;
    uint32_t snap;
    uint64_t units; /* in a second */
};

struct pcap {
    FILE *file;
    bool big, blocks; /* is written with the high byte first; is pcapng */
    uint32_t link;
    bool nano, turned; /* old files have both lengths the other way round */
    uint32_t snap;
    struct interface interface[INTERFACE_MOST];
    uint32_t interfaces;
    uint8_t *data;
    struct pcap_pkthdr header;
    char reason[PCAP_ERRBUF_SIZE];
};

static uint32_t number(const pcap_t *p, const uint8_t *at, unsigned bytes)
{
    uint32_t big = 0, little = 0;
    for (unsigned i = 0; i < bytes; i++) {
        big = big << 8 | at[i];
        little |= (uint32_t)at[i] << 8 * i;
    }
    return p->big ? big : little; /* whatever this machine is: by what the file says */
}

static uint32_t long_at(const pcap_t *p, const uint8_t *at)
{
    return number(p, at, 4);
}

static int broken(pcap_t *p, const char *why)
{
    snprintf(p->reason, sizeof p->reason, "%s", why);
    return PCAP_ERROR;
}

static void set_time(pcap_t *p, uint64_t time, uint64_t units)
{
    p->header.ts.tv_sec = (time_t)(time / units);
    p->header.ts.tv_usec =
        (suseconds_t)(units >= SECOND ? time % units / (units / SECOND) : time % units * SECOND / units);
}

static int next_classic(pcap_t *p)
{
    uint8_t h[16];
    size_t got = fread(h, 1, sizeof h, p->file);
    if (got == 0)
        return ferror(p->file) ? broken(p, "read error") : PCAP_ERROR_BREAK;
    p->header.caplen = long_at(p, h + (p->turned ? 12 : 8));
    p->header.len = long_at(p, h + (p->turned ? 8 : 12));
    if (got < sizeof h || p->header.caplen > FRAME_MOST)
        return broken(p, "not a frame");
    p->header.ts.tv_sec = (int32_t)long_at(p, h); /* as libpcap has it, odd ones too */
    p->header.ts.tv_usec = (int32_t)(long_at(p, h + 4) * (p->nano ? 1u : 1000u));
    if (fread(p->data, 1, p->header.caplen, p->file) < p->header.caplen)
        return broken(p, "the file ends in a frame");
    if (p->snap && p->header.caplen > p->snap)
        p->header.caplen = p->snap;
    return 1;
}

/* One block into data: its body and the length behind it. 1, or the end. */
static int read_block(pcap_t *p, uint32_t *type, uint32_t *length)
{
    uint8_t h[8];
    size_t got = fread(h, 1, sizeof h, p->file);
    if (got == 0)
        return ferror(p->file) ? broken(p, "read error") : PCAP_ERROR_BREAK;
    if (got < sizeof h)
        return broken(p, "the file ends in a block");
    *type = long_at(p, h);
    *length = long_at(p, h + 4);
    if (*type == BLOCK_SECTION) { /* says itself how its numbers are written */
        uint8_t magic[4];
        if (fread(magic, 1, 4, p->file) < 4 || fseek(p->file, -4, SEEK_CUR) != 0)
            return broken(p, "the file ends in a section");
        p->big = magic[0] == 0x1a;
        p->interfaces = 0;
        *length = long_at(p, h + 4);
    }
    if (*length < 12 || *length % 4 || *length > BLOCK_MOST)
        return broken(p, "not a block");
    *length -= 12;
    return fread(p->data, 1, *length + 4, p->file) < *length + 4 ? broken(p, "the file ends in a block") : 1;
}

static uint64_t units_of(uint8_t told)
{
    uint64_t units = 1;
    for (unsigned i = 0; i < (told & 0x7fu) && units < SECOND * SECOND; i++)
        units *= told & 0x80u ? 2 : 10;
    return units;
}

/* The options of a block; `units` is that of an interface. */
static bool read_options(const pcap_t *p, uint32_t at, uint32_t length, uint64_t *units)
{
    while (at + 4 <= length) {
        uint32_t code = number(p, p->data + at, 2), bytes = number(p, p->data + at + 2, 2);
        if (code == OPTION_END)
            return true;
        if (bytes > length - at - 4)
            return false;
        if (code == OPTION_UNIT && bytes == 1 && units)
            *units = units_of(p->data[at + 4]);
        at += 4 + (bytes + 3) / 4 * 4;
    }
    return true;
}

static int take_interface(pcap_t *p, uint32_t length)
{
    if (length < 8 || p->interfaces == INTERFACE_MOST)
        return broken(p, "not an interface");
    struct interface *new = &p->interface[p->interfaces++];
    *new = (struct interface){number(p, p->data, 2), long_at(p, p->data + 4), 1000000};
    if (!read_options(p, 8, length, &new->units))
        return broken(p, "an option longer than its block");
    if (new->link != p->interface[0].link)
        return broken(p, "a link type other than that of the first interface");
    if (new->snap != p->interface[0].snap)
        return broken(p, "a snapshot length other than that of the first interface");
    return 0;
}

static int take_packet(pcap_t *p, uint32_t type, uint32_t length)
{
    uint32_t ahead = type == BLOCK_SIMPLE ? 4 : 20;
    uint32_t at = type == BLOCK_SIMPLE ? 0 : number(p, p->data, type == BLOCK_PACKET ? 2 : 4);
    if (length < ahead || at >= p->interfaces)
        return broken(p, "not a packet");
    const struct interface *i = &p->interface[at];
    p->header.len = long_at(p, p->data + ahead - 4);
    p->header.caplen = type == BLOCK_SIMPLE ? p->header.len : long_at(p, p->data + 12);
    if (type == BLOCK_SIMPLE && i->snap && p->header.caplen > i->snap)
        p->header.caplen = i->snap;
    if (p->header.caplen > length - ahead)
        return broken(p, "a packet longer than its block");
    uint64_t time = 0;
    if (type != BLOCK_SIMPLE)
        time = (uint64_t)long_at(p, p->data + 4) << 32 | long_at(p, p->data + 8);
    set_time(p, time, i->units);
    memmove(p->data, p->data + ahead, p->header.caplen);
    return 1;
}

/* The next packet, or with `describe` the first interface. */
static int next_block(pcap_t *p, bool describe)
{
    uint32_t type, length;
    int got = 0;
    while (got == 0) {
        got = read_block(p, &type, &length);
        if (got != 1)
            return got;
        bool packet = type == BLOCK_PACKET || type == BLOCK_SIMPLE || type == BLOCK_ENHANCED;
        if (type == BLOCK_INTERFACE)
            got = take_interface(p, length);
        else if (type == BLOCK_SECTION && !read_options(p, 16, length, NULL))
            got = broken(p, "an option longer than its block");
        else
            got = packet ? take_packet(p, type, length) : 0;
        if (describe && type == BLOCK_INTERFACE && got == 0)
            return 1;
    }
    return got;
}

static bool begin_classic(pcap_t *p, const uint8_t magic[4])
{
    static const uint8_t micro[4] = {0xd4, 0xc3, 0xb2, 0xa1}, nano[4] = {0x4d, 0x3c, 0xb2, 0xa1};
    uint8_t turned[4] = {magic[3], magic[2], magic[1], magic[0]}, rest[20];
    p->big = magic[0] == 0xa1;
    const uint8_t *is = p->big ? turned : magic;
    p->nano = memcmp(is, nano, 4) == 0;
    if ((memcmp(is, micro, 4) != 0 && !p->nano) || fread(rest, 1, 20, p->file) < 20)
        return false;
    p->turned = number(p, rest + 2, 2) < 3;
    p->snap = long_at(p, rest + 12);
    p->link = long_at(p, rest + 16) & 0xffff;
    return true;
}

static bool begin(pcap_t *p)
{
    uint8_t magic[4];
    if (fread(magic, 1, 4, p->file) < 4)
        return false;
    p->blocks = magic[0] == 0x0a && magic[1] == 0x0d;
    if (!p->blocks)
        return begin_classic(p, magic);
    rewind(p->file);
    if (next_block(p, true) != 1)
        return false;
    p->link = p->interface[0].link;
    return true;
}

pcap_t *pcap_fopen_offline_with_tstamp_precision(FILE *file, unsigned precision, char *reason)
{
    pcap_t *p = calloc(1, sizeof *p);
    (void)precision;
    if (p)
        *p = (pcap_t){.file = file, .data = malloc(BLOCK_MOST)};
    if (p && p->data && begin(p))
        return p;
    snprintf(reason, PCAP_ERRBUF_SIZE, "not a capture, or a broken one");
    if (p)
        free(p->data);
    free(p);
    return NULL;
}

static bool is_foreign(const pcap_t *p)
{
    const uint16_t one = 1;
    uint8_t first;
    memcpy(&first, &one, 1);
    return p->big == (first == 1);
}

/* Frames of the Linux firewall (NFLOG) begin with what is laid out as the machine had it that wrote it: turned
 * to how this one has it, as libpcap does. */
static void turn_attributes(pcap_t *p)
{
    for (uint32_t at = 4; at + 4 <= p->header.caplen;) {
        uint8_t *a = p->data + at;
        uint32_t length = number(p, a, 2);
        const uint8_t turned[4] = {a[1], a[0], a[3], a[2]};
        memcpy(a, turned, 4);
        if (length < 4)
            return;
        at += (length + 3) / 4 * 4;
    }
}

int pcap_next_ex(pcap_t *p, struct pcap_pkthdr **header, const uint8_t **data)
{
    *header = &p->header;
    *data = p->data;
    int got = p->blocks ? next_block(p, false) : next_classic(p);
    if (got == 1 && p->link == LINK_NFLOG && is_foreign(p))
        turn_attributes(p);
    return got;
}

/* DLT_RAW is 12 in a program and 101 in a file. */
int pcap_datalink(pcap_t *p)
{
    return p->link == 101 ? 12 : (int)p->link;
}

FILE *pcap_file(pcap_t *p)
{
    return p->file;
}

char *pcap_geterr(pcap_t *p)
{
    return p->reason;
}

void pcap_close(pcap_t *p)
{
    fclose(p->file);
    free(p->data);
    free(p);
}
