/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/ipfix/ipfix_model.h"
#include <stdio.h>
#include <string.h>
#include <skypedpi/kit.h>

/* Number of the first of the probe's own fields. Below it are those of the reverse direction (RFC 5103), and
 * pmacct 1.7.7 mixes up fields of two enterprises that have one number. */
#define FIRST_NUMBER 101u

/* One of the probe's own fields; its number is its place in the table. Numbers are for ever. */
struct element {
    const char *name;
    uint16_t length;
    uint8_t type;
    uint32_t meaning;               /* semantics and units, as fixbuf's flags */
    const char *(*value)(unsigned); /* names of its values; NULL: it has none */
    const char *description;
};

static const char *flag_value(unsigned bit)
{
    return bit < 32 ? skypedpi_flag_name(1u << bit) : "";
}

static const struct element elements[] = {
    {"skypedpiActivity", 1, FB_UINT_8, FB_IE_IDENTIFIER, skypedpi_activity_name, "what the flow is used for"},
    {"skypedpiMechanism", 1, FB_UINT_8, FB_IE_IDENTIFIER, skypedpi_mechanism_name, "how it got through"},
    {"skypedpiRole", 1, FB_UINT_8, FB_IE_IDENTIFIER, skypedpi_role_name, "part of its endpoint in the network"},
    {"skypedpiPath", 1, FB_UINT_8, FB_IE_IDENTIFIER, skypedpi_path_name, "how packets find their way"},
    {"skypedpiConfidence", 1, FB_UINT_8, FB_IE_QUANTITY, NULL, "0 to 100"},
    {"skypedpiStage", 1, FB_UINT_8, FB_IE_IDENTIFIER, skypedpi_stage_name, "how firm the verdict is"},
    {"skypedpiSignatureId", 4, FB_UINT_32, FB_IE_IDENTIFIER, NULL,
     "strongest signature that fired, 0: none; unique, higher by 268435456 for each set before its own"},
    {"skypedpiRelease", FB_IE_VARLEN, FB_STRING, FB_IE_DEFAULT, NULL, "client release, or oldest-newest"},
    {"skypedpiGroup", FB_IE_VARLEN, FB_STRING, FB_IE_DEFAULT, NULL, "group of the user"},
    {"skypedpiDecision", 1, FB_UINT_8, FB_IE_IDENTIFIER, skypedpi_action_name, "what the policy says"},
    {"skypedpiCallMilliseconds", 4, FB_UINT_32, FB_IE_DELTACOUNTER | FB_UNITS_MILLISECONDS, NULL,
     "time of calls"},
    {"skypedpiCalls", 4, FB_UINT_32, FB_IE_DELTACOUNTER, NULL, "calls that ended"},
    {"skypedpiFlags", 4, FB_UINT_32, FB_IE_FLAGS, flag_value, "what could not be known; bits"},
    {"skypedpiUser", FB_IE_VARLEN, FB_STRING, FB_IE_DEFAULT, NULL, "userName again, for pmacct 1.7.7"},
    {"skypedpiSignature", FB_IE_VARLEN, FB_STRING, FB_IE_DEFAULT, NULL,
     "name of that signature; SET:NAME if it is not of the first set"},
};
#define ELEMENTS (sizeof(elements) / sizeof(elements[0]))

/* "what it is: 0 none, 1 signalling, ..." */
static void describe(const struct element *element, char *text, size_t room)
{
    size_t used = (size_t)snprintf(text, room, "%s", element->description);

    for (unsigned i = 0; element->value && i < 32 && used < room; i++) {
        const char *name = element->value(i);
        bool known = *name && (i == 0 || strcmp(name, element->value(0)) != 0);
        if (known)
            used += (size_t)snprintf(text + used, room - used, "%s %u %s", i ? "," : ":", i, name);
    }
}

