/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_BASE_TRANSPORT_H
#define LIB_BASE_TRANSPORT_H

/* Transports, by their numbers in IP headers. */
enum { TRANSPORT_TCP = 6, TRANSPORT_UDP = 17 };

#endif
