import type { AccessSamples } from '../access-world.ts';

export const samples: AccessSamples = {
  bodies: {
    'POST /api/routes/rehearsal': ({ regions }, place) => ({ accountId: regions[place].accountId }),
    'POST /api/routes/month-cost': () => ({ changes: [] }),
  },
  forms: {
    // Painted as it is, so that each role finds the same.
    saveRoutesAction: async ({ regions }, place) => ({
      changes: JSON.stringify({
        regions: [regions[place === 'own' ? 'other' : 'own'].id, regions[place].id],
        cells: [[0, 1, 'instant', 'instant']],
      }),
    }),
  },
};