fbInfoModel_t *ipfix_model_new(void)
{
    fbInfoModel_t *model = fbInfoModelAlloc();

    for (unsigned i = 0; i < ELEMENTS; i++) {
        char description[480];
        describe(&elements[i], description, sizeof(description));
        fbInfoElement_t element = {
            .ref.name = elements[i].name,
            .ent = IPFIX_ENTERPRISE,
            .num = (uint16_t)(FIRST_NUMBER + i),
            .len = elements[i].length,
            .type = elements[i].type,
            .flags = elements[i].meaning | (elements[i].type == FB_UINT_32 ? FB_IE_F_ENDIAN : 0),
            .max = strcmp(elements[i].name, "skypedpiConfidence") == 0 ? 100 : 0,
            .description = description,
        };
        fbInfoModelAddElement(model, &element);
    }
    return model;
}

unsigned ipfix_model_elements(void)
{
    return ELEMENTS;
}

const fbInfoElement_t *ipfix_model_element(fbInfoModel_t *model, unsigned index)
{
    return index < ELEMENTS ? fbInfoModelGetElementByName(model, elements[index].name) : NULL;
}

/* Which templates a field is in; one without a flag is in all of its record. */
enum { FLOW = 1, FOUR = 2, SIX = 4, INSIDE = 8 };

static fbTemplate_t *flow_template(fbInfoModel_t *model, uint32_t flags, GError **error)
{
    fbInfoElementSpec_t fields[] = {
        {"applicationName", FB_IE_VARLEN, 0},
        {"userName", FB_IE_VARLEN, FLOW},
        {"skypedpiUser", FB_IE_VARLEN, FLOW},
        {"skypedpiGroup", FB_IE_VARLEN, FLOW},
        {"skypedpiRelease", FB_IE_VARLEN, FLOW},
        {"skypedpiSignature", FB_IE_VARLEN, FLOW},
        {"flowId", 8, FLOW},
        {"flowStartNanoseconds", 8, 0},
        {"flowEndNanoseconds", 8, 0},
        {"flowStartMilliseconds", 8, 0},
        {"flowEndMilliseconds", 8, 0},
        {"octetDeltaCount", 8, 0},
        {"packetDeltaCount", 8, 0},
        {"reverseOctetDeltaCount", 8, FLOW},
        {"reversePacketDeltaCount", 8, FLOW},
        {"sourceIPv4Address", 4, FOUR},
        {"destinationIPv4Address", 4, FOUR},
        {"sourceIPv6Address", 16, SIX},
        {"destinationIPv6Address", 16, SIX},
        {"skypedpiCallMilliseconds", 4, FLOW},
        {"skypedpiCalls", 4, FLOW},
        {"skypedpiSignatureId", 4, FLOW},
        {"skypedpiFlags", 4, FLOW},
        {"sourceTransportPort", 2, FLOW},
        {"destinationTransportPort", 2, FLOW},
        {"applicationId", IPFIX_APPLICATION_ID, 0},
        {"ipVersion", 1, FLOW},
        {"protocolIdentifier", 1, FLOW},
        {"flowEndReason", 1, FLOW},
        {"biflowDirection", 1, FLOW},
        {"skypedpiActivity", 1, FLOW},
        {"skypedpiMechanism", 1, FLOW},
        {"skypedpiRole", 1, FLOW},
        {"skypedpiPath", 1, FLOW},
        {"skypedpiConfidence", 1, FLOW},
        {"skypedpiStage", 1, FLOW},
        {"skypedpiDecision", 1, FLOW},
        FB_IESPEC_NULL,
    };
    fbTemplate_t *template = fbTemplateAlloc(model);

    if (fbTemplateAppendSpecArray(template, fields, flags, error))
        return template;
    fbTemplateFreeUnused(template);
    return NULL;
}

static fbTemplate_t *option_template(fbInfoModel_t *model, fbInfoElementSpec_t *fields, uint16_t scope,
                                     uint32_t flags, GError **error)
{
    fbTemplate_t *template = fbTemplateAlloc(model);

    if (fbTemplateAppendSpecArray(template, fields, flags, error)) {
        fbTemplateSetOptionsScope(template, scope);
        return template;
    }
    fbTemplateFreeUnused(template);
    return NULL;
}

