import type { AccessSamples } from '../access-world.ts';

export const samples: AccessSamples = {
  pathParts: {
    '[code]': ({ regions }, place) => regions[place].story.code,
    '[storyId]': ({ regions }, place) => regions[place].story.id,
    '[rendition]': () => 'thumbnail',
  },
  bodies: {
    'POST /api/seen': ({ regions }, place) => ({ storyIds: [regions[place].story.id], seen: true }),
  },
};
