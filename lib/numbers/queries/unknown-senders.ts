import { and, desc, eq, isNull, notExists, or, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { number, unknownSender } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { demand, may } from '../../people/permissions.ts';
import type { UnknownSender } from '../unknown-sender-row.ts';

/** The newest; who has dealt with these sees the others. */
const most = 20;

/**
 * Who wrote of late and is none of the work numbers. They belong to no region
 * yet, so only those who manage the numbers of all regions see them.
 */
export async function listUnknownSenders(
  db: Queryable,
  { actor }: { actor: Actor },
): Promise<UnknownSender[]> {
  if (!may(actor, 'numbers.manage', null)) return [];
  const rows = await db
    .select(columns)
    .from(unknownSender)
    .where(isListed(db))
    .orderBy(desc(unknownSender.lastAt), desc(unknownSender.id))
    .limit(most);
  return rows.map(asShown);
}

/**
 * One of them whose number is known, so that it can be added.
 * @returns undefined when there is none, or it is a number by now
 * @throws StorywireError `forbidden`
 */
export async function findUnknownSender(
  db: Queryable,
  { actor, unknownId }: { actor: Actor; unknownId: string },
): Promise<UnknownSender | undefined> {
  demand(actor, 'numbers.manage', null);
  const [row] = await db
    .select(columns)
    .from(unknownSender)
    .where(and(isListed(db), eq(unknownSender.id, unknownId), sql`${unknownSender.sealed} is not null`));
  return row && asShown(row);
}

const columns = {
  id: unknownSender.id,
  shortened: unknownSender.shortened,
  profileName: unknownSender.profileName,
  lastAt: unknownSender.lastAt,
};

const asShown = ({ lastAt, ...row }: { lastAt: Date } & Omit<UnknownSender, 'lastAt'>): UnknownSender => ({
  ...row,
  lastAt: lastAt.toISOString(),
});

/** Not dismissed, and not a work number by now, by whichever id WhatsApp knows it. */
const isListed = (db: Queryable) =>
  and(
    isNull(unknownSender.dismissedAt),
    notExists(
      db
        .select({ one: sql`1` })
        .from(number)
        .where(
          or(
            eq(number.hash, unknownSender.hash),
            eq(number.waIdHash, unknownSender.hash),
            eq(number.userIdHash, unknownSender.hash),
          ),
        ),
    ),
  );
