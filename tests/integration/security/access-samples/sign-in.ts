import type { AccessSamples } from '../access-world.ts';

export const samples: AccessSamples = {
  pathParts: {
    '[...nextauth]': () => 'csrf',
    '[sessionId]': () => '0193b1f2-0000-7000-8000-000000000000',
  },
};
