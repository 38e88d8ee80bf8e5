/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_HANDOVER_H
#define EXAMPLES_PROBE_HANDOVER_H

#include "examples/probe/settings.h"

/* What root does before he becomes another user, so that this one finds what he needs:
 *
 * folders and logs that are missing are made and given to him, where he could not make them himself;
 * of what is there and he cannot write there is a complaint;
 * keys, certificates and passwords that he cannot read are read, and kept for him: the setting names the copy
 * then; what is read anew on SIGHUP and he cannot read is warned of.
 *
 * Does nothing where the probe stays who it is. False after a complaint. `unreadable`: there is something of
 * the last kind, so what is read at the start must be read by root. */
bool handover(struct settings *settings, bool *unreadable);

#endif
