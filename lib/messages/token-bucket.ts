/**
 * Paces sending: so many per second on average, and never more at once than
 * the bucket holds. Whoever reserves is told how long to wait for their turn,
 * so that turns are kept in order without a queue.
 */
export class TokenBucket {
  #perMs: number;
  #size: number;
  /** When the bucket would be full if nobody came any more. */
  #fullAtMs = Number.NEGATIVE_INFINITY;

  constructor({ ratePerSecond, size }: { ratePerSecond: number; size: number }) {
    this.#perMs = ratePerSecond / 1_000;
    this.#size = size;
  }

  /**
   * Takes the next turn.
   * @param nowMs on a clock that only goes forward
   * @returns milliseconds to wait
   */
  reserve(nowMs: number): number {
    const costMs = 1 / this.#perMs;
    this.#fullAtMs = Math.max(this.#fullAtMs, nowMs) + costMs;
    return Math.max(0, this.#fullAtMs - nowMs - this.#size * costMs);
  }

  /** Lets nobody through for so long, and afterwards only at the rate: the rest fills nothing. */
  rest(timeMs: number, nowMs: number): void {
    const emptyMs = this.#size / this.#perMs;
    this.#fullAtMs = Math.max(this.#fullAtMs, nowMs + timeMs + emptyMs);
  }

  /** Goes on at another rate: turns already taken stay taken, and are owed at the new rate. */
  changeRate({ ratePerSecond, size }: { ratePerSecond: number; size: number }, nowMs: number): void {
    const owed = Math.max(0, this.#fullAtMs - nowMs) * this.#perMs;
    this.#perMs = ratePerSecond / 1_000;
    this.#fullAtMs = nowMs + owed / this.#perMs;
    this.#size = size;
  }
}
