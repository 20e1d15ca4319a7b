import type { AccessSamples } from '../access-world.ts';

export const samples: AccessSamples = {
  pathParts: {
    '[code]': ({ regions }, place) => regions[place].story.code,
    '[storyId]': ({ regions }, place) => regions[place].story.id,
    '[rendition]': () => 'thumbnail',
  },
};
