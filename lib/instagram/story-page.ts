import type { MetaFailure } from '#lib/meta/failure.ts';
import { readAnswer } from '#lib/meta/failure.ts';
import type { MetaOutcome } from '#lib/meta/outcome.ts';
import { graphPage, nextCursor } from '#lib/meta/paging.ts';
import type { Usage } from '#lib/meta/usage.ts';
import { readStoryDraft, storyFields } from './story-draft.ts';
import type { StoryDraft } from './story-draft.ts';

/** What one account's listing came to. */
export type StoryListing =
  | {
      ok: true;
      stories: StoryDraft[];
      /** Items in the list that could not be read as a story; worth a warning in the log. */
      unreadable: number;
      /** NULL: the answer said nothing of it. */
      usage: Usage | null;
    }
  | MetaFailure;

export type StoryPage = { listing: StoryListing; next: string | undefined };

const pageSize = 50;

/**
 * Where an account's live stories are read, as a path with version.
 * @param after cursor of the page wanted; undefined for the first
 */
export function storiesPath(version: string, igUserId: string, after?: string): string {
  const query = new URLSearchParams({
    fields: storyFields,
    limit: String(pageSize),
    ...(after && { after }),
  });
  return `${version}/${encodeURIComponent(igUserId)}/stories?${query.toString()}`;
}

/** Reads one page of an account's stories; an odd item costs itself and no other. */
export function readStoryPage(igUserId: string, outcome: MetaOutcome, now: Date): StoryPage {
  const answer = readAnswer(outcome, graphPage, now, igUserId);
  if (!answer.ok) return { listing: answer, next: undefined };
  const drafts = answer.data.data.map((item) => readStoryDraft(igUserId, item));
  const stories = drafts.filter((draft) => draft !== undefined);
  const listing = {
    ok: true as const,
    stories,
    unreadable: drafts.length - stories.length,
    usage: answer.usage,
  };
  return { listing, next: nextCursor(answer.data) };
}

/**
 * Puts a later page behind what was read so far. A failure of any page fails
 * the listing: half a list at the first check would let the other half pass
 * for news at the next.
 */
export function joinListings(before: StoryListing | undefined, page: StoryListing): StoryListing {
  if (!before?.ok) return before ?? page;
  if (!page.ok) return page;
  // Pages shift while new stories are posted, so the same one may stand on two of them.
  const known = new Set(before.stories.map((story) => story.mediaId));
  return {
    ok: true,
    stories: [...before.stories, ...page.stories.filter((story) => !known.has(story.mediaId))],
    unreadable: before.unreadable + page.unreadable,
    usage: page.usage ?? before.usage,
  };
}
