import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { installation, number, region, user, webhookInbox } from '#db/schema.ts';
import { keyring } from '../keyring.ts';
import { unseal } from '../seal.ts';
import type { NumberState } from '../words.ts';
import { inboxRow } from './inbox-row.ts';

/** A webhook that is still to be worked through, opened; undefined when it is gone or done. */
export async function findWaitingWebhook(
  db: Queryable,
  inboxId: string,
): Promise<{ json: unknown } | undefined> {
  const [row] = await db
    .select({ sealed: webhookInbox.sealed })
    .from(webhookInbox)
    .where(and(eq(webhookInbox.id, inboxId), isNull(webhookInbox.processedAt)));
  return row && { json: JSON.parse(unseal(keyring(), inboxRow(inboxId), row.sealed)) as unknown };
}

export type HolderFacts = {
  /** Name of the number's home region. */
  team: string;
  brand: string;
  /** BCP 47. */
  language: string;
  homeRegionId: string;
  /** IANA name, of the home region. */
  timeZone: string;
  state: NumberState;
  /** Who carries the phone. NULL: nobody in particular. */
  userId: string | null;
  /** False where whoever carries it was shut out of Storywire: then the phone flags and notes nothing. */
  mayAct: boolean;
};

const brandName = sql<string>`coalesce((select ${installation.brandName} from ${installation}), 'Storywire')`;

/** What the brand is called, for an answer to somebody who belongs to no region. */
export async function getBrandName(db: Queryable): Promise<string> {
  const [row] = await db.execute<{ name: string }>(sql`select ${brandName} as name`);
  if (!row) throw new Error('The brand has no name.');
  return row.name;
}

/** What an answer to a number's holder needs to know. */
export async function getHolderFacts(db: Queryable, numberId: string): Promise<HolderFacts> {
  const [row] = await db
    .select({
      team: region.name,
      brand: brandName,
      language: sql<string>`coalesce(${number.language}, ${region.language})`,
      homeRegionId: region.id,
      timeZone: region.timeZone,
      state: number.state,
      userId: number.userId,
      mayAct: sql<boolean>`coalesce(${user.state} <> 'disabled', true)`,
    })
    .from(number)
    .innerJoin(region, eq(region.id, number.homeRegionId))
    .leftJoin(user, eq(user.id, number.userId))
    .where(eq(number.id, numberId));
  if (!row) throw new Error('The number was removed meanwhile.');
  return row;
}
