import { getTranslations } from 'next-intl/server';
import { csvRow } from '#lib/audit-log/csv-row.ts';
import { route } from '#lib/auth/route.ts';
import { getCostsPage } from '#lib/costs/queries/get-costs-page.ts';

const columns = ['day', 'kind', 'region', 'category', 'messages', 'billable', 'unpriced'] as const;

/** The messages of 30 days as CSV, a line for each day, kind, region and category. */
export const GET = route({}, async ({ db, actor }) => {
  const [{ lines }, t] = await Promise.all([getCostsPage(db, { actor }), getTranslations('costs')]);
  const head = csvRow(columns.map((name) => t(`column.${name}`)));
  const rows = lines.map(({ day, kind, region, category, messages, billable, unpriced }) =>
    csvRow([
      day,
      t(`kind.${kind}`),
      region ?? t('goneNumber'),
      category ?? '',
      String(messages),
      String(billable),
      String(unpriced),
    ]),
  );
  return new Response(`\ufeff${head}${rows.join('')}`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="storywire-messages.csv"',
      'cache-control': 'no-store',
    },
  });
});
