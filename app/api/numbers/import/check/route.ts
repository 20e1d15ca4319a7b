import { readInput } from '#lib/auth/read-input.ts';
import { route } from '#lib/auth/route.ts';
import { importBodyLimitBytes, importInput } from '#lib/numbers/import/import-input.ts';
import { checkImport, demandImport } from '#lib/numbers/queries/check-import.ts';

/** Reads a list and says what importing it would do; writes nothing. */
export const POST = route({}, async ({ db, actor, request }) => {
  demandImport(actor);
  const input = await readInput(request, importInput, importBodyLimitBytes);
  return checkImport(db, { actor, now: new Date(), ...input });
});
