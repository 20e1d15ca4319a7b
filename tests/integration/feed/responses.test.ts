import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audit, flag, note, number, numberRegion, route, user } from '#db/schema.ts';
import { getStory } from '#lib/feed/queries/get-story.ts';
import { newId } from '#lib/ids.ts';
import { placeNote } from '#lib/notes/commands/place-note.ts';
import { listUnplacedNotes } from '#lib/notes/queries/list-unplaced-notes.ts';
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
let world: {
  source: string;
  home: string;
  numberId: string;
  code: string;
  storyId: string;
  unplacedId: string;
};
beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  const source = await sampleRegion(db, { name: 'Brazil' });
  const home = await sampleRegion(db, { name: 'Portugal' });
  const accountId = await sampleAccount(db, source);
  const { id: storyId, code } = await sampleStory(db, {
    accountId,
    regionId: source,
    postedAt: new Date(Date.UTC(2026, 10, 23, 11, 0)),
  });
  const numberId = await sampleNumber(db, home, "Ana's phone");
  world = { source, home, storyId, code, numberId, unplacedId: newId() };
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
    {
      ...common,
      id: world.unplacedId,
      storyId: null,
      words: 'unplaced',
      byNumberId: world.numberId,
      inboundHash: 'c',
      at: at(3),
    },
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

describe('words of a phone that are on no story', () => {
  const listed = async (actor: ReturnType<typeof personWith>) =>
    (await listUnplacedNotes(database.db, { actor })).map(({ words, choices }) => [
      words,
      choices.map(({ region }) => region),
    ]);
  const place = (actor: ReturnType<typeof personWith>, storyId: string) =>
    placeNote(database.db, { actor, noteId: world.unplacedId, storyId });
  const editor = () => personWith({ role: 'editor', regionId: world.home });

  test('are shown to the editors of its region, with the stories of the regions that it hears', async () => {
    const { db } = database;
    expect(await listed(editor())).toEqual([['unplaced', ['Brazil']]]);
    expect(await listed(viewerOf(world.home))).toEqual([]);
    expect(await listed(personWith({ role: 'admin', regionId: world.source }))).toEqual([]);
    const off = { sourceRegionId: world.source, targetRegionId: world.home, delivery: 'off' } as const;
    await db.insert(route).values(off);
    expect(await listed(editor())).toEqual([['unplaced', []]]);
    await expect(place(editor(), world.storyId)).rejects.toThrow('noteStoryUnknown');
    await db.insert(numberRegion).values({ numberId: world.numberId, regionId: world.source });
    expect(await listed(editor())).toEqual([['unplaced', ['Brazil']]]);
    await db.delete(route);
  });

  test('are put on one of them once, by who may, and the log says who did it', async () => {
    const { db } = database;
    await expect(place(viewerOf(world.home), world.storyId)).rejects.toThrow('notAllowed');
    await expect(place(editor(), newId())).rejects.toThrow('noteStoryUnknown');
    const person = editor();
    expect(await place(person, world.storyId)).toMatchObject({ region: 'Brazil' });
    await expect(place(person, world.storyId)).rejects.toThrow('notePlaced');
    expect(await listed(editor())).toEqual([]);
    const { notes } = await getStory(db, { actor: adminEverywhere(), code: world.code });
    expect(notes.map(({ words }) => words)).toContain('unplaced');
    const lines = await db.select().from(audit).where(eq(audit.action, 'note.place'));
    expect(lines).toMatchObject([{ actorId: person.userId, thingId: world.storyId }]);
    await db.update(note).set({ storyId: null }).where(eq(note.id, world.unplacedId));
  });
});

test('a number that was removed leaves what it wrote, without its name', async () => {
  const { db } = database;
  await db.delete(number).where(eq(number.id, world.numberId));
  const { flags, notes } = await getStory(db, { actor: adminEverywhere(), code: world.code });
  expect(flags[0]?.by).toEqual({ name: null, region: 'Portugal' });
  expect(notes.map(({ by }) => by.name)).toEqual(['Ana', null]);
});
