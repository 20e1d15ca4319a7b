import { describe, expect, it } from 'vitest';
import { cookieNames } from '#lib/auth/cookie-names.ts';
import { languageCookie } from '#lib/i18n/languages.ts';
import { pick } from '#lib/i18n/pick.ts';
import { knownTheme, themeCookie } from '#lib/i18n/theme.ts';
import { knownZone, zoneCookie } from '#lib/i18n/zone.ts';

describe('knownZone', () => {
  it('keeps a zone that exists', () => {
    expect(knownZone('America/Sao_Paulo')).toBe('America/Sao_Paulo');
  });

  it.each([undefined, '', 'Mars/Olympus', '<script>', 'a'.repeat(5_000)])('takes UTC for %j', (name) => {
    expect(knownZone(name)).toBe('UTC');
  });
});

describe('knownTheme', () => {
  it('keeps a theme that exists, and follows the device otherwise', () => {
    expect(knownTheme('dark')).toBe('dark');
    expect(knownTheme('constructor')).toBe('system');
    expect(knownTheme(undefined)).toBe('system');
  });
});

describe('preference cookies', () => {
  it('cannot be taken for a part of the session cookie', () => {
    const { session } = cookieNames('http://127.0.0.1:3000');
    expect([languageCookie, zoneCookie, themeCookie].filter((name) => name.startsWith(session))).toEqual([]);
  });
});

describe('pick', () => {
  it('carries the chosen parts and no others', () => {
    expect(pick({ a: 1, b: 2, c: 3 }, ['a', 'c'])).toEqual({ a: 1, c: 3 });
  });
});
