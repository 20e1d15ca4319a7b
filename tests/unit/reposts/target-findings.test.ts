import { expect, test } from 'vitest';
import { isBlocked, type TargetFacts, targetFindings } from '#lib/reposts/target-findings.ts';
import type { ReuseReason } from '#lib/rights/may-reuse.ts';

const now = new Date('2026-05-04T12:00:00Z');
const version = {
  kind: 'image',
  mimeType: 'image/jpeg',
  bytes: 500_000,
  width: 1080,
  height: 1920,
  durationMs: null,
} as const;
const video = {
  ...version,
  kind: 'video',
  mimeType: 'video/mp4',
  bytes: 50_000_000,
  durationMs: 60_040,
} as const;
const good: TargetFacts = {
  version,
  source: { mediaState: 'archived', withheld: false, region: 'Brazil' },
  reuse: { may: 'free', reason: 'free' },
  account: { username: 'brand.pt' },
  token: { state: 'healthy', scopes: ['instagram_basic', 'instagram_content_publish'] },
  publishAt: null,
  others: [],
  somebodyApproves: true,
};
/** What is said of every post, since Meta takes a picture and nothing else. */
const always = { key: 'overlays_lost', blocks: false, values: {} };
const of = (over: Partial<TargetFacts>) =>
  targetFindings({ ...good, ...over }, now).filter(({ key }) => key !== always.key);
const reuse = (reason: ReuseReason): Partial<TargetFacts> => ({ reuse: { may: 'not', reason } });

test('of a post with which nothing is amiss it is only said that stickers and links stay behind', () => {
  expect(targetFindings(good, now)).toEqual([always]);
  expect(of({})).toEqual([]);
  expect(of({ reuse: { may: 'free', reason: 'own' } })).toEqual([]);
  expect(of({ reuse: { may: 'free', reason: 'said_yes' } })).toEqual([]);
  expect(of({ version: video })).toEqual([]);
  expect(of({ publishAt: new Date(now.getTime() + 1) })).toEqual([]);
  expect(of({ token: { state: 'healthy', scopes: ['instagram_business_content_publish'] } })).toEqual([]);
});

test.each<[string, Partial<TargetFacts>]>([
  ['no_version', { version: null }],
  ['withheld', { version: null, source: { mediaState: 'pending', withheld: true, region: 'Brazil' } }],
  ['copyright', { source: { mediaState: 'none', withheld: false, region: 'Brazil' } }],
  ['rights_deleted', reuse('deleted')],
  ['rights_ask', reuse('ask')],
  ['rights_waiting', reuse('waiting')],
  ['rights_said_no', reuse('said_no')],
  ['rights_not_reused', reuse('not_reused')],
  ['rights_over', reuse('over')],
  ['rights_over_then', { ...reuse('over'), publishAt: new Date(now.getTime() + 1) }],
  ['rights_elsewhere', reuse('elsewhere')],
  ['not_jpeg', { version: { ...version, mimeType: 'image/png' } }],
  ['too_large', { version: { ...version, bytes: 8_000_001 } }],
  ['video_length', { version: { ...video, durationMs: 61_000 } }],
  ['video_length', { version: { ...video, durationMs: 2_000 } }],
  ['video_large', { version: { ...video, bytes: 100_000_001 } }],
  ['video_wide', { version: { ...video, width: 2160, height: 3840 } }],
  ['no_token', { token: null }],
  ['token_broken', { token: { state: 'broken', scopes: ['instagram_content_publish'] } }],
  ['no_scope', { token: { state: 'healthy', scopes: ['instagram_basic'] } }],
  ['time_past', { publishAt: now }],
  ['nobody_approves', { somebodyApproves: false }],
])('%s stands in the way', (key, over) => {
  expect(of(over)).toMatchObject([{ key, blocks: true }]);
  expect(isBlocked(of(over))).toBe(true);
});

test.each<[string, Partial<TargetFacts>]>([
  ['not_upright', { version: { ...version, width: 1080, height: 1080 } }],
  ['scope_unknown', { token: { state: 'healthy', scopes: [] } }],
  ['posted_before', { others: [{ state: 'published', by: 'Rui', at: now }] }],
  ['waits_elsewhere', { others: [{ state: 'open', by: 'Rui', at: now }] }],
])('%s is said, and a person decides', (key, over) => {
  expect(of(over)).toMatchObject([{ key, blocks: false }]);
  expect(isBlocked(of(over))).toBe(false);
});

test('what stands in the way is said first', () => {
  const found = targetFindings({ ...good, token: null, somebodyApproves: false }, now);
  expect(found.map(({ key }) => key)).toEqual(['no_token', 'nobody_approves', 'overlays_lost']);
});
