# SPDX-License-Identifier: BSD-2-Clause
"""Skype's framing over UDP and its first record over TCP, read the plain way."""

from .there import NotThere, big, cut

ACK, NACK, RESEND = 5, 7, 3


def framing(data, part):
    """id, function; then a vector and a checksum, or the address and the seed of an ack or NACK."""
    cut(data, 0, 3 if part in ("id", "function") else 11)
    if part == "id":
        return big(data, 0, 2)
    if part == "function":
        return big(data, 2, 1) & 0x8f
    return big(data, {"iv": 3, "address": 3, "crc": 7, "seed": 7}[part], 4)


def resend(data, part):
    """16 bytes: byte 3 is 1, then the seed of the NACK, the address it is sent to, the checksum of the first try."""
    cut(data, 0, 16)
    if big(data, 2, 1) & 0x8f != RESEND or big(data, 3, 1) != 1:
        raise NotThere
    return big(data, {"seed": 4, "address": 8, "crc": 12}[part], 4)


class Record:
    """The cipher of the opening's bytes 4 to 13, whose text is known, starts over behind the opening."""

    OPENING = 14
    KNOWN = b"\0\1\0\0\0\1\0\0\0"  # the tenth byte is 1 or 3

    def __init__(self, message):
        if message.ordinal == 1:
            opening, record = message.data[:self.OPENING], message.data[self.OPENING:]
            self.left = message.length - self.OPENING
        elif message.ordinal == 2 and message.earlier("prev").length == self.OPENING:
            opening, record = message.bytes_of("prev"), message.data
            self.left = message.length
        else:
            raise NotThere
        key = [text ^ known for text, known in zip(opening[4:], self.KNOWN)]
        self.plain = bytes(text ^ k for text, k in zip(record, key))
        cut(self.plain, 0, 1)

    def u8(self, at):
        return big(self.plain, at, 1)

    def u16(self, at):
        return big(self.plain, at, 2)

    def length(self, _):
        return self.u8(0) // 2 + 1

    def rest(self, _):
        return self.left
