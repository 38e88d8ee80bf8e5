/* SPDX-License-Identifier: BSD-2-Clause */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include "tools/captures.h"
#include "tools/csv.h"
#include "tools/file.h"
#include "tools/message.h"
#include "tools/rows.h"
#include "tools/truth.h"

enum column { PROTO, SRC, SPORT, DST, DPORT, LABEL, ATTEMPT, COLUMNS };

static const char *const column_names[COLUMNS] = {"proto", "src", "sport", "dst", "dport", "label", "attempt"};

/* ---- five-tuples without direction ---- */

static int side_order(const struct skypedpi_tuple *t)
{
    int order = memcmp(t->source, t->destination, sizeof(t->source));

    return order ? order : (int)t->source_port - (int)t->destination_port;
}

static struct skypedpi_tuple undirected(const struct skypedpi_tuple *from)
{
    struct skypedpi_tuple t = *from;

    t.size = sizeof(t);
    t.reserved = 0;
    if (side_order(from) > 0) {
        memcpy(t.source, from->destination, sizeof(t.source));
        memcpy(t.destination, from->source, sizeof(t.destination));
        t.source_port = from->destination_port;
        t.destination_port = from->source_port;
    }
    return t;
}

static int by_tuple(const void *a, const void *b)
{
    const struct truth_flow *x = a, *y = b;

    return memcmp(&x->tuple, &y->tuple, sizeof(x->tuple));
}

static int by_line(const void *a, const void *b)
{
    const struct truth_flow *x = a, *y = b;
    int order = by_tuple(a, b);

    return order ? order : (x->line > y->line) - (x->line < y->line);
}

/* ---- the table ---- */

static bool read_address(const char *text, uint8_t *family, uint8_t address[16])
{
    memset(address, 0, 16);
    *family = strchr(text, ':') ? 6 : 4;
    return inet_pton(*family == 4 ? AF_INET : AF_INET6, text, address) == 1;
}

static bool read_port(const char *text, uint16_t *port)
{
    char *end;
    unsigned long value = strtoul(text, &end, 10);

    *port = (uint16_t)value;
    return *text >= '0' && *text <= '9' && !*end && value <= UINT16_MAX;
}

static bool read_tuple(const char *const cell[COLUMNS], struct skypedpi_tuple *t)
{
    uint8_t family;
    bool tcp = strcmp(cell[PROTO], "tcp") == 0;

    *t = (struct skypedpi_tuple){.size = sizeof(*t), .transport = tcp ? 6 : 17};
    return (tcp || strcmp(cell[PROTO], "udp") == 0) && read_address(cell[SRC], &t->family, t->source) &&
           read_address(cell[DST], &family, t->destination) && family == t->family &&
           read_port(cell[SPORT], &t->source_port) && read_port(cell[DPORT], &t->destination_port);
}

/* In which place each column stands; -1: nowhere. */
static bool read_header(const struct csv *csv, const char *path, int place[COLUMNS])
{
    for (int c = 0; c < COLUMNS; c++) {
        place[c] = -1;
        for (size_t i = 0; i < csv->count; i++) {
            place[c] = strcmp(csv->field[i], column_names[c]) == 0 ? (int)i : place[c];
        }
        if (place[c] < 0 && c != ATTEMPT) {
            complain("%s: its first line names no column '%s'", path, column_names[c]);
            return false;
        }
    }
    return true;
}

static bool read_flow(struct truth *truth, const struct csv *csv, const int place[COLUMNS])
{
    struct truth_flow *flow = &truth->flow[truth->count];
    const char *cell[COLUMNS];

    for (int c = 0; c < COLUMNS; c++) {
        cell[c] = place[c] >= 0 && (size_t)place[c] < csv->count ? csv->field[place[c]] : "";
    }
    if (!read_tuple(cell, &flow->tuple)) {
        complain("%s:%u: no five-tuple", truth->source.path, csv->line);
        return false;
    }
    flow->tuple = undirected(&flow->tuple);
    flow->label = strcmp(cell[LABEL], "unknown") == 0 ? "" : cell[LABEL];
    flow->line = csv->line;
    truth->blocked |= *cell[ATTEMPT] != '\0';
    truth->count++;
    return true;
}

