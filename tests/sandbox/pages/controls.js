import { getJson, listenForChanges, sendJson } from './api.js';
import { element, markElement } from './element.js';
import { count } from './words.js';

const status = document.querySelector('#status');
const accounts = document.querySelector('#accounts');
const brand = await getJson('/_sandbox/brand');

/** What a person may want to see go wrong, in the words of the sandbox's own controls. */
const faults = [
  {
    label: 'Lose the next answer',
    said: 'The next message will be accepted, and the answer lost.',
    order: { match: 'messages', times: 1, fault: { lose_answer: true } },
  },
  {
    label: 'Refuse the next message',
    said: 'The next message will be refused: too many to one number.',
    order: { match: 'messages', times: 1, fault: { refuse: { code: 131056 } } },
  },
  {
    label: 'Answer 500 once',
    said: 'The next message will be answered with a server error.',
    order: { match: 'messages', times: 1, fault: { status: 500 } },
  },
  {
    label: 'Slow down messages',
    said: 'Every message will take five seconds.',
    order: { match: 'messages', fault: { delay_ms: 5000 } },
  },
  {
    label: 'Throttle Instagram',
    said: 'The next three checks of stories will be refused: too many calls.',
    order: { match: 'batch', times: 3, fault: { refuse: { code: 4 } } },
  },
  {
    label: 'Stop webhooks',
    said: 'Webhooks are held back until you release them.',
    order: { match: 'webhooks', fault: { webhooks: { hold: true } } },
  },
  {
    label: 'Repeat webhooks',
    said: 'Every webhook will come three times.',
    order: { match: 'webhooks', fault: { webhooks: { repeat: 3 } } },
  },
  {
    label: 'Shuffle webhooks',
    said: 'Webhooks will come in any order.',
    order: { match: 'webhooks', fault: { webhooks: { shuffle: true } } },
  },
];

for (const region of brand.regions)
  for (const account of region.accounts) accounts.append(accountElement(region, account));
accounts.removeAttribute('aria-busy');
document.querySelector('#faults').append(
  ...faults.map((fault) =>
    element(
      'button',
      {
        type: 'button',
        onclick: () => run(() => sendJson('POST', '/_sandbox/faults', fault.order), fault.said),
      },
      fault.label,
    ),
  ),
);
document
  .querySelector('#release-webhooks')
  .addEventListener('click', () =>
    run(() => sendJson('POST', '/_sandbox/webhooks/release'), 'What was held back is on its way.'),
  );
document
  .querySelector('#clear-faults')
  .addEventListener('click', () => run(clearFaults, 'Everything works again.'));
listenForChanges({
  onChange: load,
  onState: (open) => open || say('Not connected to the sandbox. Trying again…', true),
  settleMs: 250,
});
await load();

function accountElement(region, account) {
  const post = (kind) =>
    run(
      () => sendJson('POST', '/_sandbox/stories', { account: account.username, kind }),
      `${account.username} posted a ${kind === 'video' ? 'video' : 'picture'}.`,
    );
  const burst = () =>
    run(
      () => sendJson('POST', '/_sandbox/bursts', { account: account.username, count: 9 }),
      `${account.username} posted nine stories.`,
    );
  return element(
    'li',
    { class: 'account', 'data-account': account.username },
    markElement(region.mark),
    element(
      'div',
      { class: 'account-name' },
      element('strong', {}, account.username),
      element('span', {}, region.name),
    ),
    element('div', { class: 'account-stories', 'data-stories': account.ig_user_id }),
    element(
      'div',
      { class: 'account-actions', role: 'group', 'aria-label': `Post as ${account.username}` },
      element('button', { type: 'button', onclick: () => post('image') }, 'Post a picture'),
      element('button', { type: 'button', onclick: () => post('video') }, 'Post a video'),
      element('button', { type: 'button', onclick: burst }, 'Burst of nine'),
    ),
  );
}

/** Lifts every fault and lets go what they held back, which nobody wants to stay. */
async function clearFaults() {
  await sendJson('DELETE', '/_sandbox/faults');
  await sendJson('POST', '/_sandbox/webhooks/release');
}

async function run(work, said) {
  say('Working…', false);
  try {
    await work();
    say(said, false);
    await load();
  } catch (error) {
    say(error.message, true);
  }
}

async function load() {
  const [stories, state] = await Promise.all([getJson('/_sandbox/stories'), getJson('/_sandbox/state')]);
  showStories(stories.stories);
  showFaults(state.faults);
}

function showStories(stories) {
  for (const strip of document.querySelectorAll('[data-stories]')) {
    const own = stories
      .filter((story) => story.ig_user_id === strip.dataset.stories && story.thumbnail_url)
      .slice(0, 3);
    const drawn = own.map((story) => element('img', { src: story.thumbnail_url, alt: '', loading: 'lazy' }));
    if (
      drawn.length !== strip.children.length ||
      drawn.some((picture, place) => !strip.children[place].isEqualNode(picture))
    )
      strip.replaceChildren(...drawn);
  }
}

function showFaults(inForce) {
  document
    .querySelector('#active-faults')
    .replaceChildren(
      ...inForce.map((fault) =>
        element(
          'li',
          {},
          `${labelOf(fault)}, ${fault.times === null ? 'until cleared' : `${count(fault.times, 'time', 'times')} more`}`,
        ),
      ),
    );
}

function labelOf(fault) {
  const known = faults.find(
    (each) =>
      each.order.match === fault.match && JSON.stringify(each.order.fault) === JSON.stringify(fault.fault),
  );
  return known?.label ?? `${fault.match}: ${JSON.stringify(fault.fault)}`;
}

function say(words, bad) {
  status.textContent = words;
  status.classList.toggle('failed', bad);
}
