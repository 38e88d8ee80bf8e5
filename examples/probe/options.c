/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "examples/probe/complain.h"
#include "examples/probe/log/logfile.h"
#include "examples/probe/options.h"

#define AT(field) offsetof(struct settings, field)

const struct option_choice option_choices[] = {
    {"interface", 'i', OPTION_LIST, AT(interfaces), 0, 0, "NAME", "capture there; may be given again"},
    {"read", 'r', OPTION_LIST, AT(files), 0, 0, "FILE",
     "read a capture, - is standard input; may be given again"},
    {"filter", 'f', OPTION_TEXT, AT(filter), 0, 0, "TEXT", "only packets that fit, as pcap-filter(7) says"},
    {"snaplen", 's', OPTION_NUMBER, AT(snaplen), 64, 65535, "N", "bytes of a packet that are looked at"},
    {"buffer", 'B', OPTION_NUMBER, AT(buffer), 1, 2047, "MIB", "room of the kernel for an interface's packets"},
    {"promiscuous", 0, OPTION_YES_NO, AT(promiscuous), 0, 0, "yes|no", "capture what is for others, too"},
    {"set", 0, OPTION_LIST, AT(sets), 0, 0, "FILE", "signatures, text or image; may be given again"},
    {"home", 0, OPTION_LIST, AT(homes), 0, 0, "PREFIX", "addresses of this network; may be given again"},
    {"subscribers", 0, OPTION_TEXT, AT(subscribers), 0, 0, "FILE", "users, their addresses and groups"},
    {"policy", 0, OPTION_TEXT, AT(policy), 0, 0, "FILE", "rules"},
    {"workers", 'w', OPTION_NUMBER, AT(workers), 1, SETTINGS_WORKERS, "N", "threads that look at packets"},
    {"max-flows", 0, OPTION_NUMBER, AT(max_flows), 1, 1 << 28, "N", "flows at one time, all workers together"},
    {"max-endpoints", 0, OPTION_NUMBER, AT(max_endpoints), 0, 1 << 26, "N", "endpoints and hosts remembered"},
    {"step", 0, OPTION_NUMBER, AT(step), 1, 86400, "SECONDS", "length of an interval of the statistics"},
    {"log", 'l', OPTION_LIST, AT(logs), 0, 0, "FILE", "connections, .csv or .jsonl; may be given again"},
    {"syslog", 0, OPTION_TEXT, AT(syslog), 0, 0, "URL", "connections, to udp://, tcp:// or tls://HOST:PORT"},
    {"syslog-ca", 0, OPTION_TEXT, AT(syslog_ca), 0, 0, "FILE", "certificates to trust for tls://"},
    {"syslog-certificate", 0, OPTION_TEXT, AT(syslog_certificate), 0, 0, "FILE", "what to show to the server"},
    {"syslog-key", 0, OPTION_TEXT, AT(syslog_key), 0, 0, "FILE", "its key"},
    {"syslog-all", 0, OPTION_YES_NO, AT(syslog_all), 0, 0, "yes|no", "every connection, not only Skype's"},
    {"syslog-facility", 0, OPTION_TEXT, AT(syslog_facility), 0, 0, "NAME", "local0 unless told; or a number"},
    {"syslog-severity", 0, OPTION_TEXT, AT(syslog_severity), 0, 0, "NAME", "of connections; info unless told"},
    {"syslog-severity-skype", 0, OPTION_TEXT, AT(syslog_severity_skype), 0, 0, "NAME",
     "... of Skype's, or not simply allowed; notice"},
    {"syslog-severity-health", 0, OPTION_TEXT, AT(syslog_severity_health), 0, 0, "NAME",
     "of warnings about the probe; warning"},
    {"export", 0, OPTION_TEXT, AT(export), 0, 0, "URL", "statistics, to ftp://, ftpes:// or ftps://HOST/PATH"},
    {"export-dir", 0, OPTION_TEXT, AT(export_dir), 0, 0, "DIR", "where they wait until they are sent"},
    {"export-every", 0, OPTION_NUMBER, AT(export_every), 1, 86400, "SECONDS", "packet time that a file is of"},
    {"export-ca", 0, OPTION_TEXT, AT(export_ca), 0, 0, "FILE", "certificates to trust for it"},
    {"netrc", 0, OPTION_TEXT, AT(netrc), 0, 0, "FILE", "name and password for the export"},
    {"graphs", 0, OPTION_TEXT, AT(graphs), 0, 0, "DIR", "bandwidth, drawn for hour, day, week, month and year"},
    {"ipfix", 0, OPTION_TEXT, AT(ipfix), 0, 0, "URL", "flows, to a collector at udp://HOST:PORT or tcp://"},
    {"ipfix-domain", 0, OPTION_NUMBER, AT(ipfix_domain), 0, UINT32_MAX, "N",
     "observation domain of this probe"},
    {"ipfix-active", 0, OPTION_NUMBER, AT(ipfix_active), 0, 86400, "SECONDS",
     "how often connections that go on are told of there"},
    {"report", 0, OPTION_TEXT, AT(report), 0, 0, "DIR", "one page that tells everything"},
    {"top", 0, OPTION_YES_NO, AT(top), 0, 0, "yes|no", "show on the terminal what goes on"},
    {"name", 0, OPTION_TEXT, AT(name), 0, 0, "TEXT", "of this probe, begins the names of exported files"},
    {"user", 'u', OPTION_TEXT, AT(user), 0, 0, "NAME", "be that user once packets can be read"},
    {"pidfile", 0, OPTION_TEXT, AT(pidfile), 0, 0, "FILE", "holds the number of the process"},
    {"chdir", 0, OPTION_TEXT, AT(directory), 0, 0, "DIR", "go there first: names of files are as seen from it"},
    {0},
};

