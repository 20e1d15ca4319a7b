import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { account, burst, media, number, region, story } from '#db/schema.ts';
import { systemActor } from '#lib/actor.ts';
import { newCode, newId } from '#lib/ids.ts';
import { mediaStorage } from '#lib/media/storage.ts';
import { addNumber } from '#lib/numbers/commands/add-number.ts';
import type { NumberState } from '#lib/words.ts';

const actor = systemActor('test');

/** One region with an account, a story that has its media, and means to make more of them. */
export type Region = { id: string; name: string; accountId: string; story: { id: string; code: string } };

let counter = 0;

/** Numbers of the range that British television may show: nobody has them. */
export const fictionalNumber = () => `+447700900${String(counter++).padStart(3, '0')}`;

export async function makeRegion(db: Database, name: string, data: string): Promise<Region> {
  const [row] = await db
    .insert(region)
    .values({
      name,
      countries: ['GB'],
      timeZone: 'Europe/London',
      language: 'en',
      markText: 'GB',
      markColor: '#1d4ed8',
    })
    .returning();
  const id = row!.id;
  const accountId = await makeAccount(db, id);
  return { id, name, accountId, story: await makeStory(db, id, accountId, data) };
}

export async function makeAccount(db: Database, regionId: string): Promise<string> {
  const [row] = await db
    .insert(account)
    .values({
      igUserId: `1784140${newId().replaceAll('-', '').slice(-12)}`,
      username: `brand.${newCode(6)}`,
      name: 'Brand',
      regionId,
    })
    .returning();
  return row!.id;
}

async function makeStory(
  db: Database,
  regionId: string,
  accountId: string,
  data: string,
): Promise<Region['story']> {
  const now = new Date();
  const [group] = await db.insert(burst).values({ accountId, startsAt: now }).returning();
  const [row] = await db
    .insert(story)
    .values({
      accountId,
      regionId,
      burstId: group!.id,
      mediaId: `1800${newCode(10)}`,
      code: newCode(6),
      kind: 'image',
      postedAt: now,
      foundAt: now,
      expiresAt: new Date(now.getTime() + 86_400_000),
      alerted: true,
      mediaState: 'archived',
    })
    .returning();
  const { id, code } = row!;
  const storageKey = `${id}/thumbnail.jpg`;
  const stored = await mediaStorage({ STORYWIRE_DATA: data }).putFile(
    storageKey,
    Buffer.from('only its headers matter here'),
  );
  await db
    .insert(media)
    .values({ storyId: id, rendition: 'thumbnail', storageKey, mimeType: 'image/jpeg', ...stored });
  return { id, code };
}

/** A work number in a state, with its full form. */
export async function makeNumber(
  db: Database,
  regionId: string,
  state: NumberState,
): Promise<{ id: string; e164: string }> {
  const e164 = fictionalNumber();
  const { id } = await addNumber(db, {
    actor,
    regionId,
    number: e164,
    label: 'Team phone',
    kind: 'team',
    optIn: { kind: 'attested', words: 'a test' },
  });
  await db.update(number).set({ state }).where(eq(number.id, id));
  return { id, e164 };
}
