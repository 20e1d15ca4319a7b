import { sendJson } from './api.js';
import { element, icon } from './element.js';
import { messageElement, pictureOf, previewText } from './message.js';
import { briefAge, clockTime, count, dayKey, dayName, spacedNumber } from './words.js';

/**
 * One phone of the shelf. It is made once and then only updated, so that what
 * somebody is typing stays. Closed it shows its lock screen; open it shows the
 * chat, and whatever arrives while it is open is read. A `draft`, such as a
 * wa.me link brings, stands in the message field when the chat is opened.
 */
export function createPhone({ brand, large, report, draft }) {
  const state = { open: false, phone: undefined, drawn: '' };
  const screen = element('div', { class: 'screen' });
  const badge = element('span', { class: 'badge', hidden: true, 'data-testid': 'unread' });
  const caption = element('div', { class: 'caption' });
  const section = element(
    'section',
    { class: `phone${large ? ' large' : ''}`, 'data-testid': 'phone' },
    element('div', { class: 'device' }, screen, badge),
    caption,
  );
  const act = (work) => work().catch((error) => report(error.message));
  const post = (path, body) => sendJson('POST', `/_sandbox/phones/${state.phone.digits}/${path}`, body);
  const settings = createSettings(() => state.phone, act);
  const chat = createChat({ brand, act, post, draft, close: () => setOpen(false) });
  const lock = createLockScreen({ brand, open: () => setOpen(true) });

  function setOpen(open) {
    state.open = open;
    section.classList.toggle('open', open);
    screen.replaceChildren(open ? chat.root : lock.root);
    render();
    if (!open) return lock.focus();
    chat.arrive(firstUnread(state.phone));
    readAll();
    section.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'smooth' });
  }

  /** A phone that is off shows what it has and tells nobody. */
  function readAll() {
    if (state.phone.online && state.phone.unread > 0) act(() => post('open'));
  }

  function render() {
    const { phone } = state;
    section.setAttribute('aria-label', `Phone ${spacedNumber(phone.number)}`);
    section.dataset.number = phone.digits;
    section.dataset.state = state.open ? 'open' : 'closed';
    section.classList.toggle('offline', !phone.online);
    badge.hidden = state.open || phone.unread === 0;
    badge.textContent = String(phone.unread);
    badge.setAttribute('aria-label', count(phone.unread, 'unread message', 'unread messages'));
    settings.update(phone);
    drawCaption(caption, phone, large, settings.root);
    if (state.open) chat.update(phone);
    else lock.update(phone);
  }

  screen.append(lock.root);
  return {
    root: section,
    update(phone) {
      const drawn = JSON.stringify(phone);
      if (drawn === state.drawn) return;
      state.drawn = drawn;
      state.phone = phone;
      render();
      if (state.open && document.visibilityState === 'visible') readAll();
    },
    /** Moves clocks and ages on. */
    refresh() {
      if (state.phone && !state.open) lock.update(state.phone);
    },
  };
}

function createLockScreen({ brand, open }) {
  const clock = element('p', { class: 'lock-clock' });
  const date = element('p', { class: 'lock-date' });
  const notices = element('ul', { class: 'notices' });
  const opener = element(
    'button',
    { class: 'lock-open', type: 'button', onclick: open, 'data-testid': 'open-chat' },
    'Open chat',
  );
  const root = element(
    'div',
    { class: 'lock' },
    element('div', { class: 'lock-top' }, clock, date),
    notices,
    opener,
  );
  return {
    root,
    focus: () => opener.focus({ preventScroll: true }),
    update(phone) {
      const now = new Date();
      clock.textContent = clockTime(now, phone.zone);
      date.textContent = dayName(now, phone.zone, phone.language);
      date.lang = phone.language ?? 'en';
      if (phone.region?.mark?.color) root.style.setProperty('--mark', phone.region.mark.color);
      opener.setAttribute('aria-label', `Open chat on ${phone.label ?? spacedNumber(phone.number)}`);
      const unread = phone.messages.filter(
        (message) => message.sender === 'business' && message.on_phone && message.ticks === 'delivered',
      );
      notices.replaceChildren(
        ...unread
          .slice(-2)
          .toReversed()
          .map((message) => noticeElement(message, brand, phone, now)),
      );
    },
  };
}

