import type { IncomingMessage } from 'node:http';

/** More than any upload the APIs take. */
const mostBytes = 110 * 1024 * 1024;

/** The whole body, or undefined when it is larger than anything allowed here. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
