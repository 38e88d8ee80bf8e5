/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/diff/play.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Sets and engines, and what the engine says, a line each. */

enum { FINDINGS_MAX = 64 };

static void write_release(const struct skypedpi_release *r)
{
    putchar(' ');
    for (int i = 0; i < SKYPEDPI_RELEASE_PARTS; i++)
        printf(r->part[i] == SKYPEDPI_RELEASE_ANY ? "%s*" : "%s%u", i ? "." : "", r->part[i]);
}

/* WHAT FLOW APPLICATION ACTIVITY MECHANISM STAGE CONFIDENCE SIGNATURE DECIDED PACKETS FLAGS PATH ROLE ERA ERA
 */
void write_verdict(const char *what, unsigned flow, const struct skypedpi_verdict *v)
{
    printf("%s %u %u %s %s %s %" PRIu32 " %" PRIu32 " %" PRIu32 " %" PRIu32, what, flow, v->application,
           skypedpi_activity_name(v->activity), skypedpi_mechanism_name(v->mechanism),
           skypedpi_stage_name(v->stage), v->confidence, v->signature, v->decided_packet, v->packets);
    printf(" %" PRIx32 " %s %s", v->flags, skypedpi_path_name(v->path), skypedpi_role_name(v->role));
    write_release(&v->era_first);
    write_release(&v->era_last);
    putchar('\n');
}

static void on_verdict(void *user, skypedpi_flow *flow, const struct skypedpi_verdict *verdict)
{
    const struct played *f = skypedpi_flow_user(flow);
    (void)user;
    write_verdict("told", f->number, verdict);
}

/* fired FLOW ID PACKET TIME >|< LENGTH APPLICATION WEIGHT SCORE */
static void on_evidence(void *user, skypedpi_flow *flow, const struct skypedpi_evidence *e)
{
    const struct played *f = skypedpi_flow_user(flow);
    (void)user;
    printf("fired %u %" PRIu32 " %" PRIu32 " %" PRIu64 " %c %" PRIu32 " %u %u %u\n", f->number, e->signature,
           e->packet, e->time, e->reverse ? '<' : '>', e->length, e->application, e->weight, e->score);
}

static void write_bytes(const uint8_t *bytes, size_t n)
{
    putchar(' ');
    for (size_t i = 0; i < n; i++)
        printf("%02x", bytes[i]);
}

/* endpoint TRANSPORT ADDRESS PORT APPLICATION CONFIDENCE SIGNATURE ROLE REPORTED FIRST TIME */
static void on_endpoint(void *user, const struct skypedpi_endpoint *e)
{
    (void)user;
    printf("endpoint %u", e->transport);
    write_bytes(e->address, e->family == 4 ? 4 : 16);
    printf(" %u %u %u %" PRIu32 " %s", e->port, e->application, e->confidence, e->signature,
           skypedpi_role_name(e->role));
    write_bytes(e->reported, sizeof e->reported);
    printf(" %" PRIu64 " %" PRIu64 "\n", e->first, e->time);
}

/* A detector that counts the messages it is shown on a flow and fires at every third. It writes down what it
 * was shown. */
static int third(void *user, void *state, const struct skypedpi_message *m)
{
    uint8_t *count = state;
    uint32_t sum = 0;
    (void)user;
    for (uint32_t i = 0; i < m->captured; i++)
        sum = sum * 31 + m->payload[i];
    printf("shown %c %" PRIu64 " %" PRIu32 " %" PRIu32 " %" PRIu32 " %u %u %" PRIu32 "\n",
           m->reverse ? '<' : '>', m->time, m->length, m->captured, m->ordinal, m->source_port,
           m->destination_port, sum);
    return ++*count % 3 == 0;
}

static char *read_text(struct player *p, uint64_t lines)
{
    size_t length = 0, room = 1;
    char *text = calloc(1, 1);
    for (; lines && read_line(p); lines--) {
        size_t n = strlen(p->line);
        char *more = realloc(text, room += n + 1);
        if (!more)
            give_up("out of memory");
        text = more;
        memcpy(text + length, p->line, n);
        length += n;
        memcpy(text + length++, "\n", 2);
    }
    return text;
}

static void write_findings(const struct skypedpi_diagnostics *found)
{
    for (uint32_t i = 0; i < found->count && i < found->capacity; i++) {
        const struct skypedpi_diagnostic *d = &found->entry[i];
        printf("%s %" PRIu32 " %" PRIu32 " %s %s\n",
               d->severity == SKYPEDPI_SEVERITY_ERROR ? "error" : "warning", d->code, d->line,
               *d->signature ? d->signature : "-", d->text);
    }
}

bool set_read(struct player *p, uint64_t lines)
{
    static struct skypedpi_diagnostic entry[FINDINGS_MAX];
    struct skypedpi_diagnostics found = {.size = sizeof found, .capacity = FINDINGS_MAX, .entry = entry};
    const struct skypedpi_native native = {
        .size = sizeof native, .abi = SKYPEDPI_NATIVE_ABI, .name = "third", .state_size = 1, .inspect = third};
    skypedpi_sigset *set;
    char *text = read_text(p, lines);
    must(skypedpi_sigset_new(NULL, &set), "new set");
    must(skypedpi_sigset_add_native(set, &native), "native");
    int result = skypedpi_sigset_add_text(set, "set", text, strlen(text), &found);
    if (result == SKYPEDPI_OK)
        result = skypedpi_sigset_compile(set, &found, &p->db);
    write_findings(&found);
    skypedpi_sigset_free(set);
    free(text);
    skypedpi_settings_init(&p->settings);
    puts(result == SKYPEDPI_OK ? "compiled" : "refused");
    return result == SKYPEDPI_OK;
}

void engine_make(struct player *p)
{
    p->settings.user = p;
    p->settings.on_verdict = on_verdict;
    p->settings.on_evidence = on_evidence;
    p->settings.on_endpoint = on_endpoint;
    must(skypedpi_engine_new(p->db, &p->settings, &p->engine), "engine");
}
