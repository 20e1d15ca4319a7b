import type { RouteError } from '#lib/auth/route-error.ts';

type Sent<Answer> =
  | { ok: true; answer: Answer }
  | { ok: false; why: 'undrawn' | 'unreached' | { words: string } };

/**
 * Sends what was drawn, as a PNG, and reads what came of it.
 * @returns `undrawn`: the browser made no file of it
 */
export async function sendDrawing<Answer extends object>(
  url: string,
  canvas: HTMLCanvasElement,
): Promise<Sent<Answer>> {
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!drawn) return { ok: false, why: 'undrawn' };
  try {
    const got = await fetch(url, { method: 'POST', headers: { 'content-type': 'image/png' }, body: drawn });
    const body = (await got.json()) as Answer | RouteError;
    if ('error' in body) return { ok: false, why: { words: body.error.message } };
    return { ok: true, answer: body };
  } catch {
    // No network, or an answer that is none of ours: either way nothing is known to have happened.
    return { ok: false, why: 'unreached' };
  }
}
