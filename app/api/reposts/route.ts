import { route } from '#lib/auth/route.ts';
import { beginRepost } from '#lib/reposts/commands/begin-repost.ts';
import { listReposts } from '#lib/reposts/queries/list-reposts.ts';
import { beginInput } from '#lib/reposts/target-input.ts';

export const GET = route({}, ({ db, actor }) => listReposts(db, { actor }));

export const POST = route({ input: beginInput }, ({ db, actor, input: { flagId, ...input } }) =>
  beginRepost(db, { actor, ...input, ...(flagId === undefined ? {} : { flagId }) }),
);
