/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/report/html.h"
#include "examples/probe/report/report_page.h"
#include "examples/probe/report/report_words.h"
#include "examples/probe/text.h"

/* ---- users and groups ---- */

static void put_sum(FILE *out, const char *name, const struct sum *sum, uint64_t whole)
{
    fputs("<tr>", out);
    html_cell(out, name);
    html_share(out, sums_bytes(&sum->skype), whole);
    html_count(out, sum->skype.flows);
    html_count(out, sum->skype.calls);
    html_duration(out, sum->skype.call_milliseconds);
    html_bytes(out, sums_bytes(&sum->all));
    html_count(out, sum->all.flows);
    fputs("</tr>\n", out);
}

static void put_sums(FILE *out, struct page *page, enum sum_kind kind, const char *id, const char *title)
{
    const char *const heads[] = {title,       "#Skype",     "#Skype connections", "#Calls",
                                 "#In calls", "#All bytes", "#All connections",   NULL};
    struct sums *sums = &page->store.sums;
    const struct sum rest = sums_rest(sums, kind, PAGE_ROWS);
    const struct sum *const *sum = sums_sorted(sums, kind);

    html_table(out, id, title, heads);
    for (uint32_t i = 0; i < PAGE_ROWS && sum[i]; i++)
        put_sum(out, sum[i]->name, sum[i], sums_bytes(&sums->skype));
    if (rest.all.flows)
        put_sum(out, "(all others)", &rest, sums_bytes(&sums->skype));
    html_table_end(out);
    page_left_out(out, sums->table[kind].count, 0);
}

void page_users(FILE *out, struct page *page)
{
    const struct table *table = page->store.sums.table;

    fputs("<section>\n<h2 id=users>Users and groups</h2>\n", out);
    if (!table[SUM_USER].count)
        fputs(
            "<p class=note>No user was seen: there is no file of subscribers, or none of them was there.</p>\n",
            out);
    else
        put_sums(out, page, SUM_USER, "by-user", "User");
    if (table[SUM_GROUP].count)
        put_sums(out, page, SUM_GROUP, "by-group", "Group");
    fputs("</section>\n", out);
}

/* ---- clients ---- */

static void put_client(FILE *out, const struct host *host)
{
    fputs("<tr>", out);
    html_cell(out, text_endpoint(host->key[0], host->key + 1, 0).text);
    html_cell(out, host->user);
    html_cell(out, words_release(&host->release).text);
    html_cell(out, host->port ? text_endpoint(host->key[0], host->key + 1, host->port).text : "");
    html_count(out, host->peers);
    html_count(out, host->logins);
    html_count(out, host->calls);
    html_count(out, host->usage.flows);
    html_bytes(out, sums_bytes(&host->usage));
    html_time(out, host->first);
    html_time(out, host->last);
    fputs("</tr>\n", out);
}

void page_clients(FILE *out, struct page *page)
{
    static const char *const heads[] = {"Host",   "User",         "Version", "Endpoint", "#Peers", "#Logins",
                                        "#Calls", "#Connections", "#Bytes",  "First",    "Last",   NULL};
    struct hosts *hosts = &page->store.hosts;
    const struct host *const *host = hosts_sorted(hosts);
    uint32_t clients = 0;

    fputs("<section>\n<h2 id=clients>Clients</h2>\n", out);
    if (!*host || !host_is_client(*host)) {
        fputs("<p class=note>No host with a client was seen.</p>\n</section>\n", out);
        return;
    }
    html_table(out, "by-client", "Clients", heads);
    for (; host[clients] && host_is_client(host[clients]); clients++)
        if (clients < PAGE_ROWS)
            put_client(out, host[clients]);
    html_table_end(out);
    page_left_out(out, clients, hosts->host.forgotten);
    if (hosts->peer.forgotten)
        fprintf(out, "<p class=note>A peer that came back after %s others is counted again.</p>\n",
                words_count(PEERS_MOST).text);
    fputs("</section>\n", out);
}
