# SPDX-License-Identifier: BSD-2-Clause
"""Payloads: what the protocols that signatures ask for look like, right or nearly so. All made up."""

NAMES = (b"skype.com", b"ui.skype.com", b"SKYPE.net", b"notskype.com", b"a.example", b"335.0.7.7.3.rst6.r.skype.net",
         b"1.2.3.r.skype.net", b"www.example.org", b"puZZle.example", b"@[`{.example")
SHOWN = NAMES + (b"Some Body", b"a\0b.skype.com", b"\xc3\xa4.example", b"")  # by a certificate
OWN = b"\x0a\x00\x00\x0b"  # 10.0.0.11
FAR = b"\xc0\x00\x02\x07"  # 192.0.2.7


def number(value, width):
    return (value % 256**width).to_bytes(width, "big")


def some(rng, count):
    """Bytes that look random, or repeat themselves."""
    letters = rng.choice((256, 256, 4, 1))
    return bytes(rng.randrange(letters) for _ in range(count))


def damaged(rng, data, chance=0.2):
    """Mostly as it was; else a byte changed, cut off or added."""
    if not data or rng.random() > chance:
        return data
    at = rng.randrange(len(data))
    return rng.choice((data[:at], data + some(rng, 1 + rng.randrange(8)), data[:at] + some(rng, 1) + data[at + 1:],
                       data[:at] + data[at + 1:]))


# ---- UDP ----

def skype(rng, earlier):
    """A message of Skype's framing, which often repeats something of an earlier one."""
    last = rng.choice(earlier)[:12] if earlier and rng.random() < 0.7 else b""
    last = last.ljust(12, b"\0")
    ident = int.from_bytes(last[:2], "big") + rng.choice((0, 0, 0, 1, 2, 7, 300))
    function = rng.choice((2, 2, 2, 2, 3, 5, 7, 13, 15, 0x17, 0x75, 0x82))
    vector = last[3:7] if rng.random() < 0.2 else some(rng, 4)
    crc = last[7:11] if rng.random() < 0.4 else some(rng, 4)
    head = number(ident, 2) + bytes([function])
    if function & 15 == 3:
        body = bytes([rng.choice((1, 1, 1, 0))]) + last[7:11] + rng.choice((OWN, FAR)) + crc
    elif function & 15 in (5, 7):
        return head + rng.choice((OWN, FAR, vector)) + crc
    else:
        body = vector + crc
    return head + body + some(rng, rng.choice((0, 0, 7, 7, 11, 12, 15, 40, 42, 100, 200, 346)))


def labels(name):
    return b"".join(bytes([len(part)]) + part for part in name.split(b".")) + b"\0"


def dns(rng, _):
    questions = rng.choice((1, 1, 1, 2, 5, 9))
    flags = rng.choice((0x0100, 0x8180, 0x8183, 0x2800, 0x3000, 0x0140, 0))
    data = some(rng, 2) + number(flags, 2) + number(questions, 2) + number(rng.choice((0, 1, 513)), 2) + b"\0" * 4
    name = rng.choice((labels(rng.choice(NAMES)), labels(b"x\x80.y z"), b"\0", b"\1a\xc0\x0c", b"\3www\xc0\x20"))
    data += name + number(rng.choice((1, 28, 0)), 2) + number(rng.choice((1, 1, 0x8001, 255, 7)), 2)
    for _ in range(questions - 1):
        data += b"\xc0\x0c\0\1\0\1"
    return data


