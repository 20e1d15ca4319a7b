import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isPlaying,
  needsTime,
  pauseReasons,
  pictureMs,
  seenMs,
  seenOnLeaving,
  storiesBeside,
  storyAfter,
  storyAt,
  type ViewerState,
  type ViewerStep,
  viewerState,
  viewerStep,
  wantsToPlay,
} from '#components/viewer/viewer-state.ts';
import { nothingSaved, reel, reelStory } from './sample-reels.ts';

const reels = [reel('a1', 'a2'), reel('b1'), reel('c1', 'c2')];
const after = (state: ViewerState, ...steps: (ViewerStep | ViewerStep['kind'])[]): ViewerState =>
  steps.reduce<ViewerState>(
    (now, step) => viewerStep(now, typeof step === 'string' ? ({ kind: step } as ViewerStep) : step),
    state,
  );
const loaded: ViewerStep = { kind: 'resume', reason: 'loading' };
const tick = (ms: number): ViewerStep => ({ kind: 'tick', ms });
const pause = (reason: (typeof pauseReasons)[number]): ViewerStep => ({ kind: 'pause', reason });
const resume = (reason: (typeof pauseReasons)[number]): ViewerStep => ({ kind: 'resume', reason });
const begin = (code = 'A1') => viewerState(reels, code);
const at = (state: ViewerState) => storyAt(state).id;

describe('the sequence', () => {
  it('begins with the story of the address', () => {
    expect(at(begin('C2'))).toBe('c2');
    expect(at(begin('A1'))).toBe('a1');
  });

  it('goes on to the next story, then to the next account, and ends after the last', () => {
    const way = [begin()];
    for (let each = 0; each < 5; each += 1) way.push(after(way.at(-1)!, 'next'));
    expect(way.map(at)).toEqual(['a1', 'a2', 'b1', 'c1', 'c2', 'c2']);
    expect(way.map(({ over }) => over)).toEqual([false, false, false, false, false, true]);
  });

  it('goes back the same way, and stays at the very first, which begins anew', () => {
    const first = after(begin('B1'), 'previous', 'previous');
    expect(at(first)).toBe('a1');
    const again = after(first, loaded, tick(3_000), 'previous');
    expect([at(again), again.playedMs, again.turn]).toEqual(['a1', 0, first.turn + 1]);
  });

  it('has at either side what one would come to, and nothing beyond the first and the last', () => {
    const half = [reel('a1'), reel(reelStory('b1', { seen: true }), reelStory('b2')), reel('c1')];
    const beside = (code: string) => {
      const { before, after: next } = storiesBeside(viewerState(half, code));
      return [before?.id, next?.id];
    };
    expect(['A1', 'B1', 'C1'].map(beside)).toEqual([
      [undefined, 'b2'],
      ['a1', 'c1'],
      ['b2', undefined],
    ]);
  });

  it('changes the account, and begins with what is unseen there', () => {
    const half = [reel('a1'), reel(reelStory('b1', { seen: true }), reelStory('b2')), reel('c1')];
    expect(at(after(viewerState(half, 'A1'), 'accountForth'))).toBe('b2');
    expect(at(after(viewerState(half, 'C1'), 'accountBack'))).toBe('b2');
    expect(at(after(viewerState(half, 'A1'), 'accountBack'))).toBe('a1');
    expect(after(viewerState(half, 'C1'), 'accountForth').over).toBe(true);
    // What was watched just now counts as well.
    expect(at(after(begin(), loaded, tick(seenMs), 'accountForth', 'accountBack'))).toBe('a2');
  });

  it('knows what comes next, which is what is fetched ahead', () => {
    expect(['A1', 'A2', 'B1', 'C2'].map((code) => storyAfter(begin(code))?.id)).toEqual([
      'a2',
      'b1',
      'c1',
      undefined,
    ]);
  });
});

