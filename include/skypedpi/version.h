/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef SKYPEDPI_VERSION_H
#define SKYPEDPI_VERSION_H

/** @file
 * Version of the API, and the marks every declaration carries. meson.build names the same version, and
 * compares. */

/** Grows when a program built against an older header may break. */
#define SKYPEDPI_VERSION_MAJOR 0
/** Grows when something is added. */
#define SKYPEDPI_VERSION_MINOR 1
/** Grows when only behaviour is mended. */
#define SKYPEDPI_VERSION_PATCH 0

#if defined(__GNUC__) || defined(__clang__)
/** Marks an exported function. */
#define SKYPEDPI_API __attribute__((visibility("default")))
/** Marks a function whose result must not be ignored. */
#define SKYPEDPI_CHECKED __attribute__((warn_unused_result))
#else
#define SKYPEDPI_API
#define SKYPEDPI_CHECKED
#endif

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Version of the library that runs, as "MAJOR.MINOR.PATCH".
 *
 * @return a static string, never NULL; not to be freed.
 *
 * Thread: any. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API const char *skypedpi_version(void);

#ifdef __cplusplus
}
#endif
#endif
