import type { RouteError } from '#lib/auth/route-error.ts';

/** Why the server refused, ready to be read; `undefined`: it could not be reached. */
class Refused extends Error {
  override name = 'Refused';
  readonly words: string | undefined;

  constructor(words: string | undefined, options: { cause?: unknown } = {}) {
    super('refused', options);
    this.words = words;
  }
}

/**
 * Sends something to one of our own routes. When the session has ended it goes
 * to the sign-in page, which comes back here.
 * @param more `keepalive`: it arrives even when the page is left meanwhile
 * @returns the answer's JSON, undefined where it is empty; always read to its
 * end: until then the browser holds the connection
 * @throws Refused
 */
export async function sendJson(
  method: string,
  path: string,
  body: unknown,
  more: { keepalive?: boolean } = {},
): Promise<unknown> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      ...more,
    });
  } catch (cause) {
    throw new Refused(undefined, { cause });
  }
  if (answer.status === 401)
    window.location.assign(`/sign-in?to=${encodeURIComponent(window.location.pathname)}`);
  if (!answer.ok) throw new Refused(await wordsOf(answer));
  const text = await answer.text();
  return text === '' ? undefined : JSON.parse(text);
}

async function wordsOf(answer: Response): Promise<string | undefined> {
  try {
    return ((await answer.json()) as RouteError).error.message;
  } catch {
    // Not an answer of ours: nothing is known of why.
    return undefined;
  }
}

/** What is read when something failed: the server's own words, or that it was not reached. */
export const refusalWords = (error: unknown, notReached: string): string =>
  (error instanceof Refused ? error.words : undefined) ?? notReached;
