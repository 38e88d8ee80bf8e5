/* SPDX-License-Identifier: BSD-2-Clause */
/* work text|image|message SHAPE N: the dearest sets there are, of N signatures; counted() is what is to be
 * counted: compiling the text with every warning, loading the image, or one message. Prints the steps a message
 * may take. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <skypedpi/skypedpi.h>
#include "lib/engine/text.h"
#include "lib/sigset/db.h"
#include "lib/sigset/steps.h"

static void must(bool good, const char *what)
{
    if (!good) {
        fprintf(stderr, "work: %s\n", what);
        exit(2);
    }
}

void counted(void (*run)(void *), void *user);

__attribute__((noinline)) void counted(void (*run)(void *), void *user)
{
    run(user);
}

/* ---- sets ---- */

struct shape {
    const char *name, *transport;
    void (*condition)(char *out, unsigned number);
    size_t (*message)(uint8_t *out); /* what it takes most for */
};

static char *repeat(char *at, unsigned times, const char *between, const char *format, unsigned first)
{
    for (unsigned i = 0; i < times; i++) {
        at += sprintf(at, "%s", i ? between : "");
        at += sprintf(at, format, first + 3 * i);
    }
    return at;
}

static void numbers(char *out, unsigned number)
{
    (void)number;
    strcpy(repeat(out, 60, " + ", "u16[%u]", 20), " == 3");
}

static void ranges(char *out, unsigned number)
{
    for (unsigned i = 0; i < 8; i++) {
        out += sprintf(out, "%s u16[%u] in {", i ? " or" : "", 20 + i);
        out = repeat(out, 256, ", ", "%u", 70000 + number);
        out += sprintf(out, "}");
    }
}

static void different(char *out, unsigned number)
{
    (void)number;
    strcpy(repeat(out, 30, " + ", "distinct(%u, 64)", 20), " == 3");
}

static void attributes(char *out, unsigned number)
{
    repeat(out, 40, " or ", "stun.has[%u]", 0x7000 + number % 1000);
}

/* Each begins like the text and is another at its end. */
static void search(char *out, unsigned number)
{
    out += sprintf(out, "http.path contains {");
    for (unsigned i = 0; i < 8; i++) {
        out += sprintf(out, "%s\"", i ? ", " : "");
        memset(out, 'a', 240);
        out += 240;
        out += sprintf(out, "b%u-%u\"", number, i);
    }
    strcpy(out, "}");
}

static void names(char *out, unsigned number)
{
    out += sprintf(out, "tls.certificate starts {");
    out = repeat(out, 8, ", ", "\"zz%u\"", number * 8);
    strcpy(out, "}");
}

static size_t noise(uint8_t *out)
{
    for (size_t i = 0; i < 1400; i++)
        out[i] = (uint8_t)(i * 37 + 41);
    return 1400;
}

/* A head and attributes of no bytes (RFC 5389). */
static size_t stun(uint8_t *out)
{
    static const uint8_t head[] = {0, 1, 0xff, 0x00, 0x21, 0x12, 0xa4, 0x42};
    memset(out, 0, 20 + 0xff00);
    memcpy(out, head, sizeof head);
    return 20 + 0xff00;
}

static size_t http(uint8_t *out)
{
    memset(out, 'a', 4096);
    memcpy(out, "GET /", 5);
    memcpy(out + 4000, " HTTP/1.1\r\n\r\n", 13);
    return 4013;
}

/* A certificate of names of one byte. All that they stand in says that it is longer than it is. */
static size_t short_names(uint8_t *out)
{
    static const uint8_t head[] = {0x30, 0x82, 0xff, 0xff, 0x30, 0x82, 0xff, 0xff, 0x02, 0,    0x30,
                                   0,    0x30, 0,    0x30, 0,    0x30, 0,    0xa3, 0x82, 0xff, 0xff,
                                   0x30, 0x82, 0xff, 0xff, 0x30, 0x82, 0xff, 0xff, 0x06, 0x03, 0x55,
                                   0x1d, 0x11, 0x04, 0x82, 0xff, 0xff, 0x30, 0x82, 0xff, 0xff};
    memcpy(out, head, sizeof head);
    for (size_t at = sizeof head; at + 3 <= 4096; at += 3)
        memcpy(out + at, "\x82\x01z", 3);
    return 4096;
}

static const struct shape shapes[] = {
    {"numbers", "udp", numbers, noise},     {"ranges", "udp", ranges, noise},
    {"different", "udp", different, noise}, {"attributes", "udp", attributes, stun},
    {"search", "tcp", search, http},        {"names", "tcp", names, short_names},
};

