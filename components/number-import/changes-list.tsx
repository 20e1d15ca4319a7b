import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { listedLimit, type ShownPlan, type ShownUpdate } from '#lib/numbers/import/show-plan.ts';

/** The new and the changed numbers, one a line, unfolded on demand. */
export function ChangesList({ plan }: { plan: ShownPlan }) {
  const t = useTranslations('numberImport');
  const states = useTranslations('numbers.state');
  return (
    <div>
      <Folded title={t('newOnes')} count={plan.counts.create}>
        {plan.creates.map(({ row, number, label, region, state }) => (
          <Line key={row} label={label} number={number}>
            {region}, {states(state)}
          </Line>
        ))}
      </Folded>
      <Folded title={t('changedOnes')} count={plan.counts.update}>
        {plan.updates.map((each) => (
          <Line key={each.row} label={each.label} number={each.number}>
            {each.changes.map((change) => (
              <Change key={change.field} change={change} />
            ))}
          </Line>
        ))}
      </Folded>
    </div>
  );
}

function Folded({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  const t = useTranslations('numberImport');
  if (count === 0) return null;
  return (
    <details className="group border-b border-line">
      <summary className="flex min-h-11 cursor-pointer list-none items-center gap-2 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-4 text-muted transition-transform duration-120 group-open:rotate-90 rtl:-scale-x-100 rtl:group-open:-rotate-90"
        />
        <span className="font-strong">{title}</span>
        <span className="text-muted tabular-nums">{count}</span>
      </summary>
      <ul className="pb-4">{children}</ul>
      {count > listedLimit ? (
        <p className="pb-4 text-sm text-muted">{t('first', { count: listedLimit })}</p>
      ) : null}
    </details>
  );
}

function Line({ label, number, children }: { label: string; number: string; children: ReactNode }) {
  return (
    <li className="grid gap-x-4 py-1.5 text-sm md:grid-cols-[minmax(0,2fr)_7rem_minmax(0,2fr)]">
      <span dir="auto" className="min-w-0 truncate">
        {label}
      </span>
      <span dir="ltr" className="text-muted tabular-nums">
        {number}
      </span>
      <span className="min-w-0 text-muted">{children}</span>
    </li>
  );
}

function Change({ change }: { change: ShownUpdate['changes'][number] }) {
  const t = useTranslations('numberImport');
  const { field } = change;
  const said = (text: string) => {
    if (text !== '') return text;
    return field === 'followedRegionIds' ? t('nothing') : t('asRegion');
  };
  const words = { field: t(`field.${field}`), from: said(change.from), to: said(change.to) };
  return <span className="block break-words">{t('from', words)}</span>;
}