def stun(rng, _):
    cookie = rng.choice((b"\x21\x12\xa4\x42", b"\x21\x12\xa4\x42", some(rng, 4)))
    padded, body = rng.random() < 0.8, b""
    for _ in range(rng.randrange(5)):
        value = some(rng, rng.choice((0, 1, 4, 4, 9, 20)))
        kind = rng.choice((6, 8, 0x8054, 0x8070, 0x8036, 0x8037, 0x8008))
        body += number(kind, 2) + number(len(value), 2) + (number(rng.choice((3, 4)), 4) if len(value) == 4 else value)
        body += b"\0" * (-len(value) % 4) if padded else b""
    kind = rng.choice((1, 1, 0x101, 0x111, 3, 0x113, 0x200, 0x1234))
    data = number(kind, 2) + number(len(body), 2) + cookie + some(rng, 12) + body
    if rng.random() < 0.2:
        data = b"\xff\x10" + number(len(data) + 8, 2) + some(rng, 8) + data
    return data


def rtp(rng, _):
    if rng.random() < 0.3:
        words = rng.choice((1, 6, 0, 300))
        return bytes([0x80 | rng.randrange(32), rng.choice((192, 200, 201, 223, 191))]) + number(words, 2) + some(rng, 24)
    flags = 0x80 | rng.choice((0, 0, 0, 2, 0x10, 0x20, 0x30))
    return bytes([flags, rng.randrange(256)]) + some(rng, 10 + rng.choice((0, 1, 3, 20, 160)))


def noise(rng, _):
    return some(rng, rng.choice((1, 2, 3, 4, 5, 8, 11, 12, 14, 18, 48, 72, rng.randrange(300), 1400)))


def datagram(rng, earlier):
    if earlier and rng.random() < 0.2:
        return damaged(rng, rng.choice(earlier), 0.6)
    return damaged(rng, rng.choice((skype, skype, skype, dns, stun, rtp, noise))(rng, earlier))


# ---- TCP: what one side says ----

def opening(rng):
    """Skype's 14 bytes, whose last ten are a key over a known text, and a record under the same key."""
    key = some(rng, 10)
    known = b"\0\1\0\0\0\1\0\0\0" + bytes([rng.choice((1, 3))])
    head = some(rng, 4) + bytes(a ^ b for a, b in zip(key, known))
    count = rng.choice((2, 4, 11, 25, 59))
    plain = bytes([2 * (count - 1) | rng.randrange(2)]) + rng.choice((b"\7\1\0\2", b"\0\5\x13\xf2\1\0\4", some(rng, 9)))
    record = bytes(a ^ b for a, b in zip(plain.ljust(10, b"\0"), key))[:count]
    return head, record.ljust(count, b"\x5a")


def client_hello(rng):
    name = rng.choice(NAMES)
    entry = b"\0" + number(len(name), 2) + name
    extensions = [b"\0\0" + number(len(entry) + 2, 2) + number(len(entry), 2) + entry, b"\0\x17\0\0",
                  b"\0\x10\0\x05\0\3\2h2"]
    rng.shuffle(extensions)
    body = b"".join(extensions[:rng.randrange(4)])
    session = some(rng, rng.choice((0, 32)))
    body = (b"\3\3" + some(rng, 32) + bytes([len(session)]) + session + b"\0\4\x13\1\xc0\x2f\1\0"
            + (number(len(body), 2) + body if body else b""))
    return records(rng, b"\1" + number(len(body), 3) + body)


def records(rng, handshake):
    """A handshake in one record, or in several."""
    data, size = b"", rng.choice((20000, 20000, 100, 17))
    for at in range(0, len(handshake), size):
        part = handshake[at:at + size]
        data += b"\x16\3" + bytes([rng.choice((1, 3))]) + number(len(part), 2) + part
    return data


def der(tag, *content):
    body = b"".join(content)
    size = bytes([len(body)]) if len(body) < 128 else b"\x82" + number(len(body), 2)
    return bytes([tag]) + size + body


