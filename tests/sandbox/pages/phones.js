import { getJson, listenForChanges, sendJson } from './api.js';
import { element, markElement } from './element.js';
import { createPhone } from './phone.js';
import { clockTime, count } from './words.js';

const shelves = document.querySelector('#shelves');
const regionsNav = document.querySelector('#regions');
const summary = document.querySelector('#summary');
const live = document.querySelector('#live');
const addForm = document.querySelector('#add-phone');
const addError = document.querySelector('#new-number-error');

/** The one phone that this page shows, or undefined for all of them. */
const only = /^\/phones\/(\d+)\/?$/.exec(location.pathname)?.[1];
const brand = await getJson('/_sandbox/brand');
/** The text that a link like https://wa.me/<number>?text=… brings, for whichever phone opens it. */
const linked = /^\/wa\.me\/(\d+)\/?$/.exec(location.pathname)?.[1];
const isForBrand = linked === brand.sender_number.replace(/\D/g, '');
const draft = isForBrand ? (new URLSearchParams(location.search).get('text') ?? '') : undefined;
const regionsByKey = new Map(brand.regions.map((region) => [region.key, region]));
const phones = new Map();
const shelvesByKey = new Map();

if (only) showOne();
if (linked !== undefined) showLink();
addForm.addEventListener('submit', (event) => {
  event.preventDefault();
  void addPhone(new FormData(addForm).get('number'));
});
listenForChanges({
  onChange: load,
  onState: (open) => say(open ? 'Live' : 'Not connected to the sandbox. Trying again…', !open),
});
setInterval(refreshClocks, 15_000);
await load();

async function load() {
  try {
    const answer = await getJson('/_sandbox/phones');
    show(answer.phones);
    shelves.removeAttribute('aria-busy');
  } catch (error) {
    say(error.message, true);
  }
}

function show(all) {
  const shown = only ? all.filter((phone) => phone.digits === only) : all;
  for (const phone of shown) {
    const key = phone.region?.key ?? 'others';
    const made = phones.get(phone.digits) ?? makePhone(phone, key);
    const region = regionsByKey.get(key);
    made.update({ ...phone, zone: region?.time_zone, language: phone.language ?? 'en' });
  }
  if (only && shown.length === 0)
    summary.textContent =
      'No message has been sent to or from this number yet. Add it on the page of all phones.';
  else if (!only) summary.textContent = summarize(all);
  drawRegions(all);
}

function makePhone(phone, key) {
  const made = createPhone({
    brand: brand.brand,
    large: only !== undefined,
    draft,
    report: (words) => say(words, true),
  });
  phones.set(phone.digits, made);
  shelfOf(key).append(made.root);
  return made;
}

function shelfOf(key) {
  const known = shelvesByKey.get(key);
  if (known) return known;
  const region = regionsByKey.get(key);
  const row = element('div', { class: 'shelf' });
  const title = element('h2', { id: `shelf-${key}` }, region?.name ?? 'Other phones');
  const clock = element('span', { class: 'shelf-clock', 'data-zone': region?.time_zone });
  const block = element(
    'section',
    { class: 'region', 'aria-labelledby': `shelf-${key}`, 'data-region': key },
    element('div', { class: 'region-head' }, markElement(region?.mark), title, clock),
    row,
  );
  shelvesByKey.set(key, row);
  const order = [...regionsByKey.keys(), 'others'];
  const next = [...shelves.children].find(
    (child) => order.indexOf(child.dataset.region) > order.indexOf(key),
  );
  shelves.insertBefore(block, next ?? null);
  refreshClocks();
  return row;
}

function drawRegions(all) {
  if (only) return;
  const links = [...shelvesByKey.keys()].map((key) => {
    const region = regionsByKey.get(key);
    const unread = all
      .filter((phone) => (phone.region?.key ?? 'others') === key)
      .reduce((sum, phone) => sum + phone.unread, 0);
    return element(
      'a',
      { href: `#shelf-${key}` },
      markElement(region?.mark),
      region?.name ?? 'Other phones',
      unread > 0
        ? element(
            'span',
            { class: 'chip-count' },
            String(unread),
            element('span', { class: 'visually-hidden' }, ' unread'),
          )
        : undefined,
    );
  });
  const order = [...regionsByKey.values()].map((region) => region.name);
  links.sort((a, b) => placeOf(order, a) - placeOf(order, b));
  regionsNav.replaceChildren(...links);
}

function placeOf(order, link) {
  const place = order.findIndex((name) => link.textContent.includes(name));
  return place === -1 ? order.length : place;
}

function summarize(all) {
  const unread = all.reduce((sum, phone) => sum + phone.unread, 0);
  const carrying = all.filter((phone) => phone.unread > 0).length;
  const phonesInWords = count(all.length, 'phone', 'phones');
  return unread === 0
    ? `${phonesInWords}, everything read.`
    : `${phonesInWords}. ${count(unread, 'unread message', 'unread messages')} on ${carrying}.`;
}

async function addPhone(typed) {
  const digits = String(typed)
    .replace(/^\s*00/, '')
    .replace(/\D/g, '');
  addError.textContent = '';
  if (digits.length < 8 || digits.length > 15) {
    addError.textContent = 'Enter the whole number with its country code, such as +1 202 555 0123.';
    return;
  }
  try {
    await sendJson('PUT', `/_sandbox/phones/${digits}`, {});
    addForm.reset();
    await load();
    phones.get(digits)?.root.scrollIntoView({ block: 'center', behavior: 'smooth' });
  } catch (error) {
    addError.textContent = error.message;
  }
}

function showOne() {
  document.body.classList.add('one');
  document.querySelector('h1').textContent = 'Phone';
  summary.replaceChildren(element('a', { href: '/phones' }, 'All phones'));
  regionsNav.remove();
}

/** On a real phone the link opens its own WhatsApp; here somebody says which phone was held. */
function showLink() {
  document.querySelector('h1').textContent = 'Which phone opens the link?';
  addForm.before(
    element(
      'p',
      { class: 'linked', 'data-testid': 'linked' },
      draft === undefined
        ? 'This link opens a chat with another number than the brand’s; nobody reads it here.'
        : 'Open a phone’s chat: the message is written and waits to be sent.',
      draft ? element('strong', {}, draft) : undefined,
    ),
  );
}

function refreshClocks() {
  for (const clock of document.querySelectorAll('.shelf-clock[data-zone]'))
    clock.textContent = clockTime(new Date(), clock.dataset.zone);
  for (const phone of phones.values()) phone.refresh();
}

function say(words, bad) {
  live.textContent = words;
  live.classList.toggle('failed', bad);
}
