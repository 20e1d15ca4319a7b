import { route } from '#lib/auth/route.ts';
import { listOpenQuestions } from '#lib/rights/queries/get-story-rights.ts';

/** What other regions ask one's teams. */
export const GET = route({}, ({ db, actor }) => listOpenQuestions(db, { actor }));
