'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { PageTarget, RepostPage } from '#lib/reposts/repost-page.ts';
import { ExactMoment } from '#components/time/moment.tsx';

type Props = { target: PageTarget; version: RepostPage['versions'][number] | undefined };

/** What exactly goes out, and when: by the clock of the account's region, and by the reader's. */
export function TargetTerms({ target, version }: Props) {
  const t = useTranslations('reposts');
  const { publishAt, publishedAt, timeZone } = target;
  const at = publishedAt ?? publishAt;
  return (
    <dl className="figures grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
      <Term name={t('versionLabel')}>
        {version === undefined
          ? t('noVersion')
          : t('versionBy', { number: version.number, name: version.by })}
      </Term>
      {at === null ? (
        waiting.includes(target.state) ? (
          <Term name={t('whenLabel')}>{target.rule === 'none' ? t('rightAway') : t('whenApproved')}</Term>
        ) : null
      ) : (
        <>
          <Term name={timeZone.replaceAll('_', ' ')}>
            <ExactMoment at={at} timeZone={timeZone} />
          </Term>
          <Term name={t('forYou')}>
            <ExactMoment at={at} />
          </Term>
        </>
      )}
    </dl>
  );
}

/** States in which a post without a time still has its moment ahead of it. */
const waiting: readonly PageTarget['state'][] = ['draft', 'in_review', 'sent_back', 'approved', 'scheduled'];

function Term({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  );
}
