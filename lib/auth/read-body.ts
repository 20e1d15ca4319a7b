import { StorywireError } from '../errors.ts';

/** No form or list of ours comes near this; streams and uploads do not pass through here. */
const bodyLimitBytes = 1024 * 1024;

/**
 * The body of a request as text, never more of it than allowed in memory.
 * @throws StorywireError `too_large`, whatever the declared length says
 */
export async function readBody(request: Request, limitBytes = bodyLimitBytes): Promise<string> {
  return (await readBytes(request, limitBytes)).toString('utf8');
}

/**
 * The body of a request as it is, for a file that is known to be small.
 * @throws StorywireError `too_large`, whatever the declared length says
 */
export async function readBytes(request: Request, limitBytes: number): Promise<Buffer> {
  if (Number(request.headers.get('content-length') ?? 0) > limitBytes) throw tooLarge();
  if (!request.body) return Buffer.alloc(0);
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    length += value.byteLength;
    if (length > limitBytes) {
      await reader.cancel();
      throw tooLarge();
    }
    chunks.push(value);
  }
}

const tooLarge = () => new StorywireError('too_large', 'tooLarge');
