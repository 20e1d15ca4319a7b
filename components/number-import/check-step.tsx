import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { ChangesList } from './changes-list.tsx';
import type { Place } from './place.ts';
import { PlanCounts } from './plan-counts.tsx';
import { ProblemCard } from './problem-card.tsx';
import type { Import } from './use-import.ts';

type Props = { work: Import; places: readonly Place[] };

/** What would be done, what keeps rows out and how to mend it, before anything is written. */
export function CheckStep({ work, places }: Props) {
  const t = useTranslations('numberImport');
  const { plan, chosen } = work;
  if (!plan) return null;
  const { create, update, skip, reject } = plan.counts;
  const toDo = create + update;
  const fixes = chosen.fixes.length + (chosen.nameByNumber ? 1 : 0);
  return (
    <div className="flex flex-col gap-6">
      <PlanCounts counts={plan.counts} />
      <div className="flex flex-col gap-2">
        {plan.attested > 0 ? <Notice look="plain">{t('attested', { count: plan.attested })}</Notice> : null}
        {plan.invited > 0 ? <Notice look="plain">{t('invited', { count: plan.invited })}</Notice> : null}
        {plan.silent > 0 ? <Notice look="plain">{t('silent', { count: plan.silent })}</Notice> : null}
        {plan.assumed > 0 ? <Notice look="plain">{t('assumed', { count: plan.assumed })}</Notice> : null}
        {toDo === 0 && skip > 0 && reject === 0 ? <Notice look="plain">{t('nothingToDo')}</Notice> : null}
        {toDo === 0 && reject > 0 && skip === 0 ? <Notice look="plain">{t('nothingGood')}</Notice> : null}
      </div>
      <div className="flex flex-wrap items-center gap-3">
        {toDo > 0 ? (
          <Button look="primary" aria-disabled={work.busy !== null} onClick={() => void work.commit()}>
            {t('commit', { count: toDo })}
          </Button>
        ) : null}
        <Button onClick={() => work.back('columns')}>{t('back')}</Button>
        {fixes > 0 ? (
          <span className="flex items-center gap-2 text-sm text-muted">
            {t('mended', { count: fixes })}
            <Button look="quiet" onClick={() => void work.undoFixes()}>
              {t('undo')}
            </Button>
          </span>
        ) : null}
      </div>
      {plan.groups.length > 0 ? (
        <section aria-labelledby="problems">
          <div className="flex flex-wrap items-center justify-between gap-3 pb-3">
            <h2 id="problems" className="text-lg">
              {t('problems')}
            </h2>
            <Button onClick={() => void work.download()}>
              <Download aria-hidden="true" className="size-4" />
              {t('download')}
            </Button>
          </div>
          <ul className="flex flex-col border-t border-line">
            {plan.groups.map((group) => (
              <ProblemCard
                key={`${group.code} ${group.column} ${group.found} ${group.rows[0]?.row}`}
                group={group}
                work={work}
                places={places}
              />
            ))}
          </ul>
          {plan.moreGroups > 0 ? (
            <p className="pt-3 text-muted">{t('moreGroups', { count: plan.moreGroups })}</p>
          ) : null}
        </section>
      ) : null}
      <ChangesList plan={plan} />
    </div>
  );
}
