/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_IPFIX_SESSION_H
#define EXAMPLES_PROBE_IPFIX_SESSION_H

#include "examples/probe/ipfix/ipfix_queue.h"

/* Builds the messages of one transport session after the other. No I/O. */

struct ipfix_session;

enum ipfix_added {
    IPFIX_ADDED,
    IPFIX_FULL,  /* take the message, then add again */
    IPFIX_NONE,  /* there is no such announcement */
    IPFIX_BROKEN /* after a complaint: it cannot be added */
};

/* Messages have at most @p room bytes. NULL after a complaint. */
struct ipfix_session *ipfix_session_new(uint32_t domain, uint16_t room);
void ipfix_session_free(struct ipfix_session *session);

/* Forgets the message that was begun, and counts from 0 again. */
bool ipfix_session_restart(struct ipfix_session *session);

/* Announcements, by number from 0: names and types of fields, templates, names of applications, and what was
 * lost. Templates may be left out where they have arrived before. */
enum ipfix_added ipfix_session_announce(struct ipfix_session *session, unsigned index, bool templates,
                                        const struct ipfix_loss *lost);
enum ipfix_added ipfix_session_announce_loss(struct ipfix_session *session, const struct ipfix_loss *lost);

/* The name of a record's application goes before it where it was not told yet. */
enum ipfix_added ipfix_session_add(struct ipfix_session *session, const struct ipfix_record *record);

/* The message so far: its length, 0 if there is nothing in it. Valid until the next one is taken. */
size_t ipfix_session_take(struct ipfix_session *session, const uint8_t **message);

#endif
