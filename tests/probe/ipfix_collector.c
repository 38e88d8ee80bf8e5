/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/probe/ipfix_collector.h"
#include <arpa/inet.h>
#include <check.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define PENDING 131072u
#define OURS    32473u

/* The probe's fields as docs/scale.md has them, by number: not by the exporter's own table. */
static void add_element(fbInfoModel_t *model, const char *name, uint16_t number, uint16_t length, uint8_t type)
{
    fbInfoElement_t element = {.ref.name = name,
                               .ent = OURS,
                               .num = number,
                               .len = length,
                               .type = type,
                               .flags = length == 2 || length == 4 ? FB_IE_F_ENDIAN : 0};

    fbInfoModelAddElement(model, &element);
}

static fbInfoModel_t *make_model(void)
{
    static const char *const bytes[] = {"activity", "mechanism", "role", "path", "confidence", "stage"};
    fbInfoModel_t *model = fbInfoModelAlloc();

    for (uint16_t i = 0; i < 6; i++)
        add_element(model, bytes[i], (uint16_t)(101 + i), 1, FB_UINT_8);
    add_element(model, "signature", 107, 4, FB_UINT_32);
    add_element(model, "release", 108, FB_IE_VARLEN, FB_STRING);
    add_element(model, "group", 109, FB_IE_VARLEN, FB_STRING);
    add_element(model, "decision", 110, 1, FB_UINT_8);
    add_element(model, "callMilliseconds", 111, 4, FB_UINT_32);
    add_element(model, "calls", 112, 4, FB_UINT_32);
    add_element(model, "flags", 113, 4, FB_UINT_32);
    add_element(model, "user", 114, FB_IE_VARLEN, FB_STRING);
    add_element(model, "signatureName", 115, FB_IE_VARLEN, FB_STRING);
    return model;
}

/* ---- records ---- */

struct flow_in {
    fbVarfield_t application_name, user, user_again, group, release, signature_name;
    uint64_t flow, start_ns, end_ns, start_ms, end_ms, bytes, packets, reverse_bytes, reverse_packets;
    uint32_t source4, destination4;
    uint8_t source6[16], destination6[16];
    uint32_t call_milliseconds, calls, signature, flags;
    uint16_t source_port, destination_port;
    uint8_t version, protocol, end_reason, direction;
    uint8_t activity, mechanism, role, path, confidence, stage, decision;
    uint8_t application[3];
};

struct name_in {
    uint8_t application[3];
    char name[64], description[64];
};

struct loss_in {
    uint64_t records, packets, bytes;
    uint32_t process;
};

enum { FLOW_IN = 1000, NAME_IN, ELEMENT_IN, LOSS_IN };

static void add_inside(fbSession_t *session, fbInfoModel_t *model, uint16_t id, fbInfoElementSpec_t *fields)
{
    GError *error = NULL;
    fbTemplate_t *template = fbTemplateAlloc(model);

    ck_assert(fbTemplateAppendSpecArray(template, fields, 0, &error));
    ck_assert_uint_eq(fbSessionAddTemplate(session, TRUE, id, template, &error), id);
}

