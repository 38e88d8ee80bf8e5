/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>
#include "lib/wire/http.h"
#include "tests/unit/wire_check.h"

/* The form of an update request, with a version that never was. */
static const char update[] =
    "GET http://ui.example.com/ui/9/9.8.7.6/en/getlatestversion?ver=9.8.7.6 HTTP/1.1\r\n"
    "user-agent:\t Example(TM) 9.8 \t\r\n"
    "host: ui.example.com:80\r\n"
    "\r\n";

static enum wire_result visit_http(struct bytes b)
{
    struct http http;
    enum wire_result result = http_read(b, &http);
    check_inside(b, http.method);
    check_inside(b, http.target);
    check_inside(http.target, http.path);
    check_inside(b, http.host);
    check_inside(b, http.agent);
    if (http.head_length > b.length || http.complete != (http.head_length > 0))
        ck_abort_msg("head length");
    return result;
}

static struct http read_text(const char *text, enum wire_result expected)
{
    struct http http;
    ck_assert_msg(http_read(text_bytes(text), &http) == expected, "%s", text);
    return http;
}

START_TEST(absolute_request)
{
    struct http http = read_text(update, WIRE_OK);
    ck_assert(http.request && !http.response && !http.connect && http.complete);
    ck_assert(is_text(http.method, "GET"));
    ck_assert(is_text(http.target, "http://ui.example.com/ui/9/9.8.7.6/en/getlatestversion?ver=9.8.7.6"));
    ck_assert(is_text(http.path, "/ui/9/9.8.7.6/en/getlatestversion?ver=9.8.7.6"));
    ck_assert(is_text(http.host, "ui.example.com"));
    ck_assert(is_text(http.agent, "Example(TM) 9.8"));
    ck_assert_uint_eq(http.head_length, strlen(update));
}
END_TEST

START_TEST(request_hostile)
{
    check_prefixes(text_bytes(update), strlen(update), WIRE_MORE, visit_http);
    check_hostile(text_bytes(update), visit_http);
}
END_TEST

START_TEST(origin_request)
{
    struct http http =
        read_text("POST /a?b HTTP/1.0\nHOST:host.example\nUser-Agent: x\n\nbody: no\n\n", WIRE_OK);
    ck_assert(is_text(http.method, "POST"));
    ck_assert(is_text(http.path, "/a?b") && is_text(http.target, "/a?b"));
    ck_assert(is_text(http.host, "host.example") && is_text(http.agent, "x"));
    ck_assert_uint_eq(http.head_length, 52);
}
END_TEST

START_TEST(connect_request)
{
    struct http http = read_text("CONNECT 192.0.2.7:443 HTTP/1.0\r\nHost: other.example\r\n\r\n", WIRE_OK);
    ck_assert(http.request && http.connect);
    ck_assert(is_text(http.target, "192.0.2.7:443"));
    ck_assert(is_text(http.host, "192.0.2.7"));
    ck_assert_uint_eq(http.path.length, 0);
    http = read_text("CONNECT [2001:db8::7]:443 HTTP/1.1\r\n\r\n", WIRE_OK);
    ck_assert(is_text(http.host, "[2001:db8::7]"));
}
END_TEST

START_TEST(every_method)
{
    static const char *const methods[] = {"GET",     "POST",    "HEAD",  "PUT",  "DELETE",
                                          "OPTIONS", "CONNECT", "TRACE", "PATCH"};
    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
        char text[64];
        snprintf(text, sizeof text, "%s * HTTP/1.1\r\n\r\n", methods[i]);
        struct http http = read_text(text, WIRE_OK);
        ck_assert(http.request && is_text(http.method, methods[i]) && is_text(http.target, "*"));
        check_prefixes(text_bytes(text), strlen(text), WIRE_MORE, visit_http);
    }
}
END_TEST

