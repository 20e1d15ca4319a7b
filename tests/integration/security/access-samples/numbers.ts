import type { AccessSamples, AccessWorld, Place } from '../access-world.ts';
import { fictionalNumber, makeNumber } from '../world.ts';

const numberIn =
  (state: 'active' | 'paused') =>
  async ({ storywire, regions }: AccessWorld, place: Place) => ({
    numberId: (await makeNumber(storywire.db, regions[place].id, state)).id,
  });

export const samples: AccessSamples = {
  forms: {
    addNumberAction: async ({ regions }, place) => ({
      regionId: regions[place].id,
      number: fictionalNumber(),
      label: 'New',
      kind: 'person',
      language: '',
    }),
    pauseNumberAction: numberIn('active'),
    resumeNumberAction: numberIn('paused'),
    removeNumberAction: numberIn('active'),
  },
};
