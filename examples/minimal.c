/* SPDX-License-Identifier: BSD-2-Clause */
/* The least an embedder does: an engine with the library's own signatures, one flow, its packets, the verdict.
 */
#include <stdio.h>
#include <skypedpi/skypedpi.h>

/* A client's first contact with a peer, as a tap outside its NAT sees it: a request, and an answer that could
 * not decrypt it and therefore tells the client its public address. */
static const uint8_t request[] = {0x4f, 0x3a, 0x02, 0x9b, 0x21, 0xc4, 0x70, 0x5c, 0xe1,
                                  0x08, 0x9d, 0x77, 0x13, 0xe0, 0x4a, 0xb8, 0x2f, 0x61};
static const uint8_t answer[] = {0x4f, 0x3a, 0x27, 203, 0, 113, 5, 0xa1, 0xb2, 0xc3, 0xd4};

static const struct skypedpi_tuple tuple = {.size = sizeof tuple,
                                            .family = 4,
                                            .transport = 17,
                                            .source_port = 40000,
                                            .destination_port = 33033,
                                            .source = {203, 0, 113, 5},
                                            .destination = {192, 0, 2, 7}};

static const struct skypedpi_packet packets[] = {
    {.size = sizeof packets[0],
     .time = 0,
     .length = sizeof request,
     .captured = sizeof request,
     .payload = request},
    {.size = sizeof packets[0],
     .flags = SKYPEDPI_PACKET_REVERSE,
     .time = 80000000, /* 80 milliseconds later */
     .length = sizeof answer,
     .captured = sizeof answer,
     .payload = answer},
};

static int classify(skypedpi_db *db, skypedpi_engine *engine)
{
    skypedpi_flow *flow;
    struct skypedpi_verdict verdict = {.size = sizeof verdict};
    struct skypedpi_signature signature = {.size = sizeof signature};
    int result = skypedpi_flow_open(engine, &tuple, &flow);
    for (size_t i = 0; result == SKYPEDPI_OK && i < sizeof packets / sizeof packets[0]; i++)
        result = skypedpi_flow_feed(engine, flow, &packets[i]);
    if (result < 0)
        return result;
    result = skypedpi_flow_close(engine, flow, &verdict);
    if (result != SKYPEDPI_OK)
        return result;
    printf("%s, %s, %u of 100\n", skypedpi_application_name(verdict.application),
           skypedpi_mechanism_name(verdict.mechanism), verdict.confidence);
    if (skypedpi_db_find(db, verdict.signature, &signature) == SKYPEDPI_OK)
        printf("because of %s: %s\n", signature.name, signature.source);
    return SKYPEDPI_OK;
}

int main(void)
{
    skypedpi_db *db;
    skypedpi_engine *engine = NULL;
    int result = skypedpi_db_builtin(&db);
    if (result == SKYPEDPI_OK)
        result = skypedpi_engine_new(db, NULL, &engine);
    if (result == SKYPEDPI_OK)
        result = classify(db, engine);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db); /* NULL is allowed everywhere here */
    if (result != SKYPEDPI_OK)
        fprintf(stderr, "minimal: %s\n", skypedpi_error_text(result));
    return result != SKYPEDPI_OK;
}
