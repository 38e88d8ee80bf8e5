/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "examples/probe/report/html.h"
#include "examples/probe/report/report_page.h"
#include "examples/probe/report/report_words.h"
#include "examples/probe/text.h"

#define TALKERS 20

static void put_pictures(FILE *out, const struct page *page)
{
    bool any = false;

    for (const struct picture *picture = page->picture; picture < page->picture + PAGE_PICTURES; picture++) {
        if (!picture->svg)
            continue;
        fputs("<figure tabindex=0 role=region aria-label=Graph>", out);
        fwrite(picture->svg, 1, picture->length, out); /* of our own making: graphs.h */
        fputs("</figure>\n", out);
        any = true;
    }
    if (any)
        fputs("<p class=note>What a connection used is drawn when it is known what it is, at its end at the "
              "latest: "
              "at the end of a capture stands what was never known.</p>\n",
              out);
}

/* ---- applications and activities ---- */

static void put_sum(FILE *out, const char *name, const struct skypedpi_usage *usage, uint64_t whole)
{
    fputs("<tr>", out);
    html_cell(out, name);
    html_share(out, sums_bytes(usage), whole);
    html_count(out, sums_packets(usage));
    html_count(out, usage->flows);
    html_count(out, usage->calls);
    html_duration(out, usage->call_milliseconds);
    fputs("</tr>\n", out);
}

static void put_kinds(FILE *out, struct page *page, enum sum_kind kind, const char *id, const char *title)
{
    const char *const heads[] = {title, "#Bytes", "#Packets", "#Connections", "#Calls", "#In calls", NULL};
    struct sums *sums = &page->store.sums;
    uint64_t whole = sums_bytes(kind == SUM_ACTIVITY ? &sums->skype : &sums->all);
    const struct sum rest = sums_rest(sums, kind, PAGE_ROWS);
    const struct sum *const *sum = sums_sorted(sums, kind);

    fputs("<div>\n", out);
    html_table(out, id, title, heads);
    for (uint32_t i = 0; i < PAGE_ROWS && sum[i]; i++)
        put_sum(out, sum[i]->name, &sum[i]->all, whole);
    if (rest.all.flows)
        put_sum(out, "(all others)", &rest.all, whole);
    html_table_end(out);
    page_left_out(out, sums->table[kind].count, 0);
    fputs("</div>\n", out);
}

/* ---- talkers ---- */

static void put_talker(FILE *out, const struct page *page, const struct skypedpi_talker *greatest)
{
    const struct sums *sums = &page->store.sums;
    struct talker talker;

    memcpy(&talker, greatest->key, sizeof(talker));
    fputs("<tr>", out);
    html_cell(out, talker.user ? sums_name(sums, SUM_USER, talker.user)
                               : text_endpoint(talker.family, talker.address, 0).text);
    html_cell(out, sums_name(sums, SUM_APPLICATION, talker.application));
    html_cell(out, words_some(skypedpi_mechanism_name(talker.mechanism)));
    html_share(out, greatest->weight, sums_bytes(&sums->all));
    html_bytes(out, greatest->weight - greatest->error);
    fputs("</tr>\n", out);
}

static void put_talkers(FILE *out, const struct page *page)
{
    static const char *const heads[] = {"User or host",    "Application", "Protocol",
                                        "#Bytes, at most", "#At least",   NULL};
    struct skypedpi_talker list[TALKERS];
    uint32_t count = skypedpi_talkers_list(page->store.sums.talkers, list, TALKERS);
    uint64_t error = skypedpi_talkers_error(page->store.sums.talkers);

    fputs("<section>\n<h2 id=talkers>Top talkers</h2>\n", out);
    if (!count) {
        fputs("<p class=note>No connection was seen.</p>\n</section>\n", out);
        return;
    }
    html_table(out, "top", "Top talkers", heads);
    for (uint32_t i = 0; i < count; i++)
        put_talker(out, page, &list[i]);
    html_table_end(out);
    fprintf(out,
            "<p class=note>By user, or by host where it is nobody's, and protocol as far as it was known then. "
            "Counted in %s places: ",
            words_count(TALKER_PLACES).text);
    if (error)
        fprintf(out, "no figure is too low, and none too high by more than %s bytes.</p>\n</section>\n",
                words_count(error).text);
    else
        fputs("they were enough, so every figure is exact.</p>\n</section>\n", out);
}

void page_traffic(FILE *out, struct page *page)
{
    const struct sums *sums = &page->store.sums;

    fputs("<section>\n<h2 id=traffic>Traffic</h2>\n", out);
    put_pictures(out, page);
    if (!sums->all.flows)
        fputs("<p class=note>No connection was seen.</p>\n", out);
    fputs("<div class=pair>\n", out);
    if (sums->all.flows)
        put_kinds(out, page, SUM_APPLICATION, "by-application", "Application");
    if (sums->skype.flows)
        put_kinds(out, page, SUM_ACTIVITY, "by-activity", "Skype used for");
    fputs("</div>\n</section>\n", out);
    put_talkers(out, page);
}
