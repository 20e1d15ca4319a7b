import type { AccessSamples } from '../access-world.ts';

export const samples: AccessSamples = {
  pathParts: {
    '[code]': ({ regions }, place) => regions[place].story.code,
    '[storyId]': ({ regions }, place) => regions[place].story.id,
    '[rendition]': () => 'thumbnail',
  },
  queries: {
    '/api/reels': ({ regions }, place) => `?code=${regions[place].story.code}`,
  },
  bodies: {
    'POST /api/notes': ({ regions }, place) => ({ storyId: regions[place].story.id, words: 'Lovely' }),
    'POST /api/seen': ({ regions }, place) => ({ storyIds: [regions[place].story.id], seen: true }),
  },
};
