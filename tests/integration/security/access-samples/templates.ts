import { connectToken } from '#lib/accounts/commands/connect-token.ts';
import { systemActor } from '#lib/actor.ts';
import { saveSender } from '#lib/messages/commands/save-sender.ts';
import type { AccessSamples } from '../access-world.ts';

const actor = systemActor('test');

export const samples: AccessSamples = {
  forms: {
    // Without a sender there would be nothing to ask about.
    askAboutTemplatesAction: async ({ storywire: { db } }) => {
      const tokenId = await connectToken(db, {
        actor,
        accessToken: 'a-token-of-the-access-test',
        verdict: undefined,
        now: new Date(),
      });
      await saveSender(db, {
        actor,
        phoneNumberId: '100200300',
        wabaId: '300200100',
        asked: [{ tokenId, answer: 'read' }],
      });
      return {};
    },
  },
};
