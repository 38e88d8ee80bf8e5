/* SPDX-License-Identifier: BSD-2-Clause */
/* Everything the library says of captures, as text that another machine's library must say too.
 *
 * verdicts --image        writes the library's own set, compiled during the build, as an image
 * verdicts IMAGE <names   loads one, and classifies the captures whose names stand on standard input, one a
 * line */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include "tools/classifier.h"
#include "tools/message.h"

#define IMAGE_MOST (16u * 1024 * 1024)

/* What peers are estimated by depends on the seed: here it is always the same. */
ssize_t __wrap_getrandom(void *bytes, size_t length, unsigned flags);
ssize_t __wrap_getrandom(void *bytes, size_t length, unsigned flags)
{
    (void)flags;
    uint64_t *seed = bytes; /* numbers: bytes would be others on a machine of the other kind */
    for (size_t i = 0; i < length / sizeof *seed; i++)
        seed[i] = UINT64_C(0x123456789abcdef) * (i + 1);
    return (ssize_t)length;
}

static void print_bytes(const uint8_t *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        printf("%02x", bytes[i]);
    putchar(' ');
}

static void print_release(const struct skypedpi_release *r)
{
    printf("%u.%u.%u.%u ", r->part[0], r->part[1], r->part[2], r->part[3]);
}

static void print_verdict(const struct skypedpi_verdict *v)
{
    printf("flags %x application %u activity %u mechanism %u stage %u confidence %u signature %u decided %u of "
           "%u ",
           v->flags, v->application, v->activity, v->mechanism, v->stage, v->confidence, v->signature,
           v->decided_packet, v->packets);
    print_release(&v->era_first);
    print_release(&v->era_last);
    printf("rate %u role %u path %u call %" PRIu64 " %" PRIu64 "\n", v->rate, v->role, v->path, v->call_start,
           v->call_end);
}

static void print_row(const struct row *row)
{
    printf("flow %u %u ", row->tuple.family, row->tuple.transport);
    print_bytes(row->tuple.source, 16);
    print_bytes(row->tuple.destination, 16);
    printf("%u %u first %" PRIu64 " last %" PRIu64 " packets %" PRIu64 " bytes %" PRIu64 " attempt %u %u\n",
           row->tuple.source_port, row->tuple.destination_port, row->first, row->last, row->packets, row->bytes,
           row->attempt.number, row->blocked);
    print_verdict(&row->verdict);
    for (uint32_t i = 0; i < row->evidence_count; i++) {
        const struct skypedpi_evidence *e = &row->evidence[i];
        printf("evidence %u at %" PRIu64 " packet %u length %u for %u: %u to %u reverse %u\n", e->signature,
               e->time, e->packet, e->length, e->application, e->weight, e->score, e->reverse);
    }
}

static void print_news(const struct skypedpi_endpoint *e)
{
    printf("endpoint %u %u ", e->family, e->transport);
    print_bytes(e->address, 16);
    print_bytes(e->reported, 4);
    printf("%u application %u confidence %u signature %u role %u %" PRIu64 " %" PRIu64 "\n", e->port,
           e->application, e->confidence, e->signature, e->role, e->first, e->time);
}

static void print_stats(const struct classifier *c)
{
    struct skypedpi_stats s = {.size = sizeof s};
    skypedpi_engine_stats(c->engine, &s);
    printf("packets %" PRIu64 " decided %" PRIu64 " messages %" PRIu64 " programs %" PRIu64 " evidence %" PRIu64
           " known %" PRIu64 "\n",
           s.packets, s.packets_decided, s.messages, s.programs, s.evidence, s.endpoints_known);
    for (unsigned i = 0; i < SKYPEDPI_FRAME_RESULTS; i++)
        printf("%s: %" PRIu64 "\n", skypedpi_frame_result_name((int)i), c->result[i]);
}

/* A broken capture is as good as any: what is before the break counts. */
static bool classify(skypedpi_db *db, const char *path, unsigned wants)
{
    static const struct classifier_settings sizes = {.max_flows = 16384, .max_endpoints = 16384};
    struct classifier_settings settings = sizes;
    struct classifier c;
    settings.wants = wants;
    bool good = classifier_make(&c, db, &settings);
    if (good) {
        classifier_read(&c, path);
        printf("%s\n", path);
        good = classifier_finish(&c);
    }
    for (const struct row *row = c.rows.first; good && row; row = row->next)
        print_row(row);
    for (size_t i = 0; good && i < c.news.count; i++)
        print_news(&c.news.item[i].endpoint);
    if (good)
        print_stats(&c);
    classifier_free(&c);
    return good;
}

static bool classify_all(skypedpi_db *db)
{
    char path[4096];
    bool good = true;
    while (good && fgets(path, sizeof path, stdin)) {
        path[strcspn(path, "\n")] = 0;
        good = classify(db, path, CLASSIFIER_EVIDENCE) &&
               classify(db, path, CLASSIFIER_EVIDENCE | CLASSIFIER_BLOCKS);
    }
    return good && !ferror(stdin);
}

static bool write_image(uint8_t *room)
{
    skypedpi_db *db = NULL;
    size_t length = 0;
    bool good = skypedpi_db_builtin(&db) == SKYPEDPI_OK &&
                skypedpi_db_save(db, room, IMAGE_MOST, &length) == SKYPEDPI_OK &&
                fwrite(room, 1, length, stdout) == length;
    skypedpi_db_unref(db);
    return good;
}

static bool classify_with(const char *path, uint8_t *room)
{
    skypedpi_db *db = NULL;
    FILE *file = fopen(path, "rb");
    size_t length = file ? fread(room, 1, IMAGE_MOST, file) : 0;
    int result = skypedpi_db_load(room, length, NULL, 0, NULL, &db);
    if (file)
        fclose(file);
    if (result != SKYPEDPI_OK) {
        complain("%s: %s", path, skypedpi_error_text(result));
        return false;
    }
    bool good = classify_all(db);
    skypedpi_db_unref(db);
    return good;
}

int main(int argc, char **argv)
{
    uint8_t *room = malloc(IMAGE_MOST);
    bool good = room && argc == 2 &&
                (strcmp(argv[1], "--image") == 0 ? write_image(room) : classify_with(argv[1], room));
    free(room);
    return good && fflush(stdout) == 0 && !ferror(stdout) ? EXIT_SUCCESS : EXIT_FAILURE;
}
