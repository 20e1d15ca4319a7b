/** What is kept of stories apart from the rest: see {@link RetentionRules}. */
export const keptParts = ['originals', 'pictures', 'words'] as const;
export type KeptPart = (typeof keptParts)[number];

/**
 * For how many days after posting each part of a story is kept; `null`: for good.
 * `originals`: the file as it was posted, which of a video is the film. `pictures`:
 * what was made of it, or stands for it, in the feed. `words`: caption, link and
 * notes. That a story was posted, by whom and when, and its figures, are never removed.
 */
export type RetentionRules = Record<KeptPart, number | null>;

export const keepEverything: RetentionRules = { originals: null, pictures: null, words: null };

/** While a story is fresh, alerts show its picture, its figures are read, and people come to it. */
export const leastDays = 7;
export const mostDays = 36_500;

/** What would be removed of one part, or was: how many files or stories, their size, and when the stories were posted. */
export type PartDue = { count: number; bytes: number; oldest: string | null; newest: string | null };

/** What the next run would remove, and how many stories it would pass over because something of them is still open. */
export type RetentionPreview = Record<KeptPart, PartDue> & { held: number };

/** The moment before which stories' parts are due. `null`: they are kept for good. */
export function dueBefore(days: number | null, now: Date): Date | null {
  return days === null ? null : new Date(now.getTime() - days * 86_400_000);
}

/** The rules that an address asks about, as they were typed, and what they are; `rules` is null while one is wrong. */
export type AskedRules = { typed: Record<KeptPart, string>; rules: RetentionRules | null };
