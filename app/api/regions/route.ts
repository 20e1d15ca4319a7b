import { route } from '#lib/auth/route.ts';
import { getRegionsPage } from '#lib/regions/queries.ts';

export const GET = route({}, ({ db, actor }) => getRegionsPage(db, { actor }));
