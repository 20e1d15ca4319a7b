/** What may be found of an account, as its words are named. */
export const publishingFindingKeys = [
  'quota_left',
  'quota_later',
  'quota_used_up',
  'quota_unknown',
  'reach_elsewhere',
  'reach_failed',
  'reach_ok',
  'reach_spoiled',
  'reach_unknown',
  'reach_waiting',
] as const;
export type PublishingFindingKey = (typeof publishingFindingKeys)[number];

/** What was found of an account before something leaves. */
export type PublishingFinding = {
  /** Names the words under `reposts.finding` in lib/i18n/messages. */
  key: PublishingFindingKey;
  /** Whether it stands in the way. */
  blocks: boolean;
  values: Record<string, string | number>;
};

/** What is stored of an account's last check (db/schema/publishing.ts). */
export type PublishingFacts = {
  quotaUsed: number | null;
  quotaTotal: number | null;
  quotaAt: Date | null;
  testAskedAt: Date | null;
  testFetchedAt: Date | null;
  testEndedAt: Date | null;
  testFailure: string | null;
};

/** What was read of the quota counts as live for this long. */
const quotaFreshMs = 2 * 60_000;

/** An address that Meta reached counts as reachable for this long: a proxy, a name or a certificate may change. */
export const reachFreshMs = 6 * 60 * 60_000;

/** A quota that is used up says nothing of what goes out later than this: it counts the posts of a day, which pass one by one. */
const quotaHoldsMs = 60 * 60_000;

/**
 * What the last check says of posting to an account: whether the quota lets
 * another post through, and whether Meta can fetch our files. What was not
 * found out yet is said, and does not stand in the way: Meta itself refuses.
 * @param facts undefined: the account was never checked
 * @param publishAt `null`: as soon as it may go
 */
export function publishingFindings(
  facts: PublishingFacts | undefined,
  publishAt: Date | null,
  now: Date,
): PublishingFinding[] {
  return [quotaFinding(facts, publishAt, now), reachFinding(facts, now)];
}

function quotaFinding(
  facts: PublishingFacts | undefined,
  publishAt: Date | null,
  now: Date,
): PublishingFinding {
  const { quotaUsed: used = null, quotaTotal: total = null, quotaAt = null } = facts ?? {};
  if (used === null || total === null || !isFresh(quotaAt, quotaFreshMs, now))
    return { key: 'quota_unknown', blocks: false, values: {} };
  const left = Math.max(0, total - used);
  const values = { used, total, left };
  if (left > 0) return { key: 'quota_left', blocks: false, values };
  const later = publishAt !== null && publishAt.getTime() - now.getTime() > quotaHoldsMs;
  return later
    ? { key: 'quota_later', blocks: false, values }
    : { key: 'quota_used_up', blocks: true, values };
}

function reachFinding(facts: PublishingFacts | undefined, now: Date): PublishingFinding {
  if (!facts || !isFresh(facts.testAskedAt, reachFreshMs, now))
    return { key: 'reach_unknown', blocks: false, values: {} };
  if (facts.testEndedAt === null) return { key: 'reach_waiting', blocks: false, values: {} };
  // Meta had the picture from our address, and we were not asked for it: the address leads to somebody else.
  if (facts.testFailure === null && facts.testFetchedAt === null)
    return { key: 'reach_elsewhere', blocks: true, values: {} };
  if (facts.testFailure === null) return { key: 'reach_ok', blocks: false, values: {} };
  const key = facts.testFetchedAt === null ? 'reach_failed' : 'reach_spoiled';
  return { key, blocks: true, values: { failure: facts.testFailure } };
}

const isFresh = (at: Date | null, forMs: number, now: Date): boolean =>
  at !== null && now.getTime() - at.getTime() < forMs;
