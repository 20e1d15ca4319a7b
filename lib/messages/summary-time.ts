import { nextSummaryAt, type QuietHours } from '../regions/quiet-hours.ts';

/** What decides when the next summary of a number goes out. */
export type SummaryFacts = {
  /** Undefined: never quiet. */
  quietHours: QuietHours | undefined;
  /** IANA name, of the number's home region. */
  timeZone: string;
  /** The day of its latest summary that takes no more stories, `2026-11-25`. NULL: none yet. */
  lastSummaryDay: string | null;
};

/**
 * The moment and the day, by the number's clocks, of its next summary. A day
 * that has had its summary, before its quiet hours were changed, gets no second.
 */
export function nextSummary(facts: SummaryFacts, at: Date): { dueAt: Date; day: string } {
  const dueAt = nextSummaryAt(facts.quietHours, facts.timeZone, at);
  const day = dayIn(facts.timeZone, dueAt);
  return facts.lastSummaryDay !== null && day <= facts.lastSummaryDay
    ? nextSummary(facts, dueAt)
    : { dueAt, day };
}

/** Sweden writes dates as ISO 8601 does. */
const dayIn = (timeZone: string, at: Date) => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at);

/** One summary a day and number, whoever makes it. The day stands last. */
export const summaryKey = (numberId: string, day: string) => `summary:${numberId}:${day}`;
