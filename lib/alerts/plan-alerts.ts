import { type QuietClock, type QuietHours, wallClock } from '../regions/quiet-hours.ts';
import { summaryUsefulMs } from '../messages/summary-useful.ts';
import type { HeldReason, SkipReason } from '../words.ts';
import { type RoutedNumber, type RoutedStory, routeStory } from './route-story.ts';

/** A story found later than this after posting is no news; it goes out together with others only. */
export const lateAfterMs = 30 * 60_000;

/** A message of news is no use after half a day, even while its story is still live. */
const usefulForMs = 12 * 60 * 60_000;

/** A story, roll-up or the like that is still to be sent to a number, or is being sent. */
export type OpenBuzz = {
  messageId: string;
  dueAt: Date;
  /** The roll-up or summary that others may still join. NULL: neither, or no more. */
  collecting: 'rollup' | 'summary' | null;
};

export type PlannedNumber = RoutedNumber & {
  id: string;
  /** NULL: never buzzed. */
  buzzFreeAt: Date | null;
  /** Between two buzzes. 0: the holder wants every story at once. */
  buzzIntervalMs: number;
  openBuzzes: readonly OpenBuzz[];
  /** Undefined: never quiet. */
  quietHours: QuietHours | undefined;
  /** IANA name, of the home region. */
  timeZone: string;
};

export type PlannedStory = RoutedStory & { postedAt: Date; foundAt: Date };

export type Decision =
  | { do: 'skip'; reason: SkipReason }
  /** A message of its own. */
  | { do: 'send'; dueAt: Date; usefulUntil: Date }
  /** Into the roll-up or the summary that is collecting. */
  | { do: 'join'; messageId: string; usefulUntil: Date; heldReason: HeldReason | null }
  /** Into a new one. */
  | {
      do: 'collect';
      kind: 'rollup' | 'summary';
      dueAt: Date;
      usefulUntil: Date;
      /** NULL: nothing holds it, it is only not due yet. */
      heldReason: HeldReason | null;
    };

/** What is to happen for one number. */
export type AlertDecision = { numberId: string } & Decision;

/**
 * Decides who is told of a story, and by which message: the first story at
 * once, everything else within the number's interval in one roll-up at its end;
 * what falls into quiet hours, or is routed to it, in the day's summary.
 * The database holds the interval once more when a message is claimed, so a
 * plan that is overtaken by another worker costs a delay and never a buzz.
 * @param clock reads quiet hours; whoever plans thousands of stories brings one that remembers
 */
export function planAlerts(
  story: PlannedStory,
  numbers: readonly PlannedNumber[],
  now: Date,
  clock: QuietClock = wallClock,
): AlertDecision[] {
  return numbers.flatMap((number) => {
    const decision = decide(story, number, now, clock);
    return decision ? [{ numberId: number.id, ...decision }] : [];
  });
}

function decide(
  story: PlannedStory,
  number: PlannedNumber,
  now: Date,
  clock: QuietClock,
): Decision | undefined {
  const routing = routeStory(story, number, now);
  if (!routing) return undefined;
  if ('skip' in routing) return { do: 'skip', reason: routing.skip };
  if (routing.deliver === 'summary') return inSummary(number, now, { clock, heldReason: null });
  if (isQuiet(number, now, clock)) return inSummary(number, now, { clock, heldReason: 'quiet_hours' });
  const late = story.foundAt.getTime() - story.postedAt.getTime() > lateAfterMs;
  return !late && mayBuzz(number, now)
    ? alone(story, now)
    : together(story, number, now, { instant: !late, clock });
}

const isQuiet = ({ quietHours, timeZone }: PlannedNumber, at: Date, clock: QuietClock) =>
  quietHours !== undefined && clock.quietUntil(quietHours, timeZone, at) !== undefined;

function mayBuzz(number: PlannedNumber, now: Date): boolean {
  if (number.buzzIntervalMs === 0) return true;
  const buzzes = number.openBuzzes.filter((buzz) => buzz.collecting !== 'summary');
  return buzzes.length === 0 && (number.buzzFreeAt === null || number.buzzFreeAt <= now);
}

function alone(story: PlannedStory, now: Date): Decision {
  const usefulUntil = new Date(Math.min(story.expiresAt.getTime(), now.getTime() + usefulForMs));
  return { do: 'send', dueAt: now, usefulUntil };
}

function together(
  story: PlannedStory,
  number: PlannedNumber,
  now: Date,
  { instant, clock }: { instant: boolean; clock: QuietClock },
): Decision {
  const collecting = number.openBuzzes.find((buzz) => buzz.collecting === 'rollup');
  const dueAt = collecting?.dueAt ?? rollUpDue(number, now, instant);
  if (!collecting && isQuiet(number, dueAt, clock))
    return inSummary(number, now, { clock, heldReason: 'quiet_hours' });
  // By then it would be gone from Instagram, and telling of it as news would be wrong.
  if (dueAt >= story.expiresAt) return { do: 'skip', reason: 'story_expired' };
  const usefulUntil = story.expiresAt;
  if (collecting) return { do: 'join', messageId: collecting.messageId, usefulUntil, heldReason: null };
  return { do: 'collect', kind: 'rollup', dueAt, usefulUntil, heldReason: null };
}

/** A summary tells of what has been, so a story may be over by then: it is kept, and the link shows it. */
function inSummary(
  number: PlannedNumber,
  now: Date,
  { clock, heldReason }: { clock: QuietClock; heldReason: HeldReason | null },
): Decision {
  const collecting = number.openBuzzes.find((buzz) => buzz.collecting === 'summary');
  const dueAt = collecting?.dueAt ?? clock.nextSummaryAt(number.quietHours, number.timeZone, now);
  const usefulUntil = new Date(dueAt.getTime() + summaryUsefulMs);
  if (collecting) return { do: 'join', messageId: collecting.messageId, usefulUntil, heldReason };
  return { do: 'collect', kind: 'summary', dueAt, usefulUntil, heldReason };
}

/** When the number's interval ends, counting every buzz that is under way. What may not buzz by itself waits a whole interval for company. */
function rollUpDue(number: PlannedNumber, now: Date, instant: boolean): Date {
  const moments = [
    now.getTime() + (instant ? 0 : number.buzzIntervalMs),
    number.buzzFreeAt?.getTime() ?? 0,
    ...number.openBuzzes
      .filter((buzz) => buzz.collecting !== 'summary')
      .map((buzz) => buzz.dueAt.getTime() + number.buzzIntervalMs),
  ];
  return new Date(Math.max(...moments));
}
