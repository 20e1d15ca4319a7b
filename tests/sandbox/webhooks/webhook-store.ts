import type { WebhookFault } from '../faults.ts';
import type { JsonObject } from '../json.ts';
import type { Store } from '../store/database.ts';
import { channels } from './webhooks.ts';
import type { Channel } from './webhooks.ts';

/** A webhook that has not been answered with 200 yet. */
export type WebhookRow = { id: number; channel: Channel; entry: string; tries: number; merge: number };

const mergeMost = 1000;
/** Webhooks that go together are collected to the next full second. */
const batchEveryMs = 1000;
const keepMs = 7 * 24 * 60 * 60 * 1000;
/** Meta retries with decreasing frequency for seven days; here the waits grow to half a minute, for people who watch. */
const firstRetryMs = 1000;
const longestRetryMs = 30_000;

/** Remembers a webhook; a fault says when it goes, whether it is held, and whether it goes together with others. */
export function keepWebhook(
  store: Store,
  channel: Channel,
  entry: JsonObject,
  fault: WebhookFault,
): WebhookRow {
  const plainAt = Date.now() + (fault.delay_ms ?? 0) + (fault.shuffle ? Math.random() * 2000 : 0);
  const nextAt = fault.batch ? Math.ceil((plainAt + 1) / batchEveryMs) * batchEveryMs : Math.round(plainAt);
  const [text, merge] = [JSON.stringify(entry), fault.batch ? 1 : 0];
  store.run(
    'INSERT INTO webhook (channel, entry, created_at, next_at, held, merge) VALUES (?, ?, ?, ?, ?, ?)',
    channel,
    text,
    Date.now(),
    nextAt,
    fault.hold ? 1 : 0,
    merge,
  );
  const id = store.get<{ id: number }>('SELECT last_insert_rowid() AS id')?.id ?? 0;
  return { id, channel, entry: text, tries: 0, merge };
}

/** What is due, oldest first, in loads of one POST each: single entries, or many where a fault asks for batches. */
export function nextLoads(store: Store, now: number, busy: Set<number>, free: number): WebhookRow[][] {
  const due = (merge: number, most: number): WebhookRow[] =>
    store
      .all<WebhookRow>(
        'SELECT * FROM webhook WHERE held = 0 AND merge = ? AND next_at <= ? ORDER BY next_at, id LIMIT ?',
        merge,
        now,
        most,
      )
      .filter((row) => !busy.has(row.id));
  const merged = due(1, mergeMost);
  const together = channels.map((channel) => merged.filter((row) => row.channel === channel));
  const alone = due(0, free + busy.size).map((row) => [row]);
  return [...together.filter((rows) => rows.length > 0), ...alone].slice(0, free);
}

/** When the next webhook that is not due yet will be. Ask with the moment that the loads were asked for with. */
export function nextDueAt(store: Store, now: number): number | undefined {
  const sql = 'SELECT min(next_at) AS at FROM webhook WHERE held = 0 AND next_at > ?';
  return store.get<{ at: number | null }>(sql, now)?.at ?? undefined;
}

/** Forgets a webhook that was answered with 200. */
export function forgetWebhook(store: Store, row: WebhookRow): void {
  store.run('DELETE FROM webhook WHERE id = ?', row.id);
}

/** Puts off a webhook that was not, longer every time. */
export function putOffWebhook(store: Store, row: WebhookRow): void {
  const waitMs = Math.min(firstRetryMs * 2 ** row.tries, longestRetryMs);
  store.run('UPDATE webhook SET tries = tries + 1, next_at = ? WHERE id = ?', Date.now() + waitMs, row.id);
}

/** Lets go what a fault holds back. */
export function releaseWebhooks(store: Store): number {
  return store.run('UPDATE webhook SET held = 0, next_at = ? WHERE held = 1', Date.now());
}

/** How many webhooks have not been answered with 200 yet. */
export function countWebhooks(store: Store): { waiting: number; held: number; retrying: number } {
  const count = (where: string): number =>
    store.get<{ n: number }>(`SELECT count(*) AS n FROM webhook WHERE ${where}`)?.n ?? 0;
  return { waiting: count('held = 0'), held: count('held = 1'), retrying: count('tries > 0') };
}

/** Gives up on what could not be told for seven days, as Meta does. */
export function dropOldWebhooks(store: Store): void {
  store.run('DELETE FROM webhook WHERE created_at < ?', Date.now() - keepMs);
}
