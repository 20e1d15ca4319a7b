import { expect, test } from 'vitest';
import { readBody } from '#lib/auth/read-body.ts';

const stream = (chunks: number, chunkBytes: number, read: { count: number } = { count: 0 }) =>
  new ReadableStream<Uint8Array>({
    pull(controller) {
      if (read.count === chunks) return controller.close();
      read.count += 1;
      controller.enqueue(new Uint8Array(chunkBytes).fill(97));
    },
  });
const request = (body: ReadableStream | string, headers: Record<string, string> = {}) =>
  new Request('http://storywire.example/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);

test('a body within the limit is read whole, letters of several bytes included', async () => {
  expect(await readBody(request('日本 ✓'))).toBe('日本 ✓');
  expect(await readBody(request(stream(4, 256)), 1024)).toHaveLength(1024);
});

test('a body that declares to be too large is refused unread', async () => {
  await expect(readBody(request('a', { 'content-length': '2000000' }))).rejects.toMatchObject({
    code: 'too_large',
  });
});

test('a body that declares nothing is read no further than the limit', async () => {
  const read = { count: 0 };
  await expect(readBody(request(stream(1_000_000, 1024, read)), 4 * 1024)).rejects.toMatchObject({
    code: 'too_large',
  });
  expect(read.count).toBeLessThan(10);
});
