import { afterAll, beforeAll, expect, test } from 'vitest';
import { flag, note, number, user } from '#db/schema.ts';
import { getStory } from '#lib/feed/queries.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import {
  adminEverywhere,
  personWith,
  sampleAccount,
  sampleNumber,
  sampleRegion,
  sampleStory,
  viewerOf,
} from '#tests/support/sample-brand.ts';
import { eq } from 'drizzle-orm';

let database: TestDatabase;
let world: { home: string; numberId: string; code: string; storyId: string };
beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  const source = await sampleRegion(db, { name: 'Brazil' });
  const home = await sampleRegion(db, { name: 'Portugal' });
  const accountId = await sampleAccount(db, source);
  const { id: storyId, code } = await sampleStory(db, {
    accountId,
    regionId: source,
    postedAt: new Date(),
  });
  world = { home, storyId, code, numberId: await sampleNumber(db, home, "Ana's phone") };
  const [person] = await db.insert(user).values({ name: 'Ana', state: 'active' }).returning({ id: user.id });
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 12, minute));
  const common = { storyId, regionId: home };
  await db.insert(note).values([
    { ...common, words: 'second', byNumberId: world.numberId, inboundHash: 'b', at: at(2) },
    {
      ...common,
      words: 'first',
      byUserId: person?.id,
      byNumberId: world.numberId,
      inboundHash: 'a',
      at: at(1),
    },
    { ...common, storyId: null, words: 'unplaced', byNumberId: world.numberId, inboundHash: 'c', at: at(3) },
  ]);
  await db.insert(flag).values([
    { ...common, kind: 'repost', byNumberId: world.numberId, createdAt: at(1) },
    { ...common, kind: 'problem', byUserId: person?.id, urgent: true, words: 'No rights', createdAt: at(2) },
  ]);
});
afterAll(() => database.close());

test('flags and notes stand on the page of their story, the newest last, with who, for which region and when', async () => {
  const { db } = database;
  const { flags, notes } = await getStory(db, { actor: adminEverywhere(), code: world.code });
  expect(flags).toMatchObject([
    { kind: 'repost', urgent: false, words: null, by: { name: "Ana's phone", region: 'Portugal' } },
    {
      kind: 'problem',
      urgent: true,
      words: 'No rights',
      by: { name: 'Ana', region: 'Portugal' },
      at: '2026-11-23T12:02:00.000Z',
    },
  ]);
  expect(notes).toMatchObject([
    { words: 'first', by: { name: 'Ana' } },
    { words: 'second', by: { name: "Ana's phone", region: 'Portugal' }, at: '2026-11-23T12:02:00.000Z' },
  ]);
});

test('whose phone it is sees only who may see the numbers of its region; what was written, everyone signed in', async () => {
  const { db } = database;
  const seenBy = async (actor: ReturnType<typeof personWith>) => {
    const { flags, notes } = await getStory(db, { actor, code: world.code });
    return [flags[0]?.by.name, notes[0]?.by.name, notes[1]?.by.name, notes[1]?.words];
  };
  expect(await seenBy(viewerOf(world.home))).toEqual(["Ana's phone", 'Ana', "Ana's phone", 'second']);
  expect(await seenBy(personWith())).toEqual([null, 'Ana', null, 'second']);
});

test('a number that was removed leaves what it wrote, without its name', async () => {
  const { db } = database;
  await db.delete(number).where(eq(number.id, world.numberId));
  const { flags, notes } = await getStory(db, { actor: adminEverywhere(), code: world.code });
  expect(flags[0]?.by).toEqual({ name: null, region: 'Portugal' });
  expect(notes.map(({ by }) => by.name)).toEqual(['Ana', null]);
});
