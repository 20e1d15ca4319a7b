import { eq } from 'drizzle-orm';
import { flag, reuseQuestion, story, storyRights, user } from '#db/schema.ts';
import { newCode, newId } from '#lib/ids.ts';
import { sampleStory } from '#tests/support/sample-brand.ts';
import type { AccessSamples, AccessWorld, Place } from '../access-world.ts';
import { makeAccount } from '../world.ts';

const someStory = ({ storywire: { db }, regions }: AccessWorld, place: Place) =>
  sampleStory(db, {
    accountId: regions[place].accountId,
    regionId: regions[place].id,
    postedAt: new Date(),
  });

async function somebody({ storywire: { db } }: AccessWorld): Promise<string> {
  const [row] = await db
    .insert(user)
    .values({ name: `Somebody ${newCode(6)}` })
    .returning({ id: user.id });
  return row?.id ?? '';
}

/** A flag for the place, made by somebody else. */
async function someFlag(world: AccessWorld, place: Place): Promise<string> {
  const id = newId();
  await world.storywire.db.insert(flag).values({
    id,
    storyId: (await someStory(world, 'other')).id,
    regionId: world.regions[place].id,
    kind: 'repost',
    byUserId: await somebody(world),
  });
  return id;
}

/** A question that was put to the place's team. */
async function someQuestion(world: AccessWorld, place: Place) {
  const questionId = newId();
  await world.storywire.db.insert(reuseQuestion).values({
    id: questionId,
    storyId: (await someStory(world, place)).id,
    regionId: world.regions[place === 'own' ? 'other' : 'own'].id,
    byUserId: await somebody(world),
  });
  return { questionId, answer: 'yes', words: '' };
}

const rightsOf = async (world: AccessWorld, place: Place) => ({
  storyId: (await someStory(world, place)).id,
});

export const samples: AccessSamples = {
  pathParts: { '[flagId]': someFlag },
  bodies: {
    'POST /api/flags': async (world, place) => ({
      code: (await someStory(world, 'other')).code,
      regionId: world.regions[place].id,
      kind: 'repost',
    }),
    'PATCH /api/flags/[flagId]': () => ({ change: 'take' }),
  },
  forms: {
    setStoryRightsAction: async (world, place) => ({
      ...(await rightsOf(world, place)),
      rights: 'ask_first',
    }),
    clearStoryRightsAction: rightsOf,
    releaseStoryAction: async (world, place) => {
      const held = await someStory(world, place);
      await world.storywire.db.update(story).set({ deletedAt: new Date() }).where(eq(story.id, held.id));
      return { storyId: held.id };
    },
    setAccountRightsAction: async ({ storywire, regions }, place) => ({
      accountId: await makeAccount(storywire.db, regions[place].id),
      rights: 'not_reused',
    }),
    // For the place's region, about a story of the other one whose team is to be asked.
    askReuseAction: async (world, place) => {
      const asked = await someStory(world, place === 'own' ? 'other' : 'own');
      await world.storywire.db.insert(storyRights).values({
        storyId: asked.id,
        rights: 'ask_first',
        byUserId: await somebody(world),
      });
      return { storyId: asked.id, regionId: world.regions[place].id, words: '' };
    },
    answerReuseAction: someQuestion,
  },
};
