import { and, eq, inArray } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { account, publishingCheck, repost, repostTarget } from '#db/schema.ts';
import { openTargetStates } from '../open-target-states.ts';
import type { PublishingFacts } from '../publishing-findings.ts';

/** What the last check says of posting to an account. Undefined: it was never checked. */
export async function findPublishingFacts(
  db: Queryable,
  { accountId }: { accountId: string },
): Promise<(PublishingFacts & { failure: string | null; checkedAt: Date | null }) | undefined> {
  const [row] = await db.select().from(publishingCheck).where(eq(publishingCheck.accountId, accountId));
  return row;
}

/** What asking Meta about an account needs. */
export async function findAccountToCheck(
  db: Queryable,
  { accountId }: { accountId: string },
): Promise<{ igUserId: string; tokenId: string | null; notBefore: Date | null } | undefined> {
  const [row] = await db
    .select({ igUserId: account.igUserId, tokenId: account.tokenId, notBefore: account.notBefore })
    .from(account)
    .where(eq(account.id, accountId));
  return row;
}

/** The stories that are still to be posted to an account, whose pages show what a check found. */
export async function listStoriesToPost(
  db: Queryable,
  { accountId }: { accountId: string },
): Promise<string[]> {
  const rows = await db
    .selectDistinct({ storyId: repost.storyId })
    .from(repostTarget)
    .innerJoin(repost, eq(repost.id, repostTarget.repostId))
    .where(and(eq(repostTarget.accountId, accountId), inArray(repostTarget.state, [...openTargetStates])));
  return rows.map(({ storyId }) => storyId);
}
