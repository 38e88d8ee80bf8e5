/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/ipfix/ipfix_session.h"
#include <stdlib.h>
#include <string.h>
#include "examples/probe/complain.h"
#include "examples/probe/ipfix/ipfix_data.h"
#include "examples/probe/ipfix/ipfix_model.h"

/* Application ids of which the names are told; a database has numbers below 256. */
#define APPLICATIONS   257u
#define MESSAGE_HEADER 16u
#define SET_HEADER     4u

struct application {
    struct ipfix_text name; /* length 0: not met yet */
    bool told;              /* in this transport session */
};

struct ipfix_session {
    fbInfoModel_t *model;
    fbSession_t *templates; /* the buffer's own */
    fBuf_t *buffer;         /* NULL: broken */
    fbExporter_t *exporter; /* the buffer's own */
    uint32_t domain;
    uint16_t room;
    uint16_t set; /* what the set that is being written holds, 0: none is */
    size_t used;  /* bytes of the message */
    size_t fixed[IPFIX_TEMPLATE_END - IPFIX_FLOW_4];
    struct application applications[APPLICATIONS];
    uint8_t message[];
};

static bool complain_of(GError *error)
{
    complain("ipfix: %s", error ? error->message : "libfixbuf failed");
    g_clear_error(&error);
    return false;
}

struct ipfix_session *ipfix_session_new(uint32_t domain, uint16_t room)
{
    struct ipfix_session *session = calloc(1, sizeof(*session) + room);

    if (!session) {
        complain("ipfix: no memory");
        return NULL;
    }
    session->model = ipfix_model_new();
    session->domain = domain;
    session->room = room;
    for (unsigned i = 0; i <= SKYPEDPI_APPLICATION_SKYPE_RELATED; i++)
        session->applications[i].name = ipfix_text(skypedpi_application_name(i));
    session->applications[APPLICATIONS - 1].name = ipfix_text("unfollowed");
    if (ipfix_session_restart(session))
        return session;
    ipfix_session_free(session);
    return NULL;
}

void ipfix_session_free(struct ipfix_session *session)
{
    if (!session)
        return;
    fBufFree(session->buffer);
    fbInfoModelFree(session->model);
    free(session);
}

bool ipfix_session_restart(struct ipfix_session *session)
{
    GError *error = NULL;

    fBufFree(session->buffer); /* its session and exporter, too */
    session->buffer = NULL;
    session->used = 0;
    session->set = 0;
    for (unsigned i = 0; i < APPLICATIONS; i++)
        session->applications[i].told = false;
    session->templates = fbSessionAlloc(session->model);
    fbSessionSetDomain(session->templates, session->domain);
    if (!ipfix_model_templates(session->model, session->templates, &error)) {
        fbSessionFree(session->templates);
        return complain_of(error);
    }
    for (unsigned id = IPFIX_FLOW_4; id < IPFIX_TEMPLATE_END; id++)
        session->fixed[id - IPFIX_FLOW_4] = ipfix_model_size(session->templates, (uint16_t)id);
    session->exporter = fbExporterAllocBuffer(session->message, session->room);
    session->buffer = fBufAllocForExport(session->templates, session->exporter);
    fBufSetAutomaticMode(session->buffer, FALSE);
    return true;
}

static size_t varying(size_t length)
{
    return length + (length < 255 ? 0 : 2); /* the one byte of its length is in the fixed part */
}

/* Counts @p size bytes of a set in. False where the message has no room for them: an empty set must not be
 * begun. */
static bool reserve(struct ipfix_session *session, uint16_t set, size_t size)
{
    size_t more = size + (session->set == set ? 0 : SET_HEADER) + (session->used ? 0 : MESSAGE_HEADER);

    if (set == IPFIX_APPLICATIONS && session->set == set)
        return false; /* nfdump 1.7.1 does not know where the second name of a set begins */
    if (session->used > 0 && session->used + more > session->room)
        return false;
    session->used += more;
    session->set = set;
    return true;
}

/* One thing to append to the message. */
struct piece {
    uint16_t id;
    void *data; /* NULL: the template itself */
    size_t length;
    const fbInfoElement_t *element; /* or this one's name and type */
};

static bool append(struct ipfix_session *session, const struct piece *piece, GError **error)
{
    fBuf_t *buffer = session->buffer;

    if (piece->element)
        return fbInfoElementWriteOptionsRecord(buffer, piece->element, piece->id, piece->id, error);
    if (!piece->data)
        return fbSessionExportTemplate(session->templates, piece->id, error);
    return fBufSetInternalTemplate(buffer, piece->id, error) &&
           fBufSetExportTemplate(buffer, piece->id, error) &&
           fBufAppend(buffer, piece->data, piece->length, error);
}

/* Templates and data do not share a message here: fixbuf says "end of message" where one follows the other,
 * also when there is none yet, so an empty message is tried twice. */
static enum ipfix_added add(struct ipfix_session *session, uint16_t set, size_t size, const struct piece *piece)
{
    bool empty = session->used == 0;
    GError *error = NULL;

