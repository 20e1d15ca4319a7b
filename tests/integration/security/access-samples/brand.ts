import type { AccessSamples } from '../access-world.ts';

export const samples: AccessSamples = {
  pathParts: { '[fontId]': () => '0193b1f2-0000-7000-8000-000000000000' },
  bodies: { 'PUT /api/brand/logo': () => ({ logoKey: null }) },
  forms: {
    saveBrandAction: async () => ({ name: 'Brand', accentColor: '' }),
    saveRetentionAction: async () => ({ originals: '', pictures: '', words: '' }),
  },
};
