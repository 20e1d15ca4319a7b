import { messageLeaseMs } from '#lib/messages/lease-age.ts';
import type { Acceptance } from './meta-model.ts';
import { isQuietFor } from './quiet-oracle.ts';
import type { AttemptRow, MessageRow, NumberRow, Store } from './store.ts';

export const breaches = [
  /** An alert that is neither in an accepted message, nor skipped or ended with a reason. */
  'lost',
  /** Two acceptances of a message without proof in between, or a number told of a story by two messages. */
  'dup',
  /** Something in no final state. */
  'stuck',
  /** A second buzz within the number's interval. */
  'buzzedTooSoon',
  /** A message claimed in quiet hours. */
  'buzzedInQuiet',
  /** Bytes written when the lease was over: others may have taken the message meanwhile. */
  'wroteTooLate',
  /** A state that says other than Meta's truth. */
  'wrongState',
  /** A duplicate that nobody is shown. */
  'hiddenDuplicate',
  /** Without any fault, something was not sent. */
  'notSentInCalm',
] as const;
export type Breach = (typeof breaches)[number];

/** What came after the proof by silence: the bytes of the first try, or Meta's word on it. */
export type DuplicateCause = 'bytes' | 'status';

const finalStates = new Set(['delivered', 'read', 'failed', 'unconfirmed', 'expired']);

/** Watches a run and judges its end. Knows Meta's truth, and nothing of how Storywire decides. */
export class Checker {
  readonly found: { breach: Breach; what: string }[] = [];
  /** Messages accepted twice, where the first was held to be absent by the rule of silence, and was not. */
  readonly confirmedDuplicates = new Map<MessageRow, DuplicateCause>();
  readonly #acceptances = new Map<MessageRow, Acceptance[]>();
  readonly #tellers = new Map<string, MessageRow>();
  readonly #buzzes = new Map<NumberRow, AttemptRow[]>();

  claimed({ message, startedAt }: AttemptRow): void {
    if (isQuietFor(message.number, startedAt)) this.#note('buzzedInQuiet', `${message.id} at ${startedAt}`);
  }

  wrote({ id, startedAt }: AttemptRow, now: number): void {
    if (now - startedAt > messageLeaseMs) this.#note('wroteTooLate', `${id} after ${now - startedAt} ms`);
  }

  accepted(acceptance: Acceptance): void {
    const { attempt } = acceptance;
    const { message } = attempt;
    const earlier = this.#acceptances.get(message) ?? [];
    this.#acceptances.set(message, [...earlier, acceptance]);
    for (const other of earlier) {
      const [first, second] =
        other.attempt.epoch < attempt.epoch ? [other.attempt, attempt] : [attempt, other.attempt];
      // Nobody may have tried again but on proof, and the same try is never accepted twice.
      const proven = first !== second && this.#absentSince.has(first);
      const late = [other, acceptance].some(
        (each) => each.attempt === first && each.at > (this.#absentSince.get(first) ?? each.at),
      );
      if (proven) this.confirmedDuplicates.set(message, late ? 'bytes' : 'status');
      else this.#note('dup', `${message.id} by ${first.id} and ${second.id}`);
    }
    for (const story of attempt.stories) {
      const key = `${story.id} ${message.number.id}`;
      const teller = this.#tellers.get(key) ?? message;
      this.#tellers.set(key, teller);
      if (teller !== message) this.#note('dup', `${key} told by ${teller.id} and ${message.id}`);
    }
    this.#checkInterval(attempt);
  }

  /** Attempts that the rule of silence has held to be absent; a late status may say otherwise. */
  readonly #absentSince = new Map<AttemptRow, number>();
  noteAbsent(attempts: readonly AttemptRow[], now: number): void {
    for (const attempt of attempts)
      if (attempt.outcome === 'absent' && !this.#absentSince.has(attempt))
        this.#absentSince.set(attempt, now);
  }

  #checkInterval(attempt: AttemptRow): void {
    const { message, startedAt } = attempt;
    const { number } = message;
    const buzzes = this.#buzzes.get(number) ?? [];
    this.#buzzes.set(number, [...buzzes, attempt]);
    for (const other of buzzes) {
      if (other.message === message) continue;
      const apart = Math.abs(other.startedAt - startedAt);
      if (apart < number.buzzIntervalMinutes * 60_000)
        this.#note('buzzedTooSoon', `${number.id} by ${other.message.id} and ${message.id}`);
    }
  }

  end(store: Store, calm: boolean): void {
    for (const message of store.messages) {
      if (!finalStates.has(message.state)) this.#note('stuck', `${message.id} is ${message.state}`);
      this.#checkTruth(message);
    }
    for (const { id, outcome, message } of store.attempts)
      if (outcome === 'sending' || (outcome === 'uncertain' && message.state === 'sending'))
        this.#note('stuck', `${id} is ${outcome}`);
    for (const { wamid } of store.orphans) this.#note('stuck', `a status of ${wamid} has no message`);
    for (const { processed } of store.inbox)
      if (!processed) this.#note('stuck', 'a webhook was not worked through');
    this.#checkAlerts(store, calm);
  }

  #checkTruth(message: MessageRow): void {
    const acceptances = this.#acceptances.get(message) ?? [];
    const fate = acceptances.flatMap((each) => each.fate);
    const arrived = fate.includes('read') ? 'read' : fate.includes('delivered') ? 'delivered' : undefined;
    const wrong = arrived
      ? message.state !== arrived
      : message.state === 'read' || message.state === 'delivered';
    if (wrong)
      this.#note('wrongState', `${message.id} is ${message.state}, Meta says ${arrived ?? 'otherwise'}`);
    if (acceptances.length > 1 !== (message.progress?.confirmedDuplicate ?? false))
      this.#note('hiddenDuplicate', message.id);
  }

  #checkAlerts(store: Store, calm: boolean): void {
    for (const story of store.stories) {
      for (const number of store.numbers) {
        if (number.region.id === story.regionId) continue;
        const who = `${story.id} to ${number.id}`;
        const alerts = store.alerts.filter((each) => each.story === story && each.number === number);
        const [alert] = alerts;
        if (!alert || alerts.length !== 1) {
          this.#note('lost', `${who}: ${alerts.length} alerts`);
          continue;
        }
        if ((alert.message === null) === (alert.skipped === null)) this.#note('lost', `${who}: no reason`);
        const told = this.#tellers.has(`${story.id} ${number.id}`);
        const ended =
          alert.message !== null && ['failed', 'unconfirmed', 'expired'].includes(alert.message.state);
        if (alert.message && !told && !ended) this.#note('lost', `${who}: ${alert.message.state}`);
        if (calm && alert.message && !told && alert.message.state !== 'failed')
          this.#note('notSentInCalm', `${who}: ${alert.message.state}`);
      }
    }
  }

  #note(breach: Breach, what: string): void {
    this.found.push({ breach, what });
  }
}
