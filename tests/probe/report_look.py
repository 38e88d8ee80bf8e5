# SPDX-License-Identifier: BSD-2-Clause
"""report_look.py SCRATCH [PICTURES]: the pages that report_static.py left there, in a headless Chromium. With
PICTURES, a directory, leaves screenshots in it."""
import datetime
import os
import sys
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from report_browser import Browser  # noqa: E402
from report_page import Page  # noqa: E402

scratch, pictures = os.path.realpath(sys.argv[1]), (sys.argv[2:] or [None])[0]
failures = 0

# What the list shows, and what a user does with it.
TOOLS = '''
    const lines = () => [...document.querySelectorAll('#connections tbody tr:not(.more)')];
    const column = (head) => [...document.querySelectorAll('#connections th')].findIndex((th) => th.textContent === head);
    const shown = (head) => lines().map((line) => line.cells[column(head)].textContent);
    const output = () => document.querySelector('#connections output');
    const set = (id, value) => {
        document.getElementById(id).value = value;
        document.getElementById(id).dispatchEvent(new Event('input', {bubbles: true}));
    };
    const sort = (head) => document.querySelectorAll('#connections th')[column(head)].querySelector('button').click();
    const all = () => { while (!document.querySelector('.push').hidden) document.querySelector('.push').click(); };
'''

# Texts whose colour is too near to what is behind them (WCAG 2.1, 1.4.3).
CONTRAST = '''
    const parse = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
    const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
        .map((c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const behind = (element) => {
        for (; element; element = element.parentElement) {
            const colour = parse(getComputedStyle(element).backgroundColor);
            if (colour.length === 3 || colour[3] > 0.99)
                return colour;
        }
        return [255, 255, 255];
    };
    const bad = new Set(), bar = document.createElement('i');
    bar.style.color = 'var(--bar)';
    document.body.append(bar);
    const bars = parse(getComputedStyle(bar).color);
    bar.remove();
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const element = walk.currentNode.parentElement;
        if (!walk.currentNode.textContent.trim() || !element.checkVisibility() || element.closest('svg, script, style'))
            continue;
        const ink = light(parse(getComputedStyle(element).color));
        const grounds = [behind(element)].concat(element.closest('.bar') ? [bars] : []);
        const least = Math.min(...grounds.map((ground) => ratio(ink, light(ground))));
        if (least < 4.5)
            bad.add(element.tagName + '.' + element.className + ' ' + least.toFixed(2));
    }
    return [...bad];
'''

# What those who do not see, or have no mouse, would miss.
ACCESS = '''
    const bad = [];
    document.querySelectorAll('input, select').forEach((control) => {
        if (!control.labels.length)
            bad.push('no label: ' + control.outerHTML);
    });
    document.querySelectorAll('button, a').forEach((control) => {
        if (!control.textContent.trim() || control.tabIndex < 0)
            bad.push('cannot be used: ' + control.outerHTML);
    });
    document.querySelectorAll('th').forEach((th) => { if (th.scope !== 'col') bad.push('no scope: ' + th.textContent); });
    document.querySelectorAll('.scroll').forEach((part) => {
        if (part.tabIndex !== 0 || !part.getAttribute('aria-label'))
            bad.push('cannot be scrolled with keys: ' + part.id);
    });
    document.querySelectorAll('svg').forEach((svg) => {
        if (svg.getAttribute('role') !== 'img' || !svg.querySelector('title')) bad.push('a picture without a title');
    });
    if (document.documentElement.lang !== 'en' || document.querySelectorAll('h1').length !== 1)
        bad.push('no language, or not one head');
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    ids.filter((id, i) => ids.indexOf(id) !== i).forEach((id) => bad.push('id twice: ' + id));
    return bad;
'''


def check(holds, what):
    global failures
    if not holds:
        failures += 1
        print('FAILED:', what)


def equal(left, right, what):
    check(left == right, f'{what}: {str(left)[:300]} is not {str(right)[:300]}')


def do(browser, script):
    return browser.run(f'(async () => {{ {TOOLS} {script} }})()')


def quiet(browser, path, story):
    said, asked = browser.complaints()
    equal(said, [], f'{story}: the console')
    equal([address for address in asked if address != 'data:,'], ['file://' + urllib.parse.quote(path)], f'{story}: what was asked for')


def microseconds(text):
    """As the page shows a time, of UTC."""
    return int(datetime.datetime.fromisoformat(text + '+00:00').timestamp())


