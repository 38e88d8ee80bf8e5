/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/fuzz/target.h"

#include <stdlib.h>
#include "lib/wire/dns.h"
#include "lib/wire/http.h"
#include "lib/wire/rtp.h"
#include "lib/wire/skype_tcp.h"
#include "lib/wire/skype_udp.h"
#include "lib/wire/socks.h"
#include "lib/wire/stun.h"
#include "lib/wire/tls.h"
#include "lib/wire/tls_certificate.h"
#include "lib/wire/x509.h"
#include "tests/fuzz/fuzz_wire.h"

/* Wire readers. The first byte says which one, the next two how much of the rest it is shown first: of a stream
 * it may not say no to a beginning and yes to the whole, nor take back a yes. */

static bool inside(struct bytes field, struct bytes b)
{
    uintptr_t field_at = (uintptr_t)field.data, at = (uintptr_t)b.data;
    return field.length == 0 || (field_at >= at && field.length <= b.length - (field_at - at));
}

static enum wire_result on_dns(struct bytes b)
{
    struct dns dns;
    enum wire_result result = dns_read(b, &dns);
    MUST(result != WIRE_MORE);
    MUST(result == WIRE_NO || (dns.name_length < DNS_NAME_MAX && strlen(dns.name) == dns.name_length));
    return result;
}

static enum wire_result on_dns_name(struct bytes b)
{
    char name[DNS_NAME_MAX];
    size_t offset = b.length ? b.data[0] % (b.length + 1) : 0, begin = offset, length = 0;
    enum wire_result result = dns_name_read(b, &offset, name, &length);
    MUST(result == WIRE_NO || (offset > begin && offset <= b.length && strlen(name) == length));
    return result;
}

static enum wire_result on_http(struct bytes b)
{
    struct http h;
    enum wire_result result = http_read(b, &h);
    if (result == WIRE_NO)
        return result;
    MUST(inside(h.method, b) && inside(h.target, b) && inside(h.path, b) && inside(h.host, b));
    MUST(inside(h.agent, b) && h.head_length <= b.length);
    MUST(h.complete == (result == WIRE_OK));
    MUST(!h.request || !h.response);
    return result;
}

static enum wire_result on_rtp(struct bytes b)
{
    struct rtp rtp;
    enum wire_result result = rtp_read(b, &rtp);
    MUST(result != WIRE_MORE);
    return result;
}

static enum wire_result on_skype_tcp(struct bytes b)
{
    uint8_t plain[SKYPE_TCP_KNOWN];
    size_t length = 0, opening = b.length < SKYPE_TCP_OPENING ? b.length : SKYPE_TCP_OPENING;
    bool found = skype_tcp_record(b.data, opening, b.data + opening, b.length - opening, plain, &length);
    MUST(!found || length <= SKYPE_TCP_KNOWN);
    return found ? WIRE_OK : WIRE_NO;
}

static enum wire_result on_skype_udp(struct bytes b)
{
    struct skype_udp_resend resend;
    return skype_udp_resend_read(b, &resend);
}

static enum wire_result on_stun(struct bytes b)
{
    struct stun stun;
    struct bytes value, inner;
    bool wrapped = stun_unwrap(b, &inner);
    MUST(!wrapped || inside(inner, b));
    enum wire_result result = stun_read(b, &stun);
    MUST(result != WIRE_MORE);
    if (result == WIRE_NO)
        return result;
    MUST(inside(stun.attributes, b));
    for (unsigned type = 0; type < 0x40; type++)
        MUST(!stun_attribute(&stun, (uint16_t)type, &value) || inside(value, stun.attributes));
    return result;
}

static enum wire_result on_tls(struct bytes b)
{
    struct tls tls;
    enum wire_result result = tls_read(b, &tls);
    MUST(result == WIRE_NO || tls.name.length <= TLS_NAME_MAX);
    MUST(result == WIRE_NO || inside(tls.name, b) ||
         inside(tls.name, (struct bytes){tls.split_name, sizeof tls.split_name}));
    MUST(result == WIRE_NO || !tls.client_hello || !tls.server_hello);
    return result;
}

