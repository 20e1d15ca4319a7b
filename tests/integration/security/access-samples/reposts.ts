import { repost, repostTarget, repostVersion } from '#db/schema.ts';
import { newId } from '#lib/ids.ts';
import { mediaStorage } from '#lib/media/storage.ts';
import type { AccessSamples, AccessWorld, Place } from '../access-world.ts';

async function makeRepost({ storywire, regions }: AccessWorld, place: Place): Promise<string> {
  const { id: regionId, story } = regions[place];
  const byUserId = await storywire.addPerson('editor');
  const [row] = await storywire.db
    .insert(repost)
    .values({ storyId: story.id, regionId, byUserId })
    .returning({ id: repost.id });
  return row!.id;
}

async function makeVersion(world: AccessWorld, place: Place): Promise<string> {
  const { db, data } = world.storywire;
  const repostId = await makeRepost(world, place);
  const id = newId();
  const storageKey = `reposts/${repostId}/${id}.jpg`;
  const stored = await mediaStorage({ STORYWIRE_DATA: data }).putFile(
    storageKey,
    Buffer.from('only its headers matter here'),
  );
  await db.insert(repostVersion).values({
    id,
    repostId,
    number: 1,
    kind: 'image',
    storageKey,
    mimeType: 'image/jpeg',
    ...stored,
    width: 1080,
    height: 1920,
    byUserId: await world.storywire.addPerson('editor'),
  });
  return id;
}

async function makeTarget(world: AccessWorld, place: Place): Promise<string> {
  const id = newId();
  const repostId = await makeRepost(world, place);
  await world.storywire.db
    .insert(repostTarget)
    .values({ id, repostId, accountId: world.regions[place].accountId });
  return id;
}

export const samples: AccessSamples = {
  pathParts: { '[repostId]': makeRepost, '[versionId]': makeVersion, '[targetId]': makeTarget },
  queries: {
    '/api/reposts/[repostId]/versions': () => '?revision=0',
    '/api/reposts/[repostId]/video': () => '?revision=0',
  },
  // Read by who may, and refused: what was drawn is missing, and the design is none.
  bodies: {
    'PUT /api/reposts/[repostId]/design': () => ({ revision: 0, design: {} }),
    'POST /api/reposts': ({ regions }, place) => ({
      code: regions[place].story.code,
      regionId: regions[place].id,
    }),
    'POST /api/reposts/[repostId]/targets': ({ regions }, place) => ({
      accountId: regions[place].accountId,
    }),
    'PATCH /api/reposts/targets/[targetId]': () => ({ step: 'cancel' }),
  },
};
