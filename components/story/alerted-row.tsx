'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { AlertedNumber } from '#lib/feed/feed-story.ts';
import { failureKey } from './failure-key.ts';
import { Tick } from './tick.tsx';

const clock = { hour: '2-digit', minute: '2-digit', hour12: false } as const;

/** One number, and how far the news of this story has come to it. */
export function AlertedRow({ alerted }: { alerted: AlertedNumber }) {
  const t = useTranslations('alert');
  const words = useStateWords(alerted);
  return (
    <li className="flex gap-2 py-2" data-alert-state={alerted.state}>
      <Tick state={alerted.state} className="mt-px size-5" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap gap-x-2">
          <span className="font-strong">{alerted.label}</span>
          <span className="figures text-muted" dir="ltr">
            {alerted.shortened}
          </span>
        </p>
        <p className={alerted.state === 'failed' ? 'text-bad' : 'text-muted'}>
          {words}
          {alerted.seen ? `${t('join')}${t('tappedSeen')}` : null}
        </p>
      </div>
    </li>
  );
}

/** The state in words: with the time it came, what it waits for, or why it went wrong. */
function useStateWords(alerted: AlertedNumber): string {
  const t = useTranslations();
  const format = useFormatter();
  const at = (moment: string | null) => (moment === null ? null : format.dateTime(new Date(moment), clock));
  switch (alerted.state) {
    case 'planned': {
      const due = at(alerted.dueAt);
      if (due === null) return t('alert.state.planned');
      if (alerted.carriedBy === 'summary') return t('alert.waitsForSummary', { time: due });
      return alerted.carriedBy === 'rollup'
        ? t('alert.waitsForRollup', { time: due })
        : t('alert.waits', { time: due });
    }
    case 'held':
      return t(`alert.held.${alerted.heldReason ?? 'quiet_hours'}`, { time: at(alerted.dueAt) ?? '' });
    case 'failed':
      return t(`failure.${failureKey(alerted.errorCode)}`, { code: String(alerted.errorCode ?? '') });
    case 'skipped':
      return alerted.skippedReason === null
        ? t('alert.state.skipped')
        : t(`skipped.${alerted.skippedReason}`);
    case 'sending':
    case 'accepted':
    case 'sent':
    case 'delivered':
    case 'read': {
      const time = at(alerted.at);
      const state = t(`alert.state.${alerted.state}`);
      return time === null ? state : t('alert.stateAt', { state, time });
    }
    case 'unconfirmed':
    case 'expired':
      return t(`alert.state.${alerted.state}`);
  }
}
