# SPDX-License-Identifier: BSD-2-Clause
"""Checks of probe_graphs.sh: rows as "rrdtool fetch" prints them, and pictures."""
import math
import os
import re
import string
import struct
import subprocess
import sys
import xml.etree.ElementTree as tree
import zlib

WIDTH, PLOT_LEFT, PLOT_RIGHT = 814, 66, 800


def rows(path, start=0, end=1 << 40):
    """Times and values of the rows that end after start, up to end."""
    found = []
    for line in open(path):
        head, colon, rest = line.partition(':')
        if colon and head.isdigit() and start < int(head) <= end:
            found.append((int(head), [float(value) for value in rest.split()]))
    assert found, 'no rows'
    return found


def whole(value, seconds):
    """What was used in a row; rrdtool prints eleven digits."""
    number = round(value * seconds)
    assert abs(value * seconds - number) <= 0.01 + abs(number) * 1e-10, (value, seconds)
    return number


def check_rows(path, start, end, row, used, total):
    start, end, row, used = int(start), int(end), int(row), int(used)
    found = rows(path, start, end)
    assert [time for time, _ in found] == list(range(start + row, end + 1, row)), 'rows are missing'
    mine = sum(whole(value, row) for _, values in found for value in values[:2])
    assert abs(mine - used) <= used * 1e-9, (mine, used)
    exact = [float(line) for line in open(total).read().split('\n')[1:] if line]
    assert len(exact) == 2 and round(sum(exact)) == used, (exact, used)


def check_steps(path, start):
    found = rows(path, int(start), int(start) + 3600)
    assert len(found) == 360
    for i, (_, values) in enumerate(found):
        wanted = [i * 7919 % 1000003, i * 104729 % 9999991, i % 50 + 1]
        assert [whole(value, 10) for value in values] == wanted, (i, values, wanted)


def check_sum(path, step, *wanted):
    known = [values for _, values in rows(path) if not math.isnan(values[0])]
    sums = [sum(whole(values[i], int(step)) for values in known) for i in range(len(wanted))]
    assert sums == [int(number) for number in wanted], sums


def check_known(path, start, end, known=True):
    for time, values in rows(path, int(start), int(end)):
        assert math.isnan(values[0]) != known, (time, values)


def png_size(data):
    assert data[:8] == b'\x89PNG\r\n\x1a\n' and data[-8:-4] == b'IEND', 'no PNG, or not all of it'
    return struct.unpack('>IIBB', data[16:26])


def png_pixels(data):
    """Lines of (r, g, b)."""
    width, height, depth, kind = png_size(data)
    size = {2: 3, 6: 4}[kind]
    assert depth == 8
    at, packed = 8, b''
    while at < len(data):
        length, = struct.unpack('>I', data[at:at + 4])
        if data[at + 4:at + 8] == b'IDAT':
            packed += data[at + 8:at + 8 + length]
        at += length + 12
    raw, stride = zlib.decompress(packed), width * size
    above, lines = bytearray(stride), []
    for y in range(height):
        how, line = raw[y * (stride + 1)], bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        for x in range(stride):
            a = line[x - size] if x >= size else 0
            b, c = above[x], above[x - size] if x >= size else 0
            p = a + b - c
            nearest = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
            line[x] = line[x] + (0, a, b, (a + b) // 2, nearest)[how] & 255
        lines.append([tuple(line[i:i + 3]) for i in range(0, stride, size)])
        above = line
    return lines


def check_drawn(path, colour, first, last):
    """The colour is there, and its first and last columns are where they should be, in per cent of the plot."""
    wanted = tuple(bytes.fromhex(colour))
    columns = {x for line in png_pixels(open(path, 'rb').read())[20:270] for x in range(PLOT_LEFT, PLOT_RIGHT)
               if line[x] == wanted}
    ends = [100 * (x - PLOT_LEFT) / (PLOT_RIGHT - PLOT_LEFT) for x in (min(columns), max(columns))]
    for end, bounds in zip(ends, (first, last)):
        low, high = bounds.split('-')
        assert float(low) <= end <= float(high), (ends, first, last)


def svg(text):
    """Its title, and its ids."""
    root = tree.fromstring(text)
    assert root.tag == '{http://www.w3.org/2000/svg}svg' and int(root.get('width')) == WIDTH + 12
    assert 'currentColor' in text and '<?xml' not in text and 'rgb(0.39' not in text
    ids = [element.get('id') for element in root.iter() if element.get('id')]
    assert ids and len(ids) == len(set(ids)), 'an id is there twice'
    for element in root.iter():
        to = element.get('{http://www.w3.org/1999/xlink}href')
        assert not to or to[1:] in ids, 'a reference to nothing'
    return root[0].text, set(ids)


def check_picture(base, end):
    width, height, _, _ = png_size(open(base + '.png', 'rb').read())
    assert width == WIDTH and height > 320, (width, height)
    svg(open(base + '.svg').read())
    for kind in '.png', '.svg':
        assert os.stat(base + kind).st_mtime == int(end), 'its time is not the end of what it shows'


def check_page(out, count):
    """Graphs for one page, as the driver prints them: no id of one is in another."""
    all_ids, found = set(), re.findall(r'^<svg .*?</svg>$', open(out).read(), re.MULTILINE | re.DOTALL)
    for text in found:
        _, ids = svg(text)
        assert not ids & all_ids, 'two graphs share an id'
        assert '<style' not in text, 'its style would be that of the page, too'
        all_ids |= ids
    assert len(found) == int(count), len(found)


def coded(name):
    plain = (string.ascii_letters + string.digits + '-_.').encode()
    return ''.join(chr(byte) if byte in plain else '%%%02x' % byte for byte in name.encode())


def check_names(directory, path):
    names = open(path).read().split('\n')[:-1]
    scopes = [('user', name, used) for used, name in enumerate(names, 1)]
    scopes.append(('group', '../g', len(names) * (len(names) + 1) // 2))
    for kind, name, used in scopes:
        folder = kind + '-' + coded(name)
        last = subprocess.run(['rrdtool', 'lastupdate', directory + '/rrd/' + folder + '/application-skype.rrd'],
                              check=True, capture_output=True, text=True)
        packets = 1 if kind == 'user' else len(names)
        assert last.stdout.split('\n')[-2].split(': ')[1] == '%d 0 %d' % (used, packets), (name, last.stdout)
        for by in 'application', 'activity':
            for period in 'hour', 'day', 'week', 'month', 'year':
                base = '%s/%s-%s-%s' % (directory, folder, by, period)
                assert png_size(open(base + '.png', 'rb').read())[0] == WIDTH
                title = svg(open(base + '.svg').read())[0]
                assert title == '%s %s by %s, last %s' % (kind.capitalize(), name, by, period), title
    assert len(os.listdir(directory + '/rrd')) == len(scopes) + 1
    assert len(os.listdir(directory)) == (len(scopes) + 1) * 20 + 1


CHECKS = {'rows': check_rows, 'steps': check_steps, 'sum': check_sum, 'known': check_known,
          'unknown': lambda *words: check_known(*words, known=False), 'drawn': check_drawn,
          'picture': check_picture, 'page': check_page, 'names': check_names}
try:
    CHECKS[sys.argv[1]](*sys.argv[2:])
except (AssertionError, ValueError, OSError, tree.ParseError) as error:
    print(' '.join(sys.argv[1:]), 'failed:', repr(error))
    raise SystemExit(1) from error
