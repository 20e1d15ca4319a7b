import { route } from '#lib/auth/route.ts';
import { listFlagRegions } from '#lib/flags/queries/get-board.ts';

/** The regions for which one may flag. */
export const GET = route({}, ({ db, actor }) => listFlagRegions(db, { actor }));
