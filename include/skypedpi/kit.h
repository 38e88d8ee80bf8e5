/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef SKYPEDPI_KIT_H
#define SKYPEDPI_KIT_H

/** @file
 * libskypedpi-kit: what most embedders need besides the library. Frames, flow table, subscribers, policy,
 * accounts. It does no input or output, and uses nothing of the library but its public headers. */

#include <skypedpi/kit/account.h>
#include <skypedpi/kit/frame.h>
#include <skypedpi/kit/policy.h>
#include <skypedpi/kit/subscribers.h>
#include <skypedpi/kit/table.h>

#endif
