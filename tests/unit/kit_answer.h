/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_UNIT_KIT_ANSWER_H
#define TESTS_UNIT_KIT_ANSWER_H

#include <string.h>
#include <skypedpi/kit/frame.h>

/* The same frame on its way back. */
static inline struct skypedpi_frame frame_answer(struct skypedpi_frame f)
{
    struct skypedpi_frame answer = f;
    memcpy(answer.source, f.destination, sizeof f.destination);
    memcpy(answer.destination, f.source, sizeof f.source);
    answer.source_port = f.destination_port;
    answer.destination_port = f.source_port;
    return answer;
}

#endif