static fBuf_t *make_buffer(fbInfoModel_t *model)
{
    fbInfoElementSpec_t flow[] = {
        {"applicationName", FB_IE_VARLEN, 0},
        {"userName", FB_IE_VARLEN, 0},
        {"user", FB_IE_VARLEN, 0},
        {"group", FB_IE_VARLEN, 0},
        {"release", FB_IE_VARLEN, 0},
        {"signatureName", FB_IE_VARLEN, 0},
        {"flowId", 8, 0},
        {"flowStartNanoseconds", 8, 0},
        {"flowEndNanoseconds", 8, 0},
        {"flowStartMilliseconds", 8, 0},
        {"flowEndMilliseconds", 8, 0},
        {"octetDeltaCount", 8, 0},
        {"packetDeltaCount", 8, 0},
        {"reverseOctetDeltaCount", 8, 0},
        {"reversePacketDeltaCount", 8, 0},
        {"sourceIPv4Address", 4, 0},
        {"destinationIPv4Address", 4, 0},
        {"sourceIPv6Address", 16, 0},
        {"destinationIPv6Address", 16, 0},
        {"callMilliseconds", 4, 0},
        {"calls", 4, 0},
        {"signature", 4, 0},
        {"flags", 4, 0},
        {"sourceTransportPort", 2, 0},
        {"destinationTransportPort", 2, 0},
        {"ipVersion", 1, 0},
        {"protocolIdentifier", 1, 0},
        {"flowEndReason", 1, 0},
        {"biflowDirection", 1, 0},
        {"activity", 1, 0},
        {"mechanism", 1, 0},
        {"role", 1, 0},
        {"path", 1, 0},
        {"confidence", 1, 0},
        {"stage", 1, 0},
        {"decision", 1, 0},
        {"applicationId", 3, 0},
        FB_IESPEC_NULL,
    };
    fbInfoElementSpec_t name[] = {
        {"applicationId", 3, 0}, {"applicationName", 64, 0}, {"applicationDescription", 64, 0}, FB_IESPEC_NULL};
    fbInfoElementSpec_t loss[] = {{"notSentFlowTotalCount", 8, 0},
                                  {"notSentPacketTotalCount", 8, 0},
                                  {"notSentOctetTotalCount", 8, 0},
                                  {"exportingProcessId", 4, 0},
                                  FB_IESPEC_NULL};
    GError *error = NULL;
    fbSession_t *session = fbSessionAlloc(model);

    add_inside(session, model, FLOW_IN, flow);
    add_inside(session, model, NAME_IN, name);
    add_inside(session, model, LOSS_IN, loss);
    ck_assert(
        fbSessionAddTemplate(session, TRUE, ELEMENT_IN, fbInfoElementAllocTypeTemplate(model, &error), &error));
    fBuf_t *buffer = fBufAllocForCollection(session, NULL);
    fBufSetAutomaticMode(buffer, FALSE);
    return buffer;
}

static void copy(char *out, size_t room, const fbVarfield_t *text)
{
    ck_assert_uint_lt(text->len, room);
    if (text->len)
        memcpy(out, text->buf, text->len);
    out[text->len] = '\0';
    ck_assert_uint_eq(strlen(out), text->len);
}

static bool was_named(const struct collector *c, uint32_t application, const char *name)
{
    for (uint32_t i = c->name_count; i-- > 0;)
        if (c->names[i].application == application)
            return strcmp(c->names[i].name, name) == 0;
    return false;
}

static uint32_t selector(const uint8_t id[3])
{
    return id[0] == 6 ? (uint32_t)id[1] << 8 | id[2] : 0xffffff;
}

static void write4(uint8_t out[4], uint32_t address)
{
    address = htonl(address);
    memcpy(out, &address, 4);
}

static void take_flow(struct collector *c, const struct flow_in *in, uint16_t template_id)
{
    ck_assert_uint_lt(c->flow_count, COLLECTOR_FLOWS);
    struct got_flow *out = &c->flows[c->flow_count++];

    *out = (struct got_flow){
        .template_id = template_id,
        .flow = in->flow,
        .start_ns = in->start_ns,
        .end_ns = in->end_ns,
        .start_ms = in->start_ms,
        .end_ms = in->end_ms,
        .bytes = {in->bytes, in->reverse_bytes},
        .packets = {in->packets, in->reverse_packets},
        .call_milliseconds = in->call_milliseconds,
        .calls = in->calls,
        .signature = in->signature,
        .flags = in->flags,
        .source_port = in->source_port,
        .destination_port = in->destination_port,
        .application = selector(in->application),
        .version = in->version,
        .protocol = in->protocol,
        .end_reason = in->end_reason,
        .direction = in->direction,
        .activity = in->activity,
        .mechanism = in->mechanism,
        .role = in->role,
        .path = in->path,
        .confidence = in->confidence,
        .stage = in->stage,
        .decision = in->decision,
    };
    write4(out->source4, in->source4);
    write4(out->destination4, in->destination4);
    memcpy(out->source6, in->source6, 16);
    memcpy(out->destination6, in->destination6, 16);
    copy(out->application_name, sizeof(out->application_name), &in->application_name);
    copy(out->user, sizeof(out->user), &in->user);
    copy(out->user_again, sizeof(out->user_again), &in->user_again);
    copy(out->group, sizeof(out->group), &in->group);
    copy(out->release, sizeof(out->release), &in->release);
    copy(out->signature_name, sizeof(out->signature_name), &in->signature_name);
    c->unnamed += !was_named(c, out->application, out->application_name);
}

static void take_name(struct collector *c, const struct name_in *in)
{
    ck_assert_uint_lt(c->name_count, sizeof(c->names) / sizeof(c->names[0]));
    struct got_name *out = &c->names[c->name_count++];

    out->application = selector(in->application);
    memcpy(out->name, in->name, sizeof(in->name));
    out->name[64] = '\0';
    memcpy(out->description, in->description, sizeof(in->description));
    out->description[64] = '\0';
}

