import { pool } from '#db/pool.ts';
import { log } from '../log.ts';
import { createHub, type Hub, type HubParts } from './hub.ts';
import { liveChannel } from './notify.ts';
import { findEndedSessions } from './queries.ts';

// Next loads modules anew on every change in development; the hub must survive that.
const kept = globalThis as typeof globalThis & { storywireHub?: Hub };

/** The hub of this web process, started by its first stream. */
export function liveHub(readStories: HubParts['readStories']): Hub {
  kept.storywireHub ??= startHub(readStories);
  return kept.storywireHub;
}

function startHub(readStories: HubParts['readStories']): Hub {
  const { db, sql } = pool();
  const hub = createHub({
    listen: (onPayload, onListening) => sql.listen(liveChannel, onPayload, onListening),
    findEndedSessions: (sessionIds) => findEndedSessions(db, { sessionIds }),
    readStories,
    report: (error, what) =>
      log.error({ error: error instanceof Error ? error.message : String(error) }, what),
  });
  // Next waits for every open response before it exits, and a stream never ends by itself.
  process.once('SIGTERM', hub.close);
  process.once('SIGINT', hub.close);
  return hub;
}
