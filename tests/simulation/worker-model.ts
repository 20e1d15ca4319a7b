import { classifySend, senderPauseMs } from '#lib/messages/classify-send.ts';
import { type ClockReading, isTooOldToWrite } from '#lib/messages/lease-age.ts';
import { TokenBucket } from '#lib/messages/token-bucket.ts';
import type { QuietClock } from '#lib/regions/quiet-hours.ts';
import type { SendOutcome } from '#lib/whatsapp/send-outcome.ts';
import { type Claimed, claimTransaction, holdSender } from './claim-transaction.ts';
import type { MetaModel } from './meta-model.ts';
import { type Answer, recordTransaction } from './outcome-transactions.ts';
import type { Random } from './random.ts';
import { minute, type Scenario } from './scenario.ts';
import { isWaiting, type Store } from './store.ts';

type Batch = { claimed: ClockReading; heldBack: string | undefined };

type WorkerOptions = {
  id: string;
  store: Store;
  meta: MetaModel;
  random: Random;
  scenario: Scenario;
  clock: QuietClock;
};

const ratePerSecond = 80;
const mostAhead = 20;

/**
 * A worker's dispatcher, step by step: hold the sender, claim, wait for a
 * turn, look at the lease, write, read the answer, store it. Between any two
 * steps it may die, losing all that it had in memory, or sleep.
 */
export class WorkerModel {
  readonly #options: WorkerOptions;
  #life = 0;
  #asleepUntil = Number.NEGATIVE_INFINITY;
  /** What this process's clocks are off by, in milliseconds. */
  #monotonicLost = 0;
  #wallOff = 0;
  #bucket = newBucket();
  #heldUntilMs = Number.NEGATIVE_INFINITY;
  #batches = new Set<Batch>();
  #looksAt = Number.POSITIVE_INFINITY;

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  setWallClock(byMs: number): void {
    this.#wallOff += byMs;
  }

