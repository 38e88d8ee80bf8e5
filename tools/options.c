/* SPDX-License-Identifier: BSD-2-Clause */
#include <getopt.h>
#include <stdlib.h>
#include "tools/classifier.h"
#include "tools/message.h"
#include "tools/number.h"
#include "tools/options.h"

#define MAX_FLOWS_MOST     (UINT32_C(1) << 30)
#define MAX_ENDPOINTS_MOST (UINT32_C(1) << 28)

static const struct option choices[] = {
    {"csv", no_argument, NULL, 'c'},
    {"json", no_argument, NULL, 'j'},
    {"explain", no_argument, NULL, 'e'},
    {"all", no_argument, NULL, 'a'},
    {"together", no_argument, NULL, 't'},
    {"only", required_argument, NULL, 'y'},
    {"set", required_argument, NULL, 's'},
    {"max-flows", required_argument, NULL, 'm'},
    {"output", required_argument, NULL, 'o'},
    {"endpoints", no_argument, NULL, 'p'},
    {"max-endpoints", required_argument, NULL, 'n'},
    {"blocked", no_argument, NULL, 'b'},
    {"public-key", required_argument, NULL, 'k'},
    {"repeatable", no_argument, NULL, 'r'},
    {0},
};

static bool take(struct options *options, int choice)
{
    switch (choice) {
    case 'c':
        return format_take(&options->format, FORMAT_CSV, "classify");
    case 'j':
        return format_take(&options->format, FORMAT_JSON, "classify");
    case 'e':
        return format_take(&options->format, FORMAT_EXPLAIN, "classify");
    case 'a':
        options->all = true;
        return true;
    case 't':
        options->together = true;
        return true;
    case 'y':
        options->only = optarg;
        return true;
    case 's':
        options->sets[options->set_count++] = optarg;
        return true;
    case 'm':
        return number_read("--max-flows", optarg, 1, MAX_FLOWS_MOST, &options->max_flows);
    case 'p':
        options->endpoints = true;
        return true;
    case 'n':
        return number_read("--max-endpoints", optarg, 0, MAX_ENDPOINTS_MOST, &options->max_endpoints);
    case 'b':
        options->blocked = true;
        return true;
    case 'r':
        options->repeatable = true;
        return true;
    case 'k':
        return trust_add(&options->trust, optarg);
    case 'o':
        options->output = optarg;
        return true;
    default:
        return false;
    }
}

/* Options that cannot be had together. */
static bool agree(const struct options *options)
{
    if (options->all && options->format != FORMAT_EXPLAIN) {
        complain("classify: --all goes with --explain: other reports have all flows");
        return false;
    }
    if (options->blocked && options->max_endpoints == 0) {
        complain("classify: --blocked needs hosts to be remembered, and --max-endpoints 0 forbids it");
        return false;
    }
    if (options->trust.count > 0 && options->set_count == 0) {
        complain("classify: --public-key is for a set of yours (--set): the builtin one carries no signature");
        return false;
    }
    return true;
}

bool options_read(struct options *options, int argc, char **argv)
{
    int choice;

    *options = (struct options){.max_flows = CLASSIFIER_FLOWS, .max_endpoints = CLASSIFIER_ENDPOINTS};
    options->sets = calloc((size_t)argc, sizeof(*options->sets));
    if (!options->sets) {
        complain("out of memory");
        return false;
    }
    while ((choice = getopt_long(argc, argv, "o:", choices, NULL)) != -1) {
        if (!take(options, choice)) {
            return false;
        }
    }
    if (!agree(options)) {
        return false;
    }
    if (optind == argc) {
        complain("classify: which capture? try 'skypedpi help classify'");
        return false;
    }
    options->captures = argv + optind;
    options->capture_count = (size_t)(argc - optind);
    return true;
}

void options_free(struct options *options)
{
    free(options->sets);
}
