/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef SKYPEDPI_ERROR_H
#define SKYPEDPI_ERROR_H

#include <skypedpi/version.h>

/** @file
 * Results. 0 is success, 1 is success and finished, negative is an error. The numbers never change
 * and are never used again. */

#ifdef __cplusplus
extern "C" {
#endif

/** What a call can return. Bands: -1xx the call, -2xx resources, -3xx texts and sets, -4xx images. */
enum skypedpi_result {
    SKYPEDPI_OK = 0,              /**< done; from skypedpi_flow_feed(): more packets are wanted */
    SKYPEDPI_DONE = 1,            /**< done, and nothing more is wanted for this flow */
    SKYPEDPI_E_ARGUMENT = -101,   /**< an argument is NULL or out of range */
    SKYPEDPI_E_SIZE = -102,       /**< a struct's size field is too small, or its unknown tail is not zero; of
                                       skypedpi_tuple, skypedpi_packet and arrays of skypedpi_native: is not
                                       this library's */
    SKYPEDPI_E_STATE = -103,      /**< the object cannot do this now (a flow that is closed, for example) */
    SKYPEDPI_E_NOT_FOUND = -104,  /**< no such entry */
    SKYPEDPI_E_MEMORY = -201,     /**< the allocator returned NULL */
    SKYPEDPI_E_FULL = -202,       /**< a hard cap is reached, or the caller's buffer is too small */
    SKYPEDPI_E_TEXT = -301,       /**< a text has errors; diagnostics, or skypedpi_text_error, tell which */
    SKYPEDPI_E_EMPTY = -302,      /**< a set without any signature cannot be compiled */
    SKYPEDPI_E_NATIVE = -303,     /**< a native detector is missing, doubled, or of another ABI */
    SKYPEDPI_E_TAKEN = -304,      /**< two sets of one name */
    SKYPEDPI_E_MAGIC = -401,      /**< not an image */
    SKYPEDPI_E_FORMAT = -402,     /**< an image of a format this library does not read */
    SKYPEDPI_E_TRUNCATED = -403,  /**< an image shorter or longer than it says */
    SKYPEDPI_E_DIGEST = -404,     /**< an image whose bytes were changed */
    SKYPEDPI_E_STRUCTURE = -405,  /**< an image that breaks a rule of the format */
    SKYPEDPI_E_NEWER = -406,      /**< an image that requires a newer library */
    SKYPEDPI_E_UNVERIFIED = -407, /**< nobody vouches for the image, and somebody must */
    SKYPEDPI_E_OLD = -408,        /**< an older release of a set than the engine may use */
    SKYPEDPI_E_STEPS = -409       /**< signatures that could make too much work of one message */
};

/**
 * Short fixed name of a result, such as "E_TRUNCATED".
 *
 * @param result any number.
 * @return a static string; "E_UNKNOWN" for a number that is no result.
 *
 * Thread: any. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API const char *skypedpi_error_name(int result);

/**
 * One sentence that tells a person what a result means.
 *
 * @param result any number.
 * @return a static string, lower case, without a full stop; never NULL.
 *
 * Thread: any. Allocates: no. Since: 0.1.
 */
SKYPEDPI_API const char *skypedpi_error_text(int result);

#ifdef __cplusplus
}
#endif
#endif
