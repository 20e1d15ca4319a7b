import { classifyGraphError } from '#lib/meta/classify.ts';
import type { Usage } from '#lib/meta/usage.ts';
import type { SendOutcome } from '#lib/whatsapp/send-outcome.ts';
import { withoutNumbers } from './without-numbers.ts';

/**
 * What follows from one try. `token` and `throttled` never count as failures of
 * the message. Pauses are lengths, not moments: the database's clock counts them.
 */
export type SendVerdict =
  | {
      kind: 'accepted';
      wamid: string;
      waId: string | null;
      userId: string | null;
      /** Meta said with its acceptance that the budget is used up. 0: go on. */
      pauseSenderMs: number;
    }
  /** Nothing left this machine: try again. */
  | { kind: 'not_sent'; details: string }
  | { kind: 'throttled'; whom: 'number' | 'sender'; pauseMs: number; errorCode: number; details: string }
  | { kind: 'token'; errorCode: number; details: string }
  | { kind: 'rejected'; errorCode: number; details: string; unreachable: boolean }
  | { kind: 'uncertain'; errorCode: number | null; details: string };

/** Nothing is known of what Meta did after these, whatever its table says of repeating reads. */
const uncertainCodes = [1, 2, 131_000, 131_016];

/** Not on WhatsApp, or too old a client, or terms not accepted: the number cannot be reached. */
const unreachableCode = 131_026;

/** More in a second than the throughput of the sender. */
const tooFastCode = 130_429;

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * For how long to hold back, by the meaning of the code: the first time, and at
 * most. It doubles with each time the same message met a throttle. Meta names
 * times for the pair rate only (4^n s); the others are ours.
 */
const pauses: Record<string, { firstMs: number; mostMs: number }> = {
  // Meta counts the last second: a quarter of it makes room, and the pace is lowered as well.
  sender_rate: { firstMs: second / 4, mostMs: minute },
  maintenance: { firstMs: minute, mostMs: 5 * minute },
  spam_rate: { firstMs: hour, mostMs: 6 * hour },
  template_violations: { firstMs: hour, mostMs: 6 * hour },
  registration_later: { firstMs: 10 * minute, mostMs: hour },
  registration_rate: { firstMs: 10 * minute, mostMs: hour },
};
const usualPause = { firstMs: minute, mostMs: hour };

/** WhatsApp lets one message through to the same person every 6 s. */
export const pairIntervalMs = 6 * second;

/**
 * Puts the outcome of one try into a class, by the table of the delivery
 * protocol: a readable error goes by its number, whatever its HTTP status;
 * without one nothing is known.
 * @param throttledBefore how often this message was throttled before
 */
export function classifySend(
  outcome: SendOutcome,
  { now, throttledBefore }: { now: Date; throttledBefore: number },
): SendVerdict {
  switch (outcome.kind) {
    case 'accepted':
      return {
        kind: 'accepted',
        wamid: outcome.wamid,
        waId: outcome.waId,
        userId: outcome.userId,
        pauseSenderMs:
          outcome.usage && outcome.usage.percent >= 100
            ? (namedPauseMs(outcome.usage, now) ?? usualPause.firstMs)
            : 0,
      };
    case 'not_sent':
      return { kind: 'not_sent', details: outcome.reason };
    case 'uncertain':
      return { kind: 'uncertain', errorCode: null, details: outcome.reason };
    case 'refused':
      return classifyRefusal(outcome, now, throttledBefore);
  }
}

function classifyRefusal(
  refusal: Extract<SendOutcome, { kind: 'refused' }>,
  now: Date,
  throttledBefore: number,
): SendVerdict {
  const { code: errorCode, subcode, status } = refusal;
  const facts = { errorCode, details: withoutNumbers(refusal.details) };
  if (uncertainCodes.includes(errorCode)) return { kind: 'uncertain', ...facts };
  const classified = classifyGraphError({ code: errorCode, subcode });
  switch (classified.class) {
    case 'throttled': {
      if (classified.scope === 'recipient') {
        return { kind: 'throttled', whom: 'number', pauseMs: pairPauseMs(throttledBefore), ...facts };
      }
      const pauseMs = Math.max(
        pauseByKeyMs(classified.key, throttledBefore),
        namedPauseMs(refusal.usage, now) ?? 0,
      );
      return { kind: 'throttled', whom: 'sender', pauseMs, ...facts };
    }
    case 'token':
      return { kind: 'token', ...facts };
    case 'transient':
      return { kind: 'uncertain', ...facts };
    case 'unknown':
      // A 4xx says that the request was at fault; anything else leaves open what was done with it.
      if (status < 400 || status >= 500) return { kind: 'uncertain', ...facts };
      return { kind: 'rejected', unreachable: false, ...facts };
    case 'permission':
    case 'missing':
    case 'recipient':
    case 'template':
    case 'permanent':
    case 'policy':
      return { kind: 'rejected', unreachable: errorCode === unreachableCode, ...facts };
  }
}

/** How long Meta asks us to stay away. */
const namedPauseMs = (usage: Usage | null, now: Date): number | undefined =>
  usage?.notBefore ? Math.max(0, usage.notBefore.getTime() - now.getTime()) : undefined;

/** 4^n s, as Meta asks, and never less than the rate itself. */
const pairPauseMs = (throttledBefore: number) =>
  Math.min(Math.max(pairIntervalMs, 4 ** (throttledBefore + 1) * second), hour);

function pauseByKeyMs(key: string, throttledBefore: number): number {
  const { firstMs, mostMs } = pauses[key] ?? usualPause;
  return Math.min(firstMs * 2 ** throttledBefore, mostMs);
}

/** For how long everything of the sender is to be held back; 0: not at all. */
export function senderPauseMs(verdict: SendVerdict): number {
  if (verdict.kind === 'accepted') return verdict.pauseSenderMs;
  return verdict.kind === 'throttled' && verdict.whom === 'sender' ? verdict.pauseMs : 0;
}

/** Whether more was sent in a second than Meta takes of the sender. */
export const isTooFast = (verdict: SendVerdict): boolean =>
  verdict.kind === 'throttled' && verdict.errorCode === tooFastCode;

/** Whether a failure that came by webhook means that the number cannot be reached. */
export const isUnreachable = (errorCode: number | null): boolean => errorCode === unreachableCode;
