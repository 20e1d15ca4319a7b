import { welcomeNumbers } from '#lib/alerts/commands/welcome-numbers.ts';
import { readInput } from '#lib/auth/read-input.ts';
import { route } from '#lib/auth/route.ts';
import { importNumbers } from '#lib/numbers/commands/import-numbers.ts';
import { commitImportInput, importBodyLimitBytes } from '#lib/numbers/import/import-input.ts';
import { demandImport } from '#lib/numbers/queries/check-import.ts';

/** Carries out an import as it was shown; otherwise answers with what it would be now. */
export const POST = route({}, async ({ db, actor, request }) => {
  demandImport(actor);
  const input = await readInput(request, commitImportInput, importBodyLimitBytes);
  const result = await importNumbers(db, { actor, now: new Date(), ...input });
  if (result.status === 'changed') return result;
  // Whoever somebody vouched for is told what they will get before anything else comes.
  if (result.attestedIds.length > 0) await welcomeNumbers(db, { numberIds: result.attestedIds });
  return { status: result.status, counts: result.counts, attested: result.attestedIds.length };
});
