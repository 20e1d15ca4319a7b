/** What the launcher tells the person who started it: a line when a step begins to take time, a line when it is done. */
export class Progress {
  readonly #write: (text: string) => void;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  say(text: string): void {
    this.#write(`${text}\n`);
  }

  /** Runs a step and says how long it took. Steps of more than 8 s say that they still go on. */
  async step<T>(what: string, work: () => Promise<T>): Promise<T> {
    const from = performance.now();
    const seconds = () => ((performance.now() - from) / 1000).toFixed(1);
    const still = setInterval(() => this.say(`  … ${what} (${seconds()} s)`), 8_000);
    try {
      const result = await work();
      this.say(`  ✓ ${what} (${seconds()} s)`);
      return result;
    } finally {
      clearInterval(still);
    }
  }
}