_Static_assert(sizeof(option_choices) / sizeof(*option_choices) <= OPTIONS_MOST, "room for their origins");

int option_find(const char *name, size_t length)
{
    for (int i = 0; option_choices[i].name; i++)
        if (strlen(option_choices[i].name) == length && memcmp(option_choices[i].name, name, length) == 0)
            return i;
    return -1;
}

static bool take_text(char **field, const char *value)
{
    char *copy = strdup(value);

    if (!copy)
        return false;
    free(*field);
    *field = copy;
    return true;
}

static bool take_item(struct list *list, const char *value)
{
    char **more = realloc(list->item, (list->count + 1) * sizeof(*more));

    if (!more)
        return false;
    list->item = more;
    list->item[list->count] = NULL;
    return take_text(&list->item[list->count++], value);
}

static bool take_number(const struct option_choice *choice, uint32_t *field, const char *value,
                        const char *where)
{
    char *end;
    unsigned long long number = *value >= '0' && *value <= '9' ? strtoull(value, &end, 10) : 0;

    if (*value < '0' || *value > '9' || *end || number < choice->least || number > choice->most) {
        complain("%s: '%s' is not a number from %u to %u", where, value, choice->least, choice->most);
        return false;
    }
    *field = (uint32_t)number;
    return true;
}

static bool take_yes_no(bool *field, const char *value, const char *where)
{
    bool yes = strcmp(value, "yes") == 0;

    if (!yes && strcmp(value, "no") != 0) {
        complain("%s: '%s' is neither yes nor no", where, value);
        return false;
    }
    *field = yes;
    return true;
}

/* Of a value that is not used, because the command line goes before it. */
static bool fits(const struct option_choice *choice, const char *value, const char *where)
{
    uint32_t number;
    bool yes;

    if (choice->kind == OPTION_NUMBER)
        return take_number(choice, &number, value, where);
    if (choice->kind == OPTION_YES_NO)
        return take_yes_no(&yes, value, where);
    bool log = choice->offset == AT(logs);
    if (!*value)
        complain("%s: nothing is told", where);
    else if (log && log_format(value) == LOG_NONE)
        complain("%s: '%s': a log is a file .csv or .jsonl", where, value);
    return *value && (!log || log_format(value) != LOG_NONE);
}

static bool take_value(struct settings *settings, const struct option_choice *choice, const char *value,
                       const char *where)
{
    void *field = (char *)settings + choice->offset;

    if (choice->kind == OPTION_NUMBER)
        return take_number(choice, field, value, where);
    if (choice->kind == OPTION_YES_NO)
        return take_yes_no(field, value, where);
    if (!fits(choice, value, where))
        return false;
    bool taken = choice->kind == OPTION_LIST ? take_item(field, value) : take_text(field, value);
    if (!taken)
        complain("out of memory");
    return taken;
}

bool option_take(struct option_reading *reading, int choice, const char *value, enum option_origin origin,
                 const char *where)
{
    const struct option_choice *taken = &option_choices[choice];
    bool again = origin == ORIGIN_FILE && reading->in_file[choice] && taken->kind != OPTION_LIST;

    reading->in_file[choice] |= origin == ORIGIN_FILE;
    if (again) {
        complain("%s: %s is told twice", where, taken->name);
        return false;
    }
    if (reading->origin[choice] > origin)
        return fits(taken, value, where);
    reading->origin[choice] = origin;
    return take_value(reading->settings, taken, value, where);
}

void options_help(void)
{
    fputs("usage: skypedpi-probe -i INTERFACE | -r FILE [OPTION...]\n"
          "\n"
          "Tells who uses Skype, when and how much.\n"
          "\n",
          stdout);
    for (const struct option_choice *c = option_choices; c->name; c++) {
        char left[48], letter[8] = "    ";
        if (c->letter)
            snprintf(letter, sizeof(letter), "-%c, ", c->letter);
        char between = c->kind == OPTION_YES_NO ? '=' : ' '; /* yes may be left out, so what is apart is none */
        snprintf(left, sizeof(left), "%s--%s%c%s", letter, c->name, between, c->value);
        printf("  %-32s %s\n", left, c->help);
    }
    fputs("  -c, --config FILE                settings, one 'name = value' a line, names as above\n"
          "      --help                       this text\n"
          "      --version                    the version of the library\n",
          stdout);
}
