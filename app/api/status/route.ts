import { route } from '#lib/auth/route.ts';
import { getStatusPage } from '#lib/status/queries/get-status-page.ts';

export const GET = route({}, ({ db, actor }) => getStatusPage(db, { actor }));