START_TEST(targets)
{
    static const struct {
        const char *target, *host, *path;
    } cases[] = {{"/", "", "/"},
                 {"*", "", "*"},
                 {"http://h.example", "h.example", ""},
                 {"HTTPS://h.example:8443?q", "h.example", "?q"},
                 {"ftp://user:word@h.example:21/f", "h.example", "/f"},
                 {"http://a@b@h.example/", "h.example", "/"},
                 {"http://[2001:db8::1]:80/x", "[2001:db8::1]", "/x"},
                 {"http://[2001/x", "[2001", "/x"},
                 {"http:///x", "", "/x"},
                 {"/go?to=http://h.example/", "", "/go?to=http://h.example/"},
                 {"h.example/x", "", "h.example/x"},
                 {"/with space", "", "/with space"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[96];
        snprintf(text, sizeof text, "GET %s HTTP/1.1\r\n\r\n", cases[i].target);
        struct http http = read_text(text, WIRE_OK);
        ck_assert_msg(is_text(http.target, cases[i].target), "%s", text);
        ck_assert_msg(is_text(http.host, cases[i].host), "%s", text);
        ck_assert_msg(is_text(http.path, cases[i].path), "%s", text);
    }
}
END_TEST

START_TEST(headers)
{
    struct http http =
        read_text("GET / HTTP/1.1\r\nnot a header\r\n Host: folded\r\nHostage: no\r\nX-Host: no\r\n"
                  "hOsT:\t first:8080 \r\nHost: second\r\nuser-AGENT:\r\nUser-Agent: b\r\n\r\n",
                  WIRE_OK);
    ck_assert(is_text(http.host, "first"));
    ck_assert(is_text(http.agent, "b"));
}
END_TEST

START_TEST(unfinished_head)
{
    struct http http = read_text("GET /x HTTP/1.1\r\nHost: h.example\r\nUser-Agent: cut", WIRE_MORE);
    ck_assert(http.request && !http.complete && http.head_length == 0);
    ck_assert(is_text(http.path, "/x") && is_text(http.host, "h.example"));
    ck_assert_uint_eq(http.agent.length, 0);
    http = read_text("GET /long/and/no/end", WIRE_MORE);
    ck_assert(http.request && is_text(http.method, "GET") && http.target.length == 0);
}
END_TEST

START_TEST(responses)
{
    static const char not_found[] = "HTTP/1.0 404 Not Found\r\n\r\n";
    struct http http = read_text(not_found, WIRE_OK);
    ck_assert(http.response && !http.request && http.complete);
    ck_assert_uint_eq(http.status, 404);
    ck_assert_uint_eq(http.head_length, 26);
    check_prefixes(text_bytes(not_found), 26, WIRE_MORE, visit_http);
    check_hostile(text_bytes(not_found), visit_http);
    ck_assert_uint_eq(read_text("HTTP/1.1 200\n\n", WIRE_OK).status, 200);
    ck_assert_uint_eq(read_text("HTTP/1.1 501 Not Implemented\r\nA: b\r\n", WIRE_MORE).status, 501);
}
END_TEST

START_TEST(not_http)
{
    static const char *const others[] = {"get / HTTP/1.1\r\n\r\n",
                                         "GETS / HTTP/1.1\r\n\r\n",
                                         "PRI * HTTP/2.0\r\n\r\n",
                                         "GET / HTTP/2.0\r\n\r\n",
                                         "GET / HTTP/1.\r\n\r\n",
                                         "GET / HTTP/1.10\r\n\r\n",
                                         "OPTIONS rtsp://h.example/ RTSP/1.0\r\n\r\n",
                                         "OPTIONS sip:a@h.example SIP/2.0\r\n\r\n",
                                         "GET /\r\n\r\n",
                                         "GET HTTP/1.1\r\n\r\n",
                                         "GET  HTTP/1.1\r\n\r\n",
                                         "GET \n\n",
                                         "GET / HTTP/1.1 \r\n\r\n",
                                         "GET /\x01",
                                         "POST \x7f",
                                         "HTTP/1.1 2x0 OK\r\n\r\n",
                                         "HTTP/1.1 2000\r\n\r\n",
                                         "HTTP/1.1 099 No\r\n\r\n",
                                         "HTTP/1.1\r\n\r\n",
                                         "HTTP/2 200\r\n\r\n",
                                         "ICY 200 OK\r\n\r\n",
                                         "\r\nGET / HTTP/1.1\r\n\r\n",
                                         "\x16\x03\x01"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        read_text(others[i], WIRE_NO);
    struct http http;
    ck_assert_int_eq(http_read((struct bytes){(const uint8_t *)"GET /\0 HTTP/1.1\r\n\r\n", 19}, &http),
                     WIRE_NO);
}
END_TEST

/* The first line is looked at eight bytes at a time where that will do. */
START_TEST(every_byte_of_a_target)
{
    for (unsigned c = 0; c < 256; c++)
        for (size_t at = 5; at < 22; at++) {
            char text[] = "GET /0123456789abcdef HTTP/1.1\r\n\r\n";
            struct http http;
            text[at] = (char)c;
            bool wrong = c < ' ' || c == 0x7f || (c != ' ' && at == 21);
            ck_assert_msg(http_read((struct bytes){(const uint8_t *)text, sizeof text - 1}, &http) ==
                              (wrong ? WIRE_NO : WIRE_OK),
                          "%u at %zu", c, at);
        }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        absolute_request, request_hostile, origin_request, connect_request, every_method,          targets,
        headers,          unfinished_head, responses,      not_http,        every_byte_of_a_target};
    return run_tests("wire/http", tests, sizeof tests / sizeof tests[0]);
}
