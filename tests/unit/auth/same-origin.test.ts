import { expect, test } from 'vitest';
import { isSameOrigin } from '#lib/auth/same-origin.ts';

const own = 'https://storywire.example';
const ask = (headers: Record<string, string>) => isSameOrigin(new Headers(headers), own);

test.each([
  ['own origin', { origin: own }, true],
  ['own origin, forwarded for our host', { origin: own, 'x-forwarded-host': 'storywire.example' }, true],
  [
    'own origin, forwarded through two proxies',
    { origin: own, 'x-forwarded-host': 'storywire.example, inner:3000' },
    true,
  ],
  [
    'own origin, reached by an inner name',
    { origin: own, host: 'inner:3000', 'x-forwarded-host': 'inner:3000' },
    true,
  ],
  ['no origin', {}, false],
  ['origin null', { origin: 'null' }, false],
  ['another site', { origin: 'https://evil.example' }, false],
  ['our name over http', { origin: 'http://storywire.example' }, false],
  ['our name on another port', { origin: 'https://storywire.example:8443' }, false],
  ['a host below ours', { origin: 'https://a.storywire.example' }, false],
  ['a name that begins with ours', { origin: 'https://storywire.example.evil.example' }, false],
  [
    'another site that forwards for itself',
    { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
    false,
  ],
  ['own origin, forwarded for another host', { origin: own, 'x-forwarded-host': 'evil.example' }, false],
])('%s', (_name, headers, passes) => {
  expect(ask(headers)).toBe(passes);
});
