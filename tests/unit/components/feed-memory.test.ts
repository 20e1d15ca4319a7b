import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  feedComeBackTo,
  forgetFeeds,
  markEntry,
  rememberPlace,
  rememberState,
} from '#components/feed/feed-memory.ts';
import type { FeedPlace } from '#components/feed/feed-place.ts';
import { feedState } from '#components/feed/feed-state.ts';

const empty = feedState({ stories: [], nextCursor: 'older' });
const place: FeedPlace = {
  first: { id: 'a', topPx: 3 },
  rows: new Map(),
  heights: new Map(),
  near: new Set(),
  focused: null,
};

beforeEach(() => {
  const history = {
    state: { routers: 'own' } as unknown,
    replaceState(state: unknown) {
      this.state = state;
    },
  };
  vi.stubGlobal('window', { history });
});
afterEach(() => {
  forgetFeeds();
  vi.unstubAllGlobals();
});

describe('the memory of the feed', () => {
  it('gives a list back to whoever comes back to an entry of the history that showed it', () => {
    rememberState('q=a', empty);
    rememberPlace('q=a', place);
    markEntry('q=a');
    expect(feedComeBackTo('q=a')).toEqual({ state: empty, place });
    expect(window.history.state).toMatchObject({ routers: 'own' });
  });

  it('gives nothing where a link leads to the list from an entry that showed another', () => {
    rememberState('q=a', empty);
    expect(feedComeBackTo('q=a')).toBeUndefined();
    markEntry('q=b');
    expect(feedComeBackTo('q=a')).toBeUndefined();
  });

  it('keeps the last eight lists, and none after signing out', () => {
    const queries = Array.from({ length: 9 }, (_, at) => `q=${at}`);
    for (const query of queries) rememberState(query, empty);
    const known = () =>
      queries.filter((query) => {
        markEntry(query);
        return feedComeBackTo(query) !== undefined;
      });
    expect(known()).toEqual(queries.slice(1));
    forgetFeeds();
    expect(known()).toEqual([]);
  });
});
