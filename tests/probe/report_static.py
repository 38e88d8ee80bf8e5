# SPDX-License-Identifier: BSD-2-Clause
"""report_static.py DRIVER SCRATCH: pages of made-up events, read without a browser."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from report_page import Page  # noqa: E402

driver, scratch = sys.argv[1:]
failures = 0


def check(holds, what):
    global failures
    if not holds:
        failures += 1
        print('FAILED:', what)


def equal(left, right, what):
    check(left == right, f'{what}: {left} is not {right}')


def tell(story, count=None, directory=None, **more):
    directory = directory or os.path.join(scratch, story)
    done = subprocess.run([driver, directory, story] + ([str(count)] if count else []), capture_output=True, text=True,
                          **more)
    equal(done.returncode, 0, f'{story}: {done.stderr}')
    path = os.path.join(directory, 'index.html')
    check(not os.path.exists(path + '.new'), f'{story}: the temporary file is left')
    return Page(path), {name: int(number) for name, number in (line.split() for line in done.stdout.splitlines())}


def well_made(page, story):
    equal(page.faults, [], f'{story}: the page')
    outside = [link for link in page.links if not link.startswith('#') and link != 'data:,']
    equal(outside, [], f'{story}: links')
    for link in page.links:
        check(link[0] != '#' or link[1:] in page.ids, f'{story}: nothing is at {link}')
    equal([tag for tag, given in page.elements if tag == 'script' and 'src' in given], [], f'{story}: scripts from outside')
    equal(sum(tag == 'script' for tag, _ in page.elements), 2, f'{story}: scripts')
    check(any(given.get('http-equiv') == 'Content-Security-Policy' and "default-src 'none'" in given['content']
              for _, given in page.elements), f'{story}: no policy')
    controls = [text for text in page.source if ord(text) < 32 and text != '\n' or 0x7f <= ord(text) < 0xa0]
    equal(controls, [], f'{story}: control characters')


def adds_up(page, facts, story):
    for name, number in page.totals.items():
        if name in facts:
            equal(number, facts[name], f'{story}: {name}')
    for table, whole in (('by-application', 'connection-bytes'), ('by-activity', 'skype-bytes')):
        if table in page.tables:
            equal(sum(page.column(table, 'Bytes')), facts[whole], f'{story}: {table}')
    equal(page.line('frames', 'All'), [facts['frames'], facts['frame-bytes']], f'{story}: frames')
    lines = {row[0]['text']: [cell['exact'] for cell in row[1:]] for row in page.tables['frames'][1:]}
    whole = lines.pop('All')
    equal([sum(part) for part in zip(*lines.values())], whole, f'{story}: every frame is somewhere')
    told = zip(lines['In connections that ended'], lines['In connections still open'])
    equal([sum(part) for part in told], [facts['connection-packets'], facts['connection-bytes']], f'{story}: frames of connections')


def rows_add_up(page, facts, story):
    equal(len(page.rows), facts['connections'], f'{story}: rows')
    equal(sum(int(row['sent']) + int(row['received']) for row in page.rows), facts['connection-bytes'], f'{story}: row bytes')
    equal(sum(int(row['packetsSent']) + int(row['packetsReceived']) for row in page.rows), facts['connection-packets'],
          f'{story}: row packets')


# ---- nothing, no Skype ----

page, facts = tell('nothing')
well_made(page, 'nothing')
adds_up(page, facts, 'nothing')
check('No Skype was seen.' in page.text and 'No connection was seen' in page.text, 'nothing: it does not say so')
check('connections' not in page.ids, 'nothing: there is a list')

page, facts = tell('plain')
well_made(page, 'plain')
adds_up(page, facts, 'plain')
rows_add_up(page, facts, 'plain')
check('No Skype was seen.' in page.text and 'No call was seen.' in page.text, 'plain: it does not say so')
check('by-client' not in page.tables and 'by-activity' not in page.tables, 'plain: clients of what is not there')

page, facts = tell('epoch')
well_made(page, 'epoch')
adds_up(page, facts, 'epoch')
rows_add_up(page, facts, 'epoch')
check('No connection was seen' not in page.text and 'Without times' in page.text, 'epoch: connections are denied')

# ---- an office ----

page, facts = tell('office')
well_made(page, 'office')
adds_up(page, facts, 'office')
rows_add_up(page, facts, 'office')
equal(page.line('frames', 'In no connection'), [50, 3000], 'office: frames in no connection')
equal(sorted(page.column('by-client', 'Host')), [f'10.0.0.{host}' for host in range(11, 17)], 'office: clients')
anna = next(row for row in page.tables['by-client'] if row[0]['text'] == '10.0.0.11')
equal([cell['text'] for cell in anna[1:7]], ['anna', '7.7.0.111', '10.0.0.11:20011', '81', '1', '2'], 'office: a client')
equal(len(page.tables['by-call']) - 1, facts['calls'], 'office: calls')
equal(sum(page.column('by-call', 'Took')), facts['call-milliseconds'], 'office: time in calls')
equal(set(page.column('by-user', 'User')), {'anna', 'ben', 'carla', 'dario', 'elif', 'guests'}, 'office: users')
equal(set(page.column('by-group', 'Group')), {'staff', 'students'}, 'office: groups')
for table, member in (('by-user', 'user'), ('by-group', 'group')):
    for line in page.tables[table][1:]:
        mine = [row for row in page.rows if row[member] == line[0]['text']]
        skype = [row for row in mine if row['application'] == 'skype']
        equal([cell['exact'] for cell in line[1:]],
              [sum(row['sent'] + row['received'] for row in skype), len(skype), sum(row['callTook'] > 0 for row in mine),
               sum(row['callTook'] for row in mine) // 1000, sum(row['sent'] + row['received'] for row in mine), len(mine)],
              f'office: {line[0]["text"]}')
check('every figure is exact' in page.text, 'office: the error of the talkers is not told')
equal(page.column('top', 'Bytes, at most'), page.column('top', 'At least'), 'office: talkers')
first = page.tables['top'][1]
mine = [row for row in page.rows if (row['user'] or row['source'].split(':')[0]) == first[0]['text'] and
        (row['application'], row['mechanism']) == (first[1]['text'], first[2]['text'])]
equal(first[3]['exact'], sum(row['sent'] + row['received'] for row in mine), 'office: the top talker')
check('203.0.113.5, behind NAT' in page.text and 'its own' in page.text, 'office: addresses that peers report')
check('supernode' in page.column('by-endpoint', 'Role'), 'office: roles')
check(all(':' in reason for reason in page.column('by-endpoint', 'Reason')), 'office: endpoints without a reason in words')
check('2026-10-26 07:33:20 to ' in page.text and 'UTC' in page.text, 'office: times are not UTC')
six = next(row for row in page.rows if row['source'].startswith('[2001:db8::11]:'))
equal((six['user'], six['reasonsLost'], six['attempt'], six['mechanism']), ('anna', 12, 3, 'stun-ice'), 'office: IPv6')
for row in page.rows:
    for fact, after, packet, weight, score, reverse in row['reasons']:
        check(len(page.data['facts'][fact]) == 3 and packet >= 1 and 0 < weight <= 100 and score <= 100, 'office: evidence')

# the zone of the machine changes nothing but the release that wrote it
other, _ = tell('office', directory=os.path.join(scratch, 'zone'), env={**os.environ, 'TZ': 'Pacific/Auckland'})
check(other.source == page.source, 'the page depends on the time zone')

# ---- what is beyond ----

page, facts = tell('hostile')
well_made(page, 'hostile')
adds_up(page, facts, 'hostile')
rows_add_up(page, facts, 'hostile')
shown = {row['user'] for row in page.rows} | {text for fact in page.data['facts'] for text in fact}
for text in ('</script><script>window.broken=1</script>', '&lt;b&gt;', '\ufffd\ufffd\ufffd\ufffd', '\\u0041\\', 'm\u00e4rz \u2603 \U0001f600',
             '\ufffdgnp.exe', 'cut \ufffd\ufffd', '<!--', '\ufffdline'):
    check(text in shown, f'hostile: {text!r} is not in the data')
    check(text in page.column('by-user', 'User'), f'hostile: {text!r} is not in the tables')
equal(sum(page.column('by-user', 'All connections')), facts['connections'], 'hostile: users')

page, facts = tell('huge')
well_made(page, 'huge')
adds_up(page, facts, 'huge')
rows_add_up(page, facts, 'huge')
check('2554-07-21 23:34:33' in page.text, 'huge: the last time there is')

page, facts = tell('many', 22000)
well_made(page, 'many')
adds_up(page, facts, 'many')
equal(len(page.rows), 20000, 'many: rows')
check('The latest 20,000 of 22,000' in page.text, 'many: what is left out is not told')
equal(len(page.tables['by-call']) - 1, 1000, 'many: calls listed')
equal(len(page.tables['by-client']) - 1, 1000, 'many: clients listed')
check('none too high by more than ' in page.text, 'many: the error of the talkers is not told')
exact = {}
for row in page.rows:
    exact[row['source'].split(':')[0]] = exact.get(row['source'].split(':')[0], 0) + row['sent'] + row['received']
for who, most, least in zip(*(page.column('top', head) for head in ('User or host', 'Bytes, at most', 'At least'))):
    check(least <= most and (who not in exact or exact[who] <= most), f'many: {who} has {exact.get(who)}, not {least} to {most}')

page, facts = tell('names', 110000)
well_made(page, 'names')
adds_up(page, facts, 'names')
check(page.column('by-user', 'User')[-1] == '(all others)', 'names: others')
check('The first 1,000 of 100,000.' in page.text, 'names: what is left out is not told')

page, facts = tell('open')
well_made(page, 'open')
adds_up(page, facts, 'open')
rows_add_up(page, facts, 'open')
equal(page.line('counters', 'Connections still open'), [3], 'open: connections')
check('Connections in all, 3 still open' in page.text, 'open: connections in the summary')
still = [row for row in page.rows if row['open']]
equal([(row['source'].split(':')[0], row['application'], row['end']) for row in still],
      [('10.0.0.11', 'skype', ''), ('10.0.0.12', 'skype', ''), ('10.0.0.13', 'unknown', '')], 'open: which they are')
equal(page.line('frames', 'In connections still open'),
      [sum(row['packetsSent'] + row['packetsReceived'] for row in still), sum(row['sent'] + row['received'] for row in still)],
      'open: frames')
equal(page.line('frames', 'In those, too new for the sums'), [7, 700], 'open: what came later')
for user, amount in zip(page.column('by-user', 'User'), page.column('by-user', 'All bytes')):
    equal(amount, sum(row['sent'] + row['received'] for row in page.rows if row['user'] == user), f'open: bytes of {user}')
equal(sum(page.column('top', 'Bytes, at most')), facts['connection-bytes'], 'open: talkers')
equal(page.column('by-call', 'Took'), [100000], 'open: the call that goes on')
equal([cell['text'] for cell in page.tables['by-client'][1][:7]], ['10.0.0.11', 'anna', '7.7.0.111', '', '1', '1', '0'],
      'open: the client that logged in')

page, facts = tell('crowd', 20300)
well_made(page, 'crowd')
equal(page.line('counters', 'Connections still open'), [20300], 'crowd: connections')
equal(len(page.rows), 20000, 'crowd: rows')
check('no room for 300 more connections that are open' in page.text, 'crowd: what is in no sum is not told')
check('The latest 20,000 of 20,300' in page.text and 'sums above are of all.' not in page.text, 'crowd: the sums are called whole')
frames = [[cell['exact'] for cell in row[1:]] for row in page.tables['frames'][1:]]
equal([sum(part) for part in zip(*frames[1:])], frames[0], 'crowd: every frame is somewhere')
check('In those, too new for the sums' not in page.text, 'crowd: frames are called new')

# what was open has ended: it is there once, and nothing of what was said before is left
page, facts = tell('over')
well_made(page, 'over')
adds_up(page, facts, 'over')
rows_add_up(page, facts, 'over')
check(', 3 still open' not in page.text and not any(row['open'] for row in page.rows), 'over: something is open')
check('In those, too new for the sums' not in page.text, 'over: something is too new')
equal(page.line('frames', 'In connections still open'), [0, 0], 'over: frames')
equal(sum(page.column('top', 'Bytes, at most')), facts['connection-bytes'], 'over: talkers')
equal(page.column('by-call', 'Took'), [100000], 'over: the call')
equal([cell['text'] for cell in page.tables['by-client'][1][:7]], ['10.0.0.11', 'anna', '7.7.0.111', '', '1', '1', '0'],
      'over: the client that logged in')
equal(page.totals['skype-bytes'], sum(row['sent'] + row['received'] for row in page.rows if row['application'] == 'skype'),
      'over: bytes of Skype')

# ---- places that cannot be written ----

before = open(os.path.join(scratch, 'office', 'index.html'), 'rb').read()
full = subprocess.run(['sh', '-c', 'trap "" XFSZ; ulimit -f 64; exec "$@"', 'sh', driver, os.path.join(scratch, 'office'), 'many'],
                      capture_output=True, text=True)
equal(full.returncode, 1, 'full disk: ' + full.stderr)
check('cannot write' in full.stderr and full.stderr.count('\n') == 1, 'full disk: ' + full.stderr)
check(open(os.path.join(scratch, 'office', 'index.html'), 'rb').read() == before, 'full disk: the old page is gone')
equal(os.listdir(os.path.join(scratch, 'office')), ['index.html'], 'full disk: what is left')
for place in ('no/where', 'office/index.html'):
    done = subprocess.run([driver, os.path.join(scratch, place), 'plain'], capture_output=True, text=True)
    equal(done.returncode, 2, f'{place}: {done.stderr}')
    check('report: cannot ' in done.stderr, f'{place}: {done.stderr}')

sys.exit(failures > 0)
