import { z } from 'zod';
import { wireId, wireText, wireTime } from '#lib/meta/wire.ts';
import type { StoryKind } from '#lib/words.ts';

/** A live story as Instagram tells of it. */
export type StoryDraft = {
  mediaId: string;
  igUserId: string;
  kind: StoryKind;
  postedAt: Date;
  /** NULL: Meta leaves it out for copyrighted or flagged media. */
  mediaUrl: string | null;
  /** NULL: not a video, or left out. */
  thumbnailUrl: string | null;
  permalink: string | null;
  /** NULL: as almost always for stories. */
  caption: string | null;
  username: string | null;
};

/**
 * What to ask of a story. Counts of likes and comments are not among them: they
 * do not exist for stories, and asking has been seen to fail the whole call.
 * Source: instagram-platform/reference/instagram-media.
 */
export const storyFields = 'id,media_type,media_url,thumbnail_url,permalink,timestamp,username,caption';

const kinds = { IMAGE: 'image', VIDEO: 'video' } as const;

const instagramStory = z.object({
  id: wireId,
  media_type: z.enum(['IMAGE', 'VIDEO']),
  media_url: wireText,
  thumbnail_url: wireText,
  permalink: wireText,
  timestamp: wireTime,
  username: wireText,
  caption: wireText,
});

/**
 * Reads one story.
 * @returns undefined when what is needed of every story (id, kind, time) is not there
 */
export function readStoryDraft(igUserId: string, json: unknown): StoryDraft | undefined {
  const parsed = instagramStory.safeParse(json);
  if (!parsed.success) return undefined;
  const story = parsed.data;
  return {
    mediaId: story.id,
    igUserId,
    kind: kinds[story.media_type],
    postedAt: story.timestamp,
    mediaUrl: story.media_url,
    thumbnailUrl: story.thumbnail_url,
    permalink: story.permalink,
    caption: story.caption,
    username: story.username,
  };
}