def use_list(browser, page):
    """Filter and sort, against what the data says."""
    equal(do(browser, 'return lines().length'), 100, 'list: lines at first')
    do(browser, 'all()')
    equal(do(browser, "return shown('Source')"), [row['source'] for row in page.rows], 'list: its order')
    equal([microseconds(text) for text in do(browser, "return shown('Began')")],
          [row['began'] // 1000000 for row in page.rows], 'list: times are not UTC')
    for words, application, activity in (('anna', '', ''), ('ANNA 198.18.21', 'skype', ''), ('', '', 'call-video'),
                                         ('', 'unknown', ''), ('log', 'skype', ''), ('"<&', '', ''), ('tcp ben', '', '')):
        do(browser, f'set("words", {words!r}); set("application", {application!r}); set("activity", {activity!r}); all()')
        got = do(browser, "return [shown('Source').length, output().textContent, output().dataset.bytes]")
        fitting = [row for row in page.rows
                   if application in ('', row['application']) and activity in ('', row['activity']) and
                   all(word in text_of(row, page) for word in words.lower().split())]
        equal([got[0], got[1].split(' ')[0].replace(',', ''), int(got[2])],
              [len(fitting), str(len(fitting)), sum(row['sent'] + row['received'] for row in fitting)],
              f'list: finding {words!r} {application} {activity}')
        check(words == '"<&' or fitting, f'list: nothing to find by {words!r} {application} {activity}')
    do(browser, 'set("words", "skype"); set("application", ""); set("activity", "")')
    for head, member in (('Took', 'took'), ('Sent', 'sent'), ('Received', 'received'), ('Sure', 'sure'), ('Began', 'began')):
        values = [row[member] for row in page.rows if 'skype' in text_of(row, page)]
        texts = []
        for down in (head != 'Began', head == 'Began'):
            do(browser, f'sort({head!r}); all()')
            state = do(browser, f"return document.querySelectorAll('#connections th')[column({head!r})].ariaSort")
            equal(state, 'descending' if down else 'ascending', f'list: mark of {head}')
            texts.append(do(browser, f'return shown({head!r})'))
            check(len(texts[-1]) == len(values), f'list: {head} loses lines')
            if member == 'sure':
                equal([int(text) for text in texts[-1]], sorted(values, reverse=down), f'list: sorted by {head}')
            elif member == 'began':
                equal([microseconds(text) for text in texts[-1]], [v // 1000000 for v in sorted(values, reverse=down)],
                      f'list: sorted by {head}')
        check(texts[0] != texts[1], f'list: {head} up and down is the same')
        if member in ('sent', 'received', 'took'):
            equal(texts[1], texts[1][:0] + sorted(texts[1], key=size_of), f'list: sorted by {head}')
    do(browser, "sort('Destination'); all()")
    places = [tuple(int(n) for n in text.replace(':', '.').split('.')) for text in do(browser, "return shown('Destination')")
              if '[' not in text]
    equal(places, sorted(places), 'list: addresses go by their numbers')
    do(browser, "set('words', ''); sort('Began')")


def text_of(row, page):
    names = ('transport', 'source', 'destination', 'user', 'group', 'application', 'activity', 'mechanism', 'path')
    fact = page.data['facts'][row['fact']][0] if row['fact'] is not None else ''
    return ' '.join([row[name] for name in names] + [row['action'] if row['rule'] else '', fact]).lower()


def size_of(text):
    """Of "1.2 MB", "1.5 s", "12:03"."""
    if ':' in text:
        return sum(int(part) * 60 ** i for i, part in enumerate(reversed(text.split(':'))))
    number, unit = text.split(' ')
    return float(number) * {'B': 1, 's': 1, 'kB': 1e3, 'MB': 1e6, 'GB': 1e9}[unit]


def use_keys(browser, page):
    """Evidence is opened, and other tables are sorted, without a mouse."""
    do(browser, "document.getElementById('application').focus()")
    for _ in range(len(page.rows)):
        browser.key('Tab', 9)
        if browser.run("document.activeElement.closest('td') !== null"):
            break
    check(browser.run("document.activeElement.matches('#connections td button')"), 'keys: no way to the evidence')
    browser.key('Enter', 13, '\r')
    row = page.rows[0]
    why = do(browser, "return document.querySelector('#connections tr.more').textContent")
    for fact, _, packet, weight, score, _ in row['reasons']:
        name, application, source = page.data['facts'][fact]
        for text in (f'Packet {packet} from the ', f'{name} adds {weight}, which makes {score} of 100 for {application}.', source):
            check(text in why, f'evidence: {text!r} is not in {why!r}')
    check(row['reasons'] and f'{row["sure"]} of 100 sure' in why, 'evidence: how sure it is')
    equal(browser.run("document.activeElement.getAttribute('aria-expanded')"), 'true', 'keys: evidence is open')
    browser.key(' ', 32, ' ')
    equal(do(browser, "return document.querySelectorAll('#connections tr.more').length"), 0, 'keys: evidence is closed')
    browser.run("document.querySelector('#by-user th:last-child button').focus()")
    browser.key('Enter', 13, '\r')
    numbers = browser.run("[...document.querySelectorAll('#by-user td:last-child')].map((td) => Number(td.dataset.s))")
    equal(numbers, sorted(page.column('by-user', 'All connections'), reverse=True), 'keys: users are sorted')


def show_flags(browser, page):
    """What could not be known is said in words."""
    do(browser, "set('words', '2001:db8::11'); document.querySelector('#connections td button').click()")
    why = do(browser, "return document.querySelector('#connections tr.more').textContent")
    for text in ('Packets were captured short.', 'Known by what its endpoint or host did on other connections.',
                 'And 12 more that were only counted.', 'Try number 3 of a host after it was blocked.'):
        check(text in why, f'evidence: {text!r} is not in {why!r}')
    do(browser, "set('words', '')")


def show_open(browser, page):
    """What goes on is marked, can be found, and says up to when it is known."""
    do(browser, "set('words', 'open')")
    equal(do(browser, "return shown('Source')"), [row['source'] for row in page.rows if row['open']], 'open: found')
    equal(do(browser, "return document.querySelectorAll('#connections .open').length"), 3, 'open: marks')
    do(browser, "document.querySelector('#connections td button').click()")
    why = do(browser, "return document.querySelector('#connections tr.more').textContent")
    check('Still open: this is what was known at 2026-10-26 ' in why and 'Ended' not in why, f'open: {why!r}')
    do(browser, "set('words', '')")


def shoot(browser, name):
    if pictures:
        for part in range(6):
            top = part * 900
            if top < browser.run('document.documentElement.scrollHeight'):
                browser.shot(os.path.join(pictures, f'{name}-{part}.png'), top, 900)


def look_at(browser, story):
    """Light, dark, and narrow."""
    grounds = []
    for dark in (False, True):
        browser.look(dark=dark)
        name = f'{story}, {"dark" if dark else "light"}'
        grounds.append(browser.run('getComputedStyle(document.body).backgroundColor'))
        equal(browser.run(f'(() => {{ {CONTRAST} }})()'), [], f'{name}: contrast')
        shoot(browser, name.replace(', ', '-'))
    check(grounds[0] != grounds[1], f'{story}: dark is light')
    for dark in (False, True):
        browser.look(360, 740, dark=dark, phone=True)
        width = browser.run('[document.documentElement.scrollWidth, innerWidth]')
        equal(width, [360, 360], f'{story}: a phone has to scroll sideways')
        wide = browser.run('''[...document.querySelectorAll('main *')].filter((e) => e.checkVisibility() &&
            !e.closest('figure') && e.getBoundingClientRect().right > 360.5).map((e) => e.outerHTML.slice(0, 100))''')
        equal(wide, [], f'{story}: what a phone cannot show')
        shoot(browser, f'{story}-phone{"-dark" * dark}')
    browser.look()


def many_lines(browser, page):
    """A browser is never given more lines than are looked at, whatever is sorted and found: that is what makes it fast."""
    for head in ('Began', 'Source', 'What', 'Why', 'Received'):
        do(browser, f'sort({head!r})')
        equal(do(browser, 'return lines().length'), 100, f'many: lines after sorting by {head}')
    for words in ('198.18.7', 'nobody', ''):
        do(browser, f'set("words", {words!r})')
        fitting = sum(words in text_of(row, page) for row in page.rows)
        check(words != '198.18.7' or fitting > 100, 'many: too few to tell')
        equal(do(browser, 'return lines().length'), min(100, fitting), f'many: lines after finding {words!r}')


def main(browser):
    pages = {story: os.path.join(scratch, story, 'index.html') for story in
             ('nothing', 'plain', 'office', 'hostile', 'huge', 'many', 'names', 'open', 'over')}
    for story, path in pages.items():
        browser.look()
        browser.load(path)
        quiet(browser, path, story)
        equal(browser.run('typeof window.broken'), 'undefined', f'{story}: a script of others has run')
        equal(browser.run(f'(() => {{ {ACCESS} }})()'), [], f'{story}: access')
        if story == 'office':
            page = Page(path)
            use_list(browser, page)
            use_keys(browser, page)
            show_flags(browser, page)
        if story == 'open':
            show_open(browser, Page(path))
        if story in ('nothing', 'office', 'hostile', 'huge', 'open'):
            do(browser, "document.querySelectorAll('#connections td button').forEach((button, i) => i < 3 && button.click())")
            look_at(browser, story)
        if story == 'many':
            many_lines(browser, Page(path))
        quiet(browser, path, story)


browser = Browser()
try:
    main(browser)
finally:
    browser.close()
sys.exit(failures > 0)
