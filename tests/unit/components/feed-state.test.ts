import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  appendPage,
  atRest,
  feedState,
  groupByDay,
  groupByRegion,
  markStories,
  reveal,
  seenElsewhere,
  settleMarks,
  takeHead,
  takeTold,
  unfoldedStories,
  unfoldRegion,
} from '#components/feed/feed-state.ts';
import { dayIn } from '#lib/feed/days.ts';
import type { FeedStory } from '#lib/feed/feed-story.ts';

const start = Date.parse('2026-11-23T12:00:00Z');

/** The nth story; a higher n was posted later. */
function story(n: number, regionId = `region-${n % 3}`): FeedStory {
  const postedAt = new Date(start + n * 60_000).toISOString();
  return {
    id: `id-${String(n).padStart(4, '0')}`,
    code: `CODE${n}`,
    kind: 'image',
    region: { id: regionId, name: regionId, markText: 'AA', markColor: '#000000', timeZone: 'UTC' },
    account: { id: 'a', username: 'a', name: 'A' },
    burstId: 'b',
    postedAt,
    foundAt: postedAt,
    expiresAt: postedAt,
    deletedAt: null,
    mediaState: 'pending',
    mediaReason: null,
    thumbnailUrl: null,
    seen: false,
    openFlags: [],
    source: null,
    made: 0,
    reach: { told: 0, reached: 0 },
  };
}

/** Stories from `newest` down, `size` of them; a next page exists while there are older ones. */
const page = (newest: number, size: number) => {
  const stories = Array.from({ length: Math.min(size, newest) }, (_, at) => story(newest - at));
  return { stories, nextCursor: newest > size ? `after-${newest - size}` : null };
};
const numbers = (stories: readonly FeedStory[]) => stories.map(({ code }) => Number(code.slice(4)));

