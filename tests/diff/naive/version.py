# SPDX-License-Identifier: BSD-2-Clause
"""The release number a text tells: `version FIELD after "..."` and `version FIELD reversed`."""

import re

from .language import ANY
from .there import NotThere

LARGEST = 65534


def release_of(signature, message):
    """Four parts, or None. Of several texts the first that tells one."""
    if not signature.version:
        return None
    field, behind = signature.version
    try:
        texts = message.texts(field)
    except NotThere:
        return None
    for text in texts:
        parts = reversed_parts(text) if behind is None else parts_behind(text, behind)
        if parts and all(part <= LARGEST for part in parts):
            return tuple(parts) + (ANY,) * (4 - len(parts))
    return None


def parts_behind(text, behind):
    _, found, rest = text.partition(behind)
    match = re.match(rb"[0-9]+(\.[0-9]+){1,3}", rest) if found else None
    return [int(part) for part in match[0].split(b".")] if match else None


def reversed_parts(text):
    labels = text.split(b".")[:4]
    if len(labels) < 4 or not all(re.fullmatch(rb"[0-9]+", label) for label in labels):
        return None
    return [int(label) for label in reversed(labels)]
