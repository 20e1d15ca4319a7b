'use client';

import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { PeopleToday, SenderStanding, SendingFacts } from '#lib/status/status-page.ts';
import { Moment } from '#components/time/moment.tsx';
import { Part } from '#components/ui/part.tsx';

const timeOfDay = { hour: '2-digit', minute: '2-digit', hour12: false } as const;

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
  const { displayNumber, quality, throughputPerSecond, people, breakerOpenedAt, pausedUntil } = sender;
  return (
    <Part
      title={t('sender')}
      lead={displayNumber === null ? t('senderUnread') : <bdi dir="ltr">{displayNumber}</bdi>}
    >
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3">
        <Figure name={t('quality')}>{t(`qualities.${quality ?? 'unknown'}`)}</Figure>
        <Figure name={t('throughput')}>{t('perSecond', { count: throughputPerSecond })}</Figure>
        <Figure name={t('people')}>
          {people.limit === null
            ? t('peopleNoLimit', { used: people.used })
            : t('peopleUsed', { used: people.used, limit: people.limit })}
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
          <Figure name={t('paused')}>{format.dateTime(new Date(pausedUntil), timeOfDay)}</Figure>
        )}
        <Figure name={t('token')}>{t(`tokens.${sender.token}`)}</Figure>
      </dl>
      {people.limit === null ? null : <Room people={people} limit={people.limit} />}
    </Part>
  );
}

/** What happens as the day's number of people fills, and what to do about it. */
function Room({ people, limit }: { people: PeopleToday; limit: number }) {
  const t = useTranslations('status');
  const format = useFormatter();
  const news = limit - people.reserve;
  return (
    <p className="mt-4 max-w-160 text-sm text-pretty text-muted">
      {people.used >= news
        ? t('room.full')
        : t(`room.${people.used >= people.warnFrom ? 'near' : 'well'}`, { warn: people.warnFrom, news })}{' '}
      {people.nextFreeAt === null || people.used < news ? null : (
        <>{t('room.free', { time: format.dateTime(new Date(people.nextFreeAt), timeOfDay) })} </>
      )}
      <Link href="/costs" className="text-accent underline underline-offset-2">
        {t('room.link')}
      </Link>
    </p>
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
