import type { StatusKind } from '#lib/words.ts';

/** What Meta did with one try, as one knows it who sees everything at once. */
export type KnownTry = {
  /** The answer that came: accepted, refused with this code at this second, or none. */
  answer: 'accepted' | { refusedWith: number; atMs: number } | 'none';
  /** Each once; the order means nothing. */
  statuses: { status: StatusKind; atMs: number; errorCode: number | null }[];
};

export type OracleVerdict = {
  state: 'accepted' | 'sent' | 'delivered' | 'read' | 'failed';
  sentAt: number | null;
  deliveredAt: number | null;
  readAt: number | null;
  errorCode: number | null;
  confirmedDuplicate: boolean;
};

/** Places in the lattice. A try climbs; between tries, one that failed counts least. */
const heights = { none: 0, accepted: 1, sent: 2, failed: 3, delivered: 4, read: 5 } as const;
const names = ['none', 'accepted', 'sent', 'failed', 'delivered', 'read'] as const;

/**
 * What a message must come to, whatever the order in which things became
 * known: the join of everything, and nothing else. Written apart from the rule
 * that it judges, and from its words.
 * @returns undefined when nothing is known that decides
 */
export function oracleOf(tries: readonly KnownTry[]): OracleVerdict | undefined {
  let best = -1;
  let known = 0;
  let worst: { atMs: number; code: number } | undefined;
  const first: Partial<Record<StatusKind, number>> = {};
  const blame = (atMs: number, code: number) => {
    if (!worst || atMs > worst.atMs || (atMs === worst.atMs && code > worst.code)) worst = { atMs, code };
  };
  for (const { answer, statuses } of tries) {
    let height: number = answer === 'accepted' ? heights.accepted : heights.none;
    if (typeof answer === 'object') {
      height = heights.failed;
      blame(answer.atMs, answer.refusedWith);
    }
    for (const { status, atMs, errorCode } of statuses) {
      height = Math.max(height, heights[status]);
      first[status] = Math.min(first[status] ?? atMs, atMs);
      if (status === 'failed') blame(atMs, errorCode ?? 0);
    }
    if (answer === 'accepted' || statuses.length > 0) known += 1;
    if (height === heights.none) continue;
    // Weighs a failure below an acceptance, and leaves the rest where it is.
    const weight = height === heights.failed ? 0.5 : height;
    best = Math.max(best, weight);
  }
  const state = names[best === 0.5 ? heights.failed : best];
  if (state === undefined || state === 'none') return undefined;
  return {
    state,
    sentAt: first.sent ?? null,
    deliveredAt: first.delivered ?? null,
    readAt: first.read ?? null,
    errorCode: worst?.code ?? null,
    confirmedDuplicate: known > 1,
  };
}
