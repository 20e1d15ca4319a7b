import type { SendOutcome } from '#lib/whatsapp/send-outcome.ts';
import type { StatusKind } from '#lib/words.ts';
import type { Random } from './random.ts';
import { type FaultKind, hour, minute, type Scenario } from './scenario.ts';
import type { AttemptRow, Report } from './store.ts';
import type { Timeline } from './timeline.ts';

/** What Meta truly accepted. */
export type Acceptance = { attempt: AttemptRow; at: number; wamid: string; fate: StatusKind[] };

export type MetaOptions = {
  timeline: Timeline;
  random: Random;
  scenario: Scenario;
  /** Brings a webhook. @returns false when the endpoint did not answer with 200 */
  tell: (bodyHash: string, reports: Report[]) => boolean;
  onAccepted: (acceptance: Acceptance) => void;
};

/** What comes back of a request, and when; `undefined`: nothing ever does. */
export type Answered = { outcome: SendOutcome; afterMs: number } | undefined;

const throttleCodes = [4, 80_007, 130_429, 131_048, 131_056, 131_057, 133_016];
const secondMs = 1_000;

/** A model of Meta: what it accepts, what it answers, and what it tells of it later. */
export class MetaModel {
  readonly accepted: Acceptance[] = [];
  readonly #options: MetaOptions;
  #bodies = 0;

  constructor(options: MetaOptions) {
    this.#options = options;
  }

  /** The share of requests that a fault hits now; 0 while it does not last. */
  share(kind: FaultKind): number {
    const { timeline, scenario } = this.#options;
    let share = 0;
    for (const fault of scenario.faults)
      if (fault.kind === kind && fault.from <= timeline.now && timeline.now < fault.until)
        share = Math.max(share, fault.share);
    return share;
  }

  lasts(kind: FaultKind): boolean {
    return this.share(kind) > 0;
  }

  /** Takes one request whose bytes have arrived. */
  post(attempt: AttemptRow): Answered {
    const { random, timeline } = this.#options;
    const quick = random.integer(20, 400);
    if (this.lasts('token_revoked')) return { outcome: refused(401, 190, 'revoked'), afterMs: quick };
    if (random.chance(this.share('throttled')))
      return { outcome: refused(400, random.pick(throttleCodes), 'slow down'), afterMs: quick };
    if (random.chance(this.share('server_errors'))) {
      if (random.chance(0.3)) this.accept(attempt);
      return { outcome: { kind: 'uncertain', reason: 'status 503' }, afterMs: quick };
    }
    if (random.chance(this.share('doubtful_codes'))) {
      if (random.chance(0.2)) this.accept(attempt);
      return { outcome: refused(500, random.pick([1, 2, 131_000, 131_016]), 'try again'), afterMs: quick };
    }
    if (random.chance(0.004)) return { outcome: refused(400, 131_026, 'undeliverable'), afterMs: quick };
    const wamid = this.accept(attempt);
    if (random.chance(this.share('answers_lost'))) {
      const afterMs = random.chance(0.5) ? random.integer(1, secondMs) : 28 * secondMs;
      return random.chance(0.1) ? undefined : { outcome: { kind: 'uncertain', reason: 'reset' }, afterMs };
    }
    const outcome: SendOutcome = { kind: 'accepted', wamid, waId: null, userId: null, usage: null };
    if (random.chance(0.01)) {
      const notBefore = new Date(timeline.now + random.integer(0, 10 * minute));
      outcome.usage = { percent: 100, notBefore };
    }
    const afterMs = random.chance(this.share('slow')) ? random.integer(0, 40 * secondMs) : quick;
    return afterMs > 28 * secondMs
      ? { outcome: { kind: 'uncertain', reason: 'no answer in time' }, afterMs: 28 * secondMs }
      : { outcome, afterMs };
  }

  /** @returns the id of what is now accepted, once more if it was before */
  accept(attempt: AttemptRow): string {
    const { random, scenario, timeline } = this.#options;
    const wamid = `w${this.accepted.length + 1}`;
    const fails = random.chance(0.03);
    const fate: StatusKind[] = fails ? ['failed'] : random.chance(0.95) ? ['sent', 'delivered'] : ['sent'];
    if (fate.includes('delivered') && random.chance(0.6)) fate.push('read');
    if (fails && random.chance(0.3)) fate.unshift('sent');
    // Now and then the phone is known to have read what no *delivered* told of.
    if (fate.includes('read') && random.chance(0.05)) fate.splice(fate.indexOf('delivered'), 1);
    const acceptance = { attempt, at: timeline.now, wamid, fate };
    this.accepted.push(acceptance);
    this.#options.onAccepted(acceptance);
    let at = timeline.now;
    for (const status of fate) {
      const first = status === fate[0];
      const waits = first
        ? random.integer(100, 3_000)
        : random.skewed(random.chance(0.1) ? 6 * hour : minute);
      at += first && random.chance(scenario.statusesKeptBack) ? random.skewed(20 * minute) : waits;
      this.#report(acceptance, status, at);
    }
    return wamid;
  }

  #report({ attempt, wamid }: Acceptance, status: StatusKind, at: number): void {
    const { random, scenario, timeline } = this.#options;
    // Meta's times are whole seconds.
    const providerAt = new Date(Math.floor(at / secondMs) * secondMs);
    const failed = status === 'failed';
    const report: Report = {
      wamid,
      opaqueId: attempt.opaqueId,
      status,
      at: providerAt,
      errorCode: failed ? random.pick([131_026, 131_049]) : null,
      errorDetails: failed ? 'not delivered' : null,
    };
    this.#bodies += 1;
    const bodyHash = `b${this.#bodies}`;
    const latency = random.chance(0.02) ? random.integer(0, 40 * secondMs) : random.integer(50, 1_500);
    timeline.at(at + latency, () => this.#deliver(bodyHash, [report], 0));
    if (random.chance(scenario.webhooksRepeated)) {
      // The same body again, or the same status in another.
      const again = random.chance(0.5) ? bodyHash : `${bodyHash}r`;
      timeline.at(at + latency + random.skewed(hour), () => this.#deliver(again, [report], 0));
    }
  }

  /** Until it is answered with 200, at growing distances, as Meta does for days. */
  #deliver(bodyHash: string, reports: Report[], tries: number): void {
    const { random, scenario, tell, timeline } = this.#options;
    const refusedOnce = random.chance(scenario.webhooksRefused);
    if (!refusedOnce && tell(bodyHash, reports)) return;
    const backoff = Math.min(5 * secondMs * 2 ** tries, hour);
    timeline.after(backoff * (0.5 + random.next()), () => this.#deliver(bodyHash, reports, tries + 1));
  }
}

const refused = (status: number, code: number, details: string): SendOutcome => ({
  kind: 'refused',
  status,
  code,
  subcode: null,
  details,
  usage: null,
});
