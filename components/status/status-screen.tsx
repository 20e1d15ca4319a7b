'use client';

import { ListChecks } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { StatusPage } from '#lib/status/status-page.ts';
import { PageHead } from '#components/shell/page-head.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { AlarmRow } from './alarm-row.tsx';
import { SendingFigures } from './sending-figures.tsx';
import { UnconfirmedList } from './unconfirmed-list.tsx';
import { useStatus } from './use-status.ts';

/** How things stand: what is amiss in sentences, worst first, each with what to do; the figures behind. */
export function StatusScreen({ first }: { first: StatusPage }) {
  const t = useTranslations('status');
  const { page, failed, refetch } = useStatus(first);
  const { alarms, unconfirmed, sending } = page;
  return (
    <div className="mx-auto max-w-240 px-4 pb-12 md:px-8">
      <PageHead
        title={t('title')}
        lead={sending === null ? t('leadRegions') : t('lead')}
        action={
          sending === null ? undefined : (
            <Link href="/connections/check" className={buttonClass('plain')}>
              <ListChecks aria-hidden="true" className="size-4" />
              {t('setUp')}
            </Link>
          )
        }
      />
      {failed ? (
        <div className="mb-6">
          <Notice look="bad">{t('notFresh')}</Notice>
        </div>
      ) : null}
      {alarms.length === 0 ? (
        <Empty title={t('well')}>{sending === null ? t('wellRegions') : t('wellLead')}</Empty>
      ) : (
        <section aria-labelledby="alarms">
          <h2 id="alarms" className="mb-2 text-lg">
            {t('amiss', { count: alarms.reduce((sum, { count }) => sum + count, 0) })}
          </h2>
          <ul>
            {alarms.map((group) => (
              <AlarmRow key={group.kind} group={group} phones={page.alarmPhones} />
            ))}
          </ul>
        </section>
      )}
      {unconfirmed.length === 0 ? null : <UnconfirmedList messages={unconfirmed} onSettled={refetch} />}
      {sending === null ? null : <SendingFigures facts={sending} />}
    </div>
  );
}
