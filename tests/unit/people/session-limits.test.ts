import { expect, test } from 'vitest';
import { absoluteLimitMs, idleLimitMs, sessionHolds, touchIsDue } from '#lib/people/session-limits.ts';

const now = new Date('2026-11-23T12:00:00Z');
const ago = (ms: number) => new Date(now.getTime() - ms);
const good = { lastUsedAt: ago(0), expiresAt: new Date(now.getTime() + 1), revokedAt: null };

test('the limits are thirty days of idleness and ninety days in all', () => {
  expect([idleLimitMs, absoluteLimitMs].map((ms) => ms / 86_400_000)).toEqual([30, 90]);
});

test.each([
  ['in use', {}, true],
  ['unused for almost thirty days', { lastUsedAt: ago(idleLimitMs - 1) }, true],
  ['unused for thirty days', { lastUsedAt: ago(idleLimitMs) }, false],
  ['at its absolute end', { expiresAt: now }, false],
  ['revoked, even by a clock that runs ahead', { revokedAt: new Date(now.getTime() + 60_000) }, false],
])('a session %s: %s → %s', (_name, change, holds) => {
  expect(sessionHolds({ ...good, ...change }, now)).toBe(holds);
});

test('the last use is written again after a minute', () => {
  expect(touchIsDue({ lastUsedAt: ago(59_999) }, now)).toBe(false);
  expect(touchIsDue({ lastUsedAt: ago(60_000) }, now)).toBe(true);
});
