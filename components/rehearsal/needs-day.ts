import type { BuzzKind } from '#lib/words.ts';

const halfDayMs = 12 * 60 * 60_000;

/**
 * Whether a time alone would mislead about when a message comes: a summary's
 * is often tomorrow's, and so is what is far from the story.
 * @param dueAt of the message, ISO 8601
 * @param at of the story, ISO 8601
 */
export const needsDay = (kind: BuzzKind, dueAt: string, at: string): boolean =>
  kind === 'summary' || Math.abs(Date.parse(dueAt) - Date.parse(at)) > halfDayMs;
