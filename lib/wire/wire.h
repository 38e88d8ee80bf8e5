/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_WIRE_WIRE_H
#define LIB_WIRE_WIRE_H

/* What every reader of this folder answers. Unless it answers WIRE_NO its fields are filled as far as the
 * bytes went; fields of type struct bytes point into the payload that was read. */
enum wire_result {
    WIRE_NO = 0,  /* not this protocol */
    WIRE_OK = 1,  /* it is */
    WIRE_MORE = 2 /* a valid beginning, more bytes needed */
};

#endif
