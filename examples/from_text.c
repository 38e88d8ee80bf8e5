/* SPDX-License-Identifier: BSD-2-Clause */
/* A signature of one's own: text is compiled with diagnostics, and the database put to work. */
#include <stdio.h>
#include <string.h>
#include <skypedpi/skypedpi.h>

static const char text[] =
    "set office version \"1\"\n"
    "application \"door-bell\"\n"
    "signature bell-rings {\n"
    "    id 1\n"
    "    transport udp\n"
    "    application door-bell\n"
    "    era any\n"
    "    mechanism none\n"
    "    activity call\n"
    "    source \"the manual of the door bell, page 3\"\n"
    "    proof \"rang it\"\n"
    "    packet len == 8 and bytes[0] == x\"52 49 4e 47\" and u8[7] == u8[4] + u8[5] + u8[6]\n"
    "    weight 95\n"
    "}\n";

static const uint8_t ring[] = {'R', 'I', 'N', 'G', 1, 2, 3, 6};

static void findings_print(const struct skypedpi_diagnostics *found)
{
    for (uint32_t i = 0; i < found->count && i < found->capacity; i++) {
        const struct skypedpi_diagnostic *d = &found->entry[i];
        fprintf(stderr, "%s:%u:%u: %s: %s\n", d->file, d->line, d->column,
                d->severity == SKYPEDPI_SEVERITY_ERROR ? "error" : "warning", d->text);
    }
}

/* A database from text; NULL after messages about what is wrong with it. */
static skypedpi_db *compile(const char *name, const char *source)
{
    struct skypedpi_diagnostic entry[16];
    struct skypedpi_diagnostics found = {.size = sizeof found, .capacity = 16, .entry = entry};
    skypedpi_sigset *set;
    skypedpi_db *db = NULL;
    int result = skypedpi_sigset_new(NULL, &set);
    if (result == SKYPEDPI_OK)
        result = skypedpi_sigset_add_text(set, name, source, strlen(source), &found);
    if (result == SKYPEDPI_OK)
        result = skypedpi_sigset_compile(set, &found, &db);
    findings_print(&found);
    if (result != SKYPEDPI_OK)
        fprintf(stderr, "%s: %s\n", name, skypedpi_error_text(result));
    skypedpi_sigset_free(set); /* the database stays */
    return db;
}

static int classify(skypedpi_db *db, skypedpi_engine *engine)
{
    const struct skypedpi_tuple tuple = {.size = sizeof tuple,
                                         .family = 4,
                                         .transport = 17,
                                         .source_port = 5000,
                                         .destination_port = 5000,
                                         .source = {10, 0, 0, 3},
                                         .destination = {10, 0, 0, 255}};
    const struct skypedpi_packet packet = {
        .size = sizeof packet, .length = sizeof ring, .captured = sizeof ring, .payload = ring};
    struct skypedpi_verdict verdict = {.size = sizeof verdict};
    skypedpi_flow *flow;
    int result = skypedpi_flow_open(engine, &tuple, &flow);
    if (result == SKYPEDPI_OK)
        result = skypedpi_flow_feed(engine, flow, &packet);
    if (result < 0)
        return result;
    result = skypedpi_flow_close(engine, flow, &verdict);
    if (result == SKYPEDPI_OK) /* the set's own applications have names in the database only */
        printf("%s, %s\n", skypedpi_db_application_name(db, verdict.application),
               skypedpi_stage_name(verdict.stage));
    return result;
}

int main(void)
{
    skypedpi_engine *engine = NULL;
    skypedpi_db *db = compile("bell.sig", text);
    if (!db)
        return 1;
    int result = skypedpi_engine_new(db, NULL, &engine);
    if (result == SKYPEDPI_OK)
        result = classify(db, engine);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
    if (result != SKYPEDPI_OK)
        fprintf(stderr, "from_text: %s\n", skypedpi_error_text(result));
    return result != SKYPEDPI_OK;
}
