import { describe, expect, it } from 'vitest';
import { type PublishingFacts, publishingFindings } from '#lib/reposts/publishing-findings.ts';

const now = new Date('2026-11-25T12:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const good: PublishingFacts = {
  quotaUsed: 3,
  quotaTotal: 50,
  quotaAt: ago(1),
  testAskedAt: ago(2),
  testFetchedAt: ago(2),
  testEndedAt: ago(2),
  testFailure: null,
};
const keys = (over: Partial<PublishingFacts>, publishAt: Date | null = null) =>
  publishingFindings({ ...good, ...over }, publishAt, now).map(
    ({ key, blocks }) => `${key}${blocks ? ' blocks' : ''}`,
  );

describe('what was found before a post', () => {
  it('is how many are left, and that Meta reaches us', () => {
    expect(publishingFindings(good, null, now)).toEqual([
      { key: 'quota_left', blocks: false, values: { used: 3, total: 50, left: 47 } },
      { key: 'reach_ok', blocks: false, values: {} },
    ]);
  });

  it.each<[string, Partial<PublishingFacts>, string[]]>([
    ['the quota is used up', { quotaUsed: 50 }, ['quota_used_up blocks', 'reach_ok']],
    ['it was read too long ago', { quotaAt: ago(3) }, ['quota_unknown', 'reach_ok']],
    [
      'Meta could not fetch',
      { testFetchedAt: null, testFailure: 'media_fetch' },
      ['quota_left', 'reach_failed blocks'],
    ],
    [
      'it fetched and could not use it',
      { testFailure: 'image_format' },
      ['quota_left', 'reach_spoiled blocks'],
    ],
    ['somebody else answered it', { testFetchedAt: null }, ['quota_left', 'reach_elsewhere blocks']],
    ['the test is still under way', { testEndedAt: null }, ['quota_left', 'reach_waiting']],
    ['the test is old', { testAskedAt: ago(361) }, ['quota_left', 'reach_unknown']],
  ])('when %s', (_when, over, expected) => {
    expect(keys(over)).toEqual(expected);
  });

  it('does not stand in the way of a post that goes out when the quota has room again', () => {
    const full = { quotaUsed: 50 };
    expect(keys(full, ago(-61))).toEqual(['quota_later', 'reach_ok']);
    expect(keys(full, ago(-60))).toEqual(['quota_used_up blocks', 'reach_ok']);
  });

  it('is nothing of an account that was never checked, and that does not stand in the way', () => {
    const found = publishingFindings(undefined, null, now);
    expect(found.map(({ key }) => key)).toEqual(['quota_unknown', 'reach_unknown']);
    expect(found.every(({ blocks }) => !blocks)).toBe(true);
  });
});
