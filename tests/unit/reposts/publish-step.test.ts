import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  judgeSight,
  latestAt,
  lookForMs,
  nextStep,
  pollAgainAt,
  quietMs,
  type Sight,
  type StoredPost,
  waitUntil,
} from '#lib/reposts/publish-step.ts';
import { publishSteps } from '#lib/words.ts';

const now = new Date('2026-11-25T12:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const post = (over: Partial<StoredPost> = {}): StoredPost => ({
  step: 'begun',
  containerAt: null,
  containers: 0,
  publishAt: null,
  releasedAt: ago(10),
  publishAskedAt: null,
  mediaId: null,
  permalink: null,
  ...over,
});

describe('the next step', () => {
  it.each<[string, Partial<StoredPost>, string]>([
    ['nothing was asked yet', { step: null }, 'make_container'],
    ['it was let go', {}, 'make_container'],
    ['a worker died while it asked for a container', { step: 'container_asked' }, 'make_container'],
    ['three containers were of no use', { containers: 3 }, 'give_up'],
    ['the container is in progress', { step: 'container_made', containerAt: ago(60) }, 'read_container'],
    ['it has been for more than five minutes', { step: 'container_made', containerAt: ago(301) }, 'too_slow'],
    ['it is ready', { step: 'container_ready', containerAt: ago(60) }, 'publish'],
    [
      'its container is about to end',
      { step: 'container_ready', containerAt: ago(82_900) },
      'make_container',
    ],
    ['Meta was asked, and nobody knows more', { step: 'publish_asked', publishAskedAt: ago(9) }, 'look'],
    [
      'it was asked long ago',
      { step: 'publish_asked', publishAskedAt: ago(90_000), releasedAt: ago(90_100) },
      'look',
    ],
    ['it is out, and its place unknown', { step: 'posted', publishAskedAt: ago(9) }, 'find_link'],
    ['all is known', { step: 'posted', mediaId: '1', permalink: 'https://x', publishAskedAt: ago(9) }, 'end'],
    [
      'its time has passed by more than a quarter of an hour',
      { publishAt: ago(901), releasedAt: ago(7_000) },
      'overdue',
    ],
    ['it was let go longer ago than that', { releasedAt: ago(901) }, 'overdue'],
    ['its time is not long past', { publishAt: ago(800), releasedAt: ago(7_000) }, 'make_container'],
    ['it is early', { publishAt: ago(-3_600) }, 'wait'],
    ['its time comes in less than five minutes', { publishAt: ago(-299) }, 'make_container'],
    ['it is ready too early', { step: 'container_ready', containerAt: ago(60), publishAt: ago(-60) }, 'wait'],
  ])('when %s', (_when, over, expected) => {
    expect(nextStep(post(over), now).do).toBe(expected);
  });

  it('never asks Meta to publish what it was asked before, whatever else is stored', () => {
    const seconds = fc.integer({ min: -100_000, max: 100_000 }).map(ago);
    const any = fc.record({
      step: fc.constantFrom(null, ...publishSteps),
      containerAt: fc.option(seconds),
      containers: fc.integer({ min: 0, max: 5 }),
      publishAt: fc.option(seconds),
      releasedAt: seconds,
      publishAskedAt: fc.option(seconds),
      mediaId: fc.option(fc.constant('1')),
      permalink: fc.option(fc.constant('https://x')),
    });
    fc.assert(
      fc.property(any, (stored) => {
        const next = nextStep(stored, now).do;
        if (stored.step === 'publish_asked') expect(next).toBe('look');
        if (stored.step === 'posted') expect(['find_link', 'end']).toContain(next);
        if (next === 'publish') {
          expect(stored.step).toBe('container_ready');
          expect(now.getTime()).toBeLessThanOrEqual(latestAt(stored).getTime());
          if (stored.publishAt) expect(now.getTime()).toBeGreaterThanOrEqual(stored.publishAt.getTime());
        }
      }),
    );
  });
});

describe('what looking shows', () => {
  const story = { mediaId: '7', permalink: 'https://x' };
  const after = (sight: Sight, ms: number) => judgeSight(sight, new Date(now.getTime() - ms), now);

  it('is that it was posted when the container says so, and which story it is when there is but one', () => {
    expect(after({ container: 'PUBLISHED', stories: [story] }, 1)).toEqual({ do: 'posted', story });
    for (const stories of ['unread', [], [story, { ...story, mediaId: '8' }]] as const)
      expect(after({ container: 'PUBLISHED', stories }, 1)).toEqual({ do: 'posted', story: null });
  });

  it.each(['FINISHED', 'IN_PROGRESS', 'ERROR', 'EXPIRED'] as const)(
    'is that it was not, by two witnesses and after the quiet window: %s',
    (container) => {
      expect(after({ container, stories: [] }, quietMs)).toEqual({ do: 'look_again' });
      expect(after({ container, stories: [] }, quietMs + 1).do).toBe('not_posted');
      expect(after({ container, stories: 'unread' }, quietMs + 1)).toEqual({ do: 'look_again' });
      expect(after({ container, stories: [story] }, quietMs + 1)).toEqual({ do: 'look_again' });
    },
  );

  it.each(['gone', 'unread'] as const)(
    'is nothing while the container is %s, and then a doubt',
    (container) => {
      expect(after({ container, stories: [] }, lookForMs)).toEqual({ do: 'look_again' });
      expect(after({ container, stories: [] }, lookForMs + 1)).toEqual({ do: 'undecided', story: false });
      expect(after({ container, stories: [story] }, lookForMs + 1)).toEqual({ do: 'undecided', story: true });
    },
  );
});

describe('waiting', () => {
  it('polls every few seconds at first and then once a minute', () => {
    expect(pollAgainAt(ago(1), now)).toEqual(ago(-3));
    expect(pollAgainAt(ago(30), now)).toEqual(ago(-60));
  });

  it('for a limit lasts until the moment that Meta names, or until a person is to be asked', () => {
    const waiting = { ...post(), now };
    expect(waitUntil(waiting, ago(-120))).toEqual(ago(-120));
    expect(waitUntil(waiting, ago(-86_400)).getTime()).toBe(latestAt(waiting).getTime() + 1);
    expect(waitUntil(waiting, null)).toEqual(ago(-300));
  });
});
