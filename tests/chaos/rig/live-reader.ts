import { once } from 'node:events';
import { type Agent, get, type IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { appendPage, feedState, type FeedState, takeHead, takeTold } from '#components/feed/feed-state.ts';
import { followHints } from '#components/live/follow-hints.ts';
import { isCaughtUp, keysOfHint, readHint } from '#components/live/live-hint.ts';
import type { FeedPage } from '#lib/feed/feed-story.ts';
import { browserAgent, eventSource } from './event-source.ts';

/**
 * A page with the feed open, without a browser: the product's own rules for
 * hints and for the list, over an EventSource and an SWR of the rig's. It does
 * not poll, which would make good after twenty seconds whatever the stream lost.
 */
export type LiveReader = {
  /** When each of the stories in question came into the list; NaN: it did not. */
  heldMs: Float64Array;
  /** How many of them did. */
  held: () => number;
  /** Every stream that there was. */
  open: readonly Stream[];
  /** How often a story stood in the list twice. */
  twice: () => number;
  /** Answers that were none. */
  refused: () => number;
  /** How often the page asked for the feed or the tray. */
  fetches: () => number;
  /** Until the stream is open. */
  isOpen: () => Promise<void>;
  breakOff: () => void;
  close: () => void;
};

/** One connection of a page's, as it was. Moments are those of `performance.now()`. */
export type Stream = {
  /** When the page began to open it. */
  askedMs: number;
  /** From its hello on. */
  fromMs: number;
  /** Until it was lost; `Infinity`: it was not. */
  toMs: number;
  /** Which stories it brought, in its order. */
  told: number[];
  /** When it had the feed fetched. */
  toFetchMs: number[];
};

const keys = ['/api/feed?', '/api/tray'];
/** More than a head holds; nobody's list of ten thousand cards is worth its memory here. */
const keptStories = 100;
/** A card begins with its own id; those of its region and account come later. */
const storyIds = /\{"id":"([^"]+)","code"/g;
const unzip = promisify(gunzip);

/**
 * Opens the page, and waits until its stream is open.
 * @param places where each of the stories in question stands in what is told of them, by its id
 */
export async function openLiveReader(
  url: string,
  cookie: string,
  places: ReadonlyMap<string, number>,
): Promise<LiveReader> {
  const agent = browserAgent();
  const heldMs = new Float64Array(places.size).fill(Number.NaN);
  const isHeld = ({ id }: { id: string }) => !Number.isNaN(heldMs[places.get(id) ?? -1] ?? 0);
  let held = 0;
  const open: Stream[] = [];
  let twice = 0;
  let refused = 0;
  let fetches = 0;
  let closed = false;

  const read = async <T>(path: string): Promise<T | undefined> => {
    fetches += 1;
    // A connection that was kept may have been closed meanwhile; a browser asks once more, too.
    for (let n = 0; n < 2 && !closed; n += 1) {
      const answer = await readJson(`${url}${path}`, cookie, agent);
      if (answer !== undefined) return answer as T;
    }
    if (!closed) refused += 1;
    return undefined;
  };

  let state: FeedState;
  const show = (next: FeedState): void => {
    const now = performance.now();
    const { shown } = next;
    twice += shown.length - new Set(shown.map(({ id }) => id)).size;
    for (const story of shown)
      if (!isHeld(story)) {
        heldMs[places.get(story.id)!] = now;
        held += 1;
      }
    state = shown.length > keptStories ? { ...next, shown: shown.slice(0, keptStories) } : next;
  };

  /** The list has begun anew, because so much has come: whoever reads on comes to what they have read. */
  const readOn = async (): Promise<void> => {
    for (;;) {
      const { nextCursor } = state;
      if (nextCursor === null) return;
      const page = await read<FeedPage>(`/api/feed?cursor=${encodeURIComponent(nextCursor)}`);
      if (!page) return;
      const reached = page.stories.some(isHeld);
      show(appendPage(state, page, nextCursor));
      if (reached) return;
    }
  };
  const takeFeed = async (page: FeedPage): Promise<void> => {
    const reached = page.stories.some(isHeld);
    show(takeHead(state, page, true));
    if (!reached && page.stories.length > 0) await readOn();
  };

  /** As SWR does it: an answer counts unless the same was asked for again meanwhile. */
  const asked = new Map<string, number>();
  const revalidate = async (key: string): Promise<void> => {
    const mine = (asked.get(key) ?? 0) + 1;
    asked.set(key, mine);
    const answer = await read<FeedPage>(key);
    if (answer === undefined || asked.get(key) !== mine) return;
    if (key === '/api/feed?') await takeFeed(answer);
  };

  const first = await read<FeedPage>('/api/feed?');
  state = feedState(first ?? { stories: [], nextCursor: null });
  show(state);
  const page = followHints({
    refetch: (starts) =>
      Promise.all(keys.filter((key) => starts.some((start) => key.startsWith(start))).map(revalidate)),
    show: (stories) => show(takeTold(state, stories, true)),
    askSession: () => read('/api/sessions'),
    setLost: () => undefined,
  });
  let askedMs = performance.now();
  let opened = Promise.withResolvers<void>();
  const source = eventSource(`${url}/api/live`, cookie, {
    event: (name, data) => {
      const now = performance.now();
      const stream = open.at(-1);
      if (name === 'hello') {
        open.push({ askedMs, fromMs: now, toMs: Infinity, told: [], toFetchMs: [] });
        page.hear({ kind: 'open', caughtUp: isCaughtUp(data) });
        opened.resolve();
      } else if (name === 'stories') {
        for (const [, id] of data.matchAll(storyIds)) {
          const place = places.get(id!);
          if (place !== undefined) stream!.told.push(place);
        }
        page.hear({ kind: 'stories', data });
      } else {
        if (keysOfHint(readHint(data)).some((key) => '/api/feed?'.startsWith(key)))
          stream!.toFetchMs.push(now);
        page.hear({ kind: 'hint', data });
      }
    },
    reopening: () => {
      askedMs = performance.now();
    },
    lost: () => {
      const stream = open.at(-1);
      if (stream?.toMs === Infinity) stream.toMs = performance.now();
      opened = Promise.withResolvers<void>();
      page.hear({ kind: 'lost' });
    },
    refused: () => {
      refused += 1;
      page.hear({ kind: 'refused' });
    },
  });
  await opened.promise;
  return {
    heldMs,
    held: () => held,
    open,
    twice: () => twice,
    refused: () => refused,
    fetches: () => fetches,
    isOpen: () => opened.promise,
    breakOff: source.breakOff,
    close: () => {
      closed = true;
      page.stop();
      source.close();
      agent.destroy();
    },
  };
}

/** @returns undefined where the answer was not 200, or none */
async function readJson(address: string, cookie: string, agent: Agent): Promise<unknown> {
  const asked = get(address, {
    agent,
    headers: { cookie, accept: 'application/json', 'accept-encoding': 'gzip' },
  });
  try {
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const text = response.headers['content-encoding'] === 'gzip' ? await unzip(body) : body;
    return response.statusCode === 200 ? JSON.parse(text.toString()) : undefined;
  } catch {
    return undefined;
  }
}