    if (!session->buffer)
        return IPFIX_BROKEN;
    if (!reserve(session, set, size))
        return IPFIX_FULL;
    for (unsigned attempt = 0; attempt < 2; attempt++) {
        g_clear_error(&error);
        if (append(session, piece, &error))
            return IPFIX_ADDED;
        if (!g_error_matches(error, FB_ERROR_DOMAIN, FB_ERROR_EOM))
            break;
        if (!empty) {
            g_clear_error(&error);
            return IPFIX_FULL;
        }
    }
    complain_of(error);
    return IPFIX_BROKEN;
}

static enum ipfix_added add_data(struct ipfix_session *session, uint16_t id, void *data, size_t length,
                                 size_t names)
{
    return add(session, id, session->fixed[id - IPFIX_FLOW_4] + names, &(struct piece){id, data, length, NULL});
}

static enum ipfix_added add_element(struct ipfix_session *session, const fbInfoElement_t *element)
{
    size_t names = strlen(element->ref.name) + varying(strlen(element->description));

    return add(session, IPFIX_ELEMENTS, session->fixed[IPFIX_ELEMENTS - IPFIX_FLOW_4] + names,
               &(struct piece){IPFIX_ELEMENTS, NULL, 0, element});
}

/* A field takes 4 or 8 bytes; a size that is too great does no harm here. */
static enum ipfix_added add_template(struct ipfix_session *session, uint16_t id)
{
    fbTemplate_t *template = fbSessionGetTemplate(session->templates, FALSE, id, NULL);
    size_t size = 6 + 8 * (size_t)fbTemplateCountElements(template);

    return add(session, fbTemplateGetOptionsScope(template) ? 3 : 2, size, &(struct piece){id, NULL, 0, NULL});
}

static enum ipfix_added add_application(struct ipfix_session *session, unsigned index)
{
    struct application *application = &session->applications[index];
    unsigned number = index < APPLICATIONS - 1 ? index : IPFIX_UNFOLLOWED;
    struct ipfix_application_data data = ipfix_data_application(number, &application->name);

    enum ipfix_added added = add_data(session, IPFIX_APPLICATIONS, &data, sizeof(data), 0);
    application->told |= added == IPFIX_ADDED;
    return added;
}

/* Sees to it that the name of a record's application is told. */
static enum ipfix_added tell_application(struct ipfix_session *session, const struct ipfix_record *record)
{
    unsigned index = record->application == IPFIX_UNFOLLOWED ? APPLICATIONS - 1 : record->application;

    if (index >= APPLICATIONS || record->application_name.length == 0)
        return IPFIX_ADDED;
    struct application *application = &session->applications[index];
    const struct ipfix_text *name = &record->application_name;
    if (application->name.length != name->length ||
        memcmp(application->name.text, name->text, name->length) != 0)
        *application = (struct application){.name = *name};
    return application->told ? IPFIX_ADDED : add_application(session, index);
}

enum ipfix_added ipfix_session_announce_loss(struct ipfix_session *session, const struct ipfix_loss *lost)
{
    struct ipfix_not_sent_data data = ipfix_data_not_sent(lost);

    return add_data(session, IPFIX_NOT_SENT, &data, sizeof(data), 0);
}

enum ipfix_added ipfix_session_announce(struct ipfix_session *session, unsigned index, bool templates,
                                        const struct ipfix_loss *lost)
{
    unsigned elements = ipfix_model_elements(), others = IPFIX_ELEMENTS - IPFIX_FLOW_4;

    if (index == 0)
        return templates ? add_template(session, IPFIX_ELEMENTS) : IPFIX_ADDED;
    index--;
    if (index < elements)
        return add_element(session, ipfix_model_element(session->model, index));
    index -= elements;
    if (index < others)
        return templates ? add_template(session, (uint16_t)(IPFIX_FLOW_4 + index)) : IPFIX_ADDED;
    index -= others;
    if (index < APPLICATIONS)
        return session->applications[index].name.length ? add_application(session, index) : IPFIX_ADDED;
    return index == APPLICATIONS ? ipfix_session_announce_loss(session, lost) : IPFIX_NONE;
}

static uint16_t template_of(const struct ipfix_record *record)
{
    switch (record->tuple.family) {
    case 0:
        return IPFIX_UNFOLLOWED_TRAFFIC;
    case 6:
        return IPFIX_FLOW_6;
    default:
        return IPFIX_FLOW_4;
    }
}

enum ipfix_added ipfix_session_add(struct ipfix_session *session, const struct ipfix_record *record)
{
    struct ipfix_flow_data data = ipfix_data_flow(record);
    enum ipfix_added told = tell_application(session, record);
    size_t names = record->application_name.length;

    if (told != IPFIX_ADDED)
        return told;
    if (record->tuple.family != 0)
        names += (size_t)2 * record->user.length + record->group.length + record->release.length +
                 record->signature_name.length;
    return add_data(session, template_of(record), &data, sizeof(data), names);
}

size_t ipfix_session_take(struct ipfix_session *session, const uint8_t **message)
{
    GError *error = NULL;

    if (session->used == 0 || !session->buffer)
        return 0;
    session->used = 0;
    session->set = 0;
    if (!fBufEmit(session->buffer, &error)) {
        complain_of(error);
        return 0;
    }
    *message = session->message;
    return fbExporterGetMsgLen(session->exporter);
}
