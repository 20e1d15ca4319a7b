import { describe, expect, it } from 'vitest';
import { newId } from '#lib/ids.ts';
import { publicToken, publicUrl, readPublicToken } from '#lib/reposts/public-file.ts';
import { keyringFrom } from '#lib/seal.ts';

const keyring = keyringFrom(['a-secret-for-tests-only-0123456789abcdef']);
const now = new Date('2026-11-25T12:00:00Z');
const until = new Date('2026-11-26T13:00:00Z');
const file = { kind: 'version' as const, id: newId() };

describe('the address of a file for Meta', () => {
  const token = publicToken(keyring, file, until);

  it('opens that file until its time, in US-ASCII', () => {
    expect(readPublicToken(keyring, token, now)).toEqual(file);
    expect(readPublicToken(keyring, token, until)).toEqual(file);
    expect(readPublicToken(keyring, token, new Date(until.getTime() + 1_000))).toBeUndefined();
    expect(publicUrl('https://wire.example', token)).toMatch(/^https:\/\/wire\.example\/[\w./-]+$/);
  });

  it('opens nothing else: no other file, kind, time or installation', () => {
    const [letter, id, seconds, mac] = token.split('.') as [string, string, string, string];
    const forged = [
      ['t', id, seconds, mac],
      [letter, newId(), seconds, mac],
      [letter, id, String(Number(seconds) + 1), mac],
      [letter, id, seconds, `${mac.slice(0, -1)}${mac.endsWith('A') ? 'B' : 'A'}`],
      [letter, id, seconds, ''],
      [letter, id],
    ];
    for (const parts of forged) expect(readPublicToken(keyring, parts.join('.'), now)).toBeUndefined();
    for (const text of ['', '..', `${token}x`, token.toUpperCase()])
      expect(readPublicToken(keyring, text, now)).toBeUndefined();
    const other = keyringFrom(['another-secret-for-tests-0123456789abcdef']);
    expect(readPublicToken(other, token, now)).toBeUndefined();
  });
});
