import { gapMs } from '#lib/accounts/account-history.ts';
import { Random } from '../random.ts';
import { minute } from '../scenario.ts';
import { ArchiveModel } from './archive-model.ts';
import { MetaWorld } from './meta-world.ts';
import { type ModelAccount, PollerModel, pollIntervalMs, tickMs } from './poller-model.ts';
import type { Script, ScriptStory } from './script.ts';

/** What a simulated month came to. Delays in ms. */
export type PollingResult = {
  stories: number;
  found: number;
  /** Gone before they could be found, in a gap that the ledger shows. */
  missedInGaps: number;
  /** Must be 0. */
  missedWithoutExplanation: string[];
  /** Of what was posted while its account was checked. */
  delay: { p50: number; p95: number; most: number };
  /** Of all, with what was posted in gaps. */
  delayOfAll: { p50: number; p95: number };
  /** Listings are all that is played: no single stories, no insights, no search for accounts. */
  calls: {
    /** Every account once a minute. */
    expected: number;
    /** One a check: fewer by outages, revoked tokens and rest, more by what is asked again after a failure. */
    firstPages: number;
    furtherPages: number;
    other: number;
    all: number;
  };
  batches: number;
  /** The most of its budget that any account has used, in percent. */
  mostPercent: number;
  throttled: number;
  /** Calls about an account before the moment that Meta had named. Must be 0. */
  callsWhileThrottled: number;
  /** Found half a minute or more before they were gone. */
  reachable: number;
  archived: number;
  notArchived: string[];
};

/** The last stories are looked for that much longer. */
const restMs = 10 * minute;

/** Polls a script's world from its beginning to its end. */
export function runPolling(script: Script, world = new MetaWorld(script)): PollingResult {
  const poller = new PollerModel(script, world);
  const archive = new ArchiveModel(new Random(script.seed + 2));
  const stories = new Map(
    script.accounts.flatMap((account) => account.stories.map((each) => [each.mediaId, each])),
  );
  poller.onFound = (_, mediaId, now) => archive.add(mediaId, { goneAt: stories.get(mediaId)!.goneAt, now });
  const connections = poller.connections();
  const end = script.until + restMs;
  for (let now = script.from; now < end; now += tickMs) {
    for (const { token, at } of connections) if (at === now) poller.connect(token);
    const due = poller.due(now);
    if (due.length > 0) poller.check(due, now);
    archive.run(now);
  }
  return sumUp(script, { world, poller, archive, end });
}

function sumUp(
  script: Script,
  {
    world,
    poller,
    archive,
    end,
  }: { world: MetaWorld; poller: PollerModel; archive: ArchiveModel; end: number },
): PollingResult {
  const accounts = new Map(poller.accounts.map((account) => [account.igUserId, account]));
  const missedWithoutExplanation: string[] = [];
  const notArchived: string[] = [];
  const [delays, all]: [number[], number[]] = [[], []];
  let [stories, found, missedInGaps, reachable] = [0, 0, 0, 0];
  for (const { igUserId, stories: posted } of script.accounts) {
    const account = accounts.get(igUserId)!;
    for (const story of posted) {
      // Over before anybody looked.
      if (story.goneAt <= (account.goodChecks[0] ?? script.from)) continue;
      stories += 1;
      const seen = account.found.get(story.mediaId);
      const gap = gapAround(account, story.postedAt, end);
      if (!seen) {
        if (gap && gap.until >= Math.min(story.goneAt, end)) missedInGaps += 1;
        else missedWithoutExplanation.push(words(igUserId, story));
        continue;
      }
      found += 1;
      if (story.goneAt - seen.at >= 30_000) {
        reachable += 1;
        if (!archive.archived.has(story.mediaId)) notArchived.push(words(igUserId, story));
      }
      if (seen.first) continue;
      all.push(seen.at - story.postedAt);
      if (!gap) delays.push(seen.at - story.postedAt);
    }
  }
  const { pages, batches, mostPercent, throttled, whileThrottled } = world.seen;
  return {
    stories,
    found,
    missedInGaps,
    missedWithoutExplanation,
    delay: { p50: quantile(delays, 0.5), p95: quantile(delays, 0.95), most: quantile(delays, 1) },
    delayOfAll: { p50: quantile(all, 0.5), p95: quantile(all, 0.95) },
    calls: {
      expected: (script.accounts.length * (end - script.from)) / pollIntervalMs,
      firstPages: pages.first,
      furtherPages: pages.further,
      other: pages.other,
      all: pages.first + pages.further + pages.other,
    },
    batches,
    mostPercent,
    throttled,
    callsWhileThrottled: whileThrottled,
    reachable,
    archived: reachable - notArchived.length,
    notArchived,
  };
}

const words = (igUserId: string, { mediaId, postedAt, goneAt }: ScriptStory) =>
  `${mediaId} of ${igUserId}, ${new Date(postedAt).toISOString()} to ${new Date(goneAt).toISOString()}`;

/** The gap that a moment lies in, by the rule by which the account's page shows one (get-account-history.ts). */
function gapAround({ goodChecks }: ModelAccount, moment: number, end: number): { until: number } | undefined {
  let [low, high] = [0, goodChecks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (goodChecks[middle]! <= moment) low = middle + 1;
    else high = middle;
  }
  const from = goodChecks[low - 1];
  const until = goodChecks[low] ?? end;
  return from !== undefined && until - from > gapMs(pollIntervalMs) ? { until } : undefined;
}

function quantile(numbers: number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
