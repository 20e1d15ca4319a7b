import { expect, test } from 'vitest';
import { requestAddress, shortenAddress } from '#lib/auth/request-address.ts';

const given = (connection: string | null, forwarded: string | null = null) =>
  new Headers({
    ...(connection === null ? {} : { 'x-storywire-connection': connection }),
    ...(forwarded === null ? {} : { 'x-forwarded-for': forwarded }),
  });

test.each([
  [
    'without a proxy a forwarding header is not believed',
    given('198.51.100.7', '203.0.113.9'),
    0,
    '198.51.100.7',
  ],
  [
    'with one proxy the last address is whom it was called from',
    given('10.0.0.1', '192.0.2.1, 203.0.113.9'),
    1,
    '203.0.113.9',
  ],
  [
    'with two proxies the last but one',
    given('10.0.0.1', '192.0.2.1, 203.0.113.9, 10.0.0.2'),
    2,
    '203.0.113.9',
  ],
  ['fewer addresses than proxies say nothing', given('10.0.0.1', '203.0.113.9'), 2, undefined],
  ['what is no address says nothing', given('10.0.0.1', 'unknown'), 1, undefined],
  ['an IPv4 address in IPv6 clothes is undressed', given('::ffff:198.51.100.7'), 0, '198.51.100.7'],
  ['an IPv6 address is one', given('2001:db8::1'), 0, '2001:db8::1'],
  ['no header at all says nothing', given(null), 0, undefined],
])('%s', (_name, headers, proxies, expected) => {
  expect(requestAddress(headers, proxies)).toBe(expected);
});

test.each([
  ['203.0.113.9', '203.0.113.···'],
  ['2001:db8:7:3::1', '2001:db8:7:···'],
  ['2001:db8::1', '2001:db8:0:···'],
  ['::1', '0:0:0:···'],
])('%s is kept as its network only: %s', (address, network) => {
  expect(shortenAddress(address)).toBe(network);
});
