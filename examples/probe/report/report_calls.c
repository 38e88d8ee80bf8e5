/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "examples/probe/report/html.h"
#include "examples/probe/report/report_page.h"
#include "examples/probe/report/report_words.h"
#include "examples/probe/text.h"

/* ---- calls ---- */

static void put_call(FILE *out, const struct seen *seen)
{
    const struct skypedpi_verdict *verdict = &seen->record.verdict;
    const struct skypedpi_tuple *tuple = &seen->record.tuple;

    fputs("<tr>", out);
    html_time(out, verdict->call_start);
    html_duration(out, (verdict->call_end - verdict->call_start) / MILLISECOND);
    html_cell(out, seen->user);
    html_cell(out, text_endpoint(tuple->family, tuple->source, tuple->source_port).text);
    html_cell(out, text_endpoint(tuple->family, tuple->destination, tuple->destination_port).text);
    html_cell(out, skypedpi_activity_name(verdict->activity));
    html_count(out, verdict->rate);
    html_cell(out, words_some(skypedpi_mechanism_name(verdict->mechanism)));
    html_cell(out, words_some(skypedpi_path_name(verdict->path)));
    fputs("</tr>\n", out);
}

void page_calls(FILE *out, struct page *page)
{
    static const char *const heads[] = {"Began", "#Took",           "User", "From", "To",
                                        "Kind",  "#Bytes a second", "Way",  "Path", NULL};
    uint32_t calls = seen_calls(&page->store.seen), row = 0;
    uint64_t all = page->store.sums.all.calls;

    fputs("<section>\n<h2 id=calls>Calls</h2>\n", out);
    if (!calls) {
        fputs("<p class=note>No call was seen.</p>\n</section>\n", out);
        return;
    }
    html_table(out, "by-call", "Calls", heads);
    for (const struct seen *const *seen = seen_sorted(&page->store.seen); *seen && row < PAGE_ROWS; seen++)
        if ((*seen)->record.verdict.call_start) {
            put_call(out, *seen);
            row++;
        }
    html_table_end(out);
    page_left_out(out, calls, all > calls ? all - calls : 0);
    fputs("<p class=note>Payload bytes a second, both ways together.</p>\n</section>\n", out);
}

/* ---- endpoints ---- */

/* What its peers say of its address. */
static void put_reported(FILE *out, const struct skypedpi_endpoint *endpoint)
{
    static const uint8_t none[4] = {0};
    bool told = memcmp(endpoint->reported, none, sizeof(none)) != 0;
    bool own = endpoint->family == 4 && memcmp(endpoint->reported, endpoint->address, sizeof(none)) == 0;

    fputs("<td>", out);
    if (told)
        fprintf(out, own ? "its own" : "%s, behind NAT", text_endpoint(4, endpoint->reported, 0).text);
    fputs("</td>", out);
}

static void put_where(FILE *out, const struct skypedpi_endpoint *endpoint)
{
    fprintf(out, "<td>%s/%s</td>", text_endpoint(endpoint->family, endpoint->address, endpoint->port).text,
            text_transport(endpoint->transport));
}

static void put_reason(FILE *out, const struct known *known)
{
    fputs("<td class=w>", out);
    if (known->signature[0]) {
        fputs("<b>", out);
        html_text(out, known->signature);
        fputs(known->reason[0] ? ":</b> " : "</b>", out);
        html_text(out, known->reason);
    }
    fputs("</td>", out);
}

static void put_endpoint(FILE *out, const struct known *known)
{
    const struct skypedpi_endpoint *endpoint = &known->endpoint;
    bool lost = endpoint->application == SKYPEDPI_APPLICATION_UNKNOWN;

    fputs("<tr>", out);
    put_where(out, endpoint);
    html_cell(out, lost ? "no longer known" : known->application);
    html_cell(out, skypedpi_role_name(endpoint->role));
    html_count(out, endpoint->confidence);
    put_reported(out, endpoint);
    html_time(out, endpoint->first);
    put_reason(out, known);
    fputs("</tr>\n", out);
}

void page_endpoints(FILE *out, struct page *page)
{
    static const char *const heads[] = {"Endpoint",        "Application", "Role",   "#Sure",
                                        "Peers see it at", "Since",       "Reason", NULL};
    const struct table *table = &page->store.endpoints;
    const struct known *const *known = endpoints_sorted(&page->store.endpoints);

    fputs("<section>\n<h2 id=endpoints>Endpoints</h2>\n", out);
    if (!*known) {
        fputs("<p class=note>No endpoint became known.</p>\n</section>\n", out);
        return;
    }
    html_table(out, "by-endpoint", "Endpoints", heads);
    for (uint32_t i = 0; i < PAGE_ROWS && known[i]; i++)
        put_endpoint(out, known[i]);
    html_table_end(out);
    page_left_out(out, table->count, table->forgotten);
    fputs("<p class=note>Sure: of 100.</p>\n</section>\n", out);
}
