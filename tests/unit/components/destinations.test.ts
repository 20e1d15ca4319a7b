import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { destinations, isCurrent } from '#components/shell/destinations.ts';

/** Those that More leads to. */
const adminPages = ['/status', '/costs', '/people', '/people/roles', '/brand', '/templates', '/audit'];

const current = (path: string) => destinations.filter((each) => isCurrent(each, path)).map(({ key }) => key);

describe('destinations', () => {
  it('lead to pages that exist', () => {
    const served = new Set(
      readdirSync(new URL('../../../app', import.meta.url), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('page.tsx'))
        // A folder in parentheses groups pages and is no part of their address.
        .map((file) => file.replaceAll(/\([^)]+\)\//g, '').replace(/\/?page\.tsx$/, '')),
    );
    expect(destinations.map(({ href }) => href.slice(1)).filter((path) => !served.has(path))).toEqual([]);
  });

  it.each([
    ['/', ['feed']],
    ['/stories/ABC', ['feed']],
    ['/watch/ABC', ['feed']],
    ['/flags', ['flags']],
    ['/reposts/x', ['reposts']],
    ['/regions', ['regions']],
    ['/regionsx', []],
    ['/more', ['more']],
    ...adminPages.map((path): [string, string[]] => [path, ['more']]),
  ])('mark %s as %j', (path, keys) => {
    expect(current(path)).toEqual(keys);
  });
});
