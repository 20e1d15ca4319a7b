'use client';

import { CircleAlert, CircleCheck } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import {
  type AccountGap,
  type AccountHistory,
  historyDays,
  mostGaps,
} from '#lib/accounts/account-history.ts';
import { PageHead } from '#components/shell/page-head.tsx';
import { ExactMoment, Moment } from '#components/time/moment.tsx';
import { BackLink } from '#components/ui/back-link.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Part } from '#components/ui/part.tsx';
import { RegionTabs } from './region-tabs.tsx';

/** An account, and how it was checked of late: whether it is, how soon stories are found, and when it was not. */
export function AccountScreen({ history }: { history: AccountHistory }) {
  const t = useTranslations('checks');
  const back = useTranslations('regions');
  const { account, region, checks, delay, gaps, gapsCut } = history;
  const format = useFormatter();
  const seconds = (ms: number) =>
    format.number(Math.max(1, Math.round(ms / 1000)), { style: 'unit', unit: 'second' });
  return (
    <div className="mx-auto max-w-220 px-4 pb-12 md:px-8">
      <RegionTabs />
      <BackLink href={region === null ? '/regions' : `/regions/${region.id}`}>
        {region === null ? back('back') : region.name}
      </BackLink>
      <PageHead title={`@${account.username}`} lead={account.name} />
      <Part title={t('now')} lead={t('nowLead')}>
        <Now history={history} />
      </Part>
      <Part title={t('delay')} lead={t('lastDays', { days: historyDays })}>
        {delay === null ? (
          <p className="text-muted">{t('noDelay')}</p>
        ) : (
          <p className="figures">
            {delay.checks === 1
              ? t('delayOnce', { median: seconds(delay.medianMs) })
              : t('delayWords', {
                  median: seconds(delay.medianMs),
                  p95: seconds(delay.p95Ms),
                  count: delay.checks,
                })}
          </p>
        )}
        <p className="figures mt-1 text-muted">{t('counts', checks)}</p>
      </Part>
      <Part title={t('gaps')} lead={t('gapsLead', { days: historyDays })}>
        {gaps.length === 0 ? (
          <p className="flex items-center gap-2">
            <CircleCheck aria-hidden="true" className="size-5 shrink-0 text-accent" />
            {t('noGaps')}
          </p>
        ) : (
          <ol className="divide-y divide-line border-y hairline">
            {gaps.map((gap) => (
              <GapRow key={gap.from} gap={gap} />
            ))}
          </ol>
        )}
        {gapsCut ? <p className="mt-2 text-sm text-muted">{t('gapsCut', { count: mostGaps })}</p> : null}
      </Part>
    </div>
  );
}

/** Whether it is checked, and when next. */
function Now({ history: { region, lastGoodCheckAt, notBefore, token } }: { history: AccountHistory }) {
  const t = useTranslations('checks');
  const checked =
    lastGoodCheckAt === null
      ? t('never')
      : t.rich('last', { at: () => <Moment at={lastGoodCheckAt} className="font-strong" /> });
  const words =
    region === null
      ? t('noRegion')
      : region.archived
        ? t('archived')
        : token !== 'works'
          ? t(`token.${token}`)
          : notBefore === null
            ? t('nextTurn')
            : t.rich('notBefore', { at: () => <ExactMoment at={notBefore} /> });
  return (
    <div className="flex flex-col gap-2">
      <p>{checked}</p>
      {region !== null && !region.archived && token !== 'works' ? (
        <Notice look="bad">{words}</Notice>
      ) : (
        <p className="text-pretty text-muted">{words}</p>
      )}
    </div>
  );
}

function GapRow({ gap: { from, until, reason } }: { gap: AccountGap }) {
  const t = useTranslations('checks');
  const times = { at: () => <ExactMoment at={from} />, time: () => <ExactMoment at={until ?? from} /> };
  return (
    <li className="flex gap-3 py-3">
      <CircleAlert
        aria-hidden="true"
        className={`mt-px size-5 shrink-0 ${until === null ? 'text-bad' : 'text-muted'}`}
      />
      <div className="min-w-0">
        <p className="figures">{until === null ? t.rich('gapOpen', times) : t.rich('gap', times)}</p>
        <p className="text-pretty text-muted">{t(`reason.${reason}`)}</p>
      </div>
    </li>
  );
}
