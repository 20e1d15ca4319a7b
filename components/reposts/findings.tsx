'use client';

import { CircleAlert, Info } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { Finding } from '#lib/reposts/target-findings.ts';

/** What the checks found: what stands in the way, and what is good to know, each with what to do. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  const t = useTranslations('reposts');
  const format = useFormatter();
  if (findings.length === 0) return <p className="text-sm text-muted">{t('nothingFound')}</p>;
  return (
    <ul aria-label={t('checks')} className="flex flex-col gap-2 text-sm">
      {findings.map(({ key, blocks, values }, index) => {
        const at = values['at'];
        const filled =
          typeof at === 'string'
            ? { ...values, at: format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' }) }
            : values;
        const Icon = blocks ? CircleAlert : Info;
        return (
          <li key={`${key} ${String(index)}`} className={`flex gap-2 ${blocks ? 'text-bad' : 'text-muted'}`}>
            <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
            <span className="min-w-0 wrap-anywhere">
              {blocks ? <span className="sr-only">{t('inTheWay')} </span> : null}
              {t(`finding.${key}`, filled)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
