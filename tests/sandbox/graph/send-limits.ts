import { cloudError } from './graph-error.ts';
import type { SenderState } from './sender-state.ts';

/** Cloud API limits: so many messages a second for the number, 1,000 at the high level of throughput; to one person one per 6 s, with a credit of 45. */
const pairEveryMs = 6000;
const pairCredit = 45;

export type SendLimits = {
  /** @throws GraphError 130429 or 131056 */
  check: (digits: string, level: SenderState['level']) => void;
};

/** Counts what is sent; a restart forgives, as nobody could tell the difference. */
export function createSendLimits(standardPerSecond: number, now: () => number = Date.now): SendLimits {
  let recent: number[] = [];
  /** Per person, the moment from which on nothing is borrowed any more. */
  const paidUntil = new Map<string, number>();
  return {
    check: (digits, level) => {
      const perSecond = level === 'HIGH' ? Math.max(1_000, standardPerSecond) : standardPerSecond;
      const time = now();
      recent = recent.filter((sentAt) => sentAt > time - 1000);
      if (recent.length >= perSecond)
        throw cloudError(130_429, 'Rate limit hit', 'Cloud API message throughput has been reached.');
      const borrowed = Math.max(paidUntil.get(digits) ?? 0, time);
      if (borrowed - time > (pairCredit - 1) * pairEveryMs) {
        throw cloudError(
          131_056,
          '(Business Account, Consumer Account) pair rate limit hit',
          'Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.',
        );
      }
      recent.push(time);
      paidUntil.set(digits, borrowed + pairEveryMs);
      if (paidUntil.size > 5000) dropPaid(paidUntil, time);
    },
  };
}

function dropPaid(paidUntil: Map<string, number>, time: number): void {
  for (const [digits, until] of paidUntil) if (until <= time) paidUntil.delete(digits);
}
