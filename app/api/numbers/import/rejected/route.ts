import { getTranslations } from 'next-intl/server';
import { readInput } from '#lib/auth/read-input.ts';
import { route } from '#lib/auth/route.ts';
import { importBodyLimitBytes, importInput } from '#lib/numbers/import/import-input.ts';
import { blanks } from '#lib/numbers/import/problem-blanks.ts';
import type { RowProblem } from '#lib/numbers/import/problem.ts';
import { writeRejected } from '#lib/numbers/import/write-rejected.ts';
import { demandImport, findRejected } from '#lib/numbers/queries/check-import.ts';

/** The rows of a list that are not imported, as they came, each with its reason. */
export const POST = route({}, async ({ db, actor, request }) => {
  demandImport(actor);
  const input = await readInput(request, importInput, importBodyLimitBytes);
  const { list, rejected } = await findRejected(db, { actor, now: new Date(), ...input });
  const t = await getTranslations('numberImport');
  const reasonOf = ({ code, column, values }: RowProblem) =>
    t('reasonOf', { column: t(`column.${column}`), problem: t(`problem.${code}`, blanks(values)) });
  return new Response(writeRejected(list, rejected, { reason: t('reason'), reasonOf }), {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'no-store' },
  });
});
