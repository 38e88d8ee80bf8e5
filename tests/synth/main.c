/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "tests/synth/scenario.h"

/* skypedpi-synth: writes a scenario as a capture file. */

static const char usage[] =
    "usage: skypedpi-synth SCENARIO [-o FILE] [--truth FILE] [--seed NUMBER]\n"
    "       skypedpi-synth --list\n"
    "\n"
    "Writes synthetic traffic, made from published facts, as a pcap file. Nothing is sent.\n"
    "\n"
    "  -o FILE          the capture; synthetic-SCENARIO.pcap if not told\n"
    "  --truth FILE     what each flow is, as a table\n"
    "  --seed NUMBER    another seed gives other random bytes, addresses and times; 1 if not told\n"
    "  --list           the scenarios: name, what it shows, where the facts are from\n"
    "  --help           this text\n";

struct options {
    const char *scenario, *capture, *truth;
    uint64_t seed;
    bool list, help;
};

static bool read_number(const char *text, uint64_t *number)
{
    char *end;
    *number = strtoull(text, &end, 0);
    return *text >= '0' && *text <= '9' && !*end;
}

/* Where the value of an option goes, NULL if it is none that takes one. */
static const char **value_place(struct options *o, const char *word)
{
    if (strcmp(word, "-o") == 0)
        return &o->capture;
    return strcmp(word, "--truth") == 0 ? &o->truth : NULL;
}

static bool read_options(struct options *o, char **words)
{
    for (; *words; words++) {
        const char **place = value_place(o, *words);
        if (place && words[1])
            *place = *++words;
        else if (strcmp(*words, "--seed") == 0 && words[1] && read_number(words[1], &o->seed))
            words++;
        else if (strcmp(*words, "--list") == 0)
            o->list = true;
        else if (strcmp(*words, "--help") == 0)
            o->help = true;
        else if (**words != '-' && !o->scenario)
            o->scenario = *words;
        else
            return false;
    }
    return o->list || o->help || o->scenario;
}

static void list(void)
{
    for (const struct synth_scenario *s = synth_scenarios; s->name; s++)
        printf("%-22s %s (%s)\n", s->name, s->what, s->source);
}

static bool write_capture(const struct synth_trace *trace, const char *path)
{
    struct synth_pcap pcap;
    if (!synth_pcap_open(&pcap, path))
        return false;
    synth_trace_play(trace, synth_pcap_write, &pcap);
    return synth_pcap_close(&pcap);
}

static bool write_truth(const struct synth_trace *trace, const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file)
        return false;
    synth_trace_write_truth(trace, file);
    bool failed = ferror(file);
    return fclose(file) == 0 && !failed;
}

static int complain(const char *path)
{
    fputs("skypedpi-synth: ", stderr);
    perror(path);
    return EXIT_FAILURE;
}

static int write_files(const struct synth_scenario *scenario, const struct options *o)
{
    char name[64];
    snprintf(name, sizeof name, "synthetic-%s.pcap", scenario->name);
    const char *capture = o->capture ? o->capture : name;
    struct synth_trace trace = synth_scenario_play(scenario, o->seed);
    int result = EXIT_SUCCESS;
    if (!write_capture(&trace, capture))
        result = complain(capture);
    else if (o->truth && !write_truth(&trace, o->truth))
        result = complain(o->truth);
    synth_trace_free(&trace);
    return result;
}

int main(int argc, char **argv)
{
    struct options o = {.seed = 1};
    if (argc < 1 || !read_options(&o, argv + 1)) {
        fputs(usage, stderr);
        return 2;
    }
    if (o.help || o.list) {
        if (o.help)
            fputs(usage, stdout);
        else
            list();
        return EXIT_SUCCESS;
    }
    const struct synth_scenario *scenario = synth_scenario_find(o.scenario);
    if (!scenario) {
        fprintf(stderr, "skypedpi-synth: no scenario \"%s\"; --list shows them\n", o.scenario);
        return 2;
    }
    return write_files(scenario, &o);
}
