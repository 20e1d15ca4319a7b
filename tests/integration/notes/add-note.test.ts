import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { audit, note } from '#db/schema.ts';
import type { UserActor } from '#lib/actor.ts';
import { getStory } from '#lib/feed/queries/get-story.ts';
import { newId } from '#lib/ids.ts';
import { liveChannel } from '#lib/live/notify.ts';
import { addNote } from '#lib/notes/commands/add-note.ts';
import { addNoteInput } from '#lib/notes/note-input.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { eventually } from '#tests/support/eventually.ts';
import {
  sampleAccount,
  samplePerson,
  sampleRegion,
  type SampleStory,
  sampleStory,
} from '#tests/support/sample-brand.ts';

let test: TestDatabase;
let ana: UserActor;
let accountId: string;
let regionId: string;
let noted: SampleStory;

beforeAll(async () => {
  test = await testDatabase();
  regionId = await sampleRegion(test.db, { name: 'Brazil' });
  accountId = await sampleAccount(test.db, regionId);
  // Whoever is signed in may write, with any role or none.
  ana = await samplePerson(test.db, 'Ana');
});
afterAll(() => test.close());
beforeEach(async () => {
  noted = await sampleStory(test.db, { accountId, regionId, postedAt: new Date() });
});

describe('a note that is written in the app', () => {
  it('stands on the story’s page under the name of whoever wrote it, the newest last', async () => {
    await addNote(test.db, { actor: ana, noteId: newId(), storyId: noted.id, words: 'first' });
    await addNote(test.db, { actor: ana, noteId: newId(), storyId: noted.id, words: 'second' });
    const { notes } = await getStory(test.db, { actor: ana, code: noted.code });
    expect(notes.map(({ words, by }) => [words, by.name])).toEqual([
      ['first', 'Ana'],
      ['second', 'Ana'],
    ]);
  });

  it('is in the audit log without its words', async () => {
    await addNote(test.db, { actor: ana, noteId: newId(), storyId: noted.id, words: 'a secret' });
    const [line, ...others] = await test.db.select().from(audit).where(eq(audit.thingId, noted.id));
    expect(others).toEqual([]);
    expect(line).toMatchObject({ action: 'note.add', actorKind: 'user', actorId: ana.userId });
    expect(JSON.stringify(line)).not.toContain('a secret');
  });

  it('is told to whoever has the story’s page open', async () => {
    const heard: unknown[] = [];
    const stream = await test.sql.listen(liveChannel, (payload) => heard.push(JSON.parse(payload)));
    await addNote(test.db, { actor: ana, noteId: newId(), storyId: noted.id, words: 'new' });
    await eventually('the hint has come', () => heard.length > 0);
    expect(heard).toContainEqual({ topic: 'alert', id: noted.id });
    await stream.unlisten();
  });

  it('is kept once when it is sent again because no answer came, and nobody else’s takes its id', async () => {
    const sent = { actor: ana, noteId: newId(), storyId: noted.id, words: 'once' };
    await addNote(test.db, sent);
    await addNote(test.db, sent);
    const { notes } = await getStory(test.db, { actor: ana, code: noted.code });
    expect(notes.map(({ id, words }) => [id, words])).toEqual([[sent.noteId, 'once']]);
    expect(await test.db.select().from(audit).where(eq(audit.thingId, noted.id))).toHaveLength(1);
    const ben = await samplePerson(test.db, 'Ben');
    await expect(addNote(test.db, { ...sent, actor: ben })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is refused on a story that is not there, and nothing is kept', async () => {
    const before = await test.db.$count(note);
    await expect(
      addNote(test.db, { actor: ana, noteId: newId(), storyId: newId(), words: 'lost' }),
    ).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await test.db.$count(note)).toBe(before);
  });

  it.each([
    ['nothing', '', false],
    ['blanks', ' \n ', false],
    ['one sign', ' x ', true],
    ['a thousand signs', 'x'.repeat(1000), true],
    ['one more', 'x'.repeat(1001), false],
  ])('may say %s: %j', (_, words, allowed) => {
    const { success, data } = addNoteInput.safeParse({ noteId: newId(), storyId: noted.id, words });
    expect(success).toBe(allowed);
    if (success) expect(data?.words).toBe(words.trim());
  });
});
