import { isNotNull } from 'drizzle-orm';
import type { Connection } from '#db/client.ts';
import { account } from '#db/schema.ts';
import { systemActor } from '#lib/actor.ts';
import { addRegion } from '#lib/regions/commands/add-region.ts';
import { eventually } from '../../support/eventually.ts';
import { openAccount } from './sandbox.ts';

/** A team beyond those of the demo brand, without numbers. */
export type NewRegion = { name: string; country: string; timeZone: string; language: string };

/** Regions with an account each, polled already, so that what they post next is news. @returns usernames */
export async function openRegions(owner: Connection, regions: readonly NewRegion[]): Promise<string[]> {
  const usernames: string[] = [];
  const [reached] = await owner.db
    .select({ tokenId: account.tokenId })
    .from(account)
    .where(isNotNull(account.tokenId));
  const tokenId = reached?.tokenId ?? null;
  for (const { name, country, timeZone, language } of regions) {
    const { id: regionId } = await addRegion(owner.db, {
      actor: systemActor('test'),
      name,
      countries: [country],
      timeZone,
      language,
      markText: country,
      markColor: '#44403c',
    });
    const { ig_user_id: igUserId, ...names } = await openAccount(
      `kilnbird.${country.toLowerCase()}`,
      `Kilnbird ${name}`,
    );
    await owner.db.insert(account).values({ igUserId, ...names, regionId, tokenId });
    usernames.push(names.username);
  }
  await eventually('the new accounts are polled', async () => {
    const rows = await owner.sql`
      select from account where username in ${owner.sql(usernames)} and first_checked_at is not null`;
    return rows.length === usernames.length;
  });
  return usernames;
}

/** Takes such regions out of use again, with their accounts, so that they are in nobody's way. */
export async function closeRegions({ sql }: Connection, regions: readonly NewRegion[]): Promise<void> {
  await sql`update region set archived_at = now() where name in ${sql(regions.map(({ name }) => name))}`;
}
