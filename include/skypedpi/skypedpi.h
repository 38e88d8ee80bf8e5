/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef SKYPEDPI_H
#define SKYPEDPI_H

/** @file
 * Everything: a builder (sigset.h) makes a database (db.h); an engine (engine.h) puts it to work on flows;
 * the answer is a verdict (verdict.h).
 *
 * Pointers marked [out] must not be NULL. Structs that begin with their size grow only at the tail, and all
 * others never do: docs/embedding.md tells what follows for programs built with another version. */

#include <skypedpi/version.h>
#include <skypedpi/error.h>
#include <skypedpi/verdict.h>
#include <skypedpi/db.h>
#include <skypedpi/sigset.h>
#include <skypedpi/engine.h>

#endif
