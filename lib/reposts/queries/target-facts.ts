import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import {
  account,
  publishingCheck,
  region,
  repost,
  repostTarget,
  repostVersion,
  story,
  token,
  user,
} from '#db/schema.ts';
import { StorywireError } from '../../errors.ts';
import { systemActor } from '../../actor.ts';
import { getReuse } from '../../rights/queries/get-reuse.ts';
import { openTargetStates } from '../open-target-states.ts';
import { publishingFindings } from '../publishing-findings.ts';
import { blockersFirst, type Finding, type TargetFacts, targetFindings } from '../target-findings.ts';
import { type Approvers, listApprovers, withoutAuthors } from './list-approvers.ts';

export type CheckedTarget = {
  findings: Finding[];
  approvers: Approvers;
  /** Who of them may approve this version, asked for by this person. */
  left: Approvers['people'];
};

/** A target to be checked, and who asks for its approval, or would. */
export type ToCheck = { targetId: string; askerId: string | null };

/**
 * All that is checked of a target before it leaves, and who may approve it.
 * @throws StorywireError `not_found`
 */
export async function checkTarget(db: Queryable, { now, ...asked }: ToCheck & { now: Date }) {
  const checked = (await checkTargets(db, { targets: [asked], now })).get(asked.targetId);
  if (!checked) throw new StorywireError('not_found', 'notFound');
  return checked;
}

/**
 * The same of several targets, by their ids; what one repost's targets have in
 * common is read once.
 */
export async function checkTargets(
  db: Queryable,
  { targets, now }: { targets: readonly ToCheck[]; now: Date },
): Promise<Map<string, CheckedTarget>> {
  const askers = new Map(targets.map(({ targetId, askerId }) => [targetId, askerId]));
  if (askers.size === 0) return new Map();
  const rows = await selectTargets(db, [...askers.keys()]);
  const approversOf = byKey((accountId) => listApprovers(db, { accountId }));
  const reuseOf = byKey((key) => {
    const [storyId = '', regionId = '', at = ''] = key.split(' ');
    return getReuse(db, { actor: systemActor('reposts'), storyId, regionId, now: new Date(at) });
  });
  const others = await listOthers(db, rows);
  const checked = new Map<string, CheckedTarget>();
  for (const { targetId, storyId, regionId, accountId, version, ...row } of rows) {
    const approvers = await approversOf(accountId);
    if (!approvers) continue;
    const left = withoutAuthors(approvers.people, [version?.byUserId ?? null, askers.get(targetId) ?? null]);
    const facts: TargetFacts = {
      version,
      source: {
        mediaState: row.mediaState,
        withheld: row.mediaState === 'pending' && row.withheldSince !== null,
        region: row.source,
      },
      // As it will be when it goes out: a right may end before that.
      reuse: await reuseOf(`${storyId} ${regionId} ${later(row.publishAt, now).toISOString()}`),
      account: { username: row.username },
      token: row.token,
      publishAt: row.publishAt,
      others: others
        .filter((other) => other.targetId !== targetId)
        .filter((other) => other.storyId === storyId && other.accountId === accountId)
        .map(({ state, by, publishedAt, updatedAt }) => ({
          state: state === 'published' ? 'published' : 'open',
          by,
          at: publishedAt ?? updatedAt,
        })),
      somebodyApproves: approvers.rule === 'none' || left.length > 0,
    };
    const publishing = publishingFindings(row.publishing ?? undefined, row.publishAt, now);
    // Without a token nobody can be asked.
    const known = row.token === null ? [] : publishing;
    const findings = blockersFirst([...targetFindings(facts, now), ...known]);
    checked.set(targetId, { findings, approvers, left });
  }
  return checked;
}

const later = (at: Date | null, now: Date): Date => (at !== null && at > now ? at : now);

const selectTargets = (db: Queryable, ids: string[]) =>
  db
    .select({
      targetId: repostTarget.id,
      storyId: repost.storyId,
      regionId: repost.regionId,
      accountId: repostTarget.accountId,
      username: account.username,
      publishAt: repostTarget.publishAt,
      version: repostVersion,
      mediaState: story.mediaState,
      withheldSince: story.withheldSince,
      source: region.name,
      token: { state: token.state, scopes: token.scopes },
      publishing: publishingCheck,
    })
    .from(repostTarget)
    .innerJoin(repost, eq(repost.id, repostTarget.repostId))
    .innerJoin(account, eq(account.id, repostTarget.accountId))
    .innerJoin(story, eq(story.id, repost.storyId))
    .innerJoin(region, eq(region.id, story.regionId))
    .leftJoin(repostVersion, eq(repostVersion.id, repostTarget.versionId))
    .leftJoin(token, eq(token.id, account.tokenId))
    .leftJoin(publishingCheck, eq(publishingCheck.accountId, account.id))
    .where(inArray(repostTarget.id, ids));

/** Posts of the same stories to the same accounts, by whichever repost, that are live or may become so. */
async function listOthers(db: Queryable, rows: readonly { storyId: string; accountId: string }[]) {
  if (rows.length === 0) return [];
  return db
    .select({
      targetId: repostTarget.id,
      storyId: repost.storyId,
      accountId: repostTarget.accountId,
      state: repostTarget.state,
      by: user.name,
      publishedAt: repostTarget.publishedAt,
      updatedAt: repostTarget.updatedAt,
    })
    .from(repostTarget)
    .innerJoin(repost, eq(repost.id, repostTarget.repostId))
    .innerJoin(user, eq(user.id, repost.byUserId))
    .where(
      and(
        inArray(repost.storyId, [...new Set(rows.map(({ storyId }) => storyId))]),
        inArray(repostTarget.accountId, [...new Set(rows.map(({ accountId }) => accountId))]),
        inArray(repostTarget.state, ['published', 'unconfirmed', ...openTargetStates]),
      ),
    )
    .orderBy(asc(repostTarget.createdAt));
}

/** Reads each thing once, however often it is asked for. */
function byKey<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key) => {
    const found = known.get(key) ?? read(key);
    known.set(key, found);
    return found;
  };
}
