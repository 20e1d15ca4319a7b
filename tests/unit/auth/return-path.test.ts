import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { returnPath } from '#lib/auth/return-path.ts';

const own = 'https://storywire.example';

test.each(['/', '/regions', '/stories/ABC123?x=1#alerts', '/s/ABC123', '/a//b', '/sign-index'])(
  '%s is kept',
  (path) => {
    expect(returnPath(path)).toBe(path);
  },
);

test.each([
  undefined,
  null,
  '',
  'regions',
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/a\\..\\..\\evil',
  '/..//evil.example',
  '/./\\evil.example',
  'javascript:alert(1)',
  ' //evil.example',
  '/\u0000/evil',
  `/${'a'.repeat(3_000)}`,
  '/sign-in',
  '/sign-in?to=/sign-in',
  '/sign-in/link',
])('%s becomes the start page', (asked) => {
  expect(returnPath(asked)).toBe('/');
});

test('whatever is asked, a browser stays on this host', () => {
  const nasty = fc.array(
    fc.constantFrom('/', '\\', '.', '..', '@', ':', '%2f', '\t', '\n', 'evil.example', 'http', '?', '#'),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        nasty.map((parts) => parts.join('')),
        nasty.map((parts) => `/${parts.join('')}`),
      ),
      (asked) => {
        const path = returnPath(asked);
        expect(path.startsWith('/')).toBe(true);
        expect(new URL(path, own).origin).toBe(own);
      },
    ),
    { numRuns: 2_000 },
  );
});
