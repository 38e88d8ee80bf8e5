/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_PROOF_H
#define TOOLS_PROOF_H

#include <stdbool.h>

/* Which captures a signature's clause `proof` names. */

/* Is the capture named? By its file's name, as a word: "office.pcap". Or, in a part that ends with a semicolon
 * or the text, by its first word and a later one: "synthetic login, dns" are synthetic-login.pcap and
 * synthetic-dns.pcap, whatever their ending. `base`: the file's name without folders. */
bool proof_names(const char *proof, const char *base);

#endif
