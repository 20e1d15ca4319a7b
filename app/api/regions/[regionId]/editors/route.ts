import { z } from 'zod';
import { route } from '#lib/auth/route.ts';
import { listEditors } from '#lib/flags/queries/list-editors.ts';

/** To whom a region's flags can be handed. */
export const GET = route(
  { params: z.object({ regionId: z.uuid() }) },
  ({ db, actor, params: { regionId } }) => listEditors(db, { actor, regionId }),
);
