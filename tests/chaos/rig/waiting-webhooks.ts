import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

type Row = { id: number; entry: string };

/** The sandbox's own store, for what it has not been able to tell yet. */
function open(folder: string): DatabaseSync {
  const store = new DatabaseSync(join(folder, 'sandbox', 'sandbox.sqlite'));
  store.exec('pragma busy_timeout = 5000');
  return store;
}

/** The entries of webhooks that wait to be told. */
export function waitingWebhooks(folder: string): unknown[] {
  const store = open(folder);
  try {
    const rows = store.prepare('select id, entry from webhook order by id').all() as Row[];
    return rows.map(({ entry }) => JSON.parse(entry) as unknown);
  } finally {
    store.close();
  }
}

/** Makes what waits to be told older, by Meta's own times in it, and due at once. */
export function ageWaitingWebhooks(folder: string, seconds: number): number {
  const store = open(folder);
  try {
    // At once: the sandbox waits for the lock three seconds at most, and must not wait for each row again.
    store.exec('begin immediate');
    const rows = store.prepare('select id, entry from webhook').all() as Row[];
    const change = store.prepare('update webhook set entry = ?, next_at = ?, tries = 0 where id = ?');
    for (const { id, entry } of rows) {
      const older = entry.replaceAll(
        /"timestamp":"(\d+)"/g,
        (_, at: string) => `"timestamp":"${Number(at) - seconds}"`,
      );
      change.run(older, Date.now(), id);
    }
    store.exec('commit');
    return rows.length;
  } finally {
    store.close();
  }
}
