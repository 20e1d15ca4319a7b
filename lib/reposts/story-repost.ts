/** A repost of a story, as the story's page tells of it. */
export type StoryRepost = {
  region: string;
  by: string;
  /** ISO 8601. */
  at: string;
  /** How many of its posts are live or were. */
  published: number;
  /** NULL: not for the reader to open. */
  id: string | null;
};

/** What a story's page says of its reposts. */
export type StoryReposts = {
  /** The newest last. For its own team, and for each region's editors theirs. */
  reposts: StoryRepost[];
  /** The regions for which the reader may begin one. */
  regions: { id: string; name: string }[];
};
