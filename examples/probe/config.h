/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_CONFIG_H
#define EXAMPLES_PROBE_CONFIG_H

#include "examples/probe/options.h"

/* Reads a configuration file: lines of "name = value", with comments from a # on that stands first or after a
 * blank. All that is wrong is complained about, with its line. False if anything was. */
bool config_read(struct option_reading *reading, const char *path);

#endif
