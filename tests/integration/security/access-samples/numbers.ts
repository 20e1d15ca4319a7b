import { note } from '#db/schema.ts';
import { newId } from '#lib/ids.ts';
import type { NumberState } from '#lib/words.ts';
import type { AccessSamples, AccessWorld, Place } from '../access-world.ts';
import { fictionalNumber, makeNumber } from '../world.ts';

const numberIn =
  (state: NumberState, more: Record<string, string> = {}) =>
  async ({ storywire, regions }: AccessWorld, place: Place) => ({
    numberId: (await makeNumber(storywire.db, regions[place].id, state)).id,
    ...more,
  });

/** A number of the place that follows, or is to follow, the other one. */
const following = async (world: AccessWorld, place: Place) => ({
  ...(await numberIn('active')(world, place)),
  regionId: world.regions[place === 'own' ? 'other' : 'own'].id,
});

/** Words of a phone of the place, and a story of the other one that they can be about. */
const wordsOfPhone = async ({ storywire: { db }, regions }: AccessWorld, place: Place) => {
  const { id: byNumberId } = await makeNumber(db, regions[place].id, 'active');
  const noteId = newId();
  await db.insert(note).values({
    id: noteId,
    words: 'Which one?',
    byNumberId,
    regionId: regions[place].id,
    inboundHash: noteId,
    at: new Date(),
  });
  return { noteId, storyId: regions[place === 'own' ? 'other' : 'own'].story.id };
};

export const samples: AccessSamples = {
  pathParts: { '[numberId]': async (world, place) => (await numberIn('active')(world, place)).numberId },
  forms: {
    addNumberAction: async ({ regions }, place) => ({
      regionId: regions[place].id,
      number: fictionalNumber(),
      label: 'New',
      kind: 'person',
      language: '',
    }),
    // Dismissing what is gone is done as well, so any id tells who may.
    dismissUnknownAction: async () => ({ unknownId: newId() }),
    placeNoteAction: wordsOfPhone,
    pauseNumberAction: numberIn('active'),
    resumeNumberAction: numberIn('paused'),
    removeNumberAction: numberIn('active', { typed: 'Team phone' }),
    changeNumberAction: numberIn('active', {
      label: 'Team phone',
      kind: 'team',
      language: '',
      quiet: 'own',
      quietFrom: '22:00',
      quietUntil: '07:30',
      buzzIntervalMinutes: '30',
      hears: 'summaries',
    }),
    followRegionAction: following,
    unfollowRegionAction: following,
    // Into one's own region: from there, or out of another's.
    moveNumberAction: async (world, place) => ({
      ...(await numberIn('active')(world, place)),
      regionId: world.regions.own.id,
    }),
    revealNumberAction: numberIn('active'),
    changeJoinLinkAction: async ({ regions }, place) => ({ regionId: regions[place].id, act: 'open' }),
  },
};
