import type { Store } from './store/database.ts';

const dueKinds = ['sent', 'delivered', 'fail', 'read', 'review-template', 'story-insights'] as const;
export type DueKind = (typeof dueKinds)[number];

export type Due = {
  /** Remembers that something is to happen; survives a restart. */
  at: (timeMs: number, kind: DueKind, ref: string) => void;
  start: (handle: (kind: DueKind, ref: string) => void) => void;
  stop: () => void;
};

type Row = { id: number; kind: DueKind; ref: string };

/** Things that happen a little later (a delivery, a review), kept in the store so that a kill loses none. */
export function createDue(store: Store): Due {
  let timer: NodeJS.Timeout | undefined;
  let handler: ((kind: DueKind, ref: string) => void) | undefined;
  const arm = (): void => {
    clearTimeout(timer);
    if (!handler) return;
    const next = store.get<{ at: number }>('SELECT at FROM due ORDER BY at LIMIT 1');
    if (next) timer = setTimeout(run, Math.min(Math.max(next.at - Date.now(), 0), 60_000));
  };
  const run = (): void => {
    const rows = store.all<Row>(
      'SELECT id, kind, ref FROM due WHERE at <= ? ORDER BY at, id LIMIT 200',
      Date.now(),
    );
    for (const row of rows) {
      store.transaction(() => {
        store.run('DELETE FROM due WHERE id = ?', row.id);
        handler?.(row.kind, row.ref);
      });
    }
    arm();
  };
  return {
    at: (timeMs, kind, ref) => {
      store.run('INSERT INTO due (at, kind, ref) VALUES (?, ?, ?)', Math.round(timeMs), kind, ref);
      arm();
    },
    start: (handle) => {
      handler = handle;
      arm();
    },
    stop: () => {
      handler = undefined;
      clearTimeout(timer);
    },
  };
}
