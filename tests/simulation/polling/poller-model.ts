import { batchAccounts } from '#lib/accounts/batch-accounts.ts';
import { dueOffsetMs, isDue } from '#lib/accounts/is-due.ts';
import { nextCheckAt, restAfterUsage } from '#lib/accounts/next-check-at.ts';
import {
  joinListings,
  readStoryPage,
  storiesPath,
  type StoryListing,
  type StoryPage,
} from '#lib/instagram/story-page.ts';
import type { MetaOutcome } from '#lib/meta/outcome.ts';
import { readUsage, type Usage } from '#lib/meta/usage.ts';
import type { CheckResult } from '#lib/words.ts';
import { type BatchAnswer, type MetaWorld, outcomeOf } from './meta-world.ts';
import type { Script, ScriptAccount } from './script.ts';

/** The poller's tick: as often as the worker looks for accounts whose turn has come. */
export const tickMs = 1_000;
export const pollIntervalMs = 60_000;

/** A line of the ledger. */
export type ModelCheck = { at: number; result: CheckResult; found: number };

/** What the database holds of an account. */
export type ModelAccount = {
  id: string;
  igUserId: string;
  tokenId: string;
  offsetMs: number;
  lastGoodCheckAt: number | null;
  notBefore: number | null;
  pacedUntil: number | null;
  /** Since the last good check. */
  failures: number;
  /** When it was found, by media id; `first`: at the account's first good check. */
  found: Map<string, { at: number; first: boolean }>;
  goodChecks: number[];
  ledger: ModelCheck[];
};

const version = 'v26.0';
const maxPages = 20;

/**
 * The poller over a scripted world on a virtual clock: the real rules (whose
 * turn it is, batches, reading of answers, back-off, rest by budget), with what
 * the jobs store in memory instead of PostgreSQL. That both come to the same is
 * held by tests/integration/stories/polling-model.test.ts, since the real thing
 * takes hours for a month.
 */
export class PollerModel {
  readonly accounts: ModelAccount[];
  readonly #script: Script;
  readonly #world: MetaWorld;
  readonly #keepLedger: boolean;
  readonly #byOffset: Map<number, ModelAccount[]>;
  /** Those that do not simply wait for their turn. */
  readonly #out = new Set<ModelAccount>();
  readonly #broken = new Set<string>();
  /** What a page's JSON was read as: the same JSON reads the same. */
  readonly #read = new WeakMap<object, StoryPage>();
  readonly #usages = new Map<string, Usage>();
  onFound: (account: ModelAccount, mediaId: string, at: number) => void = () => undefined;

  /** @param keepLedger every line of it, which is much over a month */
  constructor(script: Script, world: MetaWorld, { keepLedger = false } = {}) {
    this.#script = script;
    this.#world = world;
    this.#keepLedger = keepLedger;
    this.accounts = script.accounts.map(modelAccount).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    this.#byOffset = Map.groupBy(this.accounts, ({ offsetMs }) => offsetMs);
    for (const account of this.accounts) this.#out.add(account);
  }