function noticeElement(message, brand, phone, now) {
  const picture = pictureOf(message);
  return element(
    'li',
    { class: 'notice', 'data-message-id': message.id, 'data-testid': 'notice' },
    element(
      'p',
      { class: 'notice-from' },
      element('strong', {}, brand.name),
      element('span', {}, briefAge(message.at, now)),
    ),
    element('p', { class: 'notice-text', dir: 'auto', lang: phone.language }, previewText(message)),
    picture ? element('img', { src: picture, alt: '', loading: 'lazy' }) : undefined,
  );
}

function createChat({ brand, act, post, draft, close }) {
  const list = element('ol', {
    class: 'messages',
    'aria-label': 'Messages',
    tabindex: '0',
    'aria-live': 'polite',
    'aria-relevant': 'additions',
  });
  const field = element('input', {
    name: 'text',
    type: 'text',
    autocomplete: 'off',
    'aria-label': 'Message',
    placeholder: 'Message',
  });
  const form = element(
    'form',
    { class: 'composer', onsubmit: submit },
    field,
    element('button', { type: 'submit', 'aria-label': 'Send' }, icon('send')),
  );
  /** The message that the next text answers. */
  let answered;
  const quote = element('p', { class: 'chat-quote', hidden: true, 'data-testid': 'quote' });
  const status = element('p', { class: 'chat-status' });
  const root = element(
    'div',
    { class: 'chat' },
    element(
      'header',
      { class: 'chat-head' },
      element(
        'button',
        {
          type: 'button',
          class: 'chat-back',
          'aria-label': 'Close chat',
          onclick: close,
          'data-testid': 'close-chat',
        },
        icon('back'),
      ),
      element('span', { class: 'avatar', 'aria-hidden': 'true' }, brand.name.slice(0, 1)),
      element(
        'div',
        { class: 'chat-name' },
        element('strong', {}, brand.name),
        element('span', {}, 'Business account'),
      ),
    ),
    list,
    status,
    quote,
    form,
  );
  const shown = new Map();
  /** Not written yet; a link writes its text once. */
  let unwritten = draft;
  /** What the holder has just sent is followed to the end of the chat. */
  let following = false;

  function submit(event) {
    event.preventDefault();
    const body = field.value.trim();
    if (body === '') return;
    following = true;
    field.value = '';
    const replyTo = answered?.id;
    answer(undefined);
    act(() =>
      post('text', { body, reply_to: replyTo }).catch((error) => {
        field.value = body;
        throw error;
      }),
    );
  }

  function tap(id, index) {
    following = true;
    act(() => post('tap', { message_id: id, index }));
  }

  function pick(id, rowId) {
    following = true;
    act(() => post('pick', { message_id: id, row_id: rowId }));
  }

  function answer(message) {
    answered = message;
    quote.hidden = message === undefined;
    quote.textContent = message ? `Answering: ${previewText(message)}` : '';
    if (message) field.focus({ preventScroll: true });
  }

  function update(phone) {
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 8;
    const rows = [];
    let day;
    const now = new Date();
    for (const message of phone.messages.filter((each) => each.on_phone || each.sender === 'phone')) {
      const key = dayKey(new Date(message.at), phone.zone);
      if (key !== day) {
        rows.push(
          reuse(
            shown,
            `day ${key}`,
            key === dayKey(now, phone.zone) ? 'Today' : dayName(new Date(message.at), phone.zone),
            dayElement,
          ),
        );
        day = key;
      }
      rows.push(
        reuse(shown, message.id, JSON.stringify(message), () =>
          messageElement(message, { phone, zone: phone.zone, tap, pick, answer }),
        ),
      );
    }
    if (rows.length === 0)
      rows.push(
        reuse(shown, 'empty', 'empty', () =>
          element('li', { class: 'day' }, 'No messages yet. Write the first one below.'),
        ),
      );
    const grown = rows.length > list.children.length;
    showRows(list, rows);
    status.textContent = statusLine(phone);
    if (atEnd || (following && grown)) list.scrollTop = list.scrollHeight;
    if (grown) following = false;
  }

  return {
    root,
    update,
    /** Begins where reading left off: at the first unread message, or at the end. */
    arrive(message) {
      const row = message && shown.get(message.id)?.made;
      list.scrollTop = row ? row.offsetTop - 10 : list.scrollHeight;
      if (unwritten !== undefined && field.value === '') field.value = unwritten;
      unwritten = undefined;
      field.focus({ preventScroll: true });
    },
  };
}

