import { expect, test } from 'vitest';
import { shellStamp } from '#lib/offline/shell-stamp.ts';

const brand = { name: 'Kilnbird', accentColor: null, logoUrl: null };
const shell = { buildId: 'one', locale: 'en-GB', brand };

test('another build, language or look of the brand has another offline page; the same has the same', () => {
  const stamps = [
    shell,
    { ...shell, buildId: 'two' },
    { ...shell, locale: 'pt-BR' },
    { ...shell, brand: { ...brand, name: 'Other' } },
    { ...shell, brand: { ...brand, accentColor: '#aa3300' } },
    { ...shell, brand: { ...brand, logoUrl: '/api/brand/logo?v=1' } },
  ].map(shellStamp);
  expect(new Set(stamps).size).toBe(stamps.length);
  expect(shellStamp({ ...shell })).toBe(stamps[0]);
  for (const stamp of stamps) expect(stamp).toMatch(/^[0-9a-f]{16}$/);
});
