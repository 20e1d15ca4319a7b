import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { audit, note } from '#db/schema.ts';
import type { UserActor } from '#lib/actor.ts';
import { getStory } from '#lib/feed/queries/get-story.ts';
import { newId } from '#lib/ids.ts';
import { addNote } from '#lib/notes/commands/add-note.ts';
import { withdrawNote } from '#lib/notes/commands/withdraw-note.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import {
  sampleAccount,
  samplePerson,
  sampleRegion,
  type SampleStory,
  sampleStory,
} from '#tests/support/sample-brand.ts';

let test: TestDatabase;
let ana: UserActor;
let rui: UserActor;
let noted: SampleStory;

beforeAll(async () => {
  test = await testDatabase();
  const regionId = await sampleRegion(test.db, { name: 'Brazil' });
  const accountId = await sampleAccount(test.db, regionId);
  ana = await samplePerson(test.db, 'Ana');
  rui = await samplePerson(test.db, 'Rui');
  noted = await sampleStory(test.db, { accountId, regionId, postedAt: new Date() });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.db.delete(note);
});

const wordsNow = async () =>
  (await getStory(test.db, { actor: ana, code: noted.code })).notes.map(({ words }) => words);

const add = (actor: UserActor, words: string) =>
  addNote(test.db, { actor, noteId: newId(), storyId: noted.id, words });

describe('a note that is taken back', () => {
  it('goes from the story’s page, and no other with it', async () => {
    const { noteId } = await add(ana, 'a mistake');
    await add(ana, 'stays');
    await withdrawNote(test.db, { actor: ana, noteId });
    expect(await wordsNow()).toEqual(['stays']);
  });

  it('leaves a line in the audit log, without its words', async () => {
    const { noteId } = await add(ana, 'a secret');
    await withdrawNote(test.db, { actor: ana, noteId });
    const lines = await test.db.select().from(audit).where(eq(audit.action, 'note.withdraw'));
    expect(lines.at(-1)).toMatchObject({ thingId: noted.id, actorKind: 'user', actorId: ana.userId });
    expect(JSON.stringify(lines)).not.toContain('a secret');
  });

  it('twice at once goes once, and the other hears that it is gone', async () => {
    const { noteId } = await add(ana, 'twice');
    const ends = await Promise.allSettled([1, 2].map(() => withdrawNote(test.db, { actor: ana, noteId })));
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(ends.find((each) => each.status === 'rejected')?.reason).toMatchObject({ code: 'not_found' });
  });

  it.each([
    ['another’s', async () => (await add(rui, 'of Rui')).noteId, 'forbidden'],
    [
      'what came from a phone, also of one’s own',
      async () => {
        const id = newId();
        await test.db.insert(note).values({
          id,
          storyId: noted.id,
          words: 'from a phone',
          byUserId: ana.userId,
          inboundHash: id,
          at: new Date(),
        });
        return id;
      },
      'forbidden',
    ],
    ['one that is not there', () => Promise.resolve(newId()), 'not_found'],
  ])('is not %s', async (_, make, code) => {
    const noteId = await make();
    const before = await wordsNow();
    await expect(withdrawNote(test.db, { actor: ana, noteId })).rejects.toMatchObject({ code });
    expect(await wordsNow()).toEqual(before);
  });
});
