import { StorywireError } from '../errors.ts';

/** No form or list of ours comes near this; streams and uploads do not pass through here. */
const bodyLimitBytes = 1024 * 1024;

/**
 * The body of a request as text, never more of it than allowed in memory.
 * @throws StorywireError `too_large`, whatever the declared length says
 */
export async function readBody(request: Request, limitBytes = bodyLimitBytes): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > limitBytes) throw tooLarge();
  if (!request.body) return '';
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks).toString('utf8');
    length += value.byteLength;
    if (length > limitBytes) {
      await reader.cancel();
      throw tooLarge();
    }
    chunks.push(value);
  }
}

const tooLarge = () => new StorywireError('too_large', 'tooLarge');
