import type { JsonObject } from '../json.ts';
import type { World } from '../world.ts';
import { mergeEntries } from './merge-entries.ts';
import { postWebhook } from './post-webhook.ts';
import {
  countWebhooks,
  forgetWebhook,
  keepWebhook,
  nextDueAt,
  nextLoads,
  putOffWebhook,
  releaseWebhooks,
} from './webhook-store.ts';
import type { WebhookRow } from './webhook-store.ts';
import type { Webhooks } from './webhooks.ts';

const parallel = 8;
const longestSleepMs = 5000;

/** The sender of webhooks: everything is stored first, then told, and told again until it is answered with 200. */
export function createWebhooks(world: World): Webhooks {
  const { store } = world;
  const poster = createPoster(world);
  let timer: NodeJS.Timeout | undefined;

  const pump = (): void => {
    clearTimeout(timer);
    if (!poster.running) return;
    const now = Date.now();
    const free = parallel - poster.busy.size;
    if (free > 0 && world.settings.callbackUrl !== undefined) {
      for (const rows of nextLoads(store, now, poster.busy, free)) void poster.post(rows).then(pump);
    }
    const next = nextDueAt(store, now);
    const sleepMs = next === undefined ? longestSleepMs : Math.max(next - Date.now(), 0) + 1;
    timer = setTimeout(pump, Math.min(sleepMs, longestSleepMs));
  };

  return {
    queue: (channel, entry) => {
      const fault = world.faults.takeWebhook(['repeat', 'shuffle', 'hold', 'batch', 'delay_ms']);
      for (let copy = 0; copy < (fault.repeat ?? 1); copy += 1) {
        const later = copy > 0 && fault.shuffle ? { delay_ms: Math.random() * 3000 } : {};
        keepWebhook(store, channel, entry, { ...fault, ...later });
      }
      setImmediate(pump);
    },
    tellNow: (channel, entry) => poster.post([keepWebhook(store, channel, entry, {})]),
    release: () => {
      const released = releaseWebhooks(store);
      pump();
      return released;
    },
    counts: () => ({ ...countWebhooks(store), ...poster.tally }),
    start: () => {
      poster.running = true;
      pump();
    },
    stop: () => {
      poster.running = false;
      clearTimeout(timer);
    },
  };
}

type Poster = {
  running: boolean;
  /** Webhooks on their way. */
  busy: Set<number>;
  tally: { sent: number; refused: number; last_failure: string | null };
  post: (rows: WebhookRow[]) => Promise<void>;
};

/** Posts loads of webhooks and keeps the books of what became of them. */
function createPoster(world: World): Poster {
  const poster: Poster = {
    running: false,
    busy: new Set(),
    tally: { sent: 0, refused: 0, last_failure: null },
    post: async (rows) => {
      const first = rows[0];
      if (!first) return;
      for (const row of rows) poster.busy.add(row.id);
      const entries = rows.map((row) => JSON.parse(row.entry) as JsonObject);
      const failure = await postWebhook(
        world,
        first.channel,
        rows.length > 1 ? mergeEntries(entries) : entries,
      );
      for (const row of rows) poster.busy.delete(row.id);
      if (!poster.running) return;
      for (const row of rows) {
        if (failure === undefined) forgetWebhook(world.store, row);
        else putOffWebhook(world.store, row);
      }
      if (failure === undefined) poster.tally.sent += 1;
      else Object.assign(poster.tally, { refused: poster.tally.refused + 1, last_failure: failure });
    },
  };
  return poster;
}