static void take_element(struct collector *c, const fbInfoElementOptRec_t *in)
{
    struct got_element *out = &c->elements[c->element_count++ % 64];

    *out = (struct got_element){.enterprise = in->ie_pen,
                                .id = in->ie_id,
                                .type = in->ie_type,
                                .semantics = in->ie_semantic,
                                .units = in->ie_units,
                                .most = in->ie_range_end};
    copy(out->name, sizeof(out->name), &in->ie_name);
    copy(out->description, sizeof(out->description), &in->ie_desc);
}

union record_in {
    struct flow_in flow;
    struct name_in name;
    fbInfoElementOptRec_t element;
    struct loss_in loss;
};

/* What a template is for, told by its fields. */
static uint16_t inside_of(fbTemplate_t *template)
{
    fbInfoElementSpec_t element = {"informationElementName", 0, 0}, loss = {"notSentFlowTotalCount", 0, 0};

    if (fbTemplateGetOptionsScope(template) == 0)
        return FLOW_IN;
    if (fbTemplateContainsElementByName(template, &element))
        return ELEMENT_IN;
    return fbTemplateContainsElementByName(template, &loss) ? LOSS_IN : NAME_IN;
}

static void take_record(struct collector *c, uint16_t inside, uint16_t template_id,
                        const union record_in *record)
{
    switch (inside) {
    case FLOW_IN:
        take_flow(c, &record->flow, template_id);
        break;
    case NAME_IN:
        take_name(c, &record->name);
        break;
    case ELEMENT_IN:
        take_element(c, &record->element);
        break;
    default:
        c->loss = (struct got_loss){record->loss.records, record->loss.packets, record->loss.bytes};
        c->loss_count++;
    }
}

/* ---- messages ---- */

static uint32_t read_number(const uint8_t *at, unsigned bytes)
{
    uint32_t out = 0;

    while (bytes--)
        out = out << 8 | *at++;
    return out;
}

/* What libfixbuf is not strict about: a set of nothing, and templates. */
static void look_at_sets(struct collector *c, const uint8_t *message, size_t length)
{
    for (size_t at = 16; at < length;) {
        uint32_t id = read_number(message + at, 2), size = read_number(message + at + 2, 2);
        ck_assert_uint_ge(size, 4);
        ck_assert_uint_le(size, length - at);
        c->sets_in_vain += size == 4;
        c->templates += id == 2;
        at += size;
    }
}

static void take_message(struct collector *c, uint8_t *message, size_t length)
{
    fbTemplate_t *template;
    GError *error = NULL;
    uint16_t id;

    c->messages++;
    if (length > c->longest)
        c->longest = (uint32_t)length;
    c->domain = read_number(message + 12, 4);
    if (read_number(message + 8, 4) != c->sequence)
        c->sequence_right = false;
    look_at_sets(c, message, length);
    fBufSetBuffer(c->buffer, message, length);
    while ((template = fBufNextCollectionTemplate(c->buffer, &id, &error))) {
        union record_in record;
        size_t size = sizeof(record);
        uint16_t inside = inside_of(template);
        ck_assert(fBufSetInternalTemplate(c->buffer, inside, &error));
        memset(&record, 0, sizeof(record));
        if (!fBufNext(c->buffer, (uint8_t *)&record, &size, &error))
            break;
        take_record(c, inside, id, &record);
        c->sequence++;
    }
    ck_assert_msg(g_error_matches(error, FB_ERROR_DOMAIN, FB_ERROR_BUFSZ) ||
                      g_error_matches(error, FB_ERROR_DOMAIN, FB_ERROR_EOM),
                  "%s", error ? error->message : "no error");
    g_clear_error(&error);
}

static void take_stream(struct collector *c)
{
    size_t at = 0;

    while (c->have - at >= 16) {
        size_t length = read_number(c->pending + at + 2, 2);
        ck_assert_uint_eq(read_number(c->pending + at, 2), 10);
        if (c->have - at < length)
            break;
        take_message(c, c->pending + at, length);
        at += length;
    }
    memmove(c->pending, c->pending + at, c->have - at);
    c->have -= at;
}

/* ---- sockets ---- */

static void begin_session(struct collector *c)
{
    fBufFree(c->buffer);
    c->buffer = make_buffer(c->model);
    c->have = 0;
    c->sequence = 0;
}

