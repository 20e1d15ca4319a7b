import { systemActor } from '#lib/actor.ts';
import { connectToken } from '#lib/accounts/commands/connect-token.ts';
import { newId } from '#lib/ids.ts';
import type { AccessSamples, AccessWorld } from '../access-world.ts';

/** A healthy token that nothing depends on. */
const spareToken = async ({ storywire }: AccessWorld) => ({
  tokenId: await connectToken(storywire.db, {
    actor: systemActor('test'),
    accessToken: `EAA${newId()}`,
    verdict: undefined,
    now: new Date(),
  }),
});

export const samples: AccessSamples = {
  forms: {
    enterTokenAction: async () => ({ accessToken: `EAA${newId()}` }),
    checkTokenAction: spareToken,
    preferTokenAction: spareToken,
    disconnectTokenAction: spareToken,
    testSetUpAction: async () => ({}),
  },
};
