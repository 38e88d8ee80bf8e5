#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""documented.py HEADER...: what every public function and struct has to say, beyond what Doxygen asks.

A function: thread, allocation, since; of each pointer whether it may be NULL; it returns no struct, which could
not grow. A struct begins with its size, or says that its layout is fixed."""
import re
import sys

FUNCTION = re.compile(r'/\*\*((?:(?!\*/).)*)\*/\s*(?:SKYPEDPI_API|static inline)\s+([^;]*?)\b(skypedpi_\w+)'
                      r'\(([^;{]*)\)(?:;|\s*\{)', re.S)
STRUCT = re.compile(r'/\*\*((?:(?!\*/).)*)\*/\s*struct (skypedpi_\w+) \{\s*([^;]*);', re.S)


def parameters(text):
    """Name and text of each @param of a comment."""
    parts = re.split(r'@param(?:\[out\])?\s+(\w+)', re.split(r'@return|Thread:', text)[0])
    return dict(zip(parts[1::2], parts[2::2]))


def function_faults(comment, kind, arguments):
    text = ' '.join(line.strip(' *') for line in comment.splitlines())
    told = parameters(text)
    for word in ('Thread: ', 'Allocates: ', 'Since: '):
        if word not in text:
            yield f'{word.strip(": ").lower()} is not told'
    if kind.replace('SKYPEDPI_CHECKED', '').strip() != 'void' and '@return' not in text:
        yield 'its result is not told'
    if re.search(r'\bstruct\b[^*]*$', kind):
        yield 'returns a struct, which could not grow'
    for argument in re.split(r',(?![^(]*\))', ' '.join(arguments.split())):
        pointer = re.search(r'\(\*(\w+)\)', argument) or re.search(r'\*(\w+)$', argument)
        name = pointer.group(1) if pointer else None
        if name and 'NULL' not in told.get(name, ''):
            yield f'may {name} be NULL?'


def faults(header):
    text = header.replace('\\\n', '')
    found = 0
    for comment, kind, name, arguments in FUNCTION.findall(text):
        found += 1
        for fault in function_faults(comment, kind, arguments):
            yield f'{name}(): {fault}'
    if found != len(re.findall(r'^(?:SKYPEDPI_API|static inline) ', text, re.M)):
        yield 'a function without a comment before it'
    for comment, name, first in STRUCT.findall(text):
        layout = ' '.join(comment.replace('*', ' ').split())
        if not re.fullmatch(r'uint32_t size', first) and 'layout is fixed' not in layout:
            yield f'struct {name}: neither begins with its size nor says that its layout is fixed'
    if len(STRUCT.findall(text)) != len(re.findall(r'^struct \w+ \{', text, re.M)):
        yield 'a struct without a comment before it'


BAD = '''/** Does. @param a not NULL. @param b a thing. @return it. Thread: any. Since: 0.1. */
SKYPEDPI_API struct skypedpi_x skypedpi_f(const int *a, int *b);
/** No size. */
struct skypedpi_x {
    int first;
};
'''


def main():
    status = 0
    for path in sys.argv[1:]:
        with open(path, encoding='ascii') as file:
            for fault in faults(file.read()):
                print(f'{path}: {fault}')
                status = 1
    if len(list(faults(BAD))) != 4:  # the test itself: each of these must be caught
        print('faults are not noticed')
        status = 1
    return status


sys.exit(main())
