/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_TEXT_H
#define LIB_ENGINE_TEXT_H

#include "lib/base/bytes.h"
#include "lib/sigset/model.h"
#include "lib/wire/x509.h"

/* Does the test hold between a text and one entry of a list? With `fold` the text's letters A-Z count as a-z;
 * entries are lower case then. */
bool text_fits(const struct model *model, uint32_t list, unsigned test, struct bytes text, bool fold);

/* The same for the names of a certificate: does it hold for one of them? */
bool names_fit(const struct model *model, uint32_t list, unsigned test, const struct x509_names *names);

/* Reads a release as a rule of a signature says; false if there is none to read. */
bool release_read(const struct model *model, const struct signature *signature, struct bytes text,
                  struct skypedpi_release *release);

#endif
