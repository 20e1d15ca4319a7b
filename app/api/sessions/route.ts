import { route } from '#lib/auth/route.ts';
import { listSessions } from '#lib/people/queries/list-sessions.ts';

/** The devices on which one is signed in. */
export const GET = route({}, async ({ db, actor }) => ({
  sessions: await listSessions(db, { actor, now: new Date() }),
}));
