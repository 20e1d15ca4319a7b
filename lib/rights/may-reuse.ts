import type { ReuseAnswer, ReuseRight } from '../words.ts';

/** What was said of a story's reuse. */
export type ReuseFacts = {
  /** Its team has deleted it from Instagram early, and has not released it since. */
  held: boolean;
  /** The region whose story it is. */
  sourceRegionId: string;
  rights: ReuseRight;
  /** Until when it may be reused. NULL: for good. */
  until: Date | null;
  /** The regions where it may be. NULL: in all. */
  regionIds: readonly string[] | null;
  /** Since when that holds. NULL: nothing was said of this story, its account's default holds. */
  since: Date | null;
};

/** The last question of the region that would reuse it. */
export type AskedFacts = {
  /** NULL: not answered yet. */
  answer: ReuseAnswer | null;
  answeredAt: Date | null;
};

/** Each has its sentence under `rights.reason` in lib/i18n/messages. */
export type ReuseReason =
  | 'deleted'
  | 'own'
  | 'free'
  | 'said_yes'
  | 'ask'
  | 'waiting'
  | 'said_no'
  | 'not_reused'
  | 'over'
  | 'elsewhere';

/** Whether a region may reuse a story: freely, once its team has said yes, or not. */
export type Reuse = { may: 'free' | 'ask_first' | 'not'; reason: ReuseReason };

/**
 * Whether a region may reuse a story now. One that its team has deleted is held
 * for everybody, the team itself included, until it is released: whatever was
 * wrong with it is not to be posted again by what was scheduled before.
 * Otherwise a region's own stories are its own.
 * *Not to be reused*, a time that is over and a region that is not named each
 * keep it back, whatever was answered before; else a yes lets it go. An answer
 * counts for the rights it was given under: once they are set anew, it is to
 * be asked again.
 * @param asked what the region asked last; undefined: nothing
 */
export function mayReuse(facts: ReuseFacts, regionId: string, now: Date, asked?: AskedFacts): Reuse {
  if (facts.held) return { may: 'not', reason: 'deleted' };
  if (regionId === facts.sourceRegionId) return { may: 'free', reason: 'own' };
  if (facts.rights === 'not_reused') return { may: 'not', reason: 'not_reused' };
  if (facts.until !== null && facts.until <= now) return { may: 'not', reason: 'over' };
  if (facts.regionIds !== null && !facts.regionIds.includes(regionId))
    return { may: 'not', reason: 'elsewhere' };
  if (facts.rights === 'free') return { may: 'free', reason: 'free' };
  if (asked === undefined) return { may: 'ask_first', reason: 'ask' };
  if (asked.answer === null) return { may: 'ask_first', reason: 'waiting' };
  if (facts.since !== null && (asked.answeredAt === null || asked.answeredAt < facts.since))
    return { may: 'ask_first', reason: 'ask' };
  return asked.answer === 'yes'
    ? { may: 'free', reason: 'said_yes' }
    : { may: 'ask_first', reason: 'said_no' };
}

/** Whether there is something to ask the team: it has not been asked, or said no and may be asked again. */
export const mayAsk = ({ may, reason }: Reuse): boolean => may === 'ask_first' && reason !== 'waiting';
