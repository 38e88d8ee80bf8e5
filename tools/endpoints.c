/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "tools/message.h"
#include "tools/report.h"
#include "tools/set.h"

/* Endpoints and hosts that became known, for people: a table, and why. */

#define SECOND UINT64_C(1000000000)

static struct text_endpoint name_of(const struct skypedpi_endpoint *e)
{
    struct text_endpoint name = {""};

    if (e->transport) {
        return text_endpoint(e->family, e->address, e->port);
    }
    strcpy(name.text, text_address(e->family, e->address).text);
    return name;
}

static bool lost_name(const struct skypedpi_endpoint *e)
{
    return e->application == SKYPEDPI_APPLICATION_UNKNOWN;
}

static int compare_keys(const struct skypedpi_endpoint *a, const struct skypedpi_endpoint *b)
{
    int addresses = memcmp(a->address, b->address, sizeof(a->address));

    if (a->family != b->family) {
        return a->family < b->family ? -1 : 1;
    }
    if (a->transport != b->transport) {
        return a->transport < b->transport ? -1 : 1;
    }
    return a->port != b->port ? (a->port < b->port ? -1 : 1) : addresses;
}

/* By endpoint, then as told: news of one endpoint stand together, in their order. */
static int compare(const void *left, const void *right)
{
    const struct news *const *a = left, *const *b = right;
    int keys = compare_keys(&(*a)->endpoint, &(*b)->endpoint);

    return keys ? keys : (*a > *b) - (*a < *b);
}

static int compare_beginnings(const void *left, const void *right)
{
    const struct news *const *a = left, *const *b = right;
    uint64_t since_a = (*a)->endpoint.first, since_b = (*b)->endpoint.first;

    return since_a != since_b ? (since_a < since_b ? -1 : 1) : (*a > *b) - (*a < *b);
}

/* The last news of each endpoint, and the last before it lost its name or got another. How many. */
static size_t choose(const struct report *report, const struct news_list *news, const struct news **chosen)
{
    size_t count = 0, kept = 0;

    for (size_t i = 0; i < news->count; i++) {
        if (report_wants_news(report, &news->item[i])) {
            chosen[count++] = &news->item[i];
        }
    }
    qsort(chosen, count, sizeof(*chosen), compare);
    for (size_t i = 0; i < count; i++) {
        const struct skypedpi_endpoint *e = &chosen[i]->endpoint;
        if (i + 1 == count || compare_keys(e, &chosen[i + 1]->endpoint) != 0 ||
            e->application != chosen[i + 1]->endpoint.application) {
            chosen[kept++] = chosen[i];
        }
    }
    qsort(chosen, kept, sizeof(*chosen), compare_beginnings);
    return kept;
}

static const char *dash(const char *text)
{
    return *text ? text : "-";
}

/* Since when is known to the second, and so it is written. */
static void put_row(const struct report *report, const struct skypedpi_endpoint *e, uint64_t start, int width)
{
    uint64_t since = e->first > start ? e->first - start : 0;
    uint64_t told = e->time > start ? e->time - start : 0;

    fprintf(report->out, "%8" PRIu64 "  %12s  %-4s  %-*s  %-13s  %4u  %-9s  %-15s  %s%s\n", since / SECOND,
            text_time(told).text, text_transport(e->transport), width, name_of(e).text,
            skypedpi_db_application_name(report->db, e->application), e->confidence,
            skypedpi_role_name(e->role), dash(report_reported(e).text),
            dash(set_signature(report->db, e->signature).name), lost_name(e) ? "  lost its name" : "");
}

static void put_table(const struct report *report, const struct news *const *chosen, size_t count,
                      uint64_t start)
{
    int width = (int)strlen("endpoint");

    for (size_t i = 0; i < count; i++) {
        int length = (int)strlen(name_of(&chosen[i]->endpoint).text);
        width = length > width ? length : width;
    }
    fprintf(report->out, "\n%8s  %12s  %-4s  %-*s  %-13s  %4s  %-9s  %-15s  %s\n", "since", "told", "", width,
            "endpoint", "application", "sure", "role", "reported", "signature");
    for (size_t i = 0; i < count; i++) {
        put_row(report, &chosen[i]->endpoint, start, width);
    }
}

void report_text_endpoints(const struct report *report, const struct classifier *classifier)
{
    const struct row *first = classifier->rows.first;
    const struct news **chosen = malloc((classifier->news.count + 1) * sizeof(*chosen));

    if (!chosen) {
        complain("out of memory: endpoints are not listed");
        return;
    }
    size_t count = choose(report, &classifier->news, chosen);
    if (count) {
        put_table(report, chosen, count, first ? first->first : 0);
    }
    free(chosen);
}

static void put_reasons(const struct report *report, const struct skypedpi_endpoint *e)
{
    struct skypedpi_signature signature = set_signature(report->db, e->signature);
    struct text_address reported = report_reported(e);
    FILE *out = report->out;

    if (lost_name(e)) {
        fputs("  lost its name: what it sends now is something else\n", out);
    } else {
        fprintf(out, "  known as %s with confidence %u, since %s\n",
                skypedpi_db_application_name(report->db, e->application), e->confidence,
                text_time(e->first).text);
    }
    if (e->role != SKYPEDPI_ROLE_NODE) {
        fprintf(out, "    role: %s%s\n", skypedpi_role_name(e->role),
                e->role == SKYPEDPI_ROLE_RELAY ? ": it passes on what others send it" : "");
    }
    if (*reported.text) {
        bool own = e->family == 4 && memcmp(e->reported, e->address, sizeof(e->reported)) == 0;
        fprintf(out, "    its peers say its address is %s%s\n", reported.text, own ? "" : ": it is behind NAT");
    }
    if (e->signature) {
        fprintf(out, "    strongest signature: %s (%u)\n      %s\n", signature.name, signature.number,
                signature.source);
    }
}

void report_explain_endpoints(const struct report *report, const struct classifier *classifier)
{
    const struct news_list *news = &classifier->news;

    for (size_t i = 0; i < news->count; i++) {
        const struct skypedpi_endpoint *e = &news->item[i].endpoint;
        if (report_wants_news(report, &news->item[i])) {
            fprintf(report->out, "%s %s  at %s\n", text_transport(e->transport), name_of(e).text,
                    text_time(e->time).text);
            put_reasons(report, e);
            fputc('\n', report->out);
        }
    }
}
