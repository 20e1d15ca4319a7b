'use client';

import { useTranslations } from 'next-intl';
import type { MatrixRegion } from '#lib/alerts/route-matrix.ts';
import type { RouteDelivery } from '#lib/words.ts';
import { DeliverySign } from './delivery-sign.tsx';
import { nameOver } from './grid-lines.ts';
import { stopClass } from './route-row.tsx';

type Group = {
  id: string;
  name: string | null;
  from: number;
  to: number;
  targets: readonly MatrixRegion[];
};

type Shared = { line: number; mayPaint: boolean; tabColumn: number | undefined };

/** The groups over their columns; each paints all that its regions hear. */
export function GroupHeadings({ line, groups, mayPaint, tabColumn }: Shared & { groups: readonly Group[] }) {
  const t = useTranslations('routes');
  return groups.map(({ id, name, from, to, targets }) => {
    const words = name ?? t('noGroup');
    const over = name === null ? '–' : nameOver(name, targets.length);
    return (
      <th
        key={id}
        scope="colgroup"
        colSpan={targets.length}
        className={`max-w-0 hairline p-0 text-xs font-normal text-muted ${from > 0 ? 'border-s' : ''}`}
      >
        {mayPaint && targets.some(({ mayChange }) => mayChange) ? (
          <button
            type="button"
            data-stop={`${line} ${from} ${to}`}
            tabIndex={tabColumn === from ? 0 : -1}
            title={words}
            data-words={t('paintColumnGroup', { group: words })}
            className={`${stopClass} h-7 w-full rounded-sm px-1 hover:text-ink pointer-coarse:h-11`}
          >
            <span aria-hidden="true" className="truncate">
              {over}
            </span>
            <span className="sr-only">{t('paintColumnGroup', { group: words })}</span>
          </button>
        ) : (
          <span title={words} className="flex h-7 items-center justify-center px-1">
            <span aria-hidden="true" className="truncate">
              {over}
            </span>
            <span className="sr-only">{words}</span>
          </span>
        )}
      </th>
    );
  });
}

type Block = Group & { delivery: RouteDelivery | 'mixed' | undefined };

/** A group over its rows, and for each group of columns the block where the two meet, to be painted at once. */
export function SourceGroupRow({
  line,
  name,
  blocks,
  mayPaint,
  tabColumn,
}: Shared & { name: string | null; blocks: readonly Block[] }) {
  const t = useTranslations('routes');
  const words = name ?? t('noGroup');
  return (
    <tr className="text-xs text-muted">
      <th
        scope="rowgroup"
        className="sticky start-0 z-10 w-44 max-w-44 border-t hairline bg-paper p-0 text-start font-normal lg:w-52 lg:max-w-52"
      >
        {mayPaint ? (
          <button
            type="button"
            data-stop={`${line} -1 -1`}
            tabIndex={tabColumn === -1 ? 0 : -1}
            title={words}
            data-words={t('paintRowGroup', { group: words })}
            className={`${stopClass} h-7 w-full justify-start! rounded-sm pe-2 hover:text-ink pointer-coarse:h-11`}
          >
            <span aria-hidden="true" className="truncate">
              {words}
            </span>
            <span className="sr-only">{t('paintRowGroup', { group: words })}</span>
          </button>
        ) : (
          <span title={words} className="flex h-7 items-center pe-2">
            <span className="truncate">{words}</span>
          </span>
        )}
      </th>
      {blocks.map(({ id, name: heard, from, to, targets, delivery }) => (
        <td
          key={id}
          colSpan={targets.length}
          className={`border-t hairline bg-sunken/60 p-0 ${from > 0 ? 'border-s' : ''}`}
        >
          {delivery === undefined ? null : (
            <button
              type="button"
              data-stop={`${line} ${from} ${to}`}
              tabIndex={tabColumn === from ? 0 : -1}
              aria-disabled={!targets.some(({ mayChange }) => mayChange)}
              aria-label={t('block', {
                targets: heard ?? t('noGroup'),
                sources: words,
                how: t(`state.${delivery}`),
              })}
              className={`${stopClass} h-7 w-full hover:text-ink pointer-coarse:h-11`}
            >
              <DeliverySign delivery={delivery} className="size-3.5" />
            </button>
          )}
        </td>
      ))}
    </tr>
  );
}
