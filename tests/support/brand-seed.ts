import type { Database } from '#db/client.ts';
import { account, region } from '#db/schema.ts';
import { systemActor } from '#lib/actor.ts';
import { connectToken } from '#lib/accounts/commands/connect-token.ts';

let made = 0;

/** A region of its own for a test. */
export async function seedRegion(db: Database, name = `Region ${(made += 1)}`): Promise<string> {
  const [row] = await db
    .insert(region)
    .values({ name, timeZone: 'Europe/Lisbon', language: 'pt-PT', markText: 'PT', markColor: '#0f766e' })
    .returning({ id: region.id });
  return row!.id;
}

/** A healthy token, by the command that takes in real ones. */
export function seedToken(db: Database, accessToken: string): Promise<string> {
  return connectToken(db, { actor: systemActor('test'), accessToken, verdict: undefined, now: new Date() });
}

export type SeededAccount = { id: string; igUserId: string; regionId: string };

/** An account mapped to a region of its own, checked before unless `firstCheckedAt` is null. */
export async function seedAccount(
  db: Database,
  {
    tokenId = null,
    igUserId = `1784140000${String((made += 1)).padStart(6, '0')}`,
    firstCheckedAt = new Date(0),
  }: {
    tokenId?: string | null;
    igUserId?: string;
    firstCheckedAt?: Date | null;
  } = {},
): Promise<SeededAccount> {
  const regionId = await seedRegion(db);
  const [row] = await db
    .insert(account)
    .values({ igUserId, username: `account_${igUserId}`, name: 'Account', regionId, tokenId, firstCheckedAt })
    .returning({ id: account.id });
  return { id: row!.id, igUserId, regionId };
}
