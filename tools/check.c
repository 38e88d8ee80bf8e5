/* SPDX-License-Identifier: BSD-2-Clause */
#include <getopt.h>
#include <stdio.h>
#include "tools/check.h"
#include "tools/command.h"
#include "tools/message.h"
#include "tools/text.h"

bool check_signature(const skypedpi_db *db, uint32_t place, struct skypedpi_signature *signature)
{
    *signature = (struct skypedpi_signature){.size = sizeof(*signature)};
    return db && skypedpi_db_signature(db, place, signature) == SKYPEDPI_OK;
}

static void tell(const skypedpi_db *db, const struct skypedpi_diagnostics *findings)
{
    struct skypedpi_signature signature, dearest = {.cost = 0};
    uint32_t count = 0;

    for (; check_signature(db, count, &signature); count++) {
        dearest = signature.cost > dearest.cost ? signature : dearest;
    }
    printf("%s, %s\n", text_count(count, "signature").text,
           text_count(findings->count - findings->errors, "warning").text);
    if (count) {
        printf("most instructions: %u, %s (%u)\n", dearest.cost, dearest.name, dearest.number);
    }
}

static int check(const struct sources *sources, bool json, bool strict)
{
    struct skypedpi_diagnostics findings;
    struct bundle bundle = {.count = 0};
    bool clean = sources_diagnose(sources, true, &findings, &bundle) >= 0;
    skypedpi_db *db = clean ? bundle_merge(&bundle) : NULL;

    if (json) {
        check_json(sources, &findings, db);
    } else {
        findings_show(sources, &findings);
    }
    if (db && !json) {
        tell(db, &findings);
    }
    bool enough = db && !(strict && findings.count);
    skypedpi_db_unref(db);
    bundle_free(&bundle);
    findings_free(&findings);
    return enough ? EXIT_FINE : EXIT_CANNOT;
}

int check_run(int argc, char **argv)
{
    static const struct option options[] = {
        {"json", no_argument, NULL, 'j'}, {"werror", no_argument, NULL, 'w'}, {0}};
    struct sources sources;
    bool json = false, strict = false;
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 'j') {
            json = true;
        } else if (option == 'w') {
            strict = true;
        } else {
            return EXIT_CANNOT;
        }
    }
    if (optind == argc) {
        complain("check: which file? try 'skypedpi help check'");
        return EXIT_CANNOT;
    }
    bool read = sources_read(&sources, argv + optind, (size_t)(argc - optind));
    int status = read && sources_are_text(&sources) ? check(&sources, json, strict) : EXIT_CANNOT;
    sources_free(&sources);
    return status;
}