/** Puts rows in their order and leaves those that stand right alone, so that the reader's place is kept. */
function showRows(list, rows) {
  for (const [place, row] of rows.entries()) {
    if (list.children[place] !== row) list.insertBefore(row, list.children[place] ?? null);
  }
  while (list.children.length > rows.length) list.lastElementChild.remove();
}

/** The element drawn earlier, if what it shows is unchanged. */
function reuse(shown, id, content, make) {
  const known = shown.get(id);
  if (known?.content === content) return known.made;
  const made = make(content);
  shown.set(id, { content, made });
  return made;
}

function dayElement(text) {
  return element('li', { class: 'day' }, text);
}

function firstUnread(phone) {
  return phone.messages.find(
    (message) => message.sender === 'business' && message.on_phone && message.ticks === 'delivered',
  );
}

function statusLine(phone) {
  const waiting = phone.messages.filter(
    (message) => message.sender === 'business' && !message.on_phone && message.ticks !== 'failed',
  ).length;
  const failed = phone.messages.filter(
    (message) => message.sender === 'business' && message.ticks === 'failed',
  ).length;
  const parts = [];
  if (!phone.on_whatsapp) parts.push('This number has no WhatsApp account.');
  if (!phone.online) parts.push('This phone is off.');
  if (waiting > 0) parts.push(`${count(waiting, 'message is', 'messages are')} on the way.`);
  if (failed > 0) parts.push(`${count(failed, 'message', 'messages')} failed.`);
  return parts.join(' ');
}

function drawCaption(caption, phone, large, settings) {
  const name = phone.label ?? 'Added by hand';
  const number = spacedNumber(phone.number);
  const link = large
    ? element('span', {}, number)
    : element('a', { href: `/phones/${phone.digits}` }, number);
  const signs = phone.online ? [] : [element('span', { class: 'off' }, icon('off'), 'Off')];
  const made = element('div', { class: 'caption-words' }, element('strong', {}, name), link, ...signs);
  if (caption.firstElementChild?.isEqualNode(made)) return;
  if (caption.firstElementChild) caption.firstElementChild.replaceWith(made);
  else caption.append(made, settings);
}

const switches = [
  ['online', 'Switched on'],
  ['on_whatsapp', 'Has WhatsApp'],
  ['share_number', 'Shares its number'],
];

function createSettings(phone, act) {
  const boxes = switches.map(([name, label]) => {
    const box = element('input', {
      type: 'checkbox',
      name,
      onchange: () =>
        act(() => sendJson('PUT', `/_sandbox/phones/${phone().digits}`, { [name]: box.checked })),
    });
    return [name, box, element('label', {}, box, label)];
  });
  const root = element(
    'details',
    { class: 'settings' },
    element('summary', {}, 'Settings'),
    ...boxes.map(([, , label]) => label),
  );
  return {
    root,
    update(shown) {
      for (const [name, box] of boxes) box.checked = shown[name];
    },
  };
}
