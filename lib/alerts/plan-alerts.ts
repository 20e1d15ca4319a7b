import type { SkipReason } from '../words.ts';
import { nextSummary, type SummaryFacts } from '../messages/summary-time.ts';
import { quietUntil } from '../regions/quiet-hours.ts';
import { type RoutedNumber, type RoutedStory, routeStory } from './route-story.ts';

/** A story found later than this after posting is no news; it goes out together with others only. */
export const lateAfterMs = 30 * 60_000;

/** A message of news is no use after half a day, even while its story is still live. */
const usefulForMs = 12 * 60 * 60_000;

/** A story, roll-up or the like that is still to be sent to a number, or is being sent. */
export type OpenBuzz = {
  messageId: string;
  dueAt: Date;
  /** The roll-up that others may still join. */
  collecting: boolean;
};

/** The summary of a number that still takes stories. */
export type OpenSummary = { messageId: string; dueAt: Date };

export type PlannedNumber = RoutedNumber &
  SummaryFacts & {
    id: string;
    /** NULL: never buzzed. */
    buzzFreeAt: Date | null;
    /** Between two buzzes. 0: the holder wants every story at once. */
    buzzIntervalMs: number;
    /** Without the summary that collects: it is sent at its own time, and holds back nothing until then. */
    openBuzzes: readonly OpenBuzz[];
    openSummary: OpenSummary | null;
  };

export type PlannedStory = RoutedStory & { postedAt: Date; foundAt: Date };

type Decision =
  | { do: 'skip'; reason: SkipReason }
  /** A message of its own. */
  | { do: 'send'; dueAt: Date; usefulUntil: Date }
  /** Into the roll-up or the summary that is collecting. */
  | { do: 'join'; messageId: string; usefulUntil: Date }
  /** Into a new roll-up. */
  | { do: 'collect'; dueAt: Date; usefulUntil: Date }
  /** Into a new summary, the one of that day. */
  | { do: 'summarize'; dueAt: Date; usefulUntil: Date; day: string };

/** What is to happen for one number. */
export type AlertDecision = { numberId: string } & Decision;

/**
 * Decides who is told of a story, and by which message: the first story at
 * once, everything else within the number's interval in one roll-up at its end,
 * and what falls into quiet hours, or is routed so, in the day's one summary.
 * The database holds the interval once more when a message is claimed, so a
 * plan that is overtaken by another worker costs a delay and never a buzz.
 */
export function planAlerts(
  story: PlannedStory,
  numbers: readonly PlannedNumber[],
  now: Date,
): AlertDecision[] {
  return numbers.flatMap((number) => {
    const decision = decide(story, number, now);
    return decision ? [{ numberId: number.id, ...decision }] : [];
  });
}

function decide(story: PlannedStory, number: PlannedNumber, now: Date): Decision | undefined {
  const routing = routeStory(story, number, now);
  if (!routing) return undefined;
  if ('skip' in routing) return { do: 'skip', reason: routing.skip };
  if (routing.deliver === 'summary' || isQuiet(number, now)) return summarized(story, number, now);
  const late = story.foundAt.getTime() - story.postedAt.getTime() > lateAfterMs;
  return !late && mayBuzz(number, now) ? alone(story, now) : together(story, number, now, !late);
}

const isQuiet = ({ quietHours, timeZone }: PlannedNumber, at: Date) =>
  quietHours !== undefined && quietUntil(quietHours, timeZone, at) !== undefined;

function summarized(story: PlannedStory, number: PlannedNumber, now: Date): Decision {
  const { openSummary } = number;
  const next = nextSummary(number, now);
  const dueAt = openSummary?.dueAt ?? next.dueAt;
  if (dueAt >= story.expiresAt) return { do: 'skip', reason: 'story_expired' };
  const usefulUntil = story.expiresAt;
  if (openSummary) return { do: 'join', messageId: openSummary.messageId, usefulUntil };
  return { do: 'summarize', dueAt, usefulUntil, day: next.day };
}

function mayBuzz(number: PlannedNumber, now: Date): boolean {
  if (number.buzzIntervalMs === 0) return true;
  return number.openBuzzes.length === 0 && (number.buzzFreeAt === null || number.buzzFreeAt <= now);
}

function alone(story: PlannedStory, now: Date): Decision {
  const usefulUntil = new Date(Math.min(story.expiresAt.getTime(), now.getTime() + usefulForMs));
  return { do: 'send', dueAt: now, usefulUntil };
}

function together(story: PlannedStory, number: PlannedNumber, now: Date, instant: boolean): Decision {
  const collecting = number.openBuzzes.find((buzz) => buzz.collecting);
  const dueAt = collecting?.dueAt ?? rollUpDue(number, now, instant);
  if (isQuiet(number, dueAt)) return summarized(story, number, now);
  // By then it would be gone from Instagram, and telling of it as news would be wrong.
  if (dueAt >= story.expiresAt) return { do: 'skip', reason: 'story_expired' };
  const usefulUntil = story.expiresAt;
  if (collecting) return { do: 'join', messageId: collecting.messageId, usefulUntil };
  return { do: 'collect', dueAt, usefulUntil };
}

/** When the number's interval ends, counting every buzz that is under way. What may not buzz by itself waits a whole interval for company. */
function rollUpDue(number: PlannedNumber, now: Date, instant: boolean): Date {
  const moments = [
    now.getTime() + (instant ? 0 : number.buzzIntervalMs),
    number.buzzFreeAt?.getTime() ?? 0,
    ...number.openBuzzes.map((buzz) => buzz.dueAt.getTime() + number.buzzIntervalMs),
  ];
  return new Date(Math.max(...moments));
}
