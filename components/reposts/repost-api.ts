import type { RouteError } from '#lib/auth/route-error.ts';

/** Why the server refused, ready to be read; `undefined`: it could not be reached. */
export class RepostRefused extends Error {
  override name = 'RepostRefused';
  readonly words: string | undefined;

  constructor(words: string | undefined, options: { cause?: unknown } = {}) {
    super('refused', options);
    this.words = words;
  }
}

/** A step of a target as it is sent: moments as ISO 8601. */
export type TargetStepSent =
  | { step: 'change'; versionId: string | null; publishAt: string | null }
  | { step: 'approve'; versionId: string; publishAt: string | null }
  | { step: 'send_back'; versionId: string; publishAt: string | null; words: string }
  | { step: 'comment'; words: string }
  | { step: 'submit' | 'cancel' | 'post_now' | 'is_there' | 'is_not_there' };

/** @throws RepostRefused */
export const beginRepost = async (input: {
  code: string;
  regionId: string;
}): Promise<{ repostId: string; begun: boolean }> =>
  JSON.parse(await send('POST', '/api/reposts', input)) as { repostId: string; begun: boolean };

/** @throws RepostRefused */
export async function takeUnedited(repostId: string): Promise<void> {
  await send('POST', `/api/reposts/${repostId}/unedited`, {});
}

/** @throws RepostRefused */
export async function addTarget(
  repostId: string,
  input: { accountId: string; versionId: string | null; publishAt: string | null },
): Promise<void> {
  await send('POST', `/api/reposts/${repostId}/targets`, input);
}

/** Has quota and reach of its accounts checked anew; what comes of it stands on the page some seconds later. @throws RepostRefused */
export async function checkAgain(repostId: string): Promise<void> {
  await send('POST', `/api/reposts/${repostId}/check`, {});
}

/** @throws RepostRefused */
export async function moveTarget(targetId: string, step: TargetStepSent): Promise<void> {
  await send('PATCH', `/api/reposts/targets/${targetId}`, step);
}

/** @returns the answer's text, always read to its end: until then the browser holds the connection */
async function send(method: string, path: string, body: unknown): Promise<string> {
  let got: Response;
  try {
    got = await fetch(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch (cause) {
    throw new RepostRefused(undefined, { cause });
  }
  if (got.status === 401)
    window.location.assign(`/sign-in?to=${encodeURIComponent(window.location.pathname)}`);
  if (!got.ok) throw new RepostRefused(await wordsOf(got));
  return await got.text();
}

async function wordsOf(got: Response): Promise<string | undefined> {
  try {
    return ((await got.json()) as RouteError).error.message;
  } catch {
    // Not an answer of ours: nothing is known of why.
    return undefined;
  }
}
