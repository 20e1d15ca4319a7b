import { alarm, message } from '#db/schema.ts';
import { newId } from '#lib/ids.ts';
import { sampleSender } from '#tests/support/sample-brand.ts';
import type { AccessSamples, AccessWorld, Place } from '../access-world.ts';
import { makeNumber } from '../world.ts';

/** A message in doubt, for a number of the place. */
const unconfirmed = async ({ storywire: { db }, regions }: AccessWorld, place: Place) => {
  const { id: numberId } = await makeNumber(db, regions[place].id, 'active');
  const messageId = newId();
  await db.insert(message).values({
    id: messageId,
    kind: 'story',
    senderId: await sampleSender(db),
    numberId,
    dedupeKey: messageId,
    dueAt: new Date(),
    usefulUntil: new Date(Date.now() + 3_600_000),
    state: 'unconfirmed',
  });
  await db.insert(alarm).values({ kind: 'unconfirmed', thing: messageId, regionId: regions[place].id });
  return { messageId };
};

export const samples: AccessSamples = {
  forms: { resendMessageAction: unconfirmed, markReceivedAction: unconfirmed },
};
