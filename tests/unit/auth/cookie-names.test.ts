import { expect, test } from 'vitest';
import { cookieNames } from '#lib/auth/cookie-names.ts';

test('over https the cookies are bound to the host', () => {
  expect(cookieNames('https://storywire.example')).toEqual({
    session: '__Host-storywire',
    csrf: '__Host-csrf-storywire',
    returnTo: '__Host-to-storywire',
    asked: '__Host-asked-storywire',
    state: '__Host-state-storywire',
    pkce: '__Host-pkce-storywire',
    nonce: '__Host-nonce-storywire',
    intent: '__Host-intent-storywire',
    secure: true,
  });
});

test('over http, where browsers refuse that prefix, they have plain names', () => {
  expect(cookieNames('http://127.0.0.1:3000')).toEqual({
    session: 'storywire',
    csrf: 'csrf-storywire',
    returnTo: 'to-storywire',
    asked: 'asked-storywire',
    state: 'state-storywire',
    pkce: 'pkce-storywire',
    nonce: 'nonce-storywire',
    intent: 'intent-storywire',
    secure: false,
  });
});

test.each(['https://storywire.example', 'http://127.0.0.1:3000'])(
  'next-auth joins no other cookie of ours to the session’s (%s)',
  (url) => {
    const { session, secure, ...others } = cookieNames(url);
    expect(secure).toBe(url.startsWith('https'));
    const names = [...Object.values(others), 'view_zone', 'view_theme', 'view_language'];
    expect(names.some((name) => name.startsWith(session))).toBe(false);
  },
);
