import { note } from '#db/schema.ts';
import { newId } from '#lib/ids.ts';
import { samplePerson } from '#tests/support/sample-brand.ts';
import type { AccessSamples, AccessWorld, Place } from '../access-world.ts';

/** A note on the place's story, by somebody else. */
async function someNote({ storywire: { db }, regions }: AccessWorld, place: Place): Promise<string> {
  const id = newId();
  const { userId } = await samplePerson(db, 'Somebody');
  await db
    .insert(note)
    .values({ id, storyId: regions[place].story.id, words: 'Lovely', byUserId: userId, at: new Date() });
  return id;
}

export const samples: AccessSamples = {
  pathParts: {
    '[code]': ({ regions }, place) => regions[place].story.code,
    '[storyId]': ({ regions }, place) => regions[place].story.id,
    '[rendition]': () => 'thumbnail',
    '[noteId]': someNote,
  },
  queries: {
    '/api/reels': ({ regions }, place) => `?code=${regions[place].story.code}`,
  },
  bodies: {
    'POST /api/notes': ({ regions }, place) => ({
      noteId: newId(),
      storyId: regions[place].story.id,
      words: 'Lovely',
    }),
    'POST /api/seen': ({ regions }, place) => ({ storyIds: [regions[place].story.id], seen: true }),
  },
};
