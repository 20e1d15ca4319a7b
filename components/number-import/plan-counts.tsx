import { useTranslations } from 'next-intl';
import type { ShownPlan } from '#lib/numbers/import/show-plan.ts';

const kinds = ['create', 'update', 'skip', 'reject'] as const;

/** The four things that become of rows, counted. */
export function PlanCounts({ counts }: { counts: ShownPlan['counts'] }) {
  const t = useTranslations('numberImport');
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-card border border-line bg-line md:grid-cols-4">
      {kinds.map((kind) => (
        <div key={kind} data-count={kind} className="flex flex-col-reverse bg-paper px-4 py-3">
          <dt className="text-sm text-muted">{t(`counts.${kind}`)}</dt>
          <dd
            className={`text-xl font-strong tabular-nums ${kind === 'reject' && counts.reject > 0 ? 'text-bad' : ''}`}
          >
            {counts[kind]}
          </dd>
        </div>
      ))}
    </dl>
  );
}
