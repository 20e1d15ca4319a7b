import { identity } from '#db/schema.ts';
import { newCode, newId } from '#lib/ids.ts';
import type { AccessSamples } from '../access-world.ts';

export const samples: AccessSamples = {
  pathParts: {
    '[...nextauth]': () => 'csrf',
    '[sessionId]': () => '0193b1f2-0000-7000-8000-000000000000',
  },
  forms: {
    // Of a person other than all who try.
    unlinkCompanyAction: async ({ storywire, regions }) => {
      const identityId = newId();
      const userId = await storywire.addPerson('viewer', regions.own.id);
      const account = { issuer: 'https://id.example.com', subject: newCode(8) };
      await storywire.db.insert(identity).values({ id: identityId, userId, ...account });
      return { identityId };
    },
  },
};
