import { type QuietClock, quietHoursOf, wallClock } from '../regions/quiet-hours.ts';
import { type HeldReason, isBuzz, type MessageKind, type NumberState, type SkipReason } from '../words.ts';

/** What is looked at once more when a message is about to be claimed: much may have happened since its plan. */
export type ClaimFacts = {
  kind: MessageKind;
  useful: boolean;
  /** Whether the number's service window is open, without which no free text may go out. */
  windowOpen: boolean;
  state: NumberState;
  muted: boolean;
  /** Whether the number's home region is out of use. */
  archived: boolean;
  /** What it was held by until now. NULL: nothing. */
  heldReason: HeldReason | null;
};

/** `expire`: it is of no use any more. `skip`: the number is not told after all. */
export type ClaimCheck = { do: 'send' } | { do: 'expire' } | { do: 'skip'; reason: SkipReason };

const skipReasons: Partial<Record<NumberState, SkipReason>> = {
  invited: 'number_invited',
  paused: 'number_paused',
  opted_out: 'number_opted_out',
  unreachable: 'number_unreachable',
};

/** Whether a message that is due is still to be sent. */
export function checkClaim(facts: ClaimFacts): ClaimCheck {
  const { kind, useful, windowOpen, state, muted, archived, heldReason } = facts;
  if (!useful || (kind === 'reply' && !windowOpen)) {
    // It waited for room until it was of no use: that is the reason.
    return heldReason === 'daily_limit' ? { do: 'skip', reason: 'daily_limit' } : { do: 'expire' };
  }
  if (kind === 'reply') return { do: 'send' };
  const reason = archived
    ? 'region_archived'
    : (skipReasons[state] ?? (muted && isBuzz(kind) ? 'number_muted' : undefined));
  return reason === undefined ? { do: 'send' } : { do: 'skip', reason };
}

export type QuietFacts = {
  kind: MessageKind;
  ownQuietHours: string | null;
  regionQuietHours: string | null;
  /** IANA name, of the number's home region. */
  timeZone: string;
};

/**
 * Until when a message must wait because its number's hours are quiet; the
 * plan has looked at them, but what it planned may have been kept waiting.
 * @param clock reads quiet hours
 * @returns undefined when it may go out now
 */
export function quietDueAt(
  { kind, ownQuietHours, regionQuietHours, timeZone }: QuietFacts,
  now: Date,
  clock: QuietClock = wallClock,
): Date | undefined {
  const hours = quietHoursOf(ownQuietHours, regionQuietHours);
  if (!isBuzz(kind) || !hours || !clock.quietUntil(hours, timeZone, now)) return undefined;
  return clock.nextSummaryAt(hours, timeZone, now);
}

/** Two messages to one phone in the same second would break the pair rate; the later one waits its turn. */
export function onePerNumber<Row extends { numberId: string }>(rows: readonly Row[]): Row[] {
  const seen = new Set<string>();
  return rows.filter(({ numberId }) => !seen.has(numberId) && seen.add(numberId));
}
