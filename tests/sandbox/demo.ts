import { randomInt } from 'node:crypto';
import { accounts } from './stories/accounts.ts';
import { announceStory } from './stories/stories.ts';
import { postStory } from './stories/story-files.ts';
import type { World } from './world.ts';

/** Whoever starts it for the first time wants to see something happen. */
const firstWaitMs = 15_000;
const leastWaitMs = 40_000;
const mostWaitMs = 90_000;
const storiesAtFirst = 14;
const oldestFirstMs = 22 * 60 * 60 * 1000;
const youngestFirstMs = 4 * 60 * 1000;
/** One posting in this many is a burst, one in that many a video. */
const burstEvery = 7;
const videoEvery = 5;

export type Demo = { start: () => void; stop: () => void };

/** The demo brand posting by itself: some stories are there already, then one every minute or so, now and then many. */
export function createDemo(world: World): Demo {
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  const next = (waitMs = randomInt(leastWaitMs, mostWaitMs)): void => {
    if (running) timer = setTimeout(() => void post(), waitMs);
  };
  const post = async (): Promise<void> => {
    await postSome(world, () => running);
    next();
  };
  return {
    start: () => {
      running = true;
      postFirst(world);
      next(firstWaitMs);
    },
    stop: () => {
      running = false;
      clearTimeout(timer);
    },
  };
}

/**
 * On the very first start the accounts have posted already, from minutes to most of a day ago, oldest first. They
 * are announced before the sandbox is ready, so that nobody takes an old story for a new one; their pictures follow
 * when they are asked for.
 */
function postFirst(world: World): void {
  if (world.store.get("SELECT 1 FROM setting WHERE key = 'seeded'")) return;
  const users = accounts();
  world.store.transaction(() => {
    for (let n = 0; n < storiesAtFirst; n += 1) {
      const share = 1 - n / (storiesAtFirst - 1);
      const ageMs = youngestFirstMs + (oldestFirstMs - youngestFirstMs) * share ** 1.6;
      const igUserId = users[n % users.length]?.ig_user_id ?? '';
      const kind = n % videoEvery === 2 ? 'video' : 'image';
      announceStory(world, { igUserId, kind, postedAt: Math.round(Date.now() - ageMs), media: 'ok' });
    }
    world.store.run("INSERT INTO setting (key, value) VALUES ('seeded', '1')");
  });
}

async function postSome(world: World, going: () => boolean): Promise<void> {
  const users = accounts();
  const user = users[randomInt(users.length)];
  if (!user) return;
  const count = randomInt(burstEvery) === 0 ? randomInt(3, 10) : 1;
  for (let n = 0; n < count && going(); n += 1) {
    const kind = count === 1 && randomInt(videoEvery) === 0 ? 'video' : 'image';
    await postStory(world, { igUserId: user.ig_user_id, kind, postedAt: Date.now(), media: 'ok' });
    if (n + 1 < count) await new Promise((resolve) => setTimeout(resolve, randomInt(500, 4000)));
  }
}
