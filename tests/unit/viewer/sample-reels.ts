import type { Reel, ReelStory } from '#lib/feed/feed-story.ts';

/** A story as the viewer gets it, archived unless said otherwise. */
export const reelStory = (id: string, over: Partial<ReelStory> = {}): ReelStory => ({
  id,
  code: id.toUpperCase(),
  kind: 'image',
  region: { id: 'br', name: 'Brazil', markText: 'BR', markColor: '#0f766e', timeZone: 'America/Sao_Paulo' },
  account: { id: id.slice(0, 1), username: `brand.${id.slice(0, 1)}`, name: 'Brand' },
  burstId: 'burst',
  postedAt: '2026-11-25T10:00:00.000Z',
  foundAt: '2026-11-25T10:00:20.000Z',
  expiresAt: '2026-11-26T10:00:00.000Z',
  deletedAt: null,
  mediaState: 'archived',
  mediaReason: null,
  thumbnailUrl: `/${id}/thumbnail`,
  displayUrl: `/${id}/display`,
  videoUrl: null,
  originalUrl: `/${id}/original`,
  caption: null,
  seen: false,
  openFlags: [],
  source: null,
  made: 0,
  reach: { told: 0, reached: 0 },
  ...over,
});

/** An account's stories. */
export const reel = (...stories: (ReelStory | string)[]): Reel => {
  const all = stories.map((each) => (typeof each === 'string' ? reelStory(each) : each));
  return { accountId: all[0]!.account.id, stories: all };
};

/** Of a story of which nothing was saved. */
export const nothingSaved = { thumbnailUrl: null, displayUrl: null, originalUrl: null } as const;
