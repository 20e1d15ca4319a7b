import { route } from '#lib/auth/route.ts';
import { countToApprove } from '#lib/reposts/queries/count-to-approve.ts';

/** How many posts wait for the reader's approval: what the way to the reposts says. */
export const GET = route({}, async ({ db, actor }) => ({ count: await countToApprove(db, { actor }) }));
