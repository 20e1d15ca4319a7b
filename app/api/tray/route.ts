import { route } from '#lib/auth/route.ts';
import { listTray } from '#lib/feed/queries/list-tray.ts';

export const GET = route({}, async ({ db, actor }) => ({ regions: await listTray(db, { actor }) }));
