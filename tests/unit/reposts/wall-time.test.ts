import { describe, expect, it } from 'vitest';
import { leadMs, nextStep, type StoredPost } from '#lib/reposts/publish-step.ts';
import { wallMoment, wallTime } from '#lib/reposts/wall-time.ts';

const lisbon = 'Europe/Lisbon';

describe('a time of the clock on the wall', () => {
  it.each([
    ['2026-07-01T09:00', lisbon, '2026-07-01T08:00:00.000Z'],
    ['2026-12-01T09:00', lisbon, '2026-12-01T09:00:00.000Z'],
    ['2026-03-29T00:59', lisbon, '2026-03-29T00:59:00.000Z'],
    ['2026-03-29T02:00', lisbon, '2026-03-29T01:00:00.000Z'],
    ['2026-10-25T00:59', lisbon, '2026-10-24T23:59:00.000Z'],
    ['2026-10-25T02:00', lisbon, '2026-10-25T02:00:00.000Z'],
    ['2026-06-01T12:00', 'Asia/Kolkata', '2026-06-01T06:30:00.000Z'],
    ['2026-06-01T12:00', 'America/Sao_Paulo', '2026-06-01T15:00:00.000Z'],
  ])('%s in %s is one moment', (wall, zone, expected) => {
    expect(wallMoment(wall, zone)).toEqual({ kind: 'one', at: new Date(expected) });
  });

  it('that the clocks never show says so, and when they go on', () => {
    expect(wallMoment('2026-03-29T01:30', lisbon)).toEqual({
      kind: 'never',
      next: new Date('2026-03-29T01:00:00Z'),
    });
    expect(wallMoment('2026-03-08T02:00', 'America/New_York')).toEqual({
      kind: 'never',
      next: new Date('2026-03-08T07:00:00Z'),
    });
  });

  it('that the clocks show twice says both moments', () => {
    expect(wallMoment('2026-10-25T01:30', lisbon)).toEqual({
      kind: 'twice',
      earlier: new Date('2026-10-25T00:30:00Z'),
      later: new Date('2026-10-25T01:30:00Z'),
    });
    // Half an hour only.
    expect(wallMoment('2026-04-05T01:45', 'Australia/Lord_Howe')).toEqual({
      kind: 'twice',
      earlier: new Date('2026-04-04T14:45:00Z'),
      later: new Date('2026-04-04T15:15:00Z'),
    });
  });

  it.each(['', 'tomorrow', '2026-02-30T10:00', '2026-01-01T24:30', '2026-1-1T10:00'])(
    'that is none is not guessed at: %s',
    (wall) => {
      expect(wallMoment(wall, lisbon)).toEqual({ kind: 'unreadable' });
    },
  );
});

describe('scheduling across both changes of the clocks', () => {
  const released = (publishAt: Date, at: Date): StoredPost => ({
    step: 'begun',
    containerAt: null,
    containers: 0,
    publishAt,
    releasedAt: at,
    publishAskedAt: null,
    mediaId: null,
    permalink: null,
  });

  it.each([
    ['spring', '2026-03-28T12:00:00Z', '2026-03-29'],
    ['autumn', '2026-10-24T12:00:00Z', '2026-10-25'],
  ])(
    'in %s a post goes out in the minute that the zone shows, once, minute by minute',
    (_name, begin, day) => {
      for (const hour of ['00', '03', '09', '23']) {
        for (const zone of [lisbon, 'Europe/Berlin', 'America/Sao_Paulo', 'UTC']) {
          const wall = `${day}T${hour}:15`;
          const moment = wallMoment(wall, zone);
          if (moment.kind !== 'one') throw new Error('These hours exist once everywhere.');
          const from = new Date(begin);
          let post = released(moment.at, from);
          const published: Date[] = [];
          for (
            let time = from.getTime();
            time < from.getTime() + 48 * 3_600_000 && !published[0];
            time += 60_000
          ) {
            const now = new Date(time);
            const next = nextStep(post, now).do;
            if (next === 'make_container') {
              expect(now.getTime()).toBe(moment.at.getTime() - leadMs);
              post = { ...post, step: 'container_ready', containerAt: now };
            }
            if (next === 'publish') published.push(now);
            expect(next).not.toBe('overdue');
          }
          expect(published.map((at) => wallTime(at, zone))).toEqual([wall]);
        }
      }
    },
  );
});
