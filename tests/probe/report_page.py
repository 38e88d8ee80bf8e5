# SPDX-License-Identifier: BSD-2-Clause
"""A report as a program reads it: what is in its tables, and whether it is well made."""
import json
from html.parser import HTMLParser

EMPTY = {'meta', 'link', 'br', 'input', 'img'}
LINKS = {'src', 'href', 'srcset', 'data', 'action', 'xlink:href', 'poster', 'background'}


class Page(HTMLParser):
    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.path, self.faults, self.open, self.ids = path, [], [], set()
        self.elements, self.links, self.totals, self.tables = [], [], {}, {}
        self.texts, self.table, self.cell = [], None, None
        with open(path, encoding='utf-8', newline='') as file:  # strict: what is no UTF-8 is an error
            self.source = file.read()
        self.feed(self.source)
        self.close()
        if self.open:
            self.faults.append(f'never closed: {self.open}')
        self.data = json.loads(self.script or '{"fields": [], "rows": [], "facts": []}')
        self.rows = [dict(zip(self.data['fields'], row, strict=True)) for row in self.data['rows']]

    script = ''

    def handle_starttag(self, tag, attributes):
        self.handle_startendtag(tag, attributes)
        if tag not in EMPTY:
            self.open.append((tag, dict(attributes)))

    def handle_startendtag(self, tag, attributes):
        names = [name for name, _ in attributes]
        given = dict(attributes)
        self.elements.append((tag, given))
        if len(names) != len(given):
            self.faults.append(f'{tag}: the same attribute twice: {names}')
        if any(name.startswith('on') for name in names):
            self.faults.append(f'{tag}: a handler: {attributes}')
        if 'id' in given and given['id'] in self.ids:
            self.faults.append('id twice: ' + given['id'])
        self.ids.add(given.get('id'))
        self.links += [value for name, value in attributes if name in LINKS]
        if tag == 'table':
            self.table = self.tables.setdefault(given['id'], [])
        elif tag == 'tr' and self.table is not None:
            self.table.append([])
        elif tag in ('td', 'th') and self.table is not None:
            self.cell = {'text': '', 'exact': int(given['data-s']) if 'data-s' in given else None}
            self.table[-1].append(self.cell)
        if 'data-value' in given:
            self.totals[given['data-total']] = int(given['data-value'])

    def handle_endtag(self, tag):
        if not self.open or self.open[-1][0] != tag:
            self.faults.append(f'{self.getpos()}: </{tag}> closes {self.open[-1:]}')
            return
        self.open.pop()
        if tag == 'table':
            self.table = None
        elif tag in ('td', 'th'):
            self.cell = None

    def handle_data(self, data):
        tag, given = self.open[-1] if self.open else ('', {})
        if tag == 'script' and given.get('id') == 'data':
            self.script += data
        elif tag not in ('script', 'style'):
            self.texts.append(data)
            if self.cell is not None:
                self.cell['text'] += data

    @property
    def text(self):
        return ''.join(self.texts)

    def column(self, table, head):
        """What is in a column: exact numbers where there are some."""
        rows = self.tables[table]
        at = [cell['text'] for cell in rows[0]].index(head)
        return [row[at]['text'] if row[at]['exact'] is None else row[at]['exact'] for row in rows[1:]]

    def line(self, table, first):
        """The numbers of the line that begins so."""
        return next([cell['exact'] for cell in row[1:]] for row in self.tables[table] if row[0]['text'] == first)