def certificate(rng):
    name = der(0x30, der(0x31, der(0x30, der(6, b"\x55\4\3"), der(12, rng.choice(SHOWN)))))
    also = der(0x30, *(der(0x82, rng.choice(SHOWN)) for _ in range(rng.randrange(4))))
    extension = der(0x30, der(6, b"\x55\x1d\x11"), *([der(1, b"\xff")] if rng.random() < 0.3 else []), der(4, also))
    filler = der(0x30, some(rng, rng.choice((3, 3, 3, 300, 1500))))
    parts = [der(0xa0, der(2, b"\2"))] if rng.random() < 0.8 else []
    parts += [der(2, b"\1"), der(0x30), filler, der(0x30), name, der(0x30)]
    if rng.random() < 0.8:
        parts.append(der(0xa3, der(0x30, extension)))
    return der(0x30, der(0x30, *parts), der(0x30))


def server_hello(rng):
    hello = b"\2" + number(38, 3) + b"\3\3" + some(rng, 32) + b"\0\xc0\x2f\0"
    message = b""
    if rng.random() < 0.8:
        one = certificate(rng)
        listed = number(len(one), 3) + one
        message = b"\x0b" + number(len(listed) + 3, 3) + number(len(listed), 3) + listed
    done = rng.choice((b"\x0e\0\0\0", b""))
    if rng.random() < 0.5:
        return records(rng, hello + message + done)
    alert = rng.choice((b"", b"", b"\x15\3\3\0\2\1\x70"))
    return alert + b"".join(records(rng, part) for part in (hello, message, done) if part) + rng.choice(
        (b"", b"\x14\3\3\0\1\1"))


def http_request(rng):
    host = rng.choice(NAMES)
    target = rng.choice((b"/", b"/ui/0/97/en/getlatestversion?ver=3.8.0.96&x=1", b"/ui/getlatestversion?ver=4", b"*",
                         b"http://" + host + b":80/installed?ver=7.0.1", b"/a b", b"/Get?ver=1.70000.3"))
    method = rng.choice((b"GET", b"GET", b"POST", b"HEAD", b"FETCH"))
    if rng.random() < 0.2:
        method, target = b"CONNECT", rng.choice((b"192.0.2.7:443", host + b":443"))
    end = rng.choice((b"\r\n", b"\r\n", b"\n"))
    lines = [rng.choice((b"Host: ", b"host:", b"HOST:\t ")) + rng.choice((b"u@", b"")) + host + rng.choice((b"", b":80")),
             b"User-Agent: " + rng.choice((b"Skype\x99 3.8", b"Skype(TM) Beta", b"curl")), b"no colon", b"X-Y: z",
             b"Host: [2001:db8::1]:80"]
    rng.shuffle(lines)
    lines = lines[:rng.randrange(5)]
    return end.join([method + b" " + target + b" HTTP/1." + rng.choice((b"1", b"0", b"x")), *lines, b"", b""])


def http_response(rng):
    status = rng.choice((b"200 OK", b"404 Not Found", b"407 Login", b"200", b"2000", b"099 x", b"501 Not Implemented"))
    return b"HTTP/1.1 " + status + b"\r\n" + rng.choice((b"", b"Server: x\r\n")) + b"\r\n" + rng.choice((b"", some(rng, 20)))


def login(rng):
    return rng.choice((b"\x16\3\1\0\0", b"\x17\3\1\0\0", b"\x16\3\1\0\0\x16\3\1\0\xcd\x41\3\0\x09\x80\x40\4\x08\xc0\1",
                       b"\x16\3\1\0\xdf\x42\xcd\xef\xe7\x40\xd7\x2f\x1d" + some(rng, 30)))


def said(rng):
    """What one side of a stream may say first."""
    kind = rng.choice(("opening", "opening", "sizes", "sizes", "tls", "http", "login", "noise"))
    if kind == "opening":
        head, record = opening(rng)
        return rng.choice((head, head + record, head + record, record))
    if kind == "sizes":
        return some(rng, rng.choice((4, 5, 8, 14, 16, 18, 27, 48, 60, 77, 93, 110, 255, 256, 257, 600, 4096, 5000)))
    maker = {"tls": rng.choice((client_hello, server_hello)), "http": rng.choice((http_request, http_response)),
             "login": login, "noise": lambda r: noise(r, None)}[kind]
    return damaged(rng, maker(rng))
