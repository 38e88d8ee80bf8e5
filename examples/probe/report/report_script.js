'use strict';
(function () {
    // ---- as report_words.c has it ----
    function count(number) {
        return BigInt(number).toLocaleString('en');
    }
    function bytes(number) {
        let unit = 0, shown = Number(number);
        for (; shown >= 999.95 && unit < 6; unit++)
            shown /= 1000;
        return unit ? shown.toFixed(1) + ' ' + ' kMGTPE'[unit] + 'B' : shown + ' B';
    }
    function duration(microseconds) {
        const tenths = Math.floor(microseconds / 1e5), seconds = Math.floor(tenths / 10);
        const two = (number) => String(number).padStart(2, '0');
        if (tenths === 0)
            return '0 s';
        if (seconds < 60)
            return seconds + '.' + tenths % 10 + ' s';
        if (seconds < 3600)
            return Math.floor(seconds / 60) + ':' + two(seconds % 60);
        return Math.floor(seconds / 3600) + ':' + two(Math.floor(seconds / 60) % 60) + ':' + two(seconds % 60);
    }
    function time(microseconds) {
        return new Date(microseconds / 1000).toISOString().slice(0, 19).replace('T', ' ');
    }

    function make(name, attributes, ...children) {
        const element = document.createElement(name);
        Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
        element.append(...children);
        return element;
    }

    // ---- sorting ----
    // 9 goes before 10 in a text, too
    function keyOf(text) {
        return text.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(20, '0'));
    }
    function sorted(list, keyOfItem, up) {
        const pairs = list.map((item) => [keyOfItem(item), item]);
        pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0) * (up ? 1 : -1));
        return pairs.map((pair) => pair[1]);
    }
    // heads become buttons; numbers begin with the greatest
    function makeSortable(heads, sort) {
        heads.forEach((head, column) => {
            const button = make('button', {type: 'button'}, head.textContent);
            head.replaceChildren(button);
            button.addEventListener('click', () => {
                const before = head.getAttribute('aria-sort');
                const up = before ? before !== 'ascending' : !head.classList.contains('n');
                heads.forEach((other) => other.removeAttribute('aria-sort'));
                head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
                sort(column, up);
            });
        });
    }
    document.documentElement.classList.add('labelled'); // a narrow screen has no columns: each cell says what it is
    document.querySelectorAll('main table').forEach((table) => {
        const heads = Array.from(table.tHead.rows[0].cells), body = table.tBodies[0];
        heads.forEach((head, column) => {
            const cells = Array.from(body.rows, (row) => row.cells[column]), name = head.textContent;
            const empty = cells.length > 0 && cells.every((cell) => cell.textContent === '');
            [head, ...cells].forEach((cell) => { cell.hidden = empty; });
            cells.forEach((cell) => { cell.dataset.label = name; });
        });
        makeSortable(heads, (column, up) => {
            const key = (row) => {
                const cell = row.cells[column], number = cell.dataset.s;
                return number === undefined ? keyOf(cell.textContent) : Number(number);
            };
            body.append(...sorted(Array.from(body.rows), key, up));
        });
    });

    // ---- connections: what is in the data, and as a list ----
    const place = document.getElementById('connections');
    if (!place)
        return;
    const data = JSON.parse(document.getElementById('data').textContent);
    const all = data.rows.map((row) => Object.fromEntries(row.map((value, i) => [data.fields[i], value])));
    const factOf = (number) => data.facts[number] || ['', '', ''];
    const both = (one, other) => other ? one + ', ' + other : one;
    const policyOf = (row) => row.rule ? row.action : '';
    const amount = (name) => (row) => make('span', {title: count(row[name]) + ' bytes'}, bytes(row[name]));
    // head, class, what is shown, what it is sorted by if that is no text
    const columns = [
        ['Began', 't', (row) => time(row.began), (row) => Number(row.began)],
        ['Took', 'n', (row) => row.open ? make('span', {class: 'open'}, duration(row.took)) : duration(row.took),
            (row) => Number(row.took)],
        ['Source', '', (row) => row.source],
        ['Destination', '', (row) => row.destination],
        ['User', '', (row) => row.user],
        ['What', '', (row) => both(row.application, row.activity)],
        ['Why', '', (row) => factOf(row.fact)[0] || 'nothing known'],
        ['Way', 'k', (row) => both(row.mechanism || row.transport, row.path)],
        ['Sent', 'n', amount('sent'), (row) => Number(row.sent)],
        ['Received', 'n', amount('received'), (row) => Number(row.received)],
        ['Sure', 'n', (row) => String(row.sure), (row) => row.sure],
        ['Policy', '', policyOf],
    ].filter(([head, , shown, key]) => key || all.some((row) => shown(row)));
    all.forEach((row) => {
        row.text = [time(row.began), row.transport, row.source, row.destination, row.user, row.group, row.application,
            row.activity, row.mechanism, row.path, policyOf(row), factOf(row.fact)[0], row.open ? 'open' : '']
            .join(' ').toLowerCase();
    });

    // ---- why: a verdict in words ----
    function reason([fact, after, packet, weight, score, reverse]) {
        const [name, application, source] = factOf(fact), side = reverse ? 'destination' : 'source';
        return make('li', {}, 'Packet ' + count(packet) + ' from the ' + side + ', ' + (after / 1e6).toFixed(3) + ' s in: ',
            make('b', {}, name || 'a signature'), ' adds ' + weight + ', which makes ' + score + ' of 100' +
            (application ? ' for ' + application : '') + '.', make('span', {class: 'source'}, source));
    }
    function remarks(row) {
        const list = data.flags.filter((flag, bit) => row.flags >>> bit & 1);
        list.push('Packets: ' + count(row.packetsSent) + ' sent, ' + count(row.packetsReceived) + ' received.');
        if (row.release)
            list.push('Clients that do this: ' + row.release + '.');
        if (row.callBegan)
            list.push('A call from ' + time(row.callBegan) + ', for ' + duration(row.callTook) + '.');
        if (row.rule)
            list.push('Policy: ' + row.action + ', by the rule in line ' + row.rule + '.');
        if (row.attempt)
            list.push('Try number ' + row.attempt + ' of a host after it was blocked.');
        if (row.open)
            list.push('Still open: this is what was known at ' + time(Number(row.began) + Number(row.took)) + '.');
        if (row.end)
            list.push('Ended: ' + row.end + '.');
        return list;
    }
    function verdict(row) {
        const sure = row.sure + ' of 100 sure, ' + row.stage;
        return both(row.application, row.activity) + ': ' + sure +
            (row.decided ? ', decided at packet ' + count(row.decided) : '') + '.';
    }
    function explain(row) {
        const [name, , source] = factOf(row.fact);
        const why = make('div', {class: 'why'}, make('p', {}, verdict(row)));
        if (row.reasons.length)
            why.append(make('ol', {}, ...row.reasons.map(reason)));
        else
            why.append(name ? make('p', {}, make('b', {}, name), make('span', {class: 'source'}, source)) : make('p', {}, 'Nothing spoke for anything.'));
        if (row.reasonsLost)
            why.append(make('p', {}, 'And ' + count(row.reasonsLost) + ' more that were only counted.'));
        why.append(make('ul', {}, ...remarks(row).map((text) => make('li', {}, text))));
        return why;
    }
    function whyButton(row, text, line) {
        const button = make('button', {type: 'button', 'aria-expanded': 'false'}, text);
        button.addEventListener('click', () => {
            const open = button.getAttribute('aria-expanded') === 'true';
            button.setAttribute('aria-expanded', String(!open));
            if (open)
                line.nextElementSibling.remove();
            else
                line.after(make('tr', {class: 'more'}, make('td', {colspan: columns.length}, explain(row))));
        });
        return button;
    }

    // ---- the list: a part of what fits, more when asked ----
    const first = matchMedia('(max-width: 700px)').matches ? 25 : 100;
    let order = all, fitting = all, shown = 0;
    const body = make('tbody', {});
    const heads = columns.map(([head, kind]) => make('th', {scope: 'col', class: kind}, head));
    const more = make('button', {type: 'button', class: 'push'});
    const found = make('output', {name: 'found', for: 'words application activity'});

    function line(row) {
        const tr = make('tr', {});
        columns.forEach(([head, kind, text]) => {
            const content = head === 'Why' ? whyButton(row, text(row), tr) : text(row);
            tr.append(make('td', {class: kind, 'data-label': head}, content));
        });
        return tr;
    }
    function step() {
        return Math.min(Math.max(shown, first), 1000);
    }
    function showMore() {
        const upto = Math.min(fitting.length, shown + step());
        body.append(...fitting.slice(shown, upto).map(line));
        shown = upto;
        more.hidden = shown === fitting.length;
        more.textContent = 'Show ' + count(Math.min(step(), fitting.length - shown)) + ' more';
    }
    function show() {
        const words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
        const {application, activity} = form.elements;
        fitting = order.filter((row) => (!application.value || row.application === application.value) &&
            (!activity.value || row.activity === activity.value) && words.every((word) => row.text.includes(word)));
        const sum = fitting.reduce((total, row) => total + BigInt(row.sent) + BigInt(row.received), 0n);
        found.textContent = count(fitting.length) + ' of ' + count(all.length) + ' connections, ' + bytes(sum);
        found.dataset.bytes = sum;
        body.replaceChildren();
        shown = 0;
        showMore();
    }
    function choice(name, label, everything) {
        const values = Array.from(new Set(all.map((row) => row[name]))).filter(Boolean).sort();
        return make('label', {}, label, make('select', {name, id: name}, new Option(everything, ''),
            ...values.map((value) => new Option(value, value))));
    }
    const form = make('form', {class: 'filter', role: 'search'},
        make('label', {class: 'wide'}, 'Find', make('input', {name: 'words', id: 'words', type: 'search',
            placeholder: 'words that all must be in a line', autocomplete: 'off', spellcheck: 'false'})),
        choice('application', 'Application', 'all'), choice('activity', 'Activity', 'all'), found);
    form.addEventListener('input', show);
    form.addEventListener('submit', (event) => event.preventDefault());
    more.addEventListener('click', showMore);
    makeSortable(heads, (column, up) => {
        const [, , text, key] = columns[column];
        order = sorted(all, key || ((row) => keyOf(text(row))), up);
        show();
    });
    heads[0].setAttribute('aria-sort', 'ascending');
    place.append(form, make('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Connections'},
        make('table', {}, make('thead', {}, make('tr', {}, ...heads)), body)), more);
    place.hidden = false;
    show();
})();
