'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { RegionTabs } from '#components/regions/region-tabs.tsx';
import { PageHead } from '#components/shell/page-head.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { CheckStep } from './check-step.tsx';
import { ColumnsStep } from './columns-step.tsx';
import { DoneStep } from './done-step.tsx';
import { ImportSteps } from './import-steps.tsx';
import { ListStep } from './list-step.tsx';
import type { Place } from './place.ts';
import { useImport } from './use-import.ts';

type Props = { places: readonly Place[]; regionId: string | null };

/** From a spreadsheet's list to work numbers, step by step; nothing is written before the last. */
export function ImportScreen({ places, regionId }: Props) {
  const t = useTranslations('numberImport');
  const work = useImport(regionId);
  const heading = useRef<HTMLDivElement>(null);
  const { step, busy, problem, plan } = work;
  // What one looks at is new: whoever listens or uses keys begins at its top.
  useEffect(() => {
    if (step !== 'list') heading.current?.focus();
  }, [step]);
  // A fix that was taken goes away with its button: the next key begins where the problems do.
  useEffect(() => {
    if (plan && document.activeElement === document.body) heading.current?.focus();
  }, [plan]);
  return (
    <div className="mx-auto max-w-280 px-4 pb-12 md:px-8">
      <RegionTabs />
      <PageHead title={t('title')} lead={t('lead')} />
      <ImportSteps step={step} />
      <p role="status" className="flex min-h-8 items-center gap-2 py-1 text-sm text-muted">
        {busy === null ? null : (
          <>
            <Spinner />
            {t(`busy.${busy}`)}
          </>
        )}
        {busy === null && step === 'check' && plan ? (
          <span className="sr-only">{t('summary', plan.counts)}</span>
        ) : null}
      </p>
      {problem === null ? null : (
        <div className="pb-4">
          <Notice look="bad">{problem}</Notice>
        </div>
      )}
      <div ref={heading} tabIndex={-1} className="outline-none" aria-busy={busy !== null}>
        {step === 'list' ? <ListStep work={work} /> : null}
        {step === 'columns' ? <ColumnsStep work={work} places={places} /> : null}
        {step === 'check' ? <CheckStep work={work} places={places} /> : null}
        {step === 'done' ? <DoneStep work={work} /> : null}
      </div>
    </div>
  );
}
