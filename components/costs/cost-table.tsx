import { useFormatter, useTranslations } from 'next-intl';
import type { CostTotal } from '#lib/costs/total-by.ts';

type Row = CostTotal & { people?: number };
type Props = {
  /** What the first column is. */
  head: string;
  rows: readonly Row[];
  total: string;
  /** Whether people are counted, too; over several days they cannot be summed. */
  people?: boolean;
};

const columns = ['messages', 'billable', 'unpriced'] as const;

/** Messages, and of these what Meta bills, one line a thing. */
export function CostTable({ head, rows, total, people = false }: Props) {
  const t = useTranslations('costs');
  const format = useFormatter();
  const sum = (column: (typeof columns)[number]) => rows.reduce((all, row) => all + row[column], 0);
  return (
    <div className="overflow-x-auto">
      <table className="figures w-full text-sm lg:table-fixed">
        <thead>
          <tr className="text-muted">
            <th scope="col" className="py-2 pe-2 lg:w-2/5 sm:pe-4 text-start font-normal">
              {head}
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className="px-1 py-2 sm:px-2 text-end font-normal last:pe-0">
                {t(`column.${column}`)}
              </th>
            ))}
            {people ? (
              <th scope="col" className="ps-1 py-2 sm:ps-2 text-end font-normal">
                {t('column.people')}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name} className="border-t hairline">
              <th
                scope="row"
                className="max-w-40 truncate py-2 pe-2 sm:pe-4 text-start font-normal lg:max-w-80"
              >
                {row.name}
              </th>
              {[...columns.map((column) => row[column]), ...(people ? [row.people ?? 0] : [])].map(
                (count, at) => (
                  <td
                    key={at === columns.length ? 'people' : columns[at]}
                    // What did not happen steps back, so that the eye finds what did.
                    className={`px-1 py-2 sm:px-2 text-end last:pe-0 ${count === 0 ? 'text-muted' : ''}`}
                  >
                    {format.number(count)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t hairline font-strong">
            <th scope="row" className="py-2 pe-2 sm:pe-4 text-start font-strong">
              {total}
            </th>
            {columns.map((column) => (
              <td key={column} className="px-1 py-2 sm:px-2 text-end last:pe-0">
                {format.number(sum(column))}
              </td>
            ))}
            {people ? <td className="ps-1 py-2 sm:ps-2 text-end font-normal text-muted">–</td> : null}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