void collector_listen(struct collector *c)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(c->port)};
    socklen_t length = sizeof(address);
    int on = 1, room = 4 << 20;

    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    c->listener = socket(AF_INET, c->stream ? SOCK_STREAM : SOCK_DGRAM, 0);
    ck_assert_int_ge(c->listener, 0);
    setsockopt(c->listener, SOL_SOCKET, c->stream ? SO_REUSEADDR : SO_RCVBUF, c->stream ? &on : &room,
               sizeof(on));
    ck_assert_int_eq(bind(c->listener, (struct sockaddr *)&address, sizeof(address)), 0);
    ck_assert(!c->stream || listen(c->listener, 4) == 0);
    ck_assert_int_eq(getsockname(c->listener, (struct sockaddr *)&address, &length), 0);
    c->port = ntohs(address.sin_port);
    if (!c->stream) {
        c->connection = c->listener;
        begin_session(c);
    }
}

void collector_open(struct collector *c, bool stream)
{
    *c = (struct collector){.stream = stream, .listener = -1, .connection = -1, .sequence_right = true};
    c->model = make_model();
    c->pending = malloc(PENDING);
    c->flows = calloc(COLLECTOR_FLOWS, sizeof(*c->flows));
    ck_assert(c->pending && c->flows);
    collector_listen(c);
}

const char *collector_url(const struct collector *c)
{
    static char url[64];

    snprintf(url, sizeof(url), "%s://127.0.0.1:%u", c->stream ? "tcp" : "udp", c->port);
    return url;
}

bool collector_accept(struct collector *c, int milliseconds)
{
    struct pollfd wait = {.fd = c->listener, .events = POLLIN};

    if (poll(&wait, 1, milliseconds) <= 0)
        return false;
    c->connection = accept(c->listener, NULL, NULL);
    begin_session(c);
    return c->connection >= 0;
}

void collector_hang_up(struct collector *c)
{
    if (c->connection >= 0)
        close(c->connection);
    if (c->connection == c->listener)
        c->listener = -1;
    c->connection = -1;
}

void collector_deafen(struct collector *c)
{
    if (c->connection == c->listener)
        c->connection = -1;
    if (c->listener >= 0)
        close(c->listener);
    c->listener = -1;
}

/* False: nothing came for so long, or the other side has closed. */
static bool read_some(struct collector *c, int milliseconds)
{
    struct pollfd wait = {.fd = c->connection, .events = POLLIN};

    if (poll(&wait, 1, milliseconds) <= 0)
        return false;
    ssize_t got = recv(c->connection, c->pending + c->have, PENDING - c->have, 0);
    if (got <= 0)
        return false;
    c->have += (size_t)got;
    if (c->stream) {
        take_stream(c);
    } else {
        take_message(c, c->pending, c->have);
        c->have = 0;
    }
    return true;
}

void collector_read(struct collector *c, int milliseconds)
{
    while (read_some(c, milliseconds)) {
    }
}

void collector_fill(struct collector *c)
{
    int have = 0, before;

    do {
        before = have;
        nanosleep(&(struct timespec){.tv_nsec = 500000000}, NULL);
        ck_assert_int_eq(ioctl(c->connection, FIONREAD, &have), 0);
    } while (have == 0 || have != before);
}

void collector_peek(struct collector *c)
{
    size_t room = 32 << 20;
    uint8_t *queue = malloc(room), *pending = c->pending;

    ck_assert_ptr_ne(queue, NULL);
    ssize_t got = recv(c->connection, queue, room, MSG_PEEK);
    ck_assert_int_gt(got, 0);
    ck_assert_uint_lt((size_t)got, room);
    c->pending = queue;
    c->have = (size_t)got;
    take_stream(c);
    c->pending = pending;
    c->have = 0;
    free(queue);
}

static void *read_on(void *argument)
{
    collector_read(argument, 60000);
    return NULL;
}

pthread_t collector_read_on(struct collector *c)
{
    pthread_t thread;

    ck_assert_int_eq(pthread_create(&thread, NULL, read_on, c), 0);
    return thread;
}

static int64_t clock_milliseconds(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

void collector_read_until(struct collector *c, const uint32_t *counter, uint64_t value)
{
    int64_t end = clock_milliseconds() + 100000;

    while (*counter < value) {
        ck_assert_int_lt(clock_milliseconds(), end);
        read_some(c, 100);
    }
}

void collector_close(struct collector *c)
{
    collector_hang_up(c);
    collector_deafen(c);
    fBufFree(c->buffer);
    fbInfoModelFree(c->model);
    free(c->pending);
    free(c->flows);
}
