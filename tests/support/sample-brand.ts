import type { Database, Queryable } from '#db/client.ts';
import { account, alert, burst, grant, media, message, sender, story, token, user } from '#db/schema.ts';
import { type Grant, systemActor, type UserActor } from '#lib/actor.ts';
import { newCode, newId } from '#lib/ids.ts';
import { addNumber } from '#lib/numbers/commands/add-number.ts';
import { addRegion } from '#lib/regions/commands/add-region.ts';
import type { MessageState, SkipReason } from '#lib/words.ts';

/** The system, which may do everything. */
export const tester = systemActor('test');

/** A signed-in person with these grants, who need not be in the database. */
export const personWith = (...grants: Grant[]): UserActor => ({
  kind: 'user',
  userId: newId(),
  sessionId: newId(),
  name: 'Somebody',
  grants,
  fromWhere: null,
});
export const adminEverywhere = () => personWith({ role: 'admin', regionId: null });
export const viewerOf = (regionId: string) => personWith({ role: 'viewer', regionId });

/** Somebody who is in the database with these grants, as an author or an owner of something must be. */
export async function samplePerson(db: Database, name: string, ...grants: Grant[]): Promise<UserActor> {
  const [row] = await db.insert(user).values({ name, state: 'active' }).returning({ id: user.id });
  const userId = row!.id;
  if (grants.length > 0) await db.insert(grant).values(grants.map((each) => ({ ...each, userId })));
  return { ...personWith(...grants), userId, name };
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
let counter = 0;

export async function sampleRegion(
  db: Database,
  over: { name?: string; countries?: string[]; groupId?: string; language?: string } = {},
): Promise<string> {
  const n = counter++;
  const { id } = await addRegion(db, {
    actor: tester,
    name: `Region ${n}`,
    countries: ['US'],
    timeZone: 'Europe/Madrid',
    language: 'es-ES',
    markText: `R${letters[n % 26]}`,
    markColor: '#0f766e',
    ...over,
  });
  return id;
}

export async function sampleAccount(db: Database, regionId: string | null): Promise<string> {
  const [row] = await db
    .insert(account)
    .values({
      igUserId: `1784${counter++}`,
      username: `brand.${newCode(6).toLowerCase()}`,
      name: 'Brand',
      regionId,
    })
    .returning({ id: account.id });
  if (!row) throw new Error('no account');
  return row.id;
}

export type SampleStory = { id: string; code: string };

export async function sampleStory(
  db: Queryable,
  {
    accountId,
    regionId,
    postedAt,
    kind = 'image',
  }: { accountId: string; regionId: string; postedAt: Date; kind?: 'image' | 'video' },
): Promise<SampleStory> {
  const [run] = await db
    .insert(burst)
    .values({ accountId, startsAt: postedAt })
    .onConflictDoUpdate({ target: [burst.accountId, burst.startsAt], set: { accountId } })
    .returning({ id: burst.id });
  if (!run) throw new Error('no burst');
  const [row] = await db
    .insert(story)
    .values({
      accountId,
      regionId,
      burstId: run.id,
      mediaId: `m${counter++}`,
      code: newCode(6),
      kind,
      postedAt,
      foundAt: new Date(postedAt.getTime() + 20_000),
      expiresAt: new Date(postedAt.getTime() + 24 * 60 * 60_000),
      alerted: true,
    })
    .returning({ id: story.id, code: story.code });
  if (!row) throw new Error('no story');
  return row;
}

export async function sampleFile(
  db: Database,
  storyId: string,
  rendition: 'original' | 'display' | 'thumbnail' | 'poster',
): Promise<void> {
  await db.insert(media).values({
    storyId,
    rendition,
    storageKey: `${storyId}/${rendition}`,
    mimeType: 'image/jpeg',
    bytes: 10,
    sha256: `${rendition === 'thumbnail' ? 'aaaa1111' : 'bbbb2222'}${'0'.repeat(56)}`,
  });
}

/** An active number in a range kept free for fiction. */
export async function sampleNumber(db: Database, regionId: string, label: string): Promise<string> {
  const n = counter++;
  // The sandbox's own number is of 202: nobody can write to oneself.
  const area = n >= 100 && n < 200 ? 971 : 201 + Math.floor(n / 100);
  const number = `+1${area}55501${String(n % 100).padStart(2, '0')}`;
  const optIn = { kind: 'attested', words: 'a test' } as const;
  return (await addNumber(db, { actor: tester, regionId, number, label, kind: 'person', optIn })).id;
}

export async function sampleSender(db: Database): Promise<string> {
  const n = counter++;
  const [grantee] = await db
    .insert(token)
    .values({ hash: `h${n}`, sealed: 'sealed' })
    .returning({ id: token.id });
  if (!grantee) throw new Error('no token');
  const [row] = await db
    .insert(sender)
    .values({ phoneNumberId: `10${n}`, wabaId: '1', tokenId: grantee.id, displayNumber: '+1 202-555-0100' })
    .returning({ id: sender.id });
  if (!row) throw new Error('no sender');
  return row.id;
}

/** An alert of a story for a number, carried by a message in a state or skipped with a reason. */
export async function sampleAlert(
  db: Database,
  {
    storyId,
    numberId,
    senderId,
    fate,
  }: {
    storyId: string;
    numberId: string;
    senderId: string;
    fate: { state: MessageState } | { skipped: SkipReason };
  },
): Promise<void> {
  if ('skipped' in fate) {
    await db.insert(alert).values({ storyId, numberId, skippedReason: fate.skipped });
    return;
  }
  const now = new Date();
  const [carrier] = await db
    .insert(message)
    .values({
      kind: 'story',
      senderId,
      numberId,
      dedupeKey: `d${counter++}`,
      dueAt: now,
      usefulUntil: now,
      state: fate.state,
    })
    .returning({ id: message.id });
  if (!carrier) throw new Error('no message');
  await db.insert(alert).values({ storyId, numberId, messageId: carrier.id });
}
