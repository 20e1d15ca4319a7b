import type { MetaOutcome } from '#lib/meta/outcome.ts';
import { Random } from '../random.ts';
import { day, minute } from '../scenario.ts';
import type { Script, ScriptAccount, ScriptStory } from './script.ts';

type Page = { json: unknown; next: boolean };

/** What an account has on Instagram; made anew only when it has changed. */
type Shown = { pages: Page[]; pageSize: number; changesAt: number };

/** One part of the answer to a batch: text and headers as Meta sends them, and the JSON in the text. */
export type Part = { code: number; headers: Record<string, string>; json: unknown } | null;

/** How Meta answers a batch of listings: as a whole, or part by part. */
export type BatchAnswer =
  | { kind: 'parts'; parts: Part[] }
  | { kind: 'refused'; status: number; json: unknown }
  /** Nobody answers. */
  | { kind: 'dead' };

/**
 * Meta, as far as it concerns polling, over a script: listings in pages, a
 * budget of calls per account and rolling day with its headers, throttling, revoked tokens,
 * outages and single failures. Written from Meta's pages, not from the client.
 */
export class MetaWorld {
  readonly #script: Script;
  readonly #random: Random;
  readonly #accounts: Map<string, ScriptAccount>;
  readonly #shown = new Map<string, Shown>();
  /** Moments of the calls of the last day, by account; `first` is the oldest that still counts. */
  readonly #calls = new Map<string, { at: number[]; first: number }>();
  /** Until when nothing is told of an account. */
  readonly #regainsAt = new Map<string, number>();
  /** The same, where an answer that came has said so. */
  readonly #toldUntil = new Map<string, number>();
  /** `pages`: first ones of a listing, further ones, and whatever else was asked for. */
  readonly seen = {
    pages: { first: 0, further: 0, other: 0 },
    throttled: 0,
    whileThrottled: 0,
    mostPercent: 0,
    batches: 0,
  };

  constructor(script: Script) {
    this.#script = script;
    this.#random = new Random(script.seed + 1);
    this.#accounts = new Map(script.accounts.map((account) => [account.igUserId, account]));
  }

  /** @param paths such as `v26.0/1784…/stories?fields=…&limit=50` */
  answer(paths: readonly string[], token: number, now: number): BatchAnswer {
    if (this.#script.outages.some(({ from, until }) => from <= now && now < until)) return { kind: 'dead' };
    if (this.#script.revoked.some((each) => each.token === token && each.from <= now && now < each.until))
      return { kind: 'refused', status: 400, json: error(190, 460) };
    this.seen.batches += 1;
    return { kind: 'parts', parts: paths.map((path) => this.#part(path, now)) };
  }

  #part(path: string, now: number): Part {
    const [, igUserId = '', query = ''] = /^v[\d.]+\/(\d+)\/stories\?(.*)$/.exec(path) ?? [];
    const account = this.#accounts.get(igUserId);
    if (!account) {
      this.seen.pages.other += 1;
      return { code: 400, headers: {}, json: error(100, 33) };
    }
    const asked = new URLSearchParams(query);
    const page = Number(/^P(\d+)$/.exec(asked.get('after') ?? '')?.[1] ?? 0);
    this.seen.pages[page === 0 ? 'first' : 'further'] += 1;
    const headers = this.#count(account, now);
    if (this.#random.chance(this.#script.nullShare)) return null;
    const regainsAt = this.#regainsAt.get(igUserId) ?? 0;
    if (regainsAt > now) this.#toldUntil.set(igUserId, regainsAt);
    if (this.#random.chance(this.#script.troubleShare)) return { code: 500, headers, json: error(2) };
    if (regainsAt > now) return { code: 400, headers, json: error(80_002) };
    const { pages } = this.#show(account, Math.min(Number(asked.get('limit')), account.pageSize), now);
    return { code: 200, headers, json: pages[page]?.json ?? { data: [] } };
  }

  /** Counts a call, and says how much of the budget it leaves. */
  #count({ igUserId, budget }: ScriptAccount, now: number): Record<string, string> {
    const calls = this.#calls.get(igUserId) ?? { at: [], first: 0 };
    this.#calls.set(igUserId, calls);
    if ((this.#toldUntil.get(igUserId) ?? 0) > now) this.seen.whileThrottled += 1;
    calls.at.push(now);
    while (calls.at[calls.first]! <= now - day) calls.first += 1;
    if (calls.first > 10_000) {
      calls.at = calls.at.slice(calls.first);
      calls.first = 0;
    }
    const percent = Math.floor(((calls.at.length - calls.first) * 100) / budget);
    this.seen.mostPercent = Math.max(this.seen.mostPercent, percent);
    if (percent >= 100 && (this.#regainsAt.get(igUserId) ?? 0) <= now) {
      this.seen.throttled += 1;
      // Until a tenth of it is free again.
      const frees = calls.at[calls.first + Math.floor(budget / 10)] ?? now;
      this.#regainsAt.set(igUserId, now + Math.max(1, Math.ceil((frees + day - now) / minute)) * minute);
    }
    const regains = Math.max(0, Math.ceil(((this.#regainsAt.get(igUserId) ?? 0) - now) / minute));
    const figures = { type: 'instagram', call_count: percent, total_cputime: 1, total_time: 1 };
    return {
      'x-business-use-case-usage': JSON.stringify({
        [igUserId]: [{ ...figures, estimated_time_to_regain_access: regains }],
      }),
    };
  }

  #show(account: ScriptAccount, pageSize: number, now: number): Shown {
    const known = this.#shown.get(account.igUserId);
    if (known && known.pageSize === pageSize && now < known.changesAt) return known;
    const live = account.stories
      .filter(({ postedAt, goneAt }) => postedAt <= now && now < goneAt)
      .toReversed();
    const moments = account.stories
      .flatMap(({ postedAt, goneAt }) => [postedAt, goneAt])
      .filter((moment) => moment > now);
    const pages = Array.from({ length: Math.max(1, Math.ceil(live.length / pageSize)) }, (_, n) => {
      const next = (n + 1) * pageSize < live.length;
      const data = live.slice(n * pageSize, (n + 1) * pageSize).map(storyJson);
      const cursors = { after: `P${n + 1}` };
      const more = next
        ? { paging: { cursors, next: `https://graph.facebook.com/?after=P${n + 1}` } }
        : { paging: { cursors } };
      return { json: { data, ...more }, next };
    });
    const changesAt = moments.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    const shown = { pages, pageSize, changesAt };
    this.#shown.set(account.igUserId, shown);
    return shown;
  }
}

const storyJson = ({ mediaId, postedAt }: ScriptStory) => ({
  id: mediaId,
  media_type: 'IMAGE',
  media_url: `https://scontent.cdninstagram.com/${mediaId}.jpg`,
  permalink: `https://www.instagram.com/stories/brand/${mediaId}`,
  // To the second, as Meta writes it.
  timestamp: new Date(postedAt).toISOString().replace(/\.\d+Z$/, '+0000'),
  username: 'brand',
});

const error = (code: number, subcode?: number) => ({
  error: {
    message: 'refused',
    type: 'OAuthException',
    code,
    ...(subcode === undefined ? {} : { error_subcode: subcode }),
    fbtrace_id: 'A',
  },
});

/** A part as the client's batch reader hands it on. */
export const outcomeOf = (part: Part): MetaOutcome =>
  part === null
    ? { kind: 'uncertain', reason: 'Meta left this part of the batch out' }
    : { kind: 'answer', status: part.code, headers: part.headers, json: part.json };
