/** Statuses come within seconds; one that has not come after this, over a channel that is proven alive, will not come. */
export const quietWindowMs = 150_000;

/** Neighbours of an attempt are those that were begun from so long before it until its quiet window was over. */
export const neighbourBeforeMs = 60_000;

/** A status that comes so long after Meta's time on it was kept back, and others may still be. */
export const lateArrivalMs = 60_000;
/** For how long after such a one Meta is taken to be catching up. */
export const lateLookbackMs = 10 * 60_000;

/** Times a message may be left in doubt: the first try and one more. */
const mostDoubts = 2;

/** What the database knows of an attempt whose answer was lost. */
export type UncertainFacts = {
  /** Since it was begun, by the database's clock. */
  ageMs: number;
  /** A later attempt of the same sender, begun a quiet window after this one, has a status of which Meta's time is as late. */
  channelAlive: boolean;
  /** Accepted neighbours of which no status has come: whatever swallowed theirs may have swallowed this one's. */
  silentNeighbours: number;
  /** Statuses of this sender that lately came long after Meta's time on them: Meta is catching up after an outage. */
  lateArrivals: number;
  /** Webhooks that lie in the inbox, not worked through. */
  waitingWebhooks: number;
  /** The message's attempts that were ever uncertain, this one included. */
  doubts: number;
  /** Whether telling is still of any use. */
  useful: boolean;
  /** Whether the message still waits for this attempt; another one may have been proven accepted. */
  pending: boolean;
};

/**
 * `absent`: proven not to have been accepted. `unconfirmed`: will not be
 * cleared up in time. `wait`: silence alone proves nothing.
 */
export type Resolution = 'absent' | 'unconfirmed' | 'wait';

/**
 * Decides what to make of an attempt that may or may not have been accepted. A
 * status with its opaque id is the first evidence and is dealt with where
 * statuses are; here is the other kind, the proof by silence. Silence counts
 * only while the webhook channel is proven alive by Meta's own times on later
 * attempts; a dead channel must never look like "not accepted".
 */
export function resolveUncertain(facts: UncertainFacts): Resolution {
  if (!facts.pending) return 'wait';
  if (!facts.useful) return 'unconfirmed';
  if (facts.ageMs < quietWindowMs) return 'wait';
  if (facts.doubts >= mostDoubts) return 'unconfirmed';
  const proven =
    facts.channelAlive &&
    facts.silentNeighbours === 0 &&
    facts.lateArrivals === 0 &&
    facts.waitingWebhooks === 0;
  return proven ? 'absent' : 'wait';
}
