import type { Random } from '../random.ts';

/** As many as two workers save at a time (lib/worker/handlers.ts). */
const atOnce = 4;
/** What is left over is taken up again so often (lib/stories/job.ts, resumeArchives). */
const againMs = 15_000;

type Waiting = { mediaId: string; goneAt: number; readyAt: number };

/**
 * Saving as far as time goes, with made-up bytes: so many at once, those that
 * die first in front, each for as long as its size takes; a cut is tried again.
 * That files come whole is the archive's own tests' to show.
 */
export class ArchiveModel {
  readonly #random: Random;
  #waiting: Waiting[] = [];
  /** When each of the places is free. */
  readonly #places = Array.from({ length: atOnce }, () => 0);
  readonly archived = new Set<string>();
  bytes = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  add(mediaId: string, { goneAt, now }: { goneAt: number; now: number }): void {
    this.#waiting.push({ mediaId, goneAt, readyAt: now });
  }

  /** Does what can be begun up to a moment. */
  run(now: number): void {
    if (this.#waiting.length === 0) return;
    this.#waiting.sort((a, b) => a.goneAt - b.goneAt);
    const later: Waiting[] = [];
    for (const each of this.#waiting) {
      const place = this.#places.indexOf(Math.min(...this.#places));
      const begins = Math.max(this.#places[place]!, each.readyAt);
      if (begins > now) {
        later.push(each);
        continue;
      }
      // A link is dead once its story is gone.
      if (begins >= each.goneAt) continue;
      // From a picture of 100 kB to a video of 80 MB, at 10 MB a second.
      const size = 100_000 + this.#random.skewed(80_000_000);
      this.#places[place] = begins + size / 10_000;
      if (this.#random.chance(0.02)) later.push({ ...each, readyAt: begins + againMs });
      else {
        this.archived.add(each.mediaId);
        this.bytes += size;
      }
    }
    this.#waiting = later;
  }

  get waiting(): number {
    return this.#waiting.length;
  }
}
