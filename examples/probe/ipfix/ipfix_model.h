/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_IPFIX_MODEL_H
#define EXAMPLES_PROBE_IPFIX_MODEL_H

#include <stdbool.h>
#include <fixbuf/public.h>

/* What fields there are and which of them a record has, in libfixbuf's terms. */

/* Number of the enterprise the probe's own fields are filed under: the one that RFC 5612 keeps for examples,
 * since this project was given none. They are told from others' by name (RFC 5610). */
#define IPFIX_ENTERPRISE 32473u

/* Bytes of an application id: the engine and a selector of 16 bits (RFC 6759). Four would be usual, but
 * pmacct 1.7.7 knows no names of those. */
#define IPFIX_APPLICATION_ID 3

/* Bytes of a name and of a description in the list of applications, filled up with NUL: nfdump reads no name of
 * varying length there, and 1.7.1 reads as many bytes of a description as of a name, whatever is there. */
#define IPFIX_NAME_ROOM 64

/* Templates are told in this order, but the one of fields goes before all: a collector that learns what a field
 * is after the template with it reads it wrong. Options stand apart, each in a set of its own: pmacct 1.7.7
 * reads only the first of a set. */
enum ipfix_template {
    IPFIX_FLOW_4 = 256,
    IPFIX_APPLICATIONS, /* options: names of application ids */
    IPFIX_FLOW_6,
    IPFIX_NOT_SENT,           /* options: what was lost on the way to the collector */
    IPFIX_UNFOLLOWED_TRAFFIC, /* has addresses, all 0: pmacct leaves out records without */
    IPFIX_ELEMENTS,           /* options: names and types of the probe's own fields */
    IPFIX_TEMPLATE_END
};

/* The fields of the world and the probe's own. NULL after a complaint. */
fbInfoModel_t *ipfix_model_new(void);
unsigned ipfix_model_elements(void); /* how many are the probe's own */
const fbInfoElement_t *ipfix_model_element(fbInfoModel_t *model, unsigned index);

/* Puts all templates into a session. */
bool ipfix_model_templates(fbInfoModel_t *model, fbSession_t *session, GError **error);
/* Bytes of a record on the wire, what of it does not vary in length; a varying field counts one. */
size_t ipfix_model_size(fbSession_t *session, uint16_t template_id);

#endif