describe('time', () => {
  it('gives a picture five seconds once it is there', () => {
    const waiting = after(begin(), tick(10_000));
    expect([at(waiting), waiting.playedMs]).toEqual(['a1', 0]);
    const almost = after(waiting, loaded, tick(pictureMs - 1));
    expect(at(almost)).toBe('a1');
    expect(at(after(almost, tick(1)))).toBe('a2');
  });

  it('stands still as long as there is any reason for it, and goes on when the last is gone', () => {
    const both = after(begin(), loaded, tick(1_000), pause('button'), pause('dialog'), tick(60_000));
    expect(both.playedMs).toBe(1_000);
    const one = after(both, resume('dialog'), tick(60_000));
    expect([isPlaying(one), one.playedMs]).toEqual([false, 1_000]);
    expect(after(one, resume('button'), tick(500)).playedMs).toBe(1_500);
  });

  it('is a video’s own for a video, which goes on when it has ended', () => {
    const film = viewerState(
      [reel(reelStory('a1', { kind: 'video', videoUrl: '/a1/original' }), 'a2')],
      'A1',
    );
    const half = after(film, loaded, { kind: 'tick', ms: 100, video: { playedMs: 9_000, lengthMs: 12_000 } });
    expect([at(half), half.playedMs / half.lengthMs]).toEqual(['a1', 0.75]);
    expect(at(after(half, 'ended'))).toBe('a2');
  });

  it('lets a video play that is still loading, but not one that is held', () => {
    expect([wantsToPlay(begin()), isPlaying(begin())]).toEqual([true, false]);
    expect(wantsToPlay(after(begin(), pause('hold')))).toBe(false);
  });

  it('waits for nobody’s hand when somebody wants less motion', () => {
    const still = after(begin(), { kind: 'byHand', byHand: true }, loaded, tick(60_000), 'ended');
    expect(at(still)).toBe('a1');
    expect(at(after(still, 'next'))).toBe('a2');
  });

  it('goes on past what was not saved, and past what did not come', () => {
    const gaps = [reel(reelStory('a1', { mediaState: 'expired', ...nothingSaved }), 'a2', 'a3')];
    const past = after(viewerState(gaps, 'A1'), tick(pictureMs));
    expect(at(past)).toBe('a2');
    expect(at(after(past, 'broken', tick(pictureMs)))).toBe('a3');
  });

  it('is asked for only while there is something that it moves', () => {
    const still = after(begin(), { kind: 'byHand', byHand: true }, loaded);
    expect([needsTime(begin()), needsTime(still)]).toEqual([false, true]);
    expect(needsTime(after(still, tick(seenMs)))).toBe(false);
    expect(needsTime(after(still, pause('hidden')))).toBe(false);
    expect(needsTime(after(begin(), loaded, pause('button'), tick(seenMs)))).toBe(false);
    expect(needsTime(after(begin(), loaded, tick(seenMs)))).toBe(true);
  });

  it('keeps Pause pressed from one story to the next, and lets go of a hold', () => {
    const next = after(begin(), loaded, pause('button'), pause('hold'), 'next', loaded);
    expect([...next.pauses]).toEqual(['button']);
  });
});

describe('what counts as seen', () => {
  const seen = (state: ViewerState) => [...state.seen].toSorted();

  it('is what stood there for a second, with its picture', () => {
    const almost = after(begin(), tick(9_000), loaded, tick(seenMs - 1));
    expect(seen(almost)).toEqual([]);
    expect(seen(after(almost, tick(1)))).toEqual(['a1']);
  });

  it('is what was left by hand once it stood there, however short', () => {
    const shown = after(begin(), loaded, tick(100));
    expect(seen(after(shown, 'next'))).toEqual(['a1']);
    expect([...seenOnLeaving(shown)]).toEqual(['a1']);
  });

  it('is nothing that was only fetched ahead, was still loading, did not come or is not saved yet', () => {
    expect(seen(after(begin(), 'next', 'next', 'next'))).toEqual([]);
    expect(seen(after(begin(), 'broken', tick(9_000)))).toEqual([]);
    const pending = viewerState([reel(reelStory('a1', { mediaState: 'pending', ...nothingSaved }))], 'A1');
    expect(seen(after(pending, tick(4_000)))).toEqual([]);
  });

  it('is what will never have a picture, once it was told why', () => {
    const none = viewerState([reel(reelStory('a1', { mediaState: 'none', ...nothingSaved }))], 'A1');
    expect(seen(after(none, tick(seenMs)))).toEqual(['a1']);
  });

  it('is nothing while the tab is not in front', () => {
    expect(seen(after(begin(), loaded, pause('hidden'), tick(60_000)))).toEqual([]);
  });
});

describe('what comes meanwhile', () => {
  it('moves nothing that is watched: new stories come behind their account, new accounts last', () => {
    const watching = after(begin('B1'), loaded, tick(2_000));
    const fresh = [reel('d1'), reel('b1', 'b2'), reel('a2')];
    const renewed = after(watching, { kind: 'renew', reels: fresh });
    expect(renewed.reels.map(({ stories }) => stories.map(({ id }) => id))).toEqual([
      ['a1', 'a2'],
      ['b1', 'b2'],
      ['c1', 'c2'],
      ['d1'],
    ]);
    expect([at(renewed), renewed.playedMs]).toEqual(['b1', 2_000]);
  });

  it('is waited for when it is the picture of what is watched', () => {
    const pending = viewerState([reel(reelStory('a1', { mediaState: 'pending', ...nothingSaved }))], 'A1');
    expect(isPlaying(pending)).toBe(true);
    const come = after(pending, { kind: 'renew', reels: [reel('a1')] });
    expect([...come.pauses]).toEqual(['loading']);
  });
});

it('never leaves the sequence, and never marks what was not watched, whatever is done', () => {
  const step = fc.oneof(
    fc.constantFrom<ViewerStep>(
      ...(['next', 'previous', 'accountForth', 'accountBack', 'ended', 'broken'] as const).map((kind) => ({
        kind,
      })),
    ),
    fc.constantFrom(...pauseReasons).chain((reason) => fc.constantFrom(pause(reason), resume(reason))),
    fc.integer({ min: 1, max: 6_000 }).map(tick),
  );
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let state = begin();
      const watched = new Set([at(state)]);
      for (const each of steps) {
        state = viewerStep(state, each);
        watched.add(at(state));
        expect(state.playedMs).toBeLessThanOrEqual(state.lengthMs);
      }
      for (const id of state.seen) expect(watched).toContain(id);
    }),
  );
});
