type Entry = { at: number; order: number; run: () => void };

/** The virtual clock: runs what was put on it in the order of its moments, and of being put there. */
export class Timeline {
  /** Milliseconds since 1970; the truth, which is also the database's clock and Meta's. */
  now: number;
  readonly #heap: Entry[] = [];
  #order = 0;

  constructor(start: number) {
    this.now = start;
  }

  at(moment: number, run: () => void): void {
    const entry = { at: Math.max(moment, this.now), order: this.#order, run };
    this.#order += 1;
    const heap = this.#heap;
    let index = heap.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!before(entry, heap[parent]!)) break;
      heap[index] = heap[parent]!;
      index = parent;
    }
    heap[index] = entry;
  }

  after(ms: number, run: () => void): void {
    this.at(this.now + ms, run);
  }

  /** @returns how many were run; the rest lies after `end` */
  run(end: number): number {
    let count = 0;
    for (let next = this.#take(end); next; next = this.#take(end)) {
      this.now = next.at;
      next.run();
      count += 1;
    }
    return count;
  }

  #take(end: number): Entry | undefined {
    const heap = this.#heap;
    const first = heap[0];
    if (!first || first.at > end) return undefined;
    const last = heap.pop()!;
    if (heap.length === 0) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1;
      if (!before(heap[child]!, last)) break;
      heap[index] = heap[child]!;
      index = child;
    }
    heap[index] = last;
    return first;
  }
}

const before = (a: Entry, b: Entry) => a.at < b.at || (a.at === b.at && a.order < b.order);
