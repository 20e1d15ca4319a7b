import { describe, expect, it } from 'vitest';
import { keysOfHint, readHint } from '#components/live/live-hint.ts';

describe('readHint', () => {
  it('reads what the stream sends', () => {
    expect(readHint('{"topic":"story","id":"x"}')).toEqual({ topic: 'story', id: 'x' });
  });

  it.each([
    '',
    'null',
    '[]',
    '{}',
    '{"topic":"story"}',
    '{"topic":"toString","id":"x"}',
    '{"topic":"story","id":1}',
  ])('takes %j for no hint', (data) => {
    expect(readHint(data)).toBeUndefined();
    expect(keysOfHint(readHint(data))).toEqual([]);
  });
});

describe('keysOfHint', () => {
  it('renews everything when hints may have been lost', () => {
    expect(keysOfHint(readHint('{"topic":"resync"}'))).toEqual(['/api/']);
  });

  it('renews a story page when a message about it moves, and leaves the feed alone', () => {
    const keys = keysOfHint({ topic: 'alert', id: 'x' });
    expect(keys.some((key) => '/api/stories/ABC'.startsWith(key))).toBe(true);
    expect(keys.some((key) => '/api/feed?'.startsWith(key))).toBe(false);
  });

  it('renews reposts and the story page when a repost moves, and leaves the feed alone', () => {
    const keys = keysOfHint(readHint('{"topic":"repost","id":"x"}'));
    for (const address of ['/api/reposts', '/api/reposts/x', '/api/stories/ABC'])
      expect(keys.some((key) => address.startsWith(key))).toBe(true);
    expect(keys.some((key) => '/api/feed?'.startsWith(key))).toBe(false);
  });

  it('renews the board, reposts and the story page when a flag or rights change, and leaves the feed alone', () => {
    const keys = keysOfHint({ topic: 'flag', id: 'x' });
    for (const address of ['/api/flags?', '/api/flags/questions', '/api/reposts/x', '/api/stories/ABC'])
      expect(keys.some((key) => address.startsWith(key))).toBe(true);
    expect(keys.some((key) => '/api/feed?'.startsWith(key))).toBe(false);
  });

  it('renews feed, tray, viewer and pages when a story comes or changes', () => {
    const keys = keysOfHint({ topic: 'story', id: 'x' });
    for (const address of ['/api/feed?', '/api/tray', '/api/reels?code=ABC', '/api/stories/ABC']) {
      expect(keys.some((key) => address.startsWith(key))).toBe(true);
    }
  });
});
