# SPDX-License-Identifier: BSD-2-Clause
"""The names of a certificate (RFC 5280), by a walk through its DER as far as it is there."""

COMMON_NAME, ALTERNATIVE_NAMES = b"\x55\x04\x03", b"\x55\x1d\x11"
SEQUENCE, SET, OID, BOOLEAN, OCTETS = 0x30, 0x31, 0x06, 0x01, 0x04
VERSION, EXTENSIONS, DNS_NAME = 0xa0, 0xa3, 0x82


def elements(data):
    """(tag, content as far as it is there, is it whole), one after the other."""
    at, found = 0, []
    while at + 2 <= len(data):
        tag, size = data[at], data[at + 1]
        at += 2
        if size >= 0x80:
            count = size & 0x7f
            if not 1 <= count <= 4 or at + count > len(data):
                break
            size, at = int.from_bytes(data[at:at + count], "big"), at + count
        found.append((tag, data[at:at + size], at + size <= len(data)))
        at += size
    return found


def inside(element, tag):
    """The elements an element of this tag holds."""
    return elements(element[1]) if element and element[0] == tag else []


def first(listed):
    return listed[0] if listed else None


def certificate_names(der):
    """The common names of its subject, then its DNS names; those that are there whole."""
    signed = inside(first(inside(first(elements(der)), SEQUENCE)), SEQUENCE)
    if signed and signed[0][0] == VERSION:
        signed = signed[1:]
    subject, rest = first(signed[4:5]), signed[5:]  # behind serial, algorithm, issuer, validity
    names = common_names(subject)
    for element in rest:
        names += alternative_names(element)
    return [text for text in names if text]


def common_names(subject):
    found = []
    for relative in inside(subject, SEQUENCE):
        for attribute in inside(relative, SET):
            pair = inside(attribute, SEQUENCE)
            if len(pair) > 1 and pair[0][:2] == (OID, COMMON_NAME) and pair[1][2]:
                found.append(pair[1][1])
    return found


def alternative_names(element):
    found = []
    for extension in inside(first(inside(element, EXTENSIONS)), SEQUENCE):
        parts = [part for part in inside(extension, SEQUENCE) if part[0] != BOOLEAN]
        if len(parts) > 1 and parts[0][:2] == (OID, ALTERNATIVE_NAMES):
            for tag, text, whole in inside(first(inside(parts[1], OCTETS)), SEQUENCE):
                if tag == DNS_NAME and whole:
                    found.append(text)
    return found
