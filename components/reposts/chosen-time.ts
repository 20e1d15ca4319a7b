import { type WallMoment, wallMoment, wallTime } from '#lib/reposts/wall-time.ts';

/** What is chosen: at once, or what the account's clock shows, and which of the two where it shows it twice. */
export type ChosenTime = { when: 'now' | 'at'; wall: string; which: 'earlier' | 'later' };

/** What a form shows of a moment. @param publishAt ISO 8601; NULL: at once */
export function chosenOf(publishAt: string | null, timeZone: string): ChosenTime {
  if (publishAt === null) return { when: 'now', wall: '', which: 'earlier' };
  const at = new Date(publishAt);
  const wall = wallTime(at, timeZone);
  const moment = wallMoment(wall, timeZone);
  const isLater = moment.kind === 'twice' && moment.later.getTime() === at.getTime();
  return { when: 'at', wall, which: isLater ? 'later' : 'earlier' };
}

/** What the clocks of a zone make of it. Undefined: at once. */
export const wallMomentOf = ({ when, wall }: ChosenTime, timeZone: string): WallMoment | undefined =>
  when === 'now' ? undefined : wallMoment(wall, timeZone);

/** The moment that is chosen, ISO 8601. NULL: at once. Undefined: none, so that nothing can be done with it. */
export function momentOf(chosen: ChosenTime, timeZone: string): string | null | undefined {
  const moment = wallMomentOf(chosen, timeZone);
  if (moment === undefined) return null;
  if (moment.kind === 'one') return moment.at.toISOString();
  return moment.kind === 'twice' ? moment[chosen.which].toISOString() : undefined;
}
