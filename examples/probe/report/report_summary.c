/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include "examples/probe/report/html.h"
#include "examples/probe/report/report_page.h"
#include "examples/probe/report/report_words.h"

/* ---- summary ---- */

/* A number, exact in data-value for those who add up. */
static void put_card(FILE *out, const char *name, uint64_t value, struct words shown, const char *what)
{
    fprintf(out, "<div><dt>%s</dt><dd data-total=%s data-value=%" PRIu64 ">%s</dd></div>\n", what, name, value,
            shown.text);
}

static void put_count(FILE *out, const char *name, uint64_t value, const char *what)
{
    put_card(out, name, value, words_count(value), what);
}

static void put_connections(FILE *out, uint64_t all, uint64_t open)
{
    char what[128] = "Connections in all";

    if (open)
        snprintf(what, sizeof(what), "Connections in all, %s still open", words_count(open).text);
    put_count(out, "connections", all, what);
}

static uint64_t clients_of(struct page *page)
{
    uint64_t clients = 0;

    for (const struct host *const *host = hosts_sorted(&page->store.hosts); *host; host++)
        clients += host_is_client(*host);
    return clients;
}

static void put_verdict(FILE *out, const struct skypedpi_usage *skype, uint64_t clients)
{
    fputs("<p class=lead>", out);
    if (!skype->flows)
        fputs("No Skype was seen.", out);
    else if (!clients)
        fputs("Skype was seen, but no host that a client of it runs on.", out);
    else
        fprintf(out, "Skype ran on %s host%s.", words_count(clients).text, clients == 1 ? "" : "s");
    fputs("</p>\n", out);
}

static void put_beyond(FILE *out, uint64_t connections)
{
    if (connections)
        fprintf(
            out,
            "<p class=\"note warn\">There was no room for %s more connections that are open: only the traffic "
            "in all and the frames have them.</p>\n",
            words_count(connections).text);
}

void page_summary(FILE *out, struct page *page)
{
    const struct skypedpi_usage *skype = &page->store.sums.skype, *all = &page->store.sums.all;
    uint64_t clients = clients_of(page);

    fputs("<section id=summary aria-label=Summary>\n", out);
    put_verdict(out, skype, clients);
    fputs("<dl class=cards>\n", out);
    put_card(out, "skype-bytes", sums_bytes(skype), words_bytes(sums_bytes(skype)), "Skype traffic");
    put_count(out, "skype-connections", skype->flows, "Skype connections");
    put_count(out, "clients", clients, "Hosts with a client");
    put_count(out, "endpoints", page->store.endpoints.count, "Endpoints known");
    put_count(out, "calls", skype->calls, "Calls");
    put_card(out, "call-milliseconds", skype->call_milliseconds, words_duration(skype->call_milliseconds),
             "Time in calls");
    put_connections(out, all->flows, page->store.open.flows);
    put_card(out, "frame-bytes", page->total.bytes[0], words_bytes(page->total.bytes[0]), "Traffic in all");
    fputs("</dl>\n", out);
    put_beyond(out, page_beyond(page));
    fputs("</section>\n", out);
}

/* ---- health ---- */

static void put_amount(FILE *out, const char *name, const char *what, uint64_t frames, uint64_t bytes)
{
    fprintf(out, "<tr data-total=%s>", name);
    html_cell(out, what);
    html_count(out, frames);
    html_count(out, bytes);
    fputs("</tr>\n", out);
}

/* What is left of a whole. */
static uint64_t rest(uint64_t whole, uint64_t one, uint64_t other)
{
    return whole > one + other ? whole - one - other : 0;
}

/* Every frame is in one of the rows below the first. What came since open connections were looked at last is
 * not in the sums. */
static void put_frames(FILE *out, const struct page *page)
{
    static const char *const heads[] = {"Frames", "#Count", "#Bytes", NULL};
    const struct skypedpi_usage *total = &page->total, *none = &page->unfollowed, *all = &page->store.sums.all,
                                *open = &page->store.open;
    uint64_t frames = rest(total->packets[0], none->packets[0], sums_packets(all)),
             bytes = rest(total->bytes[0], none->bytes[0], sums_bytes(all));

    html_table(out, "frames", "Where the frames are", heads);
    put_amount(out, "frames", "All", total->packets[0], total->bytes[0]);
    put_amount(out, "ended", "In connections that ended", sums_packets(all) - sums_packets(open),
               sums_bytes(all) - sums_bytes(open));
    put_amount(out, "open", "In connections still open", sums_packets(open), sums_bytes(open));
    if (frames)
        put_amount(out, "later",
                   page_beyond(page) ? "In those, too new or too many for the sums"
                                     : "In those, too new for the sums",
                   frames, bytes);
    put_amount(out, "unfollowed", "In no connection", none->packets[0], none->bytes[0]);
    html_table_end(out);
}

static void put_fact(FILE *out, const char *what, uint64_t number, bool warn)
{
    fprintf(out, warn && number ? "<tr class=warn>" : "<tr>");
    html_cell(out, what);
    html_count(out, number);
    fputs("</tr>\n", out);
}

static void put_counters(FILE *out, const struct page *page)
{
    static const char *const heads[] = {"Counter", "#Count", NULL};
    const struct health *h = &page->health;
    uint64_t ended = page->store.sums.all.flows - page->store.open.flows;

    html_table(out, "counters", "Counters", heads);
    put_fact(out, "Connections still open", page->begun > ended ? page->begun - ended : 0, false);
    put_fact(out, "Flows with payload both ways", h->two_way, false);
    put_fact(out, "Flows with payload one way only", h->one_way, false);
    put_fact(out, "Flows ended early to make room", h->flows_evicted, true);
    put_fact(out, "Packets without a flow: the table was full", h->flows_refused, true);
    put_fact(out, "Frames the kernel dropped", h->kernel_dropped, true);
    put_fact(out, "Times the clock went back", h->clock_back, true);
    html_table_end(out);
}

static void put_undecoded(FILE *out, const struct health *health)
{
    static const char *const heads[] = {"Frames that are no UDP or TCP packet", "#Count", NULL};

    html_table(out, "undecoded", "Frames that are no UDP or TCP packet", heads);
    for (int i = SKYPEDPI_FRAME_OK + 1; i < SKYPEDPI_FRAME_RESULTS; i++)
        put_fact(out, skypedpi_frame_result_name(i), health->undecoded[i], i >= SKYPEDPI_FRAME_SHORT);
    html_table_end(out);
}

void page_health(FILE *out, const struct page *page)
{
    fputs("<section>\n<h2 id=health>Health</h2>\n", out);
    if (store_failed(&page->store))
        fputs("<p class=warn>Memory ran out: lists are not complete.</p>\n", out);
    fputs("<div class=pair>\n<div>\n", out);
    put_frames(out, page);
    put_counters(out, page);
    fputs("</div>\n", out);
    put_undecoded(out, &page->health);
    fputs("</div>\n</section>\n", out);
}
