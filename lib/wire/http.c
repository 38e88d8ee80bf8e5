/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/wire/http.h"

/* Place of a byte, or the length if it is not there. */
static size_t find(struct bytes b, char c)
{
    const uint8_t *p = b.length > 0 ? memchr(b.data, c, b.length) : NULL;
    return p != NULL ? (size_t)(p - b.data) : b.length;
}

static bool is_letter(uint8_t c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static uint8_t lower(uint8_t c)
{
    return c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c;
}

/* Whether `b` is `text`, itself in lower case, in any case. */
static bool equal_any_case(struct bytes b, const char *text)
{
    if (b.length != strlen(text))
        return false;
    for (size_t i = 0; i < b.length; i++) {
        if (lower(b.data[i]) != (uint8_t)text[i])
            return false;
    }
    return true;
}

static enum wire_result starts_with(struct bytes b, const char *text)
{
    size_t length = strlen(text);
    size_t n = b.length < length ? b.length : length;
    if (n > 0 && memcmp(b.data, text, n) != 0)
        return WIRE_NO;
    return n == length ? WIRE_OK : WIRE_MORE;
}

static enum wire_result read_method(struct bytes b, struct http *out)
{
    static const char *const methods[] = {"GET ",     "POST ",    "HEAD ",  "PUT ",  "DELETE ",
                                          "OPTIONS ", "CONNECT ", "TRACE ", "PATCH "};
    enum wire_result best = WIRE_NO;
    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
        if (b.length > 0 && b.data[0] != (uint8_t)methods[i][0])
            continue;
        enum wire_result result = starts_with(b, methods[i]);
        if (result == WIRE_OK) {
            out->request = true;
            out->method = bytes_first(b, strlen(methods[i]) - 1);
            out->connect = bytes_equal(out->method, "CONNECT", 7);
            return WIRE_OK;
        }
        if (result == WIRE_MORE)
            best = WIRE_MORE;
    }
    return best;
}

/* What kind of message it is, from its first bytes. */
static enum wire_result read_kind(struct bytes b, struct http *out)
{
    enum wire_result result = starts_with(b, "HTTP/1.");
    if (result == WIRE_NO)
        return read_method(b, out);
    out->response = result == WIRE_OK;
    return result;
}

static struct bytes without_return(struct bytes line)
{
    bool has = line.length > 0 && line.data[line.length - 1] == '\r';
    return bytes_first(line, line.length - has);
}

/* Takes the line in front, without its end; false if the end is not there. */
static bool take_line(struct bytes *rest, struct bytes *line)
{
    size_t n = find(*rest, '\n');
    if (n == rest->length)
        return false;
    *line = without_return(bytes_first(*rest, n));
    *rest = bytes_after(*rest, n + 1);
    return true;
}

/* Is none of eight bytes a control character? A borrow may mark the byte above one that is, never one where
 * none is. */
static bool are_text(const uint8_t *p)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), eight = read_le64(p), rubout = eight ^ 0x7f * ones;
    return ((((eight - 0x20 * ones) & ~eight) | ((rubout - ones) & ~rubout)) & 0x80 * ones) == 0;
}

/* A first line is text; this spares waiting for the end of one that is not. */
static bool is_text(struct bytes b)
{
    size_t i = 0;
    while (i + 8 <= b.length && are_text(b.data + i))
        i += 8;
    for (; i < b.length; i++) {
        if (b.data[i] < ' ' || b.data[i] == 0x7f)
            return false;
    }
    return true;
}

static bool read_status_line(struct bytes line, struct http *out)
{
    /* HTTP/1.x nnn */
    if (!is_text(line) || line.length < 12 || line.data[8] != ' ' || (line.length > 12 && line.data[12] != ' '))
        return false;
    for (size_t i = 9; i < 12; i++) {
        if (line.data[i] < '0' || line.data[i] > '9')
            return false;
        out->status = out->status * 10 + line.data[i] - '0';
    }
    return out->status >= 100;
}

/* [user@]host[:port], where a numeric IPv6 host stands in brackets. */
static struct bytes host_of(struct bytes authority)
{
    for (size_t at; (at = find(authority, '@')) < authority.length;)
        authority = bytes_after(authority, at + 1);
    size_t bracket = authority.length > 0 && authority.data[0] == '[' ? find(authority, ']') : 0;
    return bytes_first(authority, bracket + find(bytes_after(authority, bracket), ':'));
}

/* Bytes of "scheme://" in front of a target, 0 if there is none. */
static size_t scheme_length(struct bytes target)
{
    size_t n = 0;
    while (n < target.length && is_letter(target.data[n]))
        n++;
    return n > 0 && starts_with(bytes_after(target, n), "://") == WIRE_OK ? n + 3 : 0;
}

static void split_target(struct http *out)
{
    out->path = out->target;
    size_t scheme = scheme_length(out->target);
    if (scheme == 0 && !out->connect)
        return;
    struct bytes rest = bytes_after(out->target, scheme);
    size_t end = 0;
    while (end < rest.length && strchr("/?#", rest.data[end]) == NULL)
        end++;
    out->host = host_of(bytes_first(rest, end));
    out->path = bytes_after(rest, end);
}

static bool read_request_line(struct bytes line, struct http *out)
{
    if (!is_text(line))
        return false;
    struct bytes rest = bytes_after(line, out->method.length + 1);
    size_t space = rest.length;
    while (space > 0 && rest.data[space - 1] != ' ')
        space--;
    struct bytes version = bytes_after(rest, space);
    if (space < 2 || version.length != 8 || starts_with(version, "HTTP/1.") != WIRE_OK)
        return false;
    out->target = bytes_first(rest, space - 1);
    split_target(out);
    return true;
}

static struct bytes trim(struct bytes b)
{
    while (b.length > 0 && (b.data[0] == ' ' || b.data[0] == '\t'))
        b = bytes_after(b, 1);
    while (b.length > 0 && (b.data[b.length - 1] == ' ' || b.data[b.length - 1] == '\t'))
        b.length--;
    return b;
}

/* Host and User-Agent: the first byte tells that most lines are neither. */
static void read_header(struct bytes line, struct http *out)
{
    if (line.length == 0 || (lower(line.data[0]) != 'h' && lower(line.data[0]) != 'u'))
        return;
    size_t colon = find(line, ':');
    if (colon == line.length)
        return;
    struct bytes name = bytes_first(line, colon);
    struct bytes value = trim(bytes_after(line, colon + 1));
    if (out->host.length == 0 && equal_any_case(name, "host"))
        out->host = host_of(value);
    else if (out->agent.length == 0 && equal_any_case(name, "user-agent"))
        out->agent = value;
}

enum wire_result http_read(struct bytes b, struct http *out)
{
    *out = (struct http){0};
    enum wire_result kind = read_kind(b, out);
    if (kind != WIRE_OK)
        return kind;
    struct bytes rest = b, line;
    if (!take_line(&rest, &line))
        return is_text(without_return(b)) ? WIRE_MORE : WIRE_NO;
    if (!(out->request ? read_request_line(line, out) : read_status_line(line, out)))
        return WIRE_NO;
    while (!out->complete && take_line(&rest, &line)) {
        out->complete = line.length == 0;
        read_header(line, out);
    }
    out->head_length = out->complete ? b.length - rest.length : 0;
    return out->complete ? WIRE_OK : WIRE_MORE;
}
