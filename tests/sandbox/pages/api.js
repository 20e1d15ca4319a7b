/** Reads JSON from the sandbox; throws a sentence that may be shown. */
export async function getJson(path) {
  return readAnswer(await fetch(path, { headers: { accept: 'application/json' }, cache: 'no-store' }));
}

/** Sends JSON to a control of the sandbox. */
export async function sendJson(method, path, body = {}) {
  return readAnswer(
    await fetch(path, {
      method,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
    }),
  );
}

/**
 * Calls `onChange` when something in the sandbox has changed, at most once in
 * `settleMs`, and once after every reconnection, since what happened in between
 * was not heard. `onState` hears whether the line is open.
 */
export function listenForChanges({ onChange, onState, settleMs = 90 }) {
  let timer;
  const source = new EventSource('/_sandbox/events');
  const changed = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      onChange();
    }, settleMs);
  };
  source.addEventListener('open', () => {
    onState(true);
    changed();
  });
  source.addEventListener('error', () => onState(false));
  for (const name of ['message', 'change', 'hint']) source.addEventListener(name, changed);
  return () => source.close();
}

async function readAnswer(answer) {
  const text = await answer.text();
  const body = parse(text);
  if (answer.ok) return body;
  const why = body?.error?.message ?? body?.error ?? body?.message;
  throw new Error(typeof why === 'string' ? why : `The sandbox answered ${answer.status}.`);
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
