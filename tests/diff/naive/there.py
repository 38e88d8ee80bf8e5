# SPDX-License-Identifier: BSD-2-Clause
"""Bytes that may not be there."""


class NotThere(Exception):
    """What a condition asks about does not exist: the whole condition is false."""


def cut(data, at, count):
    """count bytes at an offset, all of them or none."""
    if at + count > len(data):
        raise NotThere
    return data[at:at + count]


def big(data, at, count):
    return int.from_bytes(cut(data, at, count), "big")


def little(data, at, count):
    return int.from_bytes(cut(data, at, count), "little")
