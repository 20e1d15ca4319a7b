import type { AttemptOutcome } from '../words.ts';
import type { SendVerdict } from './classify-send.ts';
import { retryDelayMs } from './retry-delay.ts';

/** What a worker has to say of the attempt it made under a claim. */
export type Answer = { epoch: number; verdict: SendVerdict };

/** The attempt as it now stands in its row. */
export type StandingAttempt = { epoch: number; outcome: AttemptOutcome; wamid: string | null };

/**
 * Whether an answer may still be stored. `fresh`: it is the one that is waited
 * for. `known`: a status with the opaque id came sooner and said the same.
 * `stale`: the attempt was taken from a worker that overslept its lease; what
 * it has to say is refused and counted, and the resolver goes by webhooks.
 */
export function judgeAnswer(
  { epoch, verdict }: Answer,
  row: StandingAttempt | undefined,
): 'fresh' | 'known' | 'stale' {
  if (row?.outcome === 'sending' && row.epoch === epoch) return 'fresh';
  const saysTheSame =
    verdict.kind === 'uncertain' || (verdict.kind === 'accepted' && verdict.wamid === row?.wamid);
  return row?.outcome === 'accepted' && saysTheSame ? 'known' : 'stale';
}

/** A broken token is a refusal for now: the message goes out with the next one. */
export const outcomeOf = {
  accepted: 'accepted',
  not_sent: 'not_sent',
  throttled: 'throttled',
  token: 'throttled',
  rejected: 'rejected',
  uncertain: 'uncertain',
} as const satisfies Record<SendVerdict['kind'], AttemptOutcome>;

/**
 * After how long a message goes back into the outbox, in milliseconds; only
 * where it is proven that this attempt was not accepted.
 * @param unsent the message's attempts that were not sent, this one included
 * @param chance from 0 to 1; spreads out retries
 */
export function retryAfterMs(
  verdict: SendVerdict,
  { unsent, chance }: { unsent: number; chance: number },
): number | undefined {
  switch (verdict.kind) {
    case 'throttled':
      return verdict.pauseMs;
    case 'token':
      return retryDelayMs(1, chance);
    case 'not_sent':
      return retryDelayMs(unsent, chance);
    case 'accepted':
    case 'rejected':
    case 'uncertain':
      return undefined;
  }
}
