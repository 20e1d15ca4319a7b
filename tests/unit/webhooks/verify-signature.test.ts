import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifySignature } from '#lib/webhooks/verify-signature.ts';

const secret = 'app-secret';
const sign = (raw: Buffer, key = secret) => `sha256=${createHmac('sha256', key).update(raw).digest('hex')}`;
// Meta escapes what is not ASCII and signs those bytes.
const raw = Buffer.from('{"name":"J\\u00f6rg","body":"a\\/b \\ud83d\\udc4b"}');

describe('the signature of a webhook', () => {
  it('a body signed with the secret passes', () => {
    expect(verifySignature(raw, sign(raw), [secret])).toBe(true);
  });

  it('during a rotation either secret passes', () => {
    expect(verifySignature(raw, sign(raw, 'old-secret'), [secret, 'old-secret'])).toBe(true);
  });

  it('the bytes count, not what they mean: the same JSON written anew does not pass', () => {
    const again = Buffer.from(JSON.stringify(JSON.parse(raw.toString())));
    expect(verifySignature(again, sign(raw), [secret])).toBe(false);
  });

  it.each([
    ['no header', null],
    ['an empty header', ''],
    ['SHA-1', `sha1=${createHmac('sha1', secret).update(raw).digest('hex')}`],
    ['the digest without its name', sign(raw).slice(7)],
    ['half a digest', sign(raw).slice(0, 40)],
    ['a digest and more', `${sign(raw)}00`],
    ['another secret', sign(raw, 'wrong')],
    ['a second line', `${sign(raw)}\nsha256=00`],
  ])('%s does not pass', (_name, header) => {
    expect(verifySignature(raw, header, [secret])).toBe(false);
  });

  it('an empty secret vouches for nothing', () => {
    expect(verifySignature(raw, sign(raw, ''), [''])).toBe(false);
    expect(verifySignature(raw, sign(raw), [])).toBe(false);
  });

  it('one changed byte anywhere is noticed', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 400 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (bytes, at, by) => {
          const body = Buffer.from(bytes);
          const header = sign(body);
          expect(verifySignature(body, header, [secret])).toBe(true);
          const index = at % body.length;
          body[index] = body[index]! ^ by;
          expect(verifySignature(body, header, [secret])).toBe(false);
        },
      ),
    );
  });

  it('no header whatever makes it throw', () => {
    const attempts = fc.sample(fc.string(), 200);
    expect(attempts.filter((header) => verifySignature(raw, header, [secret]))).toEqual([]);
  });
});
