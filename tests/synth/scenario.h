/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_SYNTH_SCENARIO_H
#define TESTS_SYNTH_SCENARIO_H

#include "tests/synth/play.h"
#include "tests/synth/trace.h"

struct synth_scenario {
    const char *name, *what, *source;
    synth_play *play;
};

/* Ends with an entry whose name is NULL. */
extern const struct synth_scenario synth_scenarios[];

const struct synth_scenario *synth_scenario_find(const char *name); /* NULL if there is none */
/* The packets of a scenario in order of time; what a verdict on each flow should say is in their labels. */
struct synth_trace synth_scenario_play(const struct synth_scenario *scenario, uint64_t seed);

#endif
