import type { RouteError } from '#lib/auth/route-error.ts';
import type { FlagChange, FlagInput } from '#lib/flags/flag-input.ts';

/** Why the server refused, ready to be read; `undefined`: it could not be reached. */
export class FlagRefused extends Error {
  override name = 'FlagRefused';
  readonly words: string | undefined;

  constructor(words: string | undefined, options: { cause?: unknown } = {}) {
    super('refused', options);
    this.words = words;
  }
}

/** What came of a flag: its id, how many phones are told of a problem, and the region's name. */
export type FlagMade = { flagId: string; told: number; region: string };

/** @throws FlagRefused */
export const addFlag = async (input: FlagInput): Promise<FlagMade> =>
  (await (await send('POST', '/api/flags', input)).json()) as FlagMade;

/** @throws FlagRefused */
export async function changeFlag(flagId: string, change: FlagChange): Promise<void> {
  await send('PATCH', `/api/flags/${flagId}`, change);
}

/** @throws FlagRefused */
export async function withdrawFlag(flagId: string): Promise<void> {
  await send('DELETE', `/api/flags/${flagId}`, {});
}

async function send(method: string, path: string, body: unknown): Promise<Response> {
  let got: Response;
  try {
    got = await fetch(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch (cause) {
    throw new FlagRefused(undefined, { cause });
  }
  if (got.status === 401)
    window.location.assign(`/sign-in?to=${encodeURIComponent(window.location.pathname)}`);
  if (!got.ok) throw new FlagRefused(await wordsOf(got));
  return got;
}

async function wordsOf(got: Response): Promise<string | undefined> {
  try {
    return ((await got.json()) as RouteError).error.message;
  } catch {
    // Not an answer of ours: nothing is known of why.
    return undefined;
  }
}
