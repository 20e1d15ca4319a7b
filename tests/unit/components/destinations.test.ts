import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { destinations, isCurrent } from '#components/shell/destinations.ts';

const current = (path: string) => destinations.filter((each) => isCurrent(each, path)).map(({ key }) => key);

describe('destinations', () => {
  it('lead to pages that exist', () => {
    const missing = destinations.filter(
      ({ href }) =>
        !existsSync(
          fileURLToPath(
            new URL(`../../../app/(signed-in)${href === '/' ? '' : href}/page.tsx`, import.meta.url),
          ),
        ),
    );
    expect(missing).toEqual([]);
  });

  it.each([
    ['/', ['feed']],
    ['/stories/ABC', ['feed']],
    ['/regions', ['regions']],
    ['/regionsx', []],
    ['/more', ['more']],
  ])('mark %s as %j', (path, keys) => {
    expect(current(path)).toEqual(keys);
  });
});
