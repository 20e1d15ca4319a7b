/** Meta's page: up to 1,000 updates in a body of at most 3 MB. */
export const webhookLimitBytes = 3 * 1024 * 1024;

/**
 * The body of a webhook as the bytes that came, which is what was signed.
 * Never more of it than allowed in memory, whatever its length claims to be.
 * @returns undefined when it is too large
 */
export async function readRawBody(
  request: Request,
  limitBytes = webhookLimitBytes,
): Promise<Buffer | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > limitBytes) return undefined;
  if (!request.body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body) {
    length += chunk.byteLength;
    // Leaving the loop cancels the stream.
    if (length > limitBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
