/** A refusal for pace costs a twentieth; what was lost comes back in the time below. */
const lostShare = 0.05;
/** From a standstill to the whole pace. */
const wholeAgainMs = 100_000;
/** Several refusals within this time are of the same few messages, and cost once. */
const sameMomentMs = 250;
const leastShare = 1 / 16;

/**
 * The share of the throughput that is made use of. Meta counts when messages
 * arrive, which a network or a busy machine can push together, and counts
 * answers from phones along with them; how much room that takes shows only in
 * its refusals (130429). So each takes a little of the pace, which comes back
 * slowly: fast to yield, slow to ask for more.
 */
export class AdaptivePace {
  #share = 1;
  #changedMs = Number.NEGATIVE_INFINITY;
  #refusedMs = Number.NEGATIVE_INFINITY;

  /** @param nowMs on a clock that only goes forward */
  refused(nowMs: number): void {
    if (nowMs - this.#refusedMs < sameMomentMs) return;
    this.#share = Math.max(leastShare, this.share(nowMs) * (1 - lostShare));
    this.#refusedMs = nowMs;
    this.#changedMs = nowMs;
  }

  /** @returns above 0, at most 1 */
  share(nowMs: number): number {
    if (this.#share === 1) return 1;
    return Math.min(1, this.#share + (nowMs - this.#changedMs) / wholeAgainMs);
  }
}