static fbTemplate_t *applications_template(fbInfoModel_t *model, uint32_t flags, GError **error)
{
    fbInfoElementSpec_t fields[] = {
        {"applicationId", IPFIX_APPLICATION_ID, 0},
        {"applicationName", IPFIX_NAME_ROOM, 0},
        {"applicationDescription", IPFIX_NAME_ROOM, 0},
        FB_IESPEC_NULL,
    };

    return option_template(model, fields, 1, flags, error);
}

/* RFC 5610, as fixbuf's own structure has it. */
static fbTemplate_t *elements_template(fbInfoModel_t *model, uint32_t flags, GError **error)
{
    fbInfoElementSpec_t fields[] = {
        {"privateEnterpriseNumber", 4, 0},
        {"informationElementId", 2, 0},
        {"informationElementDataType", 1, 0},
        {"informationElementSemantics", 1, 0},
        {"informationElementUnits", 2, 0},
        {"paddingOctets", 6, INSIDE},
        {"informationElementRangeBegin", 8, 0},
        {"informationElementRangeEnd", 8, 0},
        {"informationElementName", FB_IE_VARLEN, 0},
        {"informationElementDescription", FB_IE_VARLEN, 0},
        FB_IESPEC_NULL,
    };

    return option_template(model, fields, 2, flags, error);
}

static fbTemplate_t *not_sent_template(fbInfoModel_t *model, uint32_t flags, GError **error)
{
    fbInfoElementSpec_t fields[] = {
        {"exportingProcessId", 4, 0},      {"paddingOctets", 4, INSIDE},     {"notSentFlowTotalCount", 8, 0},
        {"notSentPacketTotalCount", 8, 0}, {"notSentOctetTotalCount", 8, 0}, FB_IESPEC_NULL,
    };

    return option_template(model, fields, 1, flags, error);
}

static bool add(fbSession_t *session, uint16_t id, bool inside, fbTemplate_t *template, GError **error)
{
    if (template && fbSessionAddTemplate(session, inside, id, template, error) != 0)
        return true;
    if (template)
        fbTemplateFreeUnused(template);
    return false;
}

bool ipfix_model_templates(fbInfoModel_t *model, fbSession_t *session, GError **error)
{
    static const struct {
        uint16_t id;
        uint32_t outside, inside;
        fbTemplate_t *(*make)(fbInfoModel_t *model, uint32_t flags, GError **error);
    } templates[] = {
        {IPFIX_FLOW_4, FLOW | FOUR, FLOW | FOUR | SIX, flow_template},
        {IPFIX_FLOW_6, FLOW | SIX, FLOW | FOUR | SIX, flow_template},
        {IPFIX_UNFOLLOWED_TRAFFIC, FOUR, FLOW | FOUR | SIX, flow_template},
        {IPFIX_APPLICATIONS, 0, INSIDE, applications_template},
        {IPFIX_ELEMENTS, 0, INSIDE, elements_template},
        {IPFIX_NOT_SENT, 0, INSIDE, not_sent_template},
    };

    for (unsigned i = 0; i < sizeof(templates) / sizeof(templates[0]); i++)
        if (!add(session, templates[i].id, false, templates[i].make(model, templates[i].outside, error),
                 error) ||
            !add(session, templates[i].id, true, templates[i].make(model, templates[i].inside, error), error))
            return false;
    return true;
}

size_t ipfix_model_size(fbSession_t *session, uint16_t template_id)
{
    fbTemplate_t *template = fbSessionGetTemplate(session, FALSE, template_id, NULL);
    size_t size = 0;

    for (uint32_t i = 0; template && i < fbTemplateCountElements(template); i++) {
        uint16_t length = fbTemplateGetIndexedIE(template, i)->len;
        size += length == FB_IE_VARLEN ? 1 : length;
    }
    return size;
}
