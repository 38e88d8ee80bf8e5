/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "tools/rows.h"
#include "tools/truth.h"

unsigned truth_application(const skypedpi_db *db, const char *label)
{
    struct skypedpi_signature s = {.size = sizeof(s)};

    for (uint32_t i = 0; *label && skypedpi_db_signature(db, i, &s) == SKYPEDPI_OK; i++) {
        if (strcmp(skypedpi_db_application_name(db, s.application), label) == 0) {
            return s.application;
        }
    }
    return SKYPEDPI_APPLICATION_UNKNOWN;
}

enum judgement truth_judge(const struct truth *truth, const char *label, const skypedpi_db *db,
                           unsigned application)
{
    static const char negation[] = "not-";
    const char *name = skypedpi_db_application_name(db, application);

    if (!*label) {
        return truth->negative && is_sought(application) ? JUDGED_FALSE : JUDGED_NOT;
    }
    if (application == SKYPEDPI_APPLICATION_OTHER) { /* what is related is no application that is sought */
        return is_sought(truth_application(db, label)) ? JUDGED_FALSE : JUDGED_RIGHT;
    }
    if (strncmp(label, negation, sizeof(negation) - 1) == 0) {
        return strcmp(label + sizeof(negation) - 1, name) == 0 ? JUDGED_FALSE : JUDGED_NOT;
    }
    return strcmp(label, name) == 0 ? JUDGED_RIGHT : JUDGED_FALSE;
}

static bool is_of(const struct skypedpi_tuple *t, const struct skypedpi_endpoint *e)
{
    bool all = e->transport == 0; /* a host: all its ports */
    bool source = memcmp(t->source, e->address, sizeof(t->source)) == 0 && (all || t->source_port == e->port);
    bool destination = memcmp(t->destination, e->address, sizeof(t->destination)) == 0 &&
                       (all || t->destination_port == e->port);

    return t->family == e->family && (all || t->transport == e->transport) && (source || destination);
}

enum judgement truth_judge_endpoint(const struct truth *truth, const struct skypedpi_endpoint *endpoint,
                                    const skypedpi_db *db, unsigned application)
{
    enum judgement judgement = truth_judge(truth, "", db, application);

    for (size_t i = 0; i < truth->count && judgement != JUDGED_RIGHT; i++) {
        const struct truth_flow *flow = &truth->flow[i];
        if (is_of(&flow->tuple, endpoint)) {
            enum judgement of_flow = truth_judge(truth, flow->label, db, application);
            judgement = of_flow != JUDGED_NOT ? of_flow : judgement;
        }
    }
    return judgement;
}
