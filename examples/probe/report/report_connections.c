/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include "examples/probe/report/html.h"
#include "examples/probe/report/report_facts.h"
#include "examples/probe/report/report_page.h"
#include "examples/probe/report/report_words.h"
#include "examples/probe/text.h"

/* Connections stand in the page as data, and its script shows as many of them as are looked at: a table of
 * 20,000 rows would stop a browser, a list of 20,000 does not. */

/* Names of what put_connection() writes, in its order. Times are microseconds. */
static const char fields[] =
    "[\"began\",\"took\",\"transport\",\"source\",\"destination\",\"user\",\"group\",\"application\","
    "\"activity\",\"mechanism\",\"path\",\"packetsSent\",\"packetsReceived\",\"sent\",\"received\","
    "\"sure\",\"stage\",\"decided\",\"release\",\"callBegan\",\"callTook\",\"action\",\"rule\",\"flags\","
    "\"open\",\"end\",\"attempt\",\"fact\",\"reasons\",\"reasonsLost\"]";

static void put_text(FILE *out, const char *text)
{
    html_json(out, text);
    putc(',', out);
}

/* Beyond 2^53 a script has no exact numbers: it gets the digits. */
static void put_number(FILE *out, uint64_t number)
{
    fprintf(out, number < UINT64_C(1) << 53 ? "%" PRIu64 "," : "\"%" PRIu64 "\",", number);
}

static uint64_t microseconds(uint64_t from, uint64_t to)
{
    return to > from ? (to - from) / 1000 : 0;
}

/* The deciding signature has a fact, or there is none. */
static void put_fact(FILE *out, uint32_t fact)
{
    if (fact == FACT_NONE)
        fputs("null,", out);
    else
        put_number(out, fact);
}

static void put_reasons(FILE *out, const struct seen *seen)
{
    putc('[', out);
    for (uint32_t i = 0; i < seen->reasons; i++) {
        const struct skypedpi_evidence *evidence = &seen->reason[i].evidence;
        fputs(i ? ",[" : "[", out);
        put_fact(out, seen->reason[i].fact);
        put_number(out, microseconds(seen->record.first, evidence->time));
        fprintf(out, "%" PRIu32 ",%u,%u,%u]", evidence->packet, evidence->weight, evidence->score,
                evidence->reverse);
    }
    fputs("],", out);
}

static void put_verdict(FILE *out, const struct skypedpi_verdict *verdict)
{
    put_number(out, verdict->confidence);
    put_text(out, skypedpi_stage_name(verdict->stage));
    put_number(out, verdict->decided_packet);
    put_text(out, text_era(&verdict->era_first, &verdict->era_last).text);
    put_number(out, verdict->call_start / 1000);
    put_number(out, microseconds(verdict->call_start, verdict->call_end));
}

static void put_names(FILE *out, const struct seen *seen)
{
    const struct skypedpi_tuple *tuple = &seen->record.tuple;
    const struct skypedpi_verdict *verdict = &seen->record.verdict;

    put_text(out, text_transport(tuple->transport));
    put_text(out, text_endpoint(tuple->family, tuple->source, tuple->source_port).text);
    put_text(out, text_endpoint(tuple->family, tuple->destination, tuple->destination_port).text);
    put_text(out, seen->user);
    put_text(out, seen->group);
    put_text(out, seen->application);
    put_text(out, words_some(skypedpi_activity_name(verdict->activity)));
    put_text(out, words_some(skypedpi_mechanism_name(verdict->mechanism)));
    put_text(out, words_some(skypedpi_path_name(verdict->path)));
}

static void put_connection(FILE *out, const struct seen *seen)
{
    const struct skypedpi_record *record = &seen->record;

    putc('[', out);
    put_number(out, record->first / 1000);
    put_number(out, microseconds(record->first, record->last));
    put_names(out, seen);
    for (unsigned side = 0; side < 2; side++)
        put_number(out, record->usage.packets[side]);
    for (unsigned side = 0; side < 2; side++)
        put_number(out, record->usage.bytes[side]);
    put_verdict(out, &record->verdict);
    put_text(out, skypedpi_action_name(record->decision.action));
    put_number(out, record->decision.rule);
    put_number(out, record->verdict.flags);
    put_number(out, !record->ended);
    put_text(out, record->ended ? words_end(record->why) : "");
    put_number(out, seen->attempt);
    put_fact(out, seen->fact);
    put_reasons(out, seen);
    fprintf(out, "%" PRIu32 "]", seen->reasons_lost);
}

/* ---- the data ---- */

static void put_facts(FILE *out, const struct table *facts)
{
    for (const struct table_link *link = facts->oldest; link; link = link->newer) {
        const struct fact_text *text = &((const struct fact *)(const void *)link)->text;
        fputs("[", out);
        put_text(out, text->name);
        put_text(out, text->application);
        html_json(out, text->source);
        fputs(link->newer ? "],\n" : "]", out);
    }
}

static void put_data(FILE *out, struct page *page)
{
    fprintf(out, "<script type=application/json id=data>\n{\"fields\":%s,\n\"flags\":[", fields);
    for (unsigned bit = 0; bit < 32; bit++) {
        fputs(bit ? "," : "", out);
        html_json(out, words_flag(bit));
    }
    fputs("],\n\"facts\":[", out);
    put_facts(out, &page->store.seen.facts);
    fputs("],\n\"rows\":[\n", out);
    for (const struct seen *const *seen = seen_sorted(&page->store.seen); *seen; seen++) {
        put_connection(out, *seen);
        fputs(seen[1] ? ",\n" : "\n", out);
    }
    fputs("]}\n</script>\n", out);
}

void page_connections(FILE *out, struct page *page)
{
    uint32_t count = seen_count(&page->store.seen);
    uint64_t beyond = page_beyond(page);

    fputs("<section>\n<h2 id=list>Connections</h2>\n", out);
    if (!count)
        fputs("<p class=note>No connection was seen.</p>\n", out);
    if (page->store.seen.left_out || beyond)
        fprintf(
            out,
            "<p class=\"note warn\">The latest %s of %s: calls, other Skype and the rest share the room. The "
            "sums above are of all%s.</p>\n",
            words_count(count).text, words_count(page->store.sums.all.flows + beyond).text,
            beyond ? " but those there was no room for" : "");
    if (count)
        fputs("<noscript><p class=note>This list needs JavaScript.</p></noscript>\n"
              "<div id=connections hidden></div>\n",
              out);
    put_data(out, page);
    fputs("</section>\n", out);
}