/* A flow has one label: which of two lines were found would be chance, and the other one's flow be missed. */
static bool merge_lines(struct truth *truth)
{
    size_t kept = 0;

    qsort(truth->flow, truth->count, sizeof(*truth->flow), by_line);
    for (size_t i = 0; i < truth->count; i++) {
        const struct truth_flow *flow = &truth->flow[i], *last = &truth->flow[kept ? kept - 1 : 0];
        if (kept == 0 || by_tuple(last, flow) != 0) {
            truth->flow[kept++] = *flow;
        } else if (strcmp(last->label, flow->label) != 0) {
            complain("%s:%u: another label for the flow of line %u", truth->source.path, flow->line,
                     last->line);
            return false;
        }
    }
    truth->count = kept;
    return true;
}

static bool read_table(struct truth *truth)
{
    static const char mark[] = "\xef\xbb\xbf"; /* of byte order, as spreadsheets write it */
    bool marked = strncmp(truth->source.text, mark, sizeof(mark) - 1) == 0;
    struct csv csv = {.at = truth->source.text + (marked ? sizeof(mark) - 1 : 0), .next = 1};
    enum csv_result result = csv_read(&csv);
    int place[COLUMNS];
    bool fine = result == CSV_ROW && read_header(&csv, truth->source.path, place);

    while (fine && (result = csv_read(&csv)) == CSV_ROW) {
        fine = read_flow(truth, &csv, place);
    }
    if (result == CSV_END && !csv.count) {
        complain("%s: no line that names its columns", truth->source.path);
    }
    if (result == CSV_BROKEN) {
        complain("%s:%u: a quote that is never closed", truth->source.path, csv.line);
    }
    return fine && result == CSV_END && merge_lines(truth);
}

/* At least as many as there are rows: CR alone ends one, too. */
static size_t lines_of(const struct source *source)
{
    size_t lines = 1;

    for (size_t i = 0; i < source->length; i++) {
        lines += source->text[i] == '\n' || source->text[i] == '\r';
    }
    return lines;
}

/* Reads a file whole; it belongs to `truth` from then on. */
static bool take_file(struct truth *truth, char *path)
{
    struct sources sources;
    bool fine = sources_read(&sources, &path, 1);

    if (sources.count) {
        truth->source = sources.item[0];
        sources.count = 0;
    }
    sources_free(&sources);
    if (fine && source_is_image(&truth->source)) {
        complain("%s: not text", path);
        fine = false;
    }
    truth->flow = fine ? calloc(lines_of(&truth->source), sizeof(*truth->flow)) : NULL;
    if (fine && !truth->flow) {
        complain("out of memory");
    }
    return fine && truth->flow;
}

char *truth_path(const char *capture, const char *folder)
{
    static const char ending[] = ".truth.csv";
    const char *base = capture_base(capture), *dot = strrchr(base, '.');
    size_t stem = dot ? (size_t)(dot - base) : strlen(base);
    size_t before = folder ? strlen(folder) + 1 : (size_t)(base - capture);
    char *path = malloc(before + stem + sizeof(ending));

    if (path) {
        memcpy(path, folder ? folder : capture, folder ? before - 1 : before);
        if (folder) {
            path[before - 1] = '/';
        }
        memcpy(path + before, base, stem);
        memcpy(path + before + stem, ending, sizeof(ending));
    } else {
        complain("out of memory");
    }
    return path;
}

bool truth_read(struct truth *truth, const char *capture, const char *folder, bool negative)
{
    *truth = (struct truth){.known = negative, .negative = negative};
    char *path = truth_path(capture, folder);
    if (!path) {
        return false;
    }
    bool fine = true;
    if (file_exists(path)) {
        truth->known = true;
        fine = take_file(truth, path) && read_table(truth);
    }
    free(path);
    truth->source.path = NULL;
    return fine;
}

void truth_free(struct truth *truth)
{
    free(truth->flow);
    free(truth->source.text);
    *truth = (struct truth){0};
}

struct truth_flow *truth_find(const struct truth *truth, const struct skypedpi_tuple *tuple)
{
    const struct truth_flow key = {.tuple = undirected(tuple)};

    return truth->count ? bsearch(&key, truth->flow, truth->count, sizeof(key), by_tuple) : NULL;
}

const char *truth_label(const struct truth *truth, const struct skypedpi_tuple *tuple)
{
    const struct truth_flow *found = truth_find(truth, tuple);

    return found ? found->label : "";
}
