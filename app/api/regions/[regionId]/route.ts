import { route } from '#lib/auth/route.ts';
import { getRegionPage } from '#lib/regions/queries.ts';

export const GET = route({}, ({ db, actor, params }) =>
  getRegionPage(db, { actor, regionId: params['regionId'] ?? '' }),
);
