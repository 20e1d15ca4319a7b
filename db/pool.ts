import { env } from '#lib/env.ts';
import { type Connection, connect } from './client.ts';

// Next loads modules anew on every change in development; the pool must survive that.
const kept = globalThis as typeof globalThis & { storywirePool?: Connection };

/** The pool of this web process. */
export function pool(): Connection {
  kept.storywirePool ??= connect(env().DATABASE_URL, { name: 'storywire web' });
  return kept.storywirePool;
}

/** The database, for the edge wrappers. Routes get it from them and never import this. */
export const database = () => pool().db;