  /** Whose turn has come; what {@link isDue} says of all, asked of those alone of whom it can. */
  due(now: number): ModelAccount[] {
    const waiting = [...this.#out];
    const turn = this.#byOffset.get(now % pollIntervalMs) ?? [];
    const asked = new Set([...waiting, ...turn]);
    const due = [...asked].filter((account) => this.#mayBeAsked(account, now) && isTurn(account, now));
    for (const account of waiting)
      if (this.#mayBeAsked(account, now) && !due.includes(account)) this.#out.delete(account);
    return due.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Whose turn has come, asked of everybody. */
  dueOfAll(now: number): ModelAccount[] {
    return this.accounts.filter((account) => this.#mayBeAsked(account, now) && isTurn(account, now));
  }

  check(due: readonly ModelAccount[], now: number): void {
    for (const batch of batchAccounts(due)) {
      // An earlier batch may have found the token broken.
      if (this.#broken.has(batch[0]!.tokenId)) continue;
      const listings = this.#list(batch, now);
      for (const [n, account] of batch.entries()) this.#record(account, listings[n]!, now);
    }
  }

  /** All of its accounts miss their turns from now on, and are due at once when it is replaced. */
  #break(tokenId: string): void {
    this.#broken.add(tokenId);
    for (const account of this.accounts) if (account.tokenId === tokenId) this.#out.add(account);
  }

  /** An admin connects a new token in place of one that is refused. */
  connect(token: number): void {
    this.#broken.delete(String(token));
  }

  /** Moments from the tick of the start on, at which tokens are connected anew. */
  connections(): { token: number; at: number }[] {
    return this.#script.revoked.map(({ token, until }) => ({ token, at: until }));
  }

  #mayBeAsked({ tokenId, notBefore, pacedUntil }: ModelAccount, now: number): boolean {
    return !this.#broken.has(tokenId) && Math.max(notBefore ?? 0, pacedUntil ?? 0) <= now;
  }

  #list(batch: readonly ModelAccount[], now: number): StoryListing[] {
    const listings: (StoryListing | undefined)[] = batch.map(() => undefined);
    let open = batch.map((_, n) => ({ n, after: undefined as string | undefined }));
    for (let page = 0; open.length > 0 && page < maxPages; page += 1) {
      const paths = open.map(({ n, after }) => storiesPath(version, batch[n]!.igUserId, after));
      const outcomes = outcomesOf(this.#world.answer(paths, Number(batch[0]!.tokenId), now), paths.length);
      const next: typeof open = [];
      for (const [at, { n }] of open.entries()) {
        const read = this.#readPage(batch[n]!.igUserId, outcomes[at]!, now);
        listings[n] = joinListings(listings[n], read.listing);
        if (read.next !== undefined) next.push({ n, after: read.next });
      }
      open = next;
    }
    if (open.length > 0) throw new Error('A listing did not end.');
    return listings.map((listing) => listing!);
  }

  #readPage(igUserId: string, outcome: MetaOutcome, now: number): StoryPage {
    if (outcome.kind !== 'answer' || outcome.status !== 200)
      return readStoryPage(igUserId, outcome, new Date(now));
    const json = outcome.json as object;
    const known = this.#read.get(json) ?? readStoryPage(igUserId, { ...outcome, headers: {} }, new Date(now));
    this.#read.set(json, known);
    if (!known.listing.ok) return known;
    return {
      ...known,
      listing: { ...known.listing, usage: this.#readUsage(outcome.headers, now, igUserId) },
    };
  }

  /** A header that names no moment reads the same whenever it comes. */
  #readUsage(headers: Record<string, string>, now: number, igUserId: string): Usage | null {
    const text = headers['x-business-use-case-usage'] ?? '';
    const known = this.#usages.get(text);
    if (known) return known;
    const usage = readUsage(headers, new Date(now), igUserId) ?? null;
    if (usage !== null && usage.notBefore === null) this.#usages.set(text, usage);
    return usage;
  }

  /** What recordCheck and recordListing store. */
  #record(account: ModelAccount, listing: StoryListing, now: number): void {
    const at = new Date(now);
    const rest = listing.ok
      ? restAfterUsage(listing.usage, at, pollIntervalMs)
      : { notBefore: listing.notBefore, pacedUntil: null };
    const result = listing.ok ? 'ok' : listing.result;
    const next = nextCheckAt({
      result,
      namedByMeta: rest.notBefore,
      failuresBefore: listing.ok ? 0 : account.failures,
      now: at,
    });
    const kept = account.notBefore !== null && account.notBefore > now ? account.notBefore : null;
    account.notBefore = kept === null ? (next?.getTime() ?? null) : Math.max(kept, next?.getTime() ?? 0);
    account.pacedUntil = rest.pacedUntil?.getTime() ?? null;
    const fresh = listing.ok ? listing.stories.filter(({ mediaId }) => !account.found.has(mediaId)) : [];
    if (this.#keepLedger) account.ledger.push({ at: now, result, found: fresh.length });
    if (!listing.ok) {
      account.failures += 1;
      this.#out.add(account);
      if (result === 'token') this.#break(account.tokenId);
      return;
    }
    const first = account.lastGoodCheckAt === null;
    account.failures = 0;
    account.lastGoodCheckAt = now;
    account.goodChecks.push(now);
    if (account.notBefore !== null || account.pacedUntil !== null) this.#out.add(account);
    for (const { mediaId } of fresh) {
      account.found.set(mediaId, { at: now, first });
      this.onFound(account, mediaId, now);
    }
  }
}

const modelAccount = ({ id, igUserId, token }: ScriptAccount): ModelAccount => ({
  id,
  igUserId,
  tokenId: String(token),
  offsetMs: dueOffsetMs(id, pollIntervalMs),
  lastGoodCheckAt: null,
  notBefore: null,
  pacedUntil: null,
  failures: 0,
  found: new Map(),
  goodChecks: [],
  ledger: [],
});

const isTurn = ({ id, lastGoodCheckAt }: ModelAccount, now: number): boolean =>
  isDue({
    accountId: id,
    lastCheckedAt: lastGoodCheckAt === null ? null : new Date(lastGoodCheckAt),
    now: new Date(now),
    pollIntervalMs,
  });

/** As the client hands them on: what fails as a whole fails in every part. */
function outcomesOf(answer: BatchAnswer, count: number): MetaOutcome[] {
  if (answer.kind === 'parts') return answer.parts.map(outcomeOf);
  const whole: MetaOutcome =
    answer.kind === 'dead'
      ? { kind: 'not_sent', reason: 'connection refused' }
      : { kind: 'answer', status: answer.status, headers: {}, json: answer.json };
  return Array.from({ length: count }, () => whole);
}
