import type { Env } from '#lib/env.ts';

/** From one turn of an account to its next, at full pace, in ms. */
export const pollIntervalMs = (env: Pick<Env, 'STORYWIRE_POLL_SECONDS'>): number =>
  env.STORYWIRE_POLL_SECONDS * 1000;
