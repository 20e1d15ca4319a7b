import type { ToldStory } from '#lib/feed/feed-story.ts';
import type { Heard } from './listen-together.ts';
import { besideTheFeed, keysOfHint, readHint, readStories } from './live-hint.ts';

/** Hints that come together, as a burst's do, cause one fetch. */
const gatherMs = 150;
/** So soon after it came, a page holds nothing else that is stale; but a story may have come before the stream did. */
const freshMs = 2_000;
/**
 * For how many times as long as the last fetch took a page rests before the
 * next: where hundreds of pages ask, the server is slower, and each asks less.
 * `behind`: it may have missed stories; `told`: it has them, and they made
 * something else stale.
 */
const rests = { behind: 0, hint: 10, told: 40 } as const;
const longestRestMs = 15_000;

const feed = '/api/feed';
const everything = '/api/';

/** What following the stream needs of a page. Moments are those of `performance.now()`. */
export type FollowedBy = {
  /** Fetches anew whatever the page shows of these beginnings of addresses; resolves when all has been taken in. */
  refetch: (starts: readonly string[]) => Promise<unknown>;
  /** Shows stories that came or changed, where the whole feed is shown. */
  show: (stories: readonly ToldStory[]) => void;
  /** Finds out whether the session still holds, and leaves the page when it does not. */
  askSession: () => Promise<unknown>;
  /** Since when nothing is heard, ISO 8601; null: it is. */
  setLost: (set: (before: string | null) => string | null) => void;
};

/**
 * Turns what is heard of the stream into stories to show and fetches of what is
 * stale, for one page that has just come.
 *
 * One fetch at a time: another one for each hint would have SWR drop the answer
 * of the one before, and a page that hears of something all the time would show
 * nothing.
 *
 * Where stories may have been missed, those told of afterwards are shown after
 * the feed was fetched: by whether its first page touches what the list holds
 * the list knows whether it has a gap, and they would seem to close it.
 */
export function followHints({ refetch, show, askSession, setLost }: FollowedBy): {
  hear: (heard: Heard) => void;
  stop: () => void;
} {
  const mountedAt = performance.now();
  let stale = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The shortest rest of what is stale; Infinity: nothing is. */
  let rest = Infinity;
  let fetching = false;
  let stopped = false;
  const last = { tookMs: 0, ended: mountedAt };
  /** Whether stories may have been missed, and the feed is not fetched yet. */
  let behind = false;
  let told: ToldStory[] = [];

  const fetchStale = async () => {
    fetching = true;
    const starts = [...stale];
    stale = new Set();
    rest = Infinity;
    const begun = performance.now();
    // What could not be fetched says so where it is shown, and is asked for again by polling.
    await Promise.allSettled([refetch(starts)]);
    last.ended = performance.now();
    last.tookMs = last.ended - begun;
    fetching = false;
    if (starts.some(bringsFeed) && ![...stale].some(bringsFeed)) catchUp();
    if (stale.size > 0) schedule();
  };
  const catchUp = () => {
    behind = false;
    const missed = told;
    told = [];
    if (missed.length > 0) show(missed);
  };
  const schedule = () => {
    if (stopped || fetching) return;
    clearTimeout(timer);
    const restedAt = last.ended + Math.min(last.tookMs * rest, longestRestMs);
    timer = setTimeout(() => void fetchStale(), Math.max(gatherMs, restedAt - performance.now()));
  };
  const fetchSoon = (keys: readonly string[], why: keyof typeof rests = 'hint') => {
    if (keys.length === 0) return;
    behind ||= keys.some(bringsFeed);
    for (const key of keys) stale.add(key);
    const needed = rests[behind ? 'behind' : why];
    if (needed >= rest) return;
    rest = needed;
    schedule();
  };

  return {
    hear: (heard) => {
      switch (heard.kind) {
        case 'open':
          setLost(() => null);
          // What happened while there was no stream is fetched once, unless the stream brings it.
          if (!heard.caughtUp) fetchSoon([performance.now() - mountedAt > freshMs ? everything : feed]);
          break;
        case 'hint':
          fetchSoon(keysOfHint(readHint(heard.data)));
          break;
        case 'stories': {
          const stories = readStories(heard.data);
          if (behind) told.push(...stories);
          else show(stories);
          fetchSoon(besideTheFeed, 'told');
          break;
        }
        case 'lost':
          setLost((before) => before ?? new Date().toISOString());
          break;
        case 'refused':
          askSession().then(
            () => fetchSoon([everything]),
            () => fetchSoon([everything]),
          );
      }
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** Whether with these beginnings the whole feed is fetched. */
const bringsFeed = (start: string) => start === everything || start === feed;
