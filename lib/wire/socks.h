/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_WIRE_SOCKS_H
#define LIB_WIRE_SOCKS_H

#include "lib/base/bytes.h"
#include "lib/wire/wire.h"

/* The messages that open a SOCKS connection, each read from its first byte. `used` is what the message takes
 * of the stream; behind it stands the side's next message, and behind the last one what goes through. */

#define SOCKS5_NO_LOGIN 0x00 /* RFC 1928 3 */
#define SOCKS5_LOGIN    0x02 /* user name and password, RFC 1929 */
#define SOCKS5_REFUSED  0xff

/* In the order they are sent (RFC 1928); the login pair only if the choice was SOCKS5_LOGIN (RFC 1929). */
enum wire_result socks5_greeting_read(struct bytes client, size_t *used);
enum wire_result socks5_choice_read(struct bytes server, size_t *used, uint8_t *method);
enum wire_result socks5_login_read(struct bytes client, size_t *used);
enum wire_result socks5_login_reply_read(struct bytes server, size_t *used, bool *granted);
enum wire_result socks5_request_read(struct bytes client, size_t *used);
enum wire_result socks5_reply_read(struct bytes server, size_t *used, bool *granted);

/* SOCKS 4 and 4A. */
enum wire_result socks4_request_read(struct bytes client, size_t *used);
enum wire_result socks4_reply_read(struct bytes server, size_t *used, bool *granted);

#endif
