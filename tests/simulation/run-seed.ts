import { rememberingClock } from '#lib/regions/remembering-clock.ts';
import { Checker } from './checker.ts';
import { MetaModel } from './meta-model.ts';
import { processTransaction, receiveTransaction } from './outcome-transactions.ts';
import { planTransaction } from './plan-transaction.ts';
import { Random } from './random.ts';
import { day, drawScenario, hour, minute, type Scenario } from './scenario.ts';
import { type InboxRow, isWaiting, Store, type StoryRow } from './store.ts';
import { sweepTransactions } from './sweep-transactions.ts';
import { Timeline } from './timeline.ts';
import { WorkerModel } from './worker-model.ts';

export type SeedResult = {
  seed: number;
  found: Checker['found'];
  /** Messages, of which so many were accepted in so many requests. */
  messages: number;
  accepted: number;
  attempts: number;
  stale: number;
  /** Proven absent and sent once more. */
  resent: number;
  confirmedDuplicates: number;
  /** Of these, where the bytes of the first try reached Meta only after the proof. */
  bytesAfterProof: number;
  unconfirmed: number;
  steps: number;
};

/** Days start on few dates, so that what the clock remembers is of use to other seeds as well. */
const clock = rememberingClock();

/** Nothing lasts longer: half a day until a message is of no use, after a night in which it was held. */
const horizon = 4 * day;

/** Plays one seed from its first story until everything has come to rest. */
export function runSeed(seed: number): SeedResult {
  const random = new Random(seed);
  const scenario = drawScenario(random);
  const timeline = new Timeline(scenario.start);
  const store = new Store(timeline, scenario.numbers, scenario.routes);
  const checker = new Checker();
  const meta = new MetaModel({
    timeline,
    random,
    scenario,
    tell: (bodyHash, reports) => {
      if (meta.lasts('webhooks_dead') || meta.lasts('database_down')) return false;
      const row = receiveTransaction(store, bodyHash, reports);
      if (row) timeline.after(random.integer(5, 500), () => work(row));
      return true;
    },
    onAccepted: (acceptance) => checker.accepted(acceptance),
  });
  const work = (row: InboxRow) => {
    // A worker that dies with it leaves it to the sweep.
    if (meta.lasts('inbox_stuck') || meta.lasts('database_down') || random.chance(scenario.crashes)) return;
    processTransaction(store, row);
  };
  const workers = Array.from(
    { length: scenario.workers },
    (_, n) => new WorkerModel({ id: `worker${n}`, store, meta, random, scenario, clock }),
  );
  store.onClaimed = (attempt) => checker.claimed(attempt);
  store.onWrote = (attempt) => checker.wrote(attempt, timeline.now);
  store.onDue = (at) => {
    for (const worker of workers) worker.lookAt(at + random.integer(0, 50));
  };
  const plan = (story: StoryRow) => {
    if (!meta.lasts('database_down')) planTransaction(store, story, clock);
  };
  for (const each of scenario.stories) addStory(each);
  function addStory({ regionId, postedAt, foundAt }: Scenario['stories'][number]): void {
    const expiresAt = postedAt + day;
    const id = `s${store.stories.length + 1}`;
    const story = { id, regionId, postedAt, foundAt, expiresAt, planned: false };
    store.stories.push(story);
    if (!random.chance(scenario.crashes)) timeline.at(foundAt, () => plan(story));
  }
  for (const { at, number, to } of scenario.moves)
    timeline.at(at, () => {
      if (to === 'muted') number.mutedUntil = timeline.now + day;
      else if (number.state !== 'paused') number.state = to;
    });
  for (const { at, worker, byMs } of scenario.clockJumps)
    timeline.at(at, () => workers[worker % workers.length]?.setWallClock(byMs));
  for (const fault of scenario.faults)
    if (fault.kind === 'token_revoked')
      timeline.at(fault.until + random.integer(0, 10 * minute), () => {
        // An admin connects a new one, whether or not the old one was seen to be broken.
        store.sender.tokenHealthy = true;
        store.onDue(timeline.now);
      });

  const sweep = () => {
    if (!meta.lasts('database_down')) {
      for (const story of store.stories)
        if (!story.planned && story.foundAt < timeline.now - minute && story.expiresAt > timeline.now)
          plan(story);
      for (const row of store.inbox) if (!row.processed && row.receivedAt < timeline.now - minute) work(row);
      for (const transaction of sweepTransactions) transaction(store);
      checker.noteAbsent(store.attempts, timeline.now);
    }
    const next = nextSweepMs(store, random);
    if (next !== undefined) timeline.after(next, sweep);
    else sweeping = false;
  };
  let sweeping = true;
  timeline.after(random.integer(0, 5_000), sweep);

  let steps = timeline.run(scenario.start + horizon);
  // Whatever came last is swept once more.
  if (!sweeping) {
    timeline.after(minute, sweep);
    steps += timeline.run(timeline.now + horizon);
  }
  const calm = scenario.faults.length === 0 && scenario.crashes === 0 && scenario.pauses === 0;
  checker.end(store, calm && scenario.moves.length === 0 && scenario.clockJumps.length === 0);
  return {
    seed,
    found: checker.found,
    messages: store.messages.length,
    accepted: meta.accepted.length,
    attempts: store.attempts.length,
    stale: store.stale,
    resent: store.attempts.filter(({ outcome }) => outcome === 'absent').length,
    confirmedDuplicates: checker.confirmedDuplicates.size,
    bytesAfterProof: [...checker.confirmedDuplicates.values()].filter((cause) => cause === 'bytes').length,
    unconfirmed: store.messages.filter(({ state }) => state === 'unconfirmed').length,
    steps,
  };
}

/**
 * The real sweep comes every five seconds; here it comes often while something
 * is fresh, and rarely while nothing can change. Any rhythm must do.
 * @returns undefined once everything is at rest
 */
function nextSweepMs(store: Store, random: Random): number | undefined {
  const { now } = store;
  let next = Number.POSITIVE_INFINITY;
  const by = (ms: number) => (next = Math.min(next, ms));
  for (const { planned } of store.stories) if (!planned) by(minute);
  for (const { processed } of store.inbox) if (!processed) by(minute);
  for (const { outcome, startedAt, message } of store.attempts) {
    if (outcome === 'sending' || (outcome === 'uncertain' && message.state === 'sending'))
      by(now - startedAt < 20 * minute ? 15_000 : 10 * minute);
  }
  for (const message of store.messages) {
    if (
      isWaiting(message) ||
      message.state === 'accepted' ||
      message.state === 'sent' ||
      message.state === 'sending'
    )
      by(Math.max(message.usefulUntil - now, minute));
  }
  return next === Number.POSITIVE_INFINITY ? undefined : next + random.integer(0, Math.min(next, hour));
}