static char *text_of(const struct shape *shape, unsigned count)
{
    char *text = malloc((size_t)count * 20000 + 1), *at = text;
    must(text != NULL, "no memory");
    for (unsigned i = 1; i <= count; i++) {
        at += sprintf(at, "signature s%u { id %u transport %s era any mechanism none activity none ", i, i,
                      shape->transport);
        at += sprintf(at, "source \"s\" proof \"p\" weight 9 ");
        if (i > 1 && i % 4 == 0) /* chains of two */
            at += sprintf(at, "after s%u ", i - 1);
        at += sprintf(at, "packet ");
        shape->condition(at, i);
        at += strlen(at);
        at += sprintf(at, " }\n");
    }
    return text;
}

/* ---- what is counted ---- */

struct job {
    const char *text;
    uint8_t *image;
    size_t length;
    skypedpi_db *db;
    skypedpi_engine *engine;
    skypedpi_flow *flow;
    uint8_t message[65536];
};

static void compile(void *user)
{
    struct job *job = user;
    static struct skypedpi_diagnostic entry[64];
    struct skypedpi_diagnostics told = {.size = sizeof told, .capacity = 64, .entry = entry, .thorough = 1};
    skypedpi_sigset *set;
    must(skypedpi_sigset_new(NULL, &set) == SKYPEDPI_OK, "no set");
    must(skypedpi_sigset_add_text(set, "work", job->text, strlen(job->text), &told) == SKYPEDPI_OK,
         "the text is wrong");
    must(skypedpi_sigset_compile(set, &told, &job->db) == SKYPEDPI_OK, "it does not compile");
    skypedpi_sigset_free(set);
}

static void load(void *user)
{
    struct job *job = user;
    skypedpi_db *db;
    must(skypedpi_db_load(job->image, job->length, NULL, 0, NULL, &db) == SKYPEDPI_OK, "the image is refused");
    skypedpi_db_unref(db);
}

static void feed(void *user)
{
    struct job *job = user;
    const struct skypedpi_packet packet = {.size = sizeof packet,
                                           .time = 1000000000,
                                           .length = (uint32_t)job->length,
                                           .captured = (uint32_t)job->length,
                                           .payload = job->message,
                                           .tcp_flags = 16};
    must(skypedpi_flow_feed(job->engine, job->flow, &packet) >= 0, "the packet is refused");
}

/* A certificate's names are read once, and looked through as often as they are asked for. */
static void look(void *user)
{
    struct job *job = user;
    const struct model *m = &job->db->model;
    struct x509_names names;
    x509_names_read((struct bytes){job->message, job->length}, &names);
    must(names.count > 1300, "the names are not read");
    for (uint32_t i = 0; i < m->code_count; i++)
        if (m->code[i].op == OP_TEXT)
            must(!names_fit(m, m->code[i].imm, m->code[i].a, &names), "it fits");
}

static void open_flow(struct job *job, const struct shape *shape)
{
    const struct skypedpi_tuple tuple = {.size = sizeof tuple,
                                         .family = 4,
                                         .transport = strcmp(shape->transport, "udp") == 0 ? 17 : 6,
                                         .source_port = 4000,
                                         .destination_port = 5000,
                                         .source = {10, 0, 0, 1},
                                         .destination = {10, 0, 0, 2}};
    must(skypedpi_engine_new(job->db, NULL, &job->engine) == SKYPEDPI_OK, "no engine");
    must(skypedpi_flow_open(job->engine, &tuple, &job->flow) == SKYPEDPI_OK, "no flow");
    job->length = shape->message(job->message);
}

int main(int argc, char **argv)
{
    const struct shape *shape = shapes, *end = shapes + sizeof shapes / sizeof *shapes;
    struct job *job = calloc(1, sizeof *job);
    must(argc == 4 && job, "usage: work text|image|message SHAPE N");
    while (shape < end && strcmp(shape->name, argv[2]) != 0)
        shape++;
    must(shape < end, "no such shape");
    char *text = text_of(shape, (unsigned)atoi(argv[3]));
    job->text = text;
    if (strcmp(argv[1], "text") == 0)
        counted(compile, job);
    else
        compile(job);
    if (strcmp(argv[1], "image") == 0) {
        must(skypedpi_db_save(job->db, NULL, 0, &job->length) == SKYPEDPI_E_FULL, "no length");
        job->image = malloc(job->length);
        must(job->image && skypedpi_db_save(job->db, job->image, job->length, &job->length) == SKYPEDPI_OK,
             "no image");
        counted(load, job);
    }
    if (strcmp(argv[1], "message") == 0) {
        open_flow(job, shape);
        counted(shape->message == short_names ? look : feed, job);
        skypedpi_engine_free(job->engine);
    }
    printf("packets 1\nsteps %u\n", steps_of(&job->db->model, strcmp(shape->transport, "udp") == 0 ? 17 : 6));
    skypedpi_db_unref(job->db);
    free(job->image);
    free(text);
    free(job);
    return EXIT_SUCCESS;
}
