import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { burstLengthMs, burstStart } from '#lib/stories/burst.ts';
import { storyExpiry } from '#lib/stories/story-lifetime.ts';

const at = (time: string) => new Date(`2026-11-23T${time}Z`);

describe('burstStart', () => {
  it('opens a burst with the first story', () => {
    expect(burstStart(at('12:00:00'), [])).toEqual(at('12:00:00'));
  });

  it('holds a burst open for ten minutes from its first story, not from its last', () => {
    const starts = [at('12:00:00')];
    expect(burstStart(at('12:09:59'), starts)).toEqual(at('12:00:00'));
    expect(burstStart(at('12:10:00'), starts)).toEqual(at('12:10:00'));
  });

  it('does not pull a story into a burst that began after it', () => {
    expect(burstStart(at('11:55:00'), [at('12:00:00')])).toEqual(at('11:55:00'));
  });

  it('gives a story to the later of two bursts that overlap', () => {
    expect(burstStart(at('12:04:00'), [at('11:55:00'), at('12:00:00')])).toEqual(at('12:00:00'));
  });

  it('puts every story into a burst that covers it, whatever is known', () => {
    const minutes = fc.integer({ min: 0, max: 600 }).map((minute) => new Date(minute * 60_000));
    fc.assert(
      fc.property(minutes, fc.array(minutes), (postedAt, starts) => {
        const start = burstStart(postedAt, starts);
        expect(start <= postedAt).toBe(true);
        expect(postedAt.getTime() - start.getTime()).toBeLessThan(burstLengthMs);
      }),
    );
  });
});

describe('storyExpiry', () => {
  it('is a day of 24 hours later, whatever the clocks do', () => {
    expect(storyExpiry(new Date('2026-10-25T00:30:00+02:00'))).toEqual(new Date('2026-10-25T23:30:00+01:00'));
  });
});