describe('takeTold', () => {
  const told = (...of: number[]) => of.map((n) => story(n));

  it('shows newcomers in their order, at once at the top and behind the pill further down', () => {
    const before = feedState(page(10, 5));
    expect(numbers(takeTold(before, told(11, 12), true).shown)).toEqual([12, 11, 10, 9, 8, 7, 6]);
    const below = takeTold(before, told(11, 12), false);
    expect([below.shown, below.waiting].map(numbers)).toEqual([
      [10, 9, 8, 7, 6],
      [12, 11],
    ]);
  });

  it('renews what is known, but for whether the reader has seen it', () => {
    const before = markStories(feedState(page(10, 5)), ['id-0009'], true);
    const changed = { ...story(9), mediaState: 'archived' as const };
    const { shown } = takeTold(settleMarks(before, ['id-0009']), [changed], true);
    expect(shown.find(({ id }) => id === 'id-0009')).toMatchObject({ mediaState: 'archived', seen: true });
    expect(numbers(shown)).toEqual([10, 9, 8, 7, 6]);
  });

  it('leaves what is older than the list reaches to its page', () => {
    expect(numbers(takeTold(feedState(page(10, 5)), told(3, 11), true).shown)).toEqual([11, 10, 9, 8, 7, 6]);
    expect(numbers(takeTold(feedState(page(4, 5)), told(0), true).shown)).toEqual([4, 3, 2, 1, 0]);
  });

  it('never shows a story twice, however told and fetched ones come', () => {
    const steps = fc.array(
      fc.record({
        newest: fc.integer({ min: 1, max: 60 }),
        isTold: fc.boolean(),
        slideIn: fc.boolean(),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(steps, (all) => {
        let state = feedState(page(20, 5));
        for (const { newest, isTold, slideIn } of all) {
          state = isTold
            ? takeTold(state, told(newest, newest + 1), slideIn)
            : takeHead(state, page(newest, 5), slideIn);
          const listed = numbers([...state.shown, ...state.waiting]);
          expect(new Set(listed).size).toBe(listed.length);
        }
      }),
    );
  });
});

describe('takeHead', () => {
  it('leads on to older stories where the list was empty before', () => {
    const after = takeHead(feedState(page(0, 5)), page(12, 5), true);
    expect(numbers(after.shown)).toEqual([12, 11, 10, 9, 8]);
    expect(after.nextCursor).toBe('after-7');
  });

  it('leaves what is shown alone while one reads further down, and counts what waits', () => {
    const before = feedState(page(10, 5));
    const after = takeHead(before, page(12, 5), false);
    expect(numbers(after.shown)).toEqual([10, 9, 8, 7, 6]);
    expect(numbers(after.waiting)).toEqual([12, 11]);
    expect(numbers(reveal(after).shown)).toEqual([12, 11, 10, 9, 8, 7, 6]);
  });

  it('shows newcomers at once at the top, and says which they are', () => {
    const after = takeHead(feedState(page(10, 5)), page(11, 5), true);
    expect(numbers(after.shown)).toEqual([11, 10, 9, 8, 7, 6]);
    expect([...after.arrived]).toEqual(['id-0011']);
  });

  it('renews a story in its place when its picture has come', () => {
    const fresh = page(10, 5);
    fresh.stories[2] = { ...fresh.stories[2]!, mediaState: 'archived', thumbnailUrl: '/t' };
    const after = takeHead(feedState(page(10, 5)), fresh, true);
    expect(after.shown[2]?.thumbnailUrl).toBe('/t');
    expect(after.arrived.size).toBe(0);
  });

  it('starts anew when more came than one page holds, so that no gap is hidden', () => {
    const after = reveal(takeHead(feedState(page(10, 5)), page(40, 5), false));
    expect(numbers(after.shown)).toEqual([40, 39, 38, 37, 36]);
    expect(after.nextCursor).toBe('after-35');
  });

  it('sorts in a story that was found late by when it was posted', () => {
    const without9 = {
      stories: page(10, 5).stories.filter(({ code }) => code !== 'CODE9'),
      nextCursor: 'after-5',
    };
    expect(numbers(takeHead(feedState(without9), page(10, 5), true).shown)).toEqual([10, 9, 8, 7, 6]);
  });
});

describe('the feed', () => {
  it('shows each story once and newest first, whatever comes in whatever order', () => {
    const steps = fc.array(
      fc.record({
        kind: fc.constantFrom('head', 'older', 'reveal'),
        newest: fc.integer({ min: 1, max: 40 }),
        slideIn: fc.boolean(),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(steps, (list) => {
        let state = feedState(page(10, 5));
        for (const { kind, newest, slideIn } of list) {
          const before = state;
          if (kind === 'head') state = takeHead(state, page(newest, 5), slideIn);
          else if (kind === 'older') state = appendPage(state, page(newest, 5), state.nextCursor ?? '');
          else state = reveal(state);
          const ids = [...state.shown, ...state.waiting].map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
          expect(numbers(state.shown)).toEqual(numbers(state.shown).toSorted((a, b) => b - a));
          if (kind === 'head' && !slideIn) expect(numbers(state.shown)).toEqual(numbers(before.shown));
        }
      }),
    );
  });
});

describe('appendPage', () => {
  it('adds nothing where the list has come to end elsewhere since the page was asked for', () => {
    const before = feedState(page(10, 5));
    const older = page(5, 5);
    expect(numbers(appendPage(before, older, 'after-5').shown)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(appendPage(before, older, 'after-12')).toBe(before);
  });
});

describe('unfoldedStories', () => {
  it('are the newest twelve of a region until it is unfolded, then all', () => {
    const many = feedState({
      stories: page(20, 20).stories.map((each) => ({ ...each, region: story(0).region })),
      nextCursor: null,
    });
    const [group] = groupByRegion(many.shown);
    expect(numbers(unfoldedStories(many, group!))).toEqual(numbers(many.shown.slice(0, 12)));
    expect(unfoldedStories(unfoldRegion(many, 'region-0'), group!)).toHaveLength(20);
    expect(unfoldedStories(unfoldRegion(many, 'region-1'), group!)).toHaveLength(12);
  });
});

describe('atRest', () => {
  it('keeps what was marked, and lets the server’s word count from then on', () => {
    const left = atRest(markStories(feedState(page(10, 5)), ['id-0009'], true));
    const isSeen = (state: ReturnType<typeof feedState>) =>
      state.shown.find(({ id }) => id === 'id-0009')?.seen;
    expect(isSeen(left)).toBe(true);
    expect(isSeen(takeHead(left, page(10, 5), false))).toBe(false);
  });
});

describe('groupByRegion', () => {
  it('puts the region with the newest story first, and newest first within it', () => {
    const groups = groupByRegion([story(9, 'br'), story(8, 'jp'), story(7, 'br')]);
    expect(groups.map(({ region, stories }) => [region.id, numbers(stories)])).toEqual([
      ['br', [9, 7]],
      ['jp', [8]],
    ]);
  });
});

describe('marking as seen', () => {
  const seen = ({ shown, waiting }: ReturnType<typeof feedState>) =>
    [...waiting, ...shown].filter((each) => each.seen).map(({ id }) => id);

  it('holds at once, and against a page that was fetched before the server heard of it', () => {
    const marked = markStories(feedState(page(10, 5)), ['id-0009', 'id-0007'], true);
    expect(seen(marked)).toEqual(['id-0009', 'id-0007']);
    expect(seen(takeHead(marked, page(11, 6), false))).toEqual(['id-0009', 'id-0007']);
  });

  it('gives way to what the server says, once it has answered', () => {
    const settled = settleMarks(markStories(feedState(page(10, 5)), ['id-0009'], true), ['id-0009']);
    expect(seen(settled)).toEqual(['id-0009']);
    expect(seen(takeHead(settled, page(10, 5), false))).toEqual([]);
  });

  it('made elsewhere reaches a story however far down it stands', () => {
    const far = appendPage(feedState(page(10, 5)), page(5, 5), 'after-5');
    expect(seen(seenElsewhere(far, ['id-0002'], true))).toEqual(['id-0002']);
    const undoing = markStories(far, ['id-0002'], false);
    expect(seen(seenElsewhere(undoing, ['id-0002', 'id-0001'], true))).toEqual(['id-0001']);
  });

  it('is taken back the same way, and reaches what waits behind the pill', () => {
    const waiting = takeHead(feedState(page(10, 5)), page(12, 5), false);
    const marked = markStories(waiting, ['id-0012', 'id-0010'], true);
    expect(seen(marked)).toEqual(['id-0012', 'id-0010']);
    expect(seen(markStories(marked, ['id-0012'], false))).toEqual(['id-0010']);
  });
});

describe('groupByDay', () => {
  it('puts each story under its day in the reader’s zone, newest first', () => {
    const at = (postedAt: string, n: number) => ({ ...story(n), postedAt });
    const stories = [
      at('2026-11-23T16:00:00Z', 3),
      at('2026-11-23T14:00:00Z', 2),
      at('2026-11-22T20:00:00Z', 1),
    ];
    const days = (timeZone: string) =>
      groupByDay(stories, dayIn(timeZone)).map(({ day, stories: own }) => [day, ...numbers(own)]);
    expect(days('UTC')).toEqual([
      ['2026-11-23', 3, 2],
      ['2026-11-22', 1],
    ]);
    expect(days('Asia/Tokyo')).toEqual([
      ['2026-11-24', 3],
      ['2026-11-23', 2, 1],
    ]);
  });
});
