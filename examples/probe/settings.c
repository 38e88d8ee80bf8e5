/* SPDX-License-Identifier: BSD-2-Clause */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <skypedpi/version.h>
#include "examples/probe/complain.h"
#include "examples/probe/config.h"
#include "examples/probe/options.h"

#define EVERY 300 /* seconds that an exported file is of, as good as the step allows */

enum { CODE_CONFIG = 'c', CODE_HELP = 256, CODE_VERSION, CODE_FIRST }; /* the letter, and what is none */

static const struct settings defaults = {
    .snaplen = 65535,
    .buffer = 32,
    .promiscuous = true,
    .max_flows = 262144,
    .max_endpoints = 65536,
    .step = 10,
    .ipfix_active = 60,
};

/* The table of options as getopt_long() wants it. */
struct command_line {
    struct option option[OPTIONS_MOST + 4];
    char letters[2 * OPTIONS_MOST + 8];
    const char *config;
};

static void make_command_line(struct command_line *line)
{
    size_t count = 0, letters = 0;

    *line = (struct command_line){.letters = ":c:"}; /* the colon: getopt_long() does not complain itself */
    letters = strlen(line->letters);
    for (; option_choices[count].name; count++) {
        const struct option_choice *c = &option_choices[count];
        int argument = c->kind == OPTION_YES_NO ? optional_argument : required_argument;
        line->option[count] = (struct option){c->name, argument, NULL, CODE_FIRST + (int)count};
        if (c->letter) {
            line->letters[letters++] = c->letter;
            line->letters[letters++] = ':';
        }
    }
    line->option[count++] = (struct option){"config", required_argument, NULL, CODE_CONFIG};
    line->option[count++] = (struct option){"help", no_argument, NULL, CODE_HELP};
    line->option[count++] = (struct option){"version", no_argument, NULL, CODE_VERSION};
}

static int choice_of(int code)
{
    for (int i = 0; option_choices[i].name; i++)
        if (code == CODE_FIRST + i || (code == option_choices[i].letter && code))
            return i;
    return -1;
}

/* A letter that is not known may stand before others: getopt_long() is not beyond their argument then. */
static enum settings_result complain_usage(int code, char **argv)
{
    if (code == ':')
        complain("%s: a value is missing", argv[optind - 1]);
    else if (optopt != 0 && optopt < CODE_HELP)
        complain("there is no option -%c; --help tells which there are", optopt);
    else
        complain("there is no option %s; --help tells which there are", argv[optind - 1]);
    return SETTINGS_WRONG;
}

static enum settings_result take_option(struct option_reading *reading, struct command_line *line, int code,
                                        char **argv)
{
    int choice = choice_of(code);
    char where[64];

    if (code == CODE_HELP) {
        options_help();
        return SETTINGS_DONE;
    }
    if (code == CODE_VERSION) {
        printf("skypedpi-probe %s\n", skypedpi_version());
        return SETTINGS_DONE;
    }
    if (code == CODE_CONFIG) {
        line->config = optarg;
        return SETTINGS_RUN;
    }
    if (choice < 0)
        return complain_usage(code, argv);
    snprintf(where, sizeof(where), "--%s", option_choices[choice].name);
    bool taken = option_take(reading, choice, optarg ? optarg : "yes", ORIGIN_COMMAND_LINE, where);
    return taken ? SETTINGS_RUN : SETTINGS_WRONG;
}

static enum settings_result read_command_line(struct option_reading *reading, int argc, char **argv)
{
    struct command_line line;
    enum settings_result result = SETTINGS_RUN;
    int code;

    make_command_line(&line);
    while (result == SETTINGS_RUN && (code = getopt_long(argc, argv, line.letters, line.option, NULL)) != -1)
        result = take_option(reading, &line, code, argv);
    if (result == SETTINGS_RUN && optind < argc) {
        complain("what is '%s'? captures are named with -r", argv[optind]);
        return SETTINGS_WRONG;
    }
    if (result == SETTINGS_RUN && line.config && !config_read(reading, line.config))
        return SETTINGS_WRONG;
    return result;
}

static bool somebody_is_told(const struct settings *s)
{
    return s->logs.count || s->syslog || s->export_dir || s->graphs || s->ipfix || s->report || s->top;
}

/* What cannot be had together, or alone. */
static bool settings_fit(const struct settings *settings)
{
    bool live = settings->interfaces.count > 0, files = settings->files.count > 0;

    if (live == files) {
        complain(live ? "packets come from interfaces or from files, not from both"
                      : "where do packets come from? -i INTERFACE or -r FILE; --help tells more");
        return false;
    }
    if (settings->export && !settings->export_dir) {
        complain("--export needs --export-dir, where statistics wait for the server");
        return false;
    }
    if (settings->export_dir && settings->export_every % settings->step) {
        complain("--export-every: %u is not a multiple of --step, which is %u", settings->export_every,
                 settings->step);
        return false;
    }
    if (settings->top && !isatty(STDOUT_FILENO)) {
        complain("--top needs a terminal");
        return false;
    }
    if (!somebody_is_told(settings)) {
        complain("who is to be told? --log FILE, --report DIR, --top ...; --help tells more");
        return false;
    }
    return true;
}

static void free_list(struct list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->item[i]);
    free(list->item);
    *list = (struct list){0};
}

/* A capture named on the command line is read in place of the interfaces of a file, and the other way round. */
static void prefer_command_line(struct option_reading *reading)
{
    enum option_origin live = reading->origin[option_find("interface", strlen("interface"))];
    enum option_origin files = reading->origin[option_find("read", strlen("read"))];

    if (live == ORIGIN_COMMAND_LINE && files == ORIGIN_FILE)
        free_list(&reading->settings->files);
    if (files == ORIGIN_COMMAND_LINE && live == ORIGIN_FILE)
        free_list(&reading->settings->interfaces);
}

static void choose_workers(struct settings *settings)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);

    if (settings->workers == 0)
        settings->workers = settings->files.count || cores < 3 ? 1 : cores > 4 ? 4 : (uint32_t)cores - 1;
}

static void choose_every(struct settings *settings)
{
    if (settings->export_every == 0)
        settings->export_every = (EVERY + settings->step - 1) / settings->step * settings->step;
}

enum settings_result settings_read(struct settings *settings, int argc, char **argv)
{
    struct option_reading reading = {.settings = settings};

    *settings = defaults;
    enum settings_result result = read_command_line(&reading, argc, argv);
    prefer_command_line(&reading);
    choose_every(settings);
    if (result == SETTINGS_RUN && !settings_fit(settings))
        result = SETTINGS_WRONG;
    choose_workers(settings);
    return result;
}

void settings_free(struct settings *settings)
{
    for (const struct option_choice *c = option_choices; c->name; c++) {
        void *field = (char *)settings + c->offset;
        if (c->kind == OPTION_LIST)
            free_list(field);
        else if (c->kind == OPTION_TEXT)
            free(*(char **)field);
    }
}
