import { expect, test } from 'vitest';
import { intentValidMs, openIntent, sealIntent } from '#lib/auth/company-intent.ts';

const now = new Date('2026-03-01T12:00:00Z');
const intent = { state: 'state', to: '/stories/ABCDEF', linkTo: null };

test('what one set out to do opens again until its time is over', () => {
  const sealed = sealIntent(intent, now);
  expect(openIntent(sealed, new Date(now.getTime() + intentValidMs - 1))).toMatchObject(intent);
  expect(openIntent(sealed, new Date(now.getTime() + intentValidMs))).toBeUndefined();
});

test('nobody can read it, alter it or make one', () => {
  const sealed = sealIntent(intent, now);
  expect(sealed).not.toContain('ABCDEF');
  const parts = sealed.split('.');
  for (const wrong of [
    undefined,
    '',
    'a.b.c.d',
    sealed.slice(0, -4),
    parts.toReversed().join('.'),
    JSON.stringify(intent),
    'x'.repeat(10_000),
  ])
    expect(openIntent(wrong, now)).toBeUndefined();
});
