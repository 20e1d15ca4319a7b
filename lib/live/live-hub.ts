import { pool } from '#db/pool.ts';
import { log } from '../log.ts';
import { createHub, type Hub } from './hub.ts';
import { liveChannel } from './notify.ts';
import { findEndedSessions } from './queries.ts';

// Next loads modules anew on every change in development; the hub must survive that.
const kept = globalThis as typeof globalThis & { storywireHub?: Hub };

/** The hub of this web process, started by its first stream. */
export function liveHub(): Hub {
  kept.storywireHub ??= startHub();
  return kept.storywireHub;
}

function startHub(): Hub {
  const { db, sql } = pool();
  const hub = createHub({
    listen: (onPayload, onListening) => sql.listen(liveChannel, onPayload, onListening),
    findEndedSessions: (sessionIds) => findEndedSessions(db, { sessionIds }),
    report: (error, what) =>
      log.error({ error: error instanceof Error ? error.message : String(error) }, what),
  });
  // Next waits for every open response before it exits, and a stream never ends by itself.
  process.once('SIGTERM', hub.close);
  process.once('SIGINT', hub.close);
  return hub;
}
