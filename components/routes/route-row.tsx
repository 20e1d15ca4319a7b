'use client';

import { useTranslations } from 'next-intl';
import { memo } from 'react';
import type { MatrixRegion } from '#lib/alerts/route-matrix.ts';
import type { RouteDelivery } from '#lib/words.ts';
import { RegionMark } from '#components/region/region-mark.tsx';
import { DeliverySign } from './delivery-sign.tsx';

/** A look and a size shared by all that can be pressed in the grid. */
export const stopClass =
  'flex items-center justify-center -outline-offset-2 hover:bg-sunken aria-disabled:cursor-default aria-disabled:hover:bg-transparent';

type Props = {
  /** Its place among the lines of the grid. */
  line: number;
  source: MatrixRegion;
  regions: readonly MatrixRegion[];
  /** Columns with which a group begins. */
  edges: readonly number[];
  /** What each column hears, joined by blanks: a text compares at once, so that only painted rows are drawn anew. */
  deliveries: string;
  /** For each column: `-` as saved, `p` painted, `m` painted and moved by somebody else. */
  marks: string;
  /** The column whose cell is in the tab order, if it is in this row; -1 for the heading. */
  tabColumn: number | undefined;
  mayPaint: boolean;
};

/** One region's row: who hears of its stories. */
export const RouteRow = memo(function RouteRow(props: Props) {
  const { line, source, regions, edges, tabColumn, mayPaint } = props;
  const t = useTranslations('routes');
  const deliveries = props.deliveries.split(' ') as RouteDelivery[];
  const heading = (
    <>
      <RegionMark markText={source.markText} markColor={source.markColor} className="size-6 shrink-0" />
      <span className="truncate">{source.name}</span>
    </>
  );
  const headingClass = 'flex h-9 w-44 items-center gap-2 pe-2 text-start pointer-coarse:h-11 lg:w-52';
  return (
    <tr>
      <th scope="row" className="sticky start-0 z-10 bg-paper p-0 font-normal">
        {mayPaint ? (
          <button
            type="button"
            data-stop={`${line} -1 -1`}
            tabIndex={tabColumn === -1 ? 0 : -1}
            data-words={t('paintRow', { region: source.name })}
            title={source.name}
            className={`${headingClass} rounded-sm -outline-offset-2 hover:bg-sunken`}
          >
            <span aria-hidden="true" className="contents">
              {heading}
            </span>
            <span className="sr-only">{t('paintRow', { region: source.name })}</span>
          </button>
        ) : (
          <span title={source.name} className={headingClass}>
            {heading}
          </span>
        )}
      </th>
      {regions.map((target, column) => {
        const delivery = deliveries[column] ?? 'instant';
        const own = source.id === target.id;
        return (
          <RouteCell
            key={target.id}
            stop={`${line} ${column} ${column}`}
            delivery={own ? null : delivery}
            label={
              own
                ? t('own', { region: source.name })
                : t('cell', { source: source.name, target: target.name, how: t(`state.${delivery}`) })
            }
            mark={props.marks[column] ?? '-'}
            locked={own || !target.mayChange}
            edge={column > 0 && edges.includes(column)}
            tabbable={tabColumn === column}
          />
        );
      })}
    </tr>
  );
});

type CellProps = {
  stop: string;
  /** Null where a region meets itself. */
  delivery: RouteDelivery | null;
  label: string;
  mark: string;
  locked: boolean;
  edge: boolean;
  tabbable: boolean;
};

const markClass: Record<string, string> = {
  p: 'bg-accent-soft text-accent hover:bg-accent-soft',
  m: 'bg-warn-soft text-warn hover:bg-warn-soft',
};

const RouteCell = memo(function RouteCell(props: CellProps) {
  const { stop, delivery, label, mark, locked, edge, tabbable } = props;
  return (
    <td className={`border-t hairline p-0 ${edge ? 'border-s' : ''}`}>
      <button
        type="button"
        data-stop={stop}
        tabIndex={tabbable ? 0 : -1}
        aria-disabled={locked}
        aria-label={label}
        className={`${stopClass} size-9 pointer-coarse:size-11 ${markClass[mark] ?? (locked ? 'text-muted' : '')}`}
      >
        {delivery === null ? <span aria-hidden="true">–</span> : <DeliverySign delivery={delivery} />}
      </button>
    </td>
  );
});
