import { eq } from 'drizzle-orm';
import { number, user } from '#db/schema.ts';
import type { UserState } from '#lib/words.ts';
import type { AccessSamples, AccessWorld, Place } from '../access-world.ts';
import { makeNumber } from '../world.ts';

/** Somebody with a role in the region, in a state. */
async function someone({ storywire, regions }: AccessWorld, place: Place, state: UserState = 'active') {
  const userId = await storywire.addPerson('viewer', regions[place].id);
  await storywire.db.update(user).set({ state }).where(eq(user.id, userId));
  return userId;
}

const oneIn = (state: UserState) => async (world: AccessWorld, place: Place) => ({
  userId: await someone(world, place, state),
});

export const samples: AccessSamples = {
  pathParts: { '[userId]': async (world, place) => await someone(world, place) },
  forms: {
    invitePersonAction: async ({ regions }, place) => ({
      name: 'New colleague',
      email: '',
      grant: `editor:${regions[place].id}`,
    }),
    renewInvitationAction: oneIn('invited'),
    withdrawInvitationAction: oneIn('invited'),
    changeRolesAction: async (world, place) => ({
      userId: await someone(world, place),
      grant: `admin:${world.regions[place].id}`,
    }),
    renamePersonAction: async (world, place) => ({ userId: await someone(world, place), name: 'Renamed' }),
    disablePersonAction: oneIn('active'),
    enablePersonAction: oneIn('disabled'),
    endSessionsAction: oneIn('active'),
    linkPersonNumberAction: async (world, place) => ({
      userId: await someone(world, place),
      numberId: (await makeNumber(world.storywire.db, world.regions[place].id, 'active')).id,
    }),
    unlinkPersonNumberAction: async (world, place) => {
      const userId = await someone(world, place);
      const { id } = await makeNumber(world.storywire.db, world.regions[place].id, 'active');
      await world.storywire.db.update(number).set({ userId }).where(eq(number.id, id));
      return { userId, numberId: id };
    },
  },
};
