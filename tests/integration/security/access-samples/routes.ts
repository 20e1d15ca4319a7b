import type { AccessSamples } from '../access-world.ts';

export const samples: AccessSamples = {
  bodies: {
    'POST /api/routes/rehearsal': ({ regions }, place) => ({ accountId: regions[place].accountId }),
  },
  forms: {
    // Painted as it is, so that each role finds the same.
    saveRoutesAction: async ({ regions }, place) => ({
      changes: JSON.stringify([
        {
          sourceRegionId: regions[place === 'own' ? 'other' : 'own'].id,
          targetRegionId: regions[place].id,
          from: 'instant',
          to: 'instant',
        },
      ]),
    }),
  },
};
