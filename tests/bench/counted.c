/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include "tests/bench/counted.h"

__attribute__((noinline)) void counted(struct run *run, const struct plan *plan, bool decided)
{
    (decided ? run_decided_packets : run_packets)(run, plan);
}

void counted_pass(const struct stream *stream, const struct contestant *who, const struct contestant *decider,
                  bool decided)
{
    uint8_t *mark = checked(calloc(stream->packets, 1));
    struct run run;

    run_mark(decider, stream, mark, 1);
    struct plan fed = plan_of(stream, mark, 1, 1, !decided), rest = plan_of(stream, mark, 1, 0, false);
    run_begin(&run, who, stream, decided);
    if (decided) {
        run_packets(&run, &fed);
    }
    counted(&run, decided ? &rest : &fed, decided);
    printf("packets %zu\n", decided ? rest.packets : fed.packets);
    run_end(&run);
    plan_free(&fed);
    plan_free(&rest);
    free(mark);
}
