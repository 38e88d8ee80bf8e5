/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/check.h"
#include "tools/quote.h"

static void put_finding(const struct sources *sources, const struct skypedpi_diagnostic *d)
{
    printf("{\"severity\":\"%s\",\"code\":", d->severity == SKYPEDPI_SEVERITY_ERROR ? "error" : "warning");
    quote_json(stdout, skypedpi_diagnostic_name(d->code));
    printf(",\"number\":%u", d->code);
    quote_member(stdout, "file", finding_path(sources, d));
    printf(",\"line\":%u,\"column\":%u,\"end_line\":%u,\"end_column\":%u", d->line, d->column, d->end_line,
           d->end_column);
    quote_member(stdout, "message", d->text);
    quote_member(stdout, "remedy", skypedpi_diagnostic_remedy(d->code));
    if (*d->signature) {
        quote_member(stdout, "signature", d->signature);
    }
    if (d->id) {
        printf(",\"id\":%u", d->id);
    }
    putchar('}');
}

static void put_signature(const struct skypedpi_signature *s)
{
    printf("{\"id\":%u", s->number);
    quote_member(stdout, "signature", s->name);
    printf(",\"cost\":%u,\"weight\":%u}", s->cost, s->weight);
}

void check_json(const struct sources *sources, const struct skypedpi_diagnostics *findings,
                const skypedpi_db *db)
{
    uint32_t kept = findings->entry ? findings_kept(findings) : 0;
    struct skypedpi_signature signature;

    printf("{\"errors\":%u,\"warnings\":%u,\"findings\":[", findings->errors,
           findings->count - findings->errors);
    for (uint32_t i = 0; i < kept; i++) {
        fputs(i ? ",\n" : "\n", stdout);
        put_finding(sources, &findings->entry[i]);
    }
    printf("],\n\"signatures\":[");
    for (uint32_t i = 0; check_signature(db, i, &signature); i++) {
        fputs(i ? ",\n" : "\n", stdout);
        put_signature(&signature);
    }
    puts("]}");
}
