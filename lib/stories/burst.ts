/** A burst is a run of stories of one account: this long from its first story. */
export const burstLengthMs = 10 * 60_000;

/**
 * The burst that a story belongs to, by its start: one of those known, or a
 * new one that the story itself opens. Where two overlap, because an older
 * story was found late, the later one has it.
 * @param knownStarts starts of the account's bursts around that time, in any order
 */
export function burstStart(postedAt: Date, knownStarts: readonly Date[]): Date {
  const covering = knownStarts.filter(
    (start) => start <= postedAt && postedAt.getTime() < start.getTime() + burstLengthMs,
  );
  return covering.reduce((latest, start) => (start > latest ? start : latest), covering[0] ?? postedAt);
}
