/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/report/report_page.h"

#include "examples/probe/report/html.h"
#include "examples/probe/report/report_words.h"

extern const char report_style[], report_script[]; /* made by embed */

static const struct part {
    const char *id, *title;
} parts[] = {
    {"traffic", "Traffic"}, {"talkers", "Top talkers"}, {"users", "Users and groups"}, {"clients", "Clients"},
    {"calls", "Calls"},     {"endpoints", "Endpoints"}, {"health", "Health"},          {"list", "Connections"},
};

static void put_head(FILE *out, const struct page *page)
{
    fputs("<!doctype html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n"
          "<meta name=viewport content=\"width=device-width,initial-scale=1\">\n"
          "<meta name=color-scheme content=\"light dark\">\n"
          "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'; "
          "script-src 'unsafe-inline'; img-src data:\">\n"
          "<link rel=icon href=data:,>\n<title>Skype in ",
          out);
    html_text(out, page->title);
    fprintf(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n", report_style);
}

static void put_header(FILE *out, const struct page *page)
{
    fputs("<header>\n<h1>Skype in ", out);
    html_text(out, page->title);
    fputs("</h1>\n<p class=sub>", out);
    if (page->first)
        fprintf(out, "<time>%s</time> to <time>%s</time> UTC", words_time(page->first).text,
                words_time(page->last).text);
    else
        fputs(page->begun ? "Without times" : "No connection was seen", out);
    if (page->set[0]) {
        fputs(" · signatures: ", out);
        html_text(out, page->set);
    }
    fputs("</p>\n</header>\n<nav aria-label=Parts><div>", out);
    for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
        fprintf(out, "<a href=#%s>%s</a>", parts[i].id, parts[i].title);
    fputs("</div></nav>\n", out);
}

/* While the page is written, the sums have what is open, too. */
uint64_t page_beyond(const struct page *page)
{
    uint64_t counted = page->store.sums.all.flows;

    return page->begun > counted ? page->begun - counted : 0;
}

void page_left_out(FILE *out, uint64_t rows, uint64_t forgotten)
{
    if (rows > PAGE_ROWS)
        fprintf(out, "<p class=note>The first %s of %s.</p>\n", words_count(PAGE_ROWS).text,
                words_count(rows).text);
    if (forgotten)
        fprintf(out,
                "<p class=\"note warn\">There was no room for %s more: those not heard of for longest.</p>\n",
                words_count(forgotten).text);
}

void page_write(FILE *out, struct page *page)
{
    endpoints_tell(&page->store.endpoints, &page->store.hosts);
    put_head(out, page);
    put_header(out, page);
    fputs("<main>\n", out);
    page_summary(out, page);
    page_traffic(out, page);
    page_users(out, page);
    page_clients(out, page);
    page_calls(out, page);
    page_endpoints(out, page);
    page_health(out, page);
    page_connections(out, page);
    fprintf(
        out,
        "</main>\n<footer><p>Made by skypedpi-probe %s. All times are UTC. Bytes are those of whole frames. "
        "What was before the first frame is not known; a verdict says what could not be seen.</p></footer>\n"
        "<script>\n%s</script>\n</body>\n</html>\n",
        skypedpi_version(), report_script);
}
