import { expect, test } from 'vitest';
import { fileAnswer } from '#lib/media/file-answer.ts';

const file = { sha256: 'ab12', bytes: 1_000, mimeType: 'video/mp4' };
const answer = (headers: Record<string, string>) => fileAnswer(new Headers(headers), file);

test.each([
  ['all of it', {}, 200, undefined, undefined],
  ['a part', { range: 'bytes=100-199' }, 206, { start: 100, end: 199 }, 'bytes 100-199/1000'],
  ['what lies beyond its end', { range: 'bytes=1000-' }, 416, undefined, 'bytes */1000'],
  ['what it has already', { 'if-none-match': '"ab12"', range: 'bytes=0-1' }, 304, undefined, undefined],
  ['a part of another file', { 'if-range': '"cd34"', range: 'bytes=0-1' }, 200, undefined, undefined],
] as const)('who asks for %s is answered so', (_, headers, status, range, contentRange) => {
  const answered = answer(headers);
  expect(answered).toMatchObject({ status, range });
  expect(answered.headers['content-range']).toBe(contentRange);
});

test('every answer names the file’s tag, and lets nothing in it run', () => {
  for (const headers of [{}, { range: 'bytes=0-1' }, { range: 'bytes=5000-' }, { 'if-none-match': '"ab12"' }])
    expect(answer(headers as Record<string, string>).headers).toMatchObject({
      etag: '"ab12"',
      'content-security-policy': "default-src 'none'; sandbox",
    });
});
