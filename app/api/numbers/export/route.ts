import { z } from 'zod';
import { route } from '#lib/auth/route.ts';
import { exportNumbers } from '#lib/numbers/commands/export-numbers.ts';
import { writeList } from '#lib/numbers/write-list.ts';

const input = z.strictObject({ region: z.uuid('regionUnknown').optional() });

/** The list as a file. A whole number on paper is a whole number shown, so it is kept by nobody on the way. */
export const GET = route({ input }, async ({ db, actor, input: { region } }) => {
  const rows = await exportNumbers(db, { actor, regionId: region });
  return new Response(writeList(rows), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="work-numbers-${new Date().toISOString().slice(0, 10)}.csv"`,
      'cache-control': 'no-store',
    },
  });
});