  /** Looks for what is due, then. */
  lookAt(moment: number): void {
    const { store } = this.#options;
    const at = Math.max(moment, store.now);
    if (at >= this.#looksAt) return;
    this.#looksAt = at;
    const life = this.#life;
    const look = () => {
      if (life !== this.#life || this.#looksAt !== at) return;
      if (store.now < this.#asleepUntil) return store.timeline.at(this.#asleepUntil, look);
      this.#looksAt = Number.POSITIVE_INFINITY;
      this.#step(0, () => this.#hold());
    };
    store.timeline.at(at, look);
  }

  #clocks(): ClockReading {
    const { now } = this.#options.store;
    return { monotonicMs: now - this.#monotonicLost, wallMs: now + this.#wallOff };
  }

  /** The next step of this life; before it, death or sleep may come. */
  #step(afterMs: number, run: () => void): void {
    const { random, scenario, store } = this.#options;
    const life = this.#life;
    const attempt = () => {
      if (life !== this.#life) return;
      if (store.now < this.#asleepUntil) return store.timeline.at(this.#asleepUntil, attempt);
      run();
    };
    if (random.chance(scenario.crashes)) return store.timeline.after(afterMs, () => this.#die(life));
    if (random.chance(scenario.pauses)) store.timeline.after(afterMs, () => this.#sleep(life));
    store.timeline.after(afterMs, attempt);
  }

  #die(life: number): void {
    const { random, store } = this.#options;
    if (life !== this.#life) return;
    this.#life += 1;
    this.#asleepUntil = Number.NEGATIVE_INFINITY;
    this.#looksAt = Number.POSITIVE_INFINITY;
    this.#bucket = newBucket();
    this.#heldUntilMs = Number.NEGATIVE_INFINITY;
    this.#batches = new Set();
    this.lookAt(store.now + random.integer(500, minute));
  }

  /**
   * Stopped by a signal, or a lid closed, in which case the forward clock stands
   * still as well. Not where the wall clock is set back, too: then no clock of
   * the machine could tell how long it slept.
   */
  #sleep(life: number): void {
    const { random, scenario, store } = this.#options;
    if (life !== this.#life || store.now < this.#asleepUntil) return;
    const lasts = random.chance(0.5) ? random.integer(0, 30_000) : random.skewed(20 * minute);
    this.#asleepUntil = store.now + lasts;
    if (random.chance(0.4) && !scenario.clockJumps.some(({ byMs }) => byMs < 0))
      store.timeline.at(this.#asleepUntil, () => (this.#monotonicLost += lasts));
  }

  /** Runs a transaction; while the database is away it is tried again and again. */
  #transaction<Result>(run: () => Result, then: (result: Result) => void): void {
    const { meta, random } = this.#options;
    if (meta.lasts('database_down')) return this.#step(2_000, () => this.#transaction(run, then));
    const result = run();
    this.#step(random.integer(1, 20), () => then(result));
  }

  #hold(): void {
    const { id, store } = this.#options;
    if (this.#clocks().monotonicMs < this.#heldUntilMs) return this.#lookAgain();
    // A life is an owner of its own.
    this.#transaction(
      () => holdSender(store, `${id}.${this.#life}`),
      (held) => (held ? this.#claim() : this.#lookAgain()),
    );
  }

  #claim(): void {
    const { clock, store } = this.#options;
    const batch: Batch = { claimed: this.#clocks(), heldBack: undefined };
    this.#transaction(
      () => claimTransaction(store, mostAhead, clock),
      (claimed) => {
        if (claimed.length > 0) this.#batches.add(batch);
        for (const each of claimed) this.#wait(each, batch);
        this.#lookAgain();
      },
    );
  }

  /** When something may be due again; a worker looks every second, and here only when it may find something. */
  #lookAgain(): void {
    const { random, store } = this.#options;
    let next = Number.POSITIVE_INFINITY;
    for (const message of store.messages)
      if (isWaiting(message)) next = Math.min(next, Math.max(message.dueAt, message.number.notBefore));
    if (next === Number.POSITIVE_INFINITY) return;
    const blocked = Math.max(
      store.sender.pausedUntil,
      store.now + (store.sender.tokenHealthy ? 1_000 : minute),
    );
    this.lookAt(Math.max(next, blocked) + random.integer(0, 1_000));
  }

  #wait(claimed: Claimed, batch: Batch): void {
    this.#step(this.#bucket.reserve(this.#clocks().monotonicMs), () => this.#write(claimed, batch));
  }

  #write(claimed: Claimed, batch: Batch): void {
    const { meta, random, scenario, store } = this.#options;
    const { attempt } = claimed;
    const reason =
      batch.heldBack ?? (isTooOldToWrite(batch.claimed, this.#clocks()) ? 'the claim is too old' : undefined);
    if (reason !== undefined) return this.#answered(claimed, batch, { kind: 'not_sent', reason });
    if (random.chance(meta.share('unreachable')))
      return this.#answered(claimed, batch, { kind: 'not_sent', reason: 'refused' });
    store.onWrote(attempt);
    if (random.chance(scenario.bytesLate)) {
      store.timeline.after(random.integer(30_000, 15 * minute), () => meta.accept(attempt));
      return this.#step(28_000, () =>
        this.#answered(claimed, batch, { kind: 'uncertain', reason: 'no answer in time' }),
      );
    }
    const answer = meta.post(attempt);
    if (answer) this.#step(answer.afterMs, () => this.#answered(claimed, batch, answer.outcome));
    // Nothing comes back: the client gives up.
    else this.#step(28_000, () => this.#answered(claimed, batch, { kind: 'uncertain', reason: 'silence' }));
  }

  #answered(claimed: Claimed, batch: Batch, outcome: SendOutcome): void {
    const { random } = this.#options;
    const { attempt, epoch, throttledBefore } = claimed;
    // The wall clock of this process, right or wrong.
    const verdict = classifySend(outcome, { now: new Date(this.#clocks().wallMs), throttledBefore });
    this.#step(random.integer(0, 5), () => this.#record({ attempt, epoch, verdict, chance: random.next() }));
    if (verdict.kind === 'token') this.#heedToken(batch);
    const pauseMs = senderPauseMs(verdict);
    if (pauseMs === 0) return;
    this.#heldUntilMs = Math.max(this.#heldUntilMs, this.#clocks().monotonicMs + pauseMs);
    for (const each of this.#batches) each.heldBack ??= 'the sender is throttled';
  }

  #heedToken(batch: Batch): void {
    const { store } = this.#options;
    batch.heldBack ??= 'the token was refused';
    this.#transaction(
      () => (store.sender.tokenHealthy = false),
      () => {},
    );
  }

  #record(answer: Answer): void {
    const { store } = this.#options;
    this.#transaction(
      () => recordTransaction(store, answer),
      () => {},
    );
  }
}

const newBucket = () => new TokenBucket({ ratePerSecond, size: 2 });
