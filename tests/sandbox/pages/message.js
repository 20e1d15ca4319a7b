import { element, icon } from './element.js';
import { richText } from './rich-text.js';
import { clockTime } from './words.js';

/** One bubble of a chat, drawn as WhatsApp draws it. */
export function messageElement(message, { phone, zone, tap, pick, answer }) {
  const mine = message.sender === 'phone';
  const side = mine ? 'mine' : 'theirs';
  const bubble = element(
    'div',
    { class: `bubble${pictureOf(message) ? ' with-picture' : ''}` },
    header(message),
    message.text
      ? element(
          'p',
          { class: 'bubble-text', dir: 'auto', lang: mine ? undefined : phone.language },
          richText(message.text),
        )
      : undefined,
    message.footer ? element('p', { class: 'bubble-footer', dir: 'auto' }, message.footer) : undefined,
    element(
      'p',
      { class: 'bubble-time' },
      element('time', { datetime: message.at }, clockTime(new Date(message.at), zone)),
      mine ? ticks(message) : undefined,
    ),
  );
  return element(
    'li',
    {
      class: `message ${side}`,
      'data-message-id': message.id,
      'data-testid': 'message',
      'data-sender': message.sender,
      'data-ticks': message.ticks,
      'data-template': message.template,
    },
    element('span', { class: 'visually-hidden' }, mine ? 'You wrote:' : 'The brand wrote:'),
    bubble,
    message.buttons.length > 0
      ? element(
          'div',
          { class: 'bubble-buttons' },
          message.buttons.map((button) => buttonElement(message, button, tap)),
        )
      : undefined,
    message.list ? listElement(message, pick) : undefined,
    message.reaction
      ? element('p', { class: 'bubble-reaction', 'data-testid': 'reaction' }, message.reaction)
      : undefined,
    mine
      ? undefined
      : element(
          'p',
          { class: 'sender-sees' },
          element(
            'button',
            { class: 'answer', type: 'button', onclick: () => answer(message), 'data-testid': 'answer' },
            'Answer',
          ),
          'Sender sees ',
          ticks(message),
          element('span', { 'aria-hidden': 'true' }, tickWord(message)),
        ),
  );
}

/** Ticks with a word for those who do not see them. */
export function ticks(message) {
  const [sign, word] = tickSigns[message.ticks] ?? tickSigns.accepted;
  return element(
    'span',
    {
      class: `ticks ticks-${message.ticks}`,
      role: 'img',
      'aria-label': word,
      title: word,
      'data-testid': 'ticks',
    },
    icon(sign),
  );
}

function tickWord(message) {
  return (tickSigns[message.ticks] ?? tickSigns.accepted)[1];
}

const tickSigns = {
  accepted: ['clock', 'accepted'],
  sent: ['tick1', 'sent'],
  delivered: ['tick2', 'delivered'],
  read: ['tick2', 'read'],
  failed: ['failed', 'failed'],
  dropped: ['failed', 'dropped'],
};

/** The message in a line, as a lock screen shows it. */
export function previewText(message) {
  const line = message.text
    .replace(/[*_~`]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (line !== '') return line;
  return message.header?.kind === 'image' ? 'Photo' : message.header?.kind === 'video' ? 'Video' : 'Message';
}

export function pictureOf(message) {
  return message.header?.kind === 'image' && message.header.url ? message.header.url : undefined;
}

function header(message) {
  const { header: shown } = message;
  if (!shown) return undefined;
  if (shown.kind === 'text') return element('p', { class: 'bubble-title', dir: 'auto' }, shown.text);
  if (!shown.url) return element('p', { class: 'bubble-missing' }, `The ${shown.kind} could not be loaded.`);
  if (shown.kind === 'image')
    return element('img', {
      class: 'bubble-picture',
      src: shown.url,
      alt: 'Picture of the story',
      width: 250,
      height: 250,
    });
  if (shown.kind === 'video')
    return element('video', { class: 'bubble-picture', src: shown.url, controls: true, preload: 'metadata' });
  return element(
    'p',
    { class: 'bubble-text' },
    element('a', { href: shown.url, target: '_blank', rel: 'noopener noreferrer' }, 'Document'),
  );
}

/** The button of a list, and behind it the lines to pick from. */
function listElement(message, pick) {
  return element(
    'details',
    { class: 'bubble-list' },
    element('summary', { class: 'bubble-button', 'data-testid': 'open-list' }, message.list.button),
    message.list.rows.map((row) =>
      element(
        'button',
        {
          class: 'bubble-row',
          type: 'button',
          onclick: () => pick(message.id, row.id),
          'data-testid': 'list-row',
        },
        element('strong', {}, row.title),
        row.description ? element('span', {}, row.description) : undefined,
      ),
    ),
  );
}

function buttonElement(message, button, tap) {
  if (button.type === 'url' && button.url) {
    return element(
      'a',
      { class: 'bubble-button', href: button.url, target: '_blank', rel: 'noopener noreferrer' },
      icon('link'),
      button.text,
    );
  }
  return element(
    'button',
    {
      class: 'bubble-button',
      type: 'button',
      disabled: button.tapped,
      onclick: () => tap(message.id, button.index),
      'data-testid': 'quick-reply',
    },
    icon('reply'),
    button.text,
    button.tapped ? element('span', { class: 'visually-hidden' }, ' (tapped)') : undefined,
  );
}
