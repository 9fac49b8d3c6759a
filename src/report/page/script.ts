/**
 * The page's own script: search, sorting and pages of tables, contacts beyond those in the markup, and click maps as high as
 * their message. Without it the page is complete but for these. It makes elements and text, never markup, asks
 * nothing of a network, and keeps nothing.
 *
 * It is text, and runs in the reader's browser: what it may use is what browsers of 2022 know.
 */
export const PAGE_SCRIPT: string = String.raw`
(() => {
'use strict';
const PAGE = 50;
const ON_PAPER = 500;
const one = (selector, of = document) => of.querySelector(selector);
const all = (selector, of = document) => [...of.querySelectorAll(selector)];
const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
const data = JSON.parse(one('#data').textContent);
const { words, contacts, reasons, hasReasons, base } = data;
const numbers = new Intl.NumberFormat(data.locale);
const moments = new Intl.DateTimeFormat(data.locale, { timeZone: data.timeZone, day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
const count = (number) => numbers.format(number);
const say = (sentence, ...values) => sentence.replace(/\{(\d)\}/g, (_, at) => values[at]);
const why = (bits) => reasons.filter((_, at) => bits & (1 << at)).join(', ');
const moment = (minutes) => moments.format((base + minutes) * 60000);

// Cells of rows that come from the data.
const nameCell = (label, href, below, nth) => make('th', { scope: 'row', className: 'w' }, href ? make('a', { href }, make('bdi', {}, label)) : make('bdi', {}, label), ...(nth ? [make('span', { className: 'nth' }, '#' + nth)] : []), ...(below ? [make('span', { className: 'below-tablet' }, below)] : []));
const numberCell = (number) => make('td', { className: 'n' }, count(number));
const timeCell = (minutes) => make('td', { className: 'time from-tablet' }, moment(minutes));
const whyCells = (bits) => {
  const codes = why(bits);
  return hasReasons ? [make('td', { className: 'w from-tablet' }, ...(codes ? [make('code', {}, codes)] : []))] : [];
};
// When and why, where the screen has no room for columns of them.
const belowOf = (minutes, bits) => [moment(minutes), why(bits)].filter(Boolean).join(' · ');
// A row knows what it is sorted and searched by, and is made when it is shown.
const lazyRow = (keys, text, cells) => {
  let row;
  return { keys, text: text.toLowerCase(), get: () => (row ??= make('tr', {}, ...cells())) };
};
const keyOf = (cell) => {
  const { v } = cell.dataset;
  if (v !== undefined) return Number(v);
  const text = cell.textContent.trim();
  return text !== '' && !Number.isNaN(Number(text)) ? Number(text) : text.toLowerCase();
};
const rowOf = (row) => ({ keys: [...row.cells].map(keyOf), text: row.textContent.toLowerCase(), get: () => row });

const contactRow = (contact, at) => {
  const [label, id, links, human, bot, last, bits] = contact;
  return lazyRow([label.toLowerCase(), links, human, bot, last, why(bits)], label + ' ' + (id || '') + ' ' + why(bits), () => [
    nameCell(label, '#contact-' + at), numberCell(links), numberCell(human), numberCell(bot), timeCell(last), ...whyCells(bits),
  ]);
};

// Search, sorting and pages for a table. rows: all of them, in the order in which they come.
const enhance = (box, rows) => {
  const table = one('table', box);
  const body = table.tBodies[0];
  all('details', box).forEach((rest) => rest.remove());
  if (rows.length < 2) return;
  const columns = [...table.tHead.rows[0].cells];
  let shown = rows;
  let start = 0;
  let size = PAGE;
  let order;
  const status = make('p', { className: 'soft status' });
  status.setAttribute('role', 'status');
  const previous = make('button', { type: 'button' }, words.previous);
  const next = make('button', { type: 'button' }, words.next);
  const pager = make('div', { className: 'pager' }, previous, next);
  const draw = () => {
    const end = Math.min(shown.length, start + size);
    body.replaceChildren(...shown.slice(start, end).map((row) => row.get()));
    pager.hidden = shown.length <= size;
    previous.disabled = start === 0;
    next.disabled = end === shown.length;
    status.textContent = shown.length === 0 ? words.noMatch
      : shown.length > size ? say(words.rows, count(start + 1), count(end), count(shown.length))
      : shown.length < rows.length ? say(words.found, count(shown.length), count(rows.length)) : '';
  };
  const arrange = (query) => {
    const found = query === '' ? rows : rows.filter(({ text }) => text.includes(query));
    shown = order === undefined ? found : [...found].sort(order);
    start = 0;
    draw();
  };
  const input = make('input', { type: 'search', autocomplete: 'off', spellcheck: false });
  input.setAttribute('aria-label', words.search + ': ' + one('caption', table).textContent);
  const query = () => input.value.trim().toLowerCase();
  input.addEventListener('input', () => arrange(query()));
  previous.addEventListener('click', () => { start = Math.max(0, start - size); draw(); });
  next.addEventListener('click', () => { start += size; draw(); });
  columns.forEach((head, at) => {
    if (head.classList.contains('picture')) return;
    const isText = head.classList.contains('w');
    const button = make('button', { type: 'button', className: 'sort' }, ...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const now = head.getAttribute('aria-sort');
      const up = now === 'descending' || (now === null && (isText || head.classList.contains('key')));
      columns.forEach((each) => each.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
      const sign = up ? 1 : -1;
      order = (a, b) => {
        const [left, right] = [a.keys[at], b.keys[at]];
        if (typeof left === 'number' && typeof right === 'number') return sign * (left - right);
        return sign * String(left).localeCompare(String(right), data.locale, { numeric: true });
      };
      arrange(query());
    });
  });
  if (rows.length > 10) {
    const tools = make('div', { className: 'tools' }, make('label', {}, words.search + ' ', input));
    box.prepend(tools);
  }
  one('.scroll', box).after(status, pager);
  draw();
  // A row that is asked for may stand on a later page, or not among those that were searched for.
  box.reveal = (row) => {
    const place = () => shown.findIndex((each) => each.get() === row);
    if (place() === -1) {
      input.value = '';
      arrange('');
    }
    start = Math.floor(Math.max(0, place()) / size) * size;
    draw();
  };
  // Paper has no buttons.
  addEventListener('beforeprint', () => { size = ON_PAPER; draw(); });
  addEventListener('afterprint', () => { size = PAGE; draw(); });
};

// Tables of the markup; the contacts come from the data.
const linkRows = all('[data-source=links] tbody tr');
const boxes = new WeakSet();
const prepare = (of) => all('.table', of).forEach((box) => {
  if (boxes.has(box)) return;
  boxes.add(box);
  if (box.dataset.source === 'contacts') enhance(box, contacts.map(contactRow));
  else enhance(box, all('tbody tr', box).map(rowOf));
});
prepare(one('.whole'));

// Who clicked a link, out of the data, where that is more than the markup has.
const completeLink = (section) => {
  const box = one('[data-source=who]', section);
  if (box === null || boxes.has(box)) return;
  const link = Number(section.id.slice(5));
  const rows = [];
  contacts.forEach(([label, id, , , , , , clicked], at) => {
    if (clicked === 0) return;
    for (let i = 0; i < clicked.length; i += 5) if (clicked[i] === link) {
      const [, human, bot, last, bits] = clicked.slice(i, i + 5);
      rows.push(lazyRow([label.toLowerCase(), human, bot, last, why(bits)], label + ' ' + (id || '') + ' ' + why(bits), () => [
        nameCell(label, '#contact-' + at, belowOf(last, bits)), numberCell(human), numberCell(bot), timeCell(last), ...whyCells(bits),
      ]));
    }
  });
  if (rows.length < all('tbody tr', box).length) return;
  rows.sort(({ keys: [, a, b] }, { keys: [, c, d] }) => c - a || d - b);
  const note = one('.note span', box);
  if (note !== null) note.textContent = rows.length < box.dataset.total ? say(words.listed, count(rows.length), count(box.dataset.total)) : '';
  boxes.add(box);
  enhance(box, rows);
};

const linkLabel = (at) => {
  const row = linkRows[at];
  return row === undefined ? String(at + 1) : one('th bdi', row).textContent;
};
// The page of a contact that is not in the markup.
const makeContact = (at) => {
  const [label, id, count_, human, bot, last, bits, clicked] = contacts[at];
  const figure = (key, value) => make('div', {}, make('dt', {}, key), make('dd', {}, value));
  const card = make('div', { className: 'card' }, make('dl', { className: 'small figures' },
    figure(words.links, count(count_)), figure(words.clicks, count(human)), figure(words.botClicks, count(bot)), figure(words.last, moment(last))));
  const facts = [...(id ? [figure(words.id, id)] : []), ...(bits ? [figure(words.why, make('code', {}, why(bits)))] : [])];
  if (facts.length > 0) card.append(make('dl', { className: 'facts' }, ...facts));
  if (clicked === 0) card.append(make('p', {}, words.inTheCsv));
  else {
    const heads = [[words.link, 'w'], [words.clicks, 'n'], [words.bots, 'n'], [words.last, 'time from-tablet'], ...(hasReasons ? [[words.why, 'w from-tablet']] : [])];
    const body = make('tbody', {});
    const rows = [];
    for (let i = 0; i < clicked.length; i += 5) {
      const [link, people, bots, when, whyBits] = clicked.slice(i, i + 5);
      const name = linkLabel(link);
      const href = document.getElementById('link-' + link) === null ? '' : '#link-' + link;
      rows.push(lazyRow([name.toLowerCase(), people, bots, when, why(whyBits)], name + ' ' + why(whyBits), () => [
        nameCell(name, href, belowOf(when, whyBits), link + 1), numberCell(people), numberCell(bots), timeCell(when), ...whyCells(whyBits),
      ]));
    }
    body.append(...rows.map((row) => row.get()));
    const title = words.clickedBy;
    const scroll = make('div', { className: 'scroll', tabIndex: 0 }, make('table', {}, make('caption', {}, title),
      make('thead', {}, make('tr', {}, ...heads.map(([text, className]) => make('th', { scope: 'col', className }, text)))), body));
    scroll.setAttribute('role', 'group');
    scroll.setAttribute('aria-label', title);
    const box = make('div', { className: 'table' }, scroll);
    card.append(box);
    boxes.add(box);
    enhance(box, rows);
  }
  const heading = make('h2', { id: 'contact-' + at + '-title' }, make('span', { className: 'kind' }, words.contact), ' ', make('bdi', {}, label));
  const section = make('section', { id: 'contact-' + at, className: 'drill', tabIndex: -1 },
    make('p', { className: 'crumb' }, make('a', { href: '#contacts' }, '← ' + words.allContacts)), heading, card);
  section.setAttribute('aria-labelledby', heading.id);
  return section;
};

// Until the reader moves, the place that was asked for is kept, whatever gets higher or lower above it.
let moved = false;
for (const type of ['wheel', 'touchstart', 'pointerdown', 'keydown']) addEventListener(type, () => { moved = true; }, { once: true, passive: true });

// What the address asks for.
const main = one('main');
const show = () => {
  main.classList.remove('drilled');
  all('.drill.on').forEach((each) => each.classList.remove('on'));
  const id = location.hash.slice(1);
  const [, at] = /^contact-(\d+)$/.exec(id) ?? [];
  let section = document.getElementById(id);
  if (section === null && at !== undefined && contacts[at] !== undefined) {
    section = makeContact(Number(at));
    main.append(section);
    section.made = true;
  }
  if (section === null && id.startsWith('row-')) {
    const row = linkRows[Number(id.slice(4))];
    if (row === undefined) return;
    one('[data-source=links]').reveal?.(row);
    row.scrollIntoView({ block: 'center' });
  }
  // What was asked for stood elsewhere until long tables were cut into pages.
  if (!moved && section !== null && !section.classList.contains('drill')) section.scrollIntoView();
  if (section?.classList.contains('drill')) {
    if (/^link-\d+$/.test(id)) completeLink(section);
    prepare(section);
    if (section.made) {
      section.classList.add('on');
      main.classList.add('drilled');
      section.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
  }
  all('.hot.lit').forEach((each) => each.classList.remove('lit'));
  const [, map, link] = /^map-(\d+)-(\d+)$/.exec(id) ?? [];
  if (map !== undefined) all('#map-' + map + ' .hot-' + link).forEach((each) => each.classList.add('lit'));
};
addEventListener('hashchange', show);
show();

// Click maps: no browser tells how high the content of a closed frame is, so the same inert content is laid out once more in
// a frame that is of this page's origin. It is read, and never reads: scripts are off in it by its sandbox (no
// allow-scripts), by the page's policy, which it inherits, and there is nothing in it that could be one. A frame that told
// its height itself would need scripts. It is taken away as soon as it is measured.
const measured = new Set();
const measure = (figure) => {
  if (measured.has(figure)) return;
  measured.add(figure);
  const fit = one('.fit', figure);
  const shown = one('iframe', fit);
  const room = one('.view', figure).clientWidth;
  const wanted = Math.max(320, Math.min(room, 680));
  const probe = make('iframe', { className: 'probe', srcdoc: shown.srcdoc, tabIndex: -1 });
  probe.setAttribute('sandbox', 'allow-same-origin');
  probe.setAttribute('aria-hidden', 'true');
  probe.style.width = wanted + 'px';
  probe.addEventListener('load', () => {
    try {
      const root = probe.contentDocument.documentElement;
      const width = Math.min(1600, Math.max(wanted, root.scrollWidth));
      probe.style.width = width + 'px';
      const larger = Math.min(2, Math.max(1, width / room));
      root.style.setProperty('--cs-k', larger);
      const height = Math.min(20000, Math.max(40, root.scrollHeight, probe.contentDocument.body?.scrollHeight ?? 0));
      const marks = all('[data-cs-key]', root).map((mark) => [mark.dataset.csKey, mark.getBoundingClientRect()]);
      if (larger > 1) shown.srcdoc += '<style>html{--cs-k:' + larger.toFixed(2) + '!important}</style>';
      const { bottom, height: before } = fit.getBoundingClientRect();
      fit.style.setProperty('--w', width);
      fit.style.setProperty('--h', height);
      // Nothing moves under the eyes of who reads below.
      if (bottom <= 0) scrollBy(0, fit.getBoundingClientRect().height - before);
      all('.hot', fit).forEach((each) => each.remove());
      for (const [key, { left, top, width: wide, height: high }] of marks) {
        if (wide < 2 || high < 2) continue;
        const at = Number(key) - 1;
        const hot = make('a', { className: 'hot hot-' + at, href: '#row-' + at, tabIndex: -1, title: key + ' · ' + linkLabel(at) });
        hot.setAttribute('aria-hidden', 'true');
        Object.assign(hot.style, { left: (left / width) * 100 + '%', top: (top / height) * 100 + '%', width: (wide / width) * 100 + '%', height: (high / height) * 100 + '%' });
        fit.append(hot);
      }
      show();
    } catch { /* Not measured: the estimate stands. */ }
    probe.remove();
  });
  figure.append(probe);
};
const figures = all('figure.map');
const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) if (isIntersecting) {
    seen.unobserve(target);
    measure(target);
  }
}, { rootMargin: '1200px' });
figures.forEach((figure) => seen.observe(figure));
// The others when nothing else is to do: who prints has not scrolled to them.
const idle = window.requestIdleCallback ?? ((call) => setTimeout(call, 200));
const measureRest = ([figure, ...others]) => idle(() => {
  if (figure === undefined) return;
  if (one('.view', figure).clientWidth > 0) measure(figure);
  measureRest(others);
});
measureRest(figures);
document.documentElement.classList.add('scripted');
})();
`;

/** The script's SHA-256 in base64, by which the page's policy knows it. A test holds it to the text. */
export const PAGE_SCRIPT_HASH: string = 'sha256-WYITeZitOiLOD8LejC71ypnWCNdMrVGchQl3pAQhQuA=';
