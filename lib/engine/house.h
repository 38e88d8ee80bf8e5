/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_HOUSE_H
#define LIB_ENGINE_HOUSE_H

#include "lib/engine/endpoint.h"

/* Who lives at a host: it runs an application, whatever else it does, as long as one of its UDP endpoints, or
 * the host itself, is known for it. A host's record counts them, of two applications at a time. */

/* An endpoint has become known. */
void house_enter(struct endpoints *all, const struct endpoint *endpoint, uint32_t second);

/* An endpoint is going to be forgotten; nothing if it is not known. */
void house_leave(const struct endpoints *all, const struct endpoint *endpoint);

/* Applications that live at a host, a bit for each. */
uint64_t house_applications(const struct endpoint *host);

/* Applications get other numbers; of one that has none (0) all endpoints are forgotten. */
void house_carry(struct endpoint *host, const uint8_t application[UINT8_MAX + 1]);

#endif
