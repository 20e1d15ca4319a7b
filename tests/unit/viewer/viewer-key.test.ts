import { describe, expect, it } from 'vitest';
import { type ViewerKey, viewerKey, viewerKeys } from '#components/viewer/viewer-key.ts';
import { watchedCode, watchPath } from '#components/viewer/watch-path.ts';

const none = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
const ltr = { rtl: false, onButton: false };

const table: [string, boolean, ViewerKey][] = [
  ['ArrowRight', false, 'next'],
  ['ArrowLeft', false, 'previous'],
  ['ArrowRight', true, 'accountForth'],
  ['ArrowLeft', true, 'accountBack'],
  [' ', false, 'pause'],
  ['m', false, 'mute'],
  ['F', false, 'flag'],
  ['r', false, 'repost'],
  ['d', false, 'download'],
  ['Escape', false, 'close'],
  ['?', true, 'help'],
];

describe('the viewer’s keys', () => {
  it.each(table)('%j with Shift %j means %s', (key, shiftKey, meant) => {
    expect(viewerKey({ ...none, key, shiftKey }, ltr)).toBe(meant);
  });

  it('do everything that there is', () => {
    expect(table.map(([, , meant]) => meant).toSorted()).toEqual([...viewerKeys].toSorted());
  });

  it('are the browser’s own together with Ctrl, ⌘ or Alt', () => {
    for (const [key] of table)
      for (const with_ of ['ctrlKey', 'metaKey', 'altKey'] as const)
        expect(viewerKey({ ...none, key, [with_]: true }, ltr)).toBeUndefined();
  });

  it('point the other way where one reads from right to left', () => {
    expect(viewerKey({ ...none, key: 'ArrowLeft' }, { ...ltr, rtl: true })).toBe('next');
    expect(viewerKey({ ...none, key: 'ArrowRight', shiftKey: true }, { ...ltr, rtl: true })).toBe(
      'accountBack',
    );
  });

  it('leave Space to a button that has the focus', () => {
    expect(viewerKey({ ...none, key: ' ' }, { ...ltr, onButton: true })).toBeUndefined();
  });
});

it('the address of a story that is watched keeps the filter, and names the story', () => {
  expect(watchPath('ABC123')).toBe('/watch/ABC123');
  expect(watchPath('ABC123', { kind: 'video', q: 'a b' })).toBe('/watch/ABC123?kind=video&q=a+b');
  expect(watchedCode('/watch/abc123')).toBe('ABC123');
  expect(watchedCode('/stories/ABC123')).toBeUndefined();
});
