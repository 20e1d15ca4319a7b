import { route } from '#lib/auth/route.ts';
import { feedInput } from '#lib/feed/feed-input.ts';
import { listFeed } from '#lib/feed/queries.ts';

export const GET = route({ input: feedInput }, ({ db, actor, input: { region, ...page } }) =>
  listFeed(db, { actor, regionId: region, ...page }),
);
