import { expect, test } from 'vitest';
import { cookieNames } from '#lib/auth/cookie-names.ts';

test('over https the cookies are bound to the host', () => {
  expect(cookieNames('https://storywire.example')).toEqual({
    session: '__Host-storywire',
    csrf: '__Host-csrf-storywire',
    returnTo: '__Host-to-storywire',
    asked: '__Host-asked-storywire',
    secure: true,
  });
});

test('over http, where browsers refuse that prefix, they have plain names', () => {
  expect(cookieNames('http://127.0.0.1:3000')).toEqual({
    session: 'storywire',
    csrf: 'csrf-storywire',
    returnTo: 'to-storywire',
    asked: 'asked-storywire',
    secure: false,
  });
});

test.each(['https://storywire.example', 'http://127.0.0.1:3000'])(
  'next-auth joins no other cookie of ours to the session’s (%s)',
  (url) => {
    const { session, csrf, returnTo, asked } = cookieNames(url);
    expect([csrf, returnTo, asked, 'view_zone', 'view_theme'].some((name) => name.startsWith(session))).toBe(
      false,
    );
  },
);
