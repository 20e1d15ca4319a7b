import { sql } from 'drizzle-orm';
import { route } from '#lib/auth/route.ts';

/** For load balancers and the launcher: 200 while this process answers and reaches its database. No details. */
export const GET = route({ access: 'public' }, async ({ db }) => {
  await db.execute(sql`select 1`);
  return { status: 'ok' };
});
