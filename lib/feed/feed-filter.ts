import type { StoryKind } from '../words.ts';

/** What one may be after: still on Instagram, no longer there, deleted before its day was over, or without picture and video. */
export const standings = ['live', 'ended', 'deleted', 'missing'] as const;
export type Standing = (typeof standings)[number];

/** What the feed is narrowed down to. It stands in the address, so that it can be passed on; an absent part leaves all in. */
export type FeedFilter = {
  /** Id of a region. */
  region?: string | undefined;
  /** Id of a region group. */
  group?: string | undefined;
  /** User name of an account, without @. */
  account?: string | undefined;
  kind?: StoryKind | undefined;
  standing?: Standing | undefined;
  /** First and last day of posting, `2026-03-29`, by the reader's clock. */
  from?: string | undefined;
  to?: string | undefined;
  /** Words that stand in caption, notes, or the names of account and region. */
  q?: string | undefined;
};

/** In this order they stand in the address. */
export const filterFields = [
  'region',
  'group',
  'account',
  'kind',
  'standing',
  'from',
  'to',
  'q',
] as const satisfies readonly (keyof FeedFilter)[];
export type FilterField = (typeof filterFields)[number];

/** A filter as it stands in an address, without the question mark; empty when nothing is narrowed down. */
export function filterQuery(filter: FeedFilter): string {
  const query = new URLSearchParams();
  for (const field of filterFields) {
    const value = filter[field];
    if (value !== undefined) query.set(field, value);
  }
  return query.toString();
}

export const isFiltered = (filter: FeedFilter): boolean =>
  filterFields.some((field) => filter[field] !== undefined);
