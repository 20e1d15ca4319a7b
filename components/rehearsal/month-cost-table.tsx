'use client';

import { ChevronRight } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { MonthCost } from '#lib/alerts/rehearsal.ts';
import type { MessageCounts } from '#lib/alerts/simulate-month.ts';
import { buzzKinds } from '#lib/words.ts';
import { useWide } from '#components/routes/use-wide.ts';

const total = ({ story, rollup, summary }: MessageCounts) => story + rollup + summary;

function sumOf(month: MonthCost, matrix: 'saved' | 'draft'): MessageCounts {
  const sum = (kind: keyof MessageCounts) =>
    month.regions.reduce((count, region) => count + region[matrix][kind], 0);
  return { story: sum('story'), rollup: sum('rollup'), summary: sum('summary') };
}

/** What the last 30 days would have cost in messages; under a draft, beside what is saved. */
export function MonthCostTable({ month }: { month: MonthCost }) {
  const t = useTranslations('rehearsal');
  const format = useFormatter();
  const wide = useWide();
  const [saved, draft] = [sumOf(month, 'saved'), sumOf(month, 'draft')];
  const drafted = month.changes > 0;
  const difference = total(draft) - total(saved);
  const sign = difference > 0 ? 'more' : difference < 0 ? 'fewer' : 'same';
  if (month.stories === 0) return <p className="max-w-160 text-pretty text-muted">{t('noStories')}</p>;
  return (
    <>
      <p className="max-w-160 text-base text-pretty">
        {t('cost', { stories: month.stories, count: total(drafted ? draft : saved) })}{' '}
        {drafted ? t(`difference.${sign}`, { count: Math.abs(difference) }) : ''}
      </p>
      <p className="mt-1 max-w-160 text-sm text-pretty text-muted">{t('monthAssumed')}</p>
      <details open={wide === true} className="group mt-2">
        <summary className="inline-flex min-h-9 list-none items-center gap-1 rounded-md text-muted hover:text-ink pointer-coarse:min-h-11">
          <ChevronRight
            aria-hidden="true"
            className="size-4 transition-transform duration-120 group-open:rotate-90 rtl:-scale-x-100 rtl:group-open:-rotate-90"
          />
          {t('byRegion')}
        </summary>
        <div className="overflow-x-auto">
          <table className="figures w-full max-w-200 text-sm">
            <thead>
              <tr className="text-muted">
                <th scope="col" className="py-2 pe-4 text-start font-normal">
                  {t('region')}
                </th>
                {buzzKinds.map((kind) => (
                  <th key={kind} scope="col" className="px-2 py-2 text-end font-normal">
                    {t(`column.${kind}`)}
                  </th>
                ))}
                <th scope="col" className="ps-2 py-2 text-end font-normal">
                  {t('column.all')}
                </th>
              </tr>
            </thead>
            <tbody>
              <Row
                name={t('allRegions')}
                strong
                counts={drafted ? draft : saved}
                before={drafted ? saved : undefined}
                format={format.number}
              />
              {month.regions.map((region) => (
                <Row
                  key={region.id}
                  name={region.name}
                  counts={drafted ? region.draft : region.saved}
                  before={drafted ? region.saved : undefined}
                  format={format.number}
                />
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}

type RowProps = {
  name: string;
  strong?: boolean;
  counts: MessageCounts;
  before: MessageCounts | undefined;
  format: (value: number) => string;
};

function Row({ name, strong = false, counts, before, format }: RowProps) {
  const t = useTranslations('rehearsal');
  const cells = [
    ...buzzKinds.map((kind) => [counts[kind], before?.[kind]]),
    [total(counts), before && total(before)],
  ];
  return (
    <tr className={`border-t hairline ${strong ? 'font-strong' : ''}`}>
      <th
        scope="row"
        className={`max-w-40 truncate py-2 pe-4 text-start sm:max-w-80 ${strong ? 'font-strong' : 'font-normal'}`}
      >
        {name}
      </th>
      {cells.map(([now = 0, was], index) => (
        <td key={buzzKinds[index] ?? 'all'} className="px-2 py-2 text-end whitespace-nowrap last:pe-0">
          {format(now)}
          {was === undefined || was === now ? null : (
            <span className="block text-xs font-normal text-muted">{t('was', { count: was })}</span>
          )}
        </td>
      ))}
    </tr>
  );
}