static enum wire_result on_tls_certificate(struct bytes b)
{
    struct tls_certificate certificate;
    enum wire_result result = tls_certificate_read(b, &certificate);
    MUST(result != WIRE_NO || certificate.der.length == 0);
    MUST(inside(certificate.der, b) ||
         inside(certificate.der, (struct bytes){certificate.joined, sizeof certificate.joined}));
    return result;
}

static enum wire_result on_x509(struct bytes b)
{
    struct x509_names names;
    x509_names_read(b, &names);
    MUST(names.count <= X509_NAMES_MAX);
    for (size_t i = 0; i < names.count; i++)
        MUST(x509_name(&names, i).length && inside(x509_name(&names, i), b));
    return WIRE_OK;
}

/* ---- SOCKS ---- */

static bool granted;
static uint8_t method;

static enum wire_result choice_read(struct bytes b, size_t *used)
{
    return socks5_choice_read(b, used, &method);
}

static enum wire_result login_reply_read(struct bytes b, size_t *used)
{
    return socks5_login_reply_read(b, used, &granted);
}

static enum wire_result reply5_read(struct bytes b, size_t *used)
{
    return socks5_reply_read(b, used, &granted);
}

static enum wire_result reply4_read(struct bytes b, size_t *used)
{
    return socks4_reply_read(b, used, &granted);
}

static enum wire_result on_socks(struct bytes b, enum wire_result read(struct bytes, size_t *))
{
    size_t used = 0;
    enum wire_result result = read(b, &used);
    MUST(result != WIRE_OK || (used > 0 && used <= b.length));
    return result;
}

#define SOCKS(name, read)                                                                                      \
    static enum wire_result name(struct bytes b)                                                               \
    {                                                                                                          \
        return on_socks(b, read);                                                                              \
    }

SOCKS(on_greeting, socks5_greeting_read)
SOCKS(on_choice, choice_read)
SOCKS(on_login, socks5_login_read)
SOCKS(on_login_reply, login_reply_read)
SOCKS(on_request, socks5_request_read)
SOCKS(on_reply, reply5_read)
SOCKS(on_request4, socks4_request_read)
SOCKS(on_reply4, reply4_read)

/* ---- all of them ---- */

static const struct {
    enum wire_result (*read)(struct bytes);
    bool stream;
} readers[READERS] = {
    [READ_DNS] = {on_dns, false},
    [READ_HTTP] = {on_http, true},
    [READ_RTP] = {on_rtp, false},
    [READ_SKYPE_TCP] = {on_skype_tcp, false},
    [READ_SKYPE_UDP] = {on_skype_udp, false},
    [READ_STUN] = {on_stun, false},
    [READ_TLS] = {on_tls, true},
    [READ_X509] = {on_x509, false},
    [READ_SOCKS5_GREETING] = {on_greeting, true},
    [READ_SOCKS5_CHOICE] = {on_choice, true},
    [READ_SOCKS5_LOGIN] = {on_login, true},
    [READ_SOCKS5_REQUEST] = {on_request, true},
    [READ_SOCKS5_REPLY] = {on_reply, true},
    [READ_SOCKS5_LOGIN_REPLY] = {on_login_reply, true},
    [READ_SOCKS4_REQUEST] = {on_request4, true},
    [READ_SOCKS4_REPLY] = {on_reply4, true},
    [READ_DNS_NAME] = {on_dns_name, false},
    [READ_TLS_CERTIFICATE] = {on_tls_certificate, true},
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct reader in = reader_over((struct bytes){data, size});
    unsigned which = reader_u8(&in) % READERS;
    size_t part = reader_be16(&in);
    struct exact whole = exact_take(&in, in.rest.length);
    struct exact begin = exact_copy(whole.data, part % (whole.length + 1));
    enum wire_result at_first = readers[which].read(exact_bytes(begin));
    enum wire_result at_last = readers[which].read(exact_bytes(whole));
    MUST(!readers[which].stream || at_first == WIRE_MORE || at_last == at_first);
    free(begin.data);
    free(whole.data);
    return 0;
}
