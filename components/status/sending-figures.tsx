'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { SenderStanding, SendingFacts } from '#lib/status/status-page.ts';
import { Moment } from '#components/time/moment.tsx';
import { Part } from '#components/ui/part.tsx';

/** The figures behind the sentences. */
export function SendingFigures({ facts }: { facts: SendingFacts }) {
  const t = useTranslations('status');
  const format = useFormatter();
  const { queue, oldestDueAt, uncertain, senders, webhooks, audit } = facts;
  return (
    <div className="mt-10">
      <Part title={t('queue')} lead={t('queueLead')}>
        <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3">
          {queue.map(({ state, count }) => (
            <Figure key={state} name={t(`state.${state}`)}>
              {format.number(count)}
            </Figure>
          ))}
          <Figure name={t('uncertain')}>{format.number(uncertain)}</Figure>
          <Figure name={t('oldestDue')}>
            {oldestDueAt === null ? t('nothingDue') : <Moment at={oldestDueAt} />}
          </Figure>
        </dl>
      </Part>
      {senders.length === 0 ? (
        <Part title={t('sender')}>
          <p className="text-pretty text-muted">{t('noSender')}</p>
        </Part>
      ) : (
        senders.map((sender) => <Sender key={sender.id} sender={sender} />)
      )}
      <Part title={t('webhooks')} lead={t('webhooksLead')}>
        <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3">
          <Figure name={t('lastReceived')}>
            {webhooks.lastAt === null ? t('never') : <Moment at={webhooks.lastAt} />}
          </Figure>
          <Figure name={t('unread')}>{format.number(webhooks.waiting)}</Figure>
          {webhooks.oldestAt === null ? null : (
            <Figure name={t('oldestUnread')}>
              <Moment at={webhooks.oldestAt} />
            </Figure>
          )}
        </dl>
      </Part>
      <Part title={t('audit')} lead={t('auditLead')}>
        <p className={audit.ok ? '' : 'font-strong text-bad'}>
          {t(`sums.${audit.ok ? 'right' : 'wrong'}`, {
            planned: audit.planned,
            ended: audit.ended,
            inFlight: audit.inFlight,
          })}
        </p>
        <p className="text-sm text-muted">
          {t('counted')} <Moment at={audit.at} />
        </p>
      </Part>
    </div>
  );
}

function Sender({ sender }: { sender: SenderStanding }) {
  const t = useTranslations('status');
  const format = useFormatter();
  const { displayNumber, quality, throughputPerSecond, peoplePerDay, breakerOpenedAt, pausedUntil } = sender;
  return (
    <Part title={t('sender')} lead={displayNumber ?? t('senderUnread')}>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3">
        <Figure name={t('quality')}>{t(`qualities.${quality ?? 'unknown'}`)}</Figure>
        <Figure name={t('throughput')}>{t('perSecond', { count: throughputPerSecond })}</Figure>
        <Figure name={t('people')}>
          {peoplePerDay === null ? t('noLimit') : format.number(peoplePerDay)}
        </Figure>
        <Figure name={t('breaker')}>
          {breakerOpenedAt === null ? (
            t('closed')
          ) : (
            <>
              {t('openSince')} <Moment at={breakerOpenedAt} />
            </>
          )}
        </Figure>
        {pausedUntil === null ? null : (
          <Figure name={t('paused')}>
            {format.dateTime(new Date(pausedUntil), { hour: '2-digit', minute: '2-digit', hour12: false })}
          </Figure>
        )}
        <Figure name={t('token')}>{sender.tokenBroken ? t('tokenRefused') : t('tokenWorks')}</Figure>
      </dl>
    </Part>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-pretty text-muted">{name}</dt>
      <dd className="figures text-base">{children}</dd>
    </div>
  );
}
