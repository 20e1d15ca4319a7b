import { describe, expect, it } from 'vitest';
import { downloadAddress, isPublicAddress } from '#lib/media/download-address.ts';

const graph = 'https://graph.facebook.com';
const sandbox = 'http://127.0.0.1:4010';

describe('downloadAddress', () => {
  it.each([
    'https://scontent.cdninstagram.com/v/t51.jpg?oh=1&oe=6A6F1234',
    'https://scontent-fra3-1.cdninstagram.com/a.jpg',
    'https://video.xx.fbcdn.net/v/a.mp4',
    'https://lookaside.fbsbx.com/whatsapp/a',
    'https://SCONTENT.CDNINSTAGRAM.COM/a.jpg',
    'https://scontent.cdninstagram.com:443/a.jpg',
  ])('lets Meta’s file hosts pass, with their addresses checked: %s', (link) => {
    expect(downloadAddress(link, graph)).toMatchObject({ ok: true, anyAddress: false });
  });

  it.each([
    ['another host', 'https://example.com/a.jpg'],
    ['plain http', 'http://scontent.cdninstagram.com/a.jpg'],
    ['another scheme', 'file:///etc/passwd'],
    ['data', 'data:image/png;base64,AAAA'],
    ['another port', 'https://scontent.cdninstagram.com:8443/a.jpg'],
    ['a user name that looks like the host', 'https://scontent.cdninstagram.com@127.0.0.1/a.jpg'],
    ['a user name before a good host', 'https://me@scontent.cdninstagram.com/a.jpg'],
    ['a password', 'https://:x@scontent.cdninstagram.com/a.jpg'],
    ['a suffix without a dot', 'https://evilcdninstagram.com/a.jpg'],
    ['the suffix as a prefix', 'https://cdninstagram.com.evil.example/a.jpg'],
    ['a trailing dot', 'https://scontent.cdninstagram.com./a.jpg'],
    ['the loopback address', 'https://127.0.0.1/a.jpg'],
    ['a decimal host', 'https://2130706433/a.jpg'],
    ['an octal host', 'https://0177.0.0.1/a.jpg'],
    ['a hexadecimal host', 'https://0x7f.1/a.jpg'],
    ['a mapped address', 'https://[::ffff:127.0.0.1]/a.jpg'],
    ['the metadata service', 'http://169.254.169.254/latest/meta-data/'],
    [
      'a backslash',
      'https://scontent.cdninstagram.com\\@127.0.0.1/'.replace('scontent', 'evil.example/scontent'),
    ],
    ['a full-width dot', 'https://127。0。0。1/a.jpg'],
    ['nothing', ''],
    ['no address', 'not an address'],
  ])('refuses %s', (_, link) => {
    expect(downloadAddress(link, graph)).toMatchObject({ ok: false });
  });

  it('lets the origin of META_GRAPH_URL pass, wherever it lies', () => {
    expect(downloadAddress(`${sandbox}/media/a.jpg`, sandbox)).toMatchObject({ ok: true, anyAddress: true });
  });

  it.each([
    ['another port', 'http://127.0.0.1:5432/'],
    ['another scheme', 'https://127.0.0.1:4010/'],
    ['another name of the same place', 'http://localhost:4010/'],
    ['a user name', 'http://me@127.0.0.1:4010/'],
  ])('takes that origin exactly: refuses %s', (_, link) => {
    expect(downloadAddress(link, sandbox)).toMatchObject({ ok: false });
  });

  it('reads the target of a redirect from where it was sent', () => {
    const base = new URL('https://scontent.cdninstagram.com/a/b.jpg');
    expect(downloadAddress('../c.jpg', graph, base)).toMatchObject({ ok: true });
    expect(downloadAddress('//127.0.0.1/c.jpg', graph, base)).toMatchObject({ ok: false });
  });
});

describe('isPublicAddress', () => {
  it.each(['157.240.0.1', '8.8.8.8', '2a03:2880:f12d:83:face:b00c:0:25de'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.170',
    '192.168.1.1',
    '198.18.0.1',
    '203.0.113.7',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'ff02::1',
    '2130706433',
    '0177.0.0.1',
    'localhost',
    '',
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
