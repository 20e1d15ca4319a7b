'use client';

import { Pause, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { NumberPage } from '#lib/numbers/number-row.ts';
import { ExactMoment, Moment } from '#components/time/moment.tsx';
import { useNow } from '#components/time/now-provider.tsx';
import { Button } from '#components/ui/button.tsx';
import { JoinBox } from './join-box.tsx';
import type { Question } from './number-question.tsx';
import { NumberState } from './number-state.tsx';

type Props = { page: NumberPage; onAsk: (question: Question) => void };

/** Whether a number hears, why not, and what can be done about it. */
export function NumberStanding({ page, onAsk }: Props) {
  const t = useTranslations('numbers');
  const { state, mutedUntil, lastReachedAt } = page;
  const now = useNow();
  const muted = mutedUntil !== null && new Date(mutedUntil) > now;
  const mayPause = state === 'active' || state === 'unreachable';
  return (
    <div className="flex flex-col gap-3">
      <div>
        <NumberState state={state} />
        <p className="text-pretty text-muted">{t(`next.${state}`)}</p>
        {muted ? (
          <p className="text-muted">{t.rich('mutedUntil', { at: () => <ExactMoment at={mutedUntil} /> })}</p>
        ) : null}
        <p className="figures text-muted">
          {lastReachedAt === null
            ? t('neverReached')
            : t.rich('reached', { at: () => <Moment at={lastReachedAt} /> })}
        </p>
      </div>
      {page.joinCode === null ? null : (
        <JoinBox code={page.joinCode} link={page.joinLink} label={page.label} />
      )}
      {page.mayManage && (mayPause || state === 'paused') ? (
        <div>
          {mayPause ? (
            <Button onClick={() => onAsk('pause')}>
              <Pause aria-hidden="true" className="size-4" />
              {t('pause')}
            </Button>
          ) : (
            <Button onClick={() => onAsk('resume')}>
              <Play aria-hidden="true" className="size-4" />
              {t('resume')}
            </Button>
          )}
        </div>
      ) : null}
    </div>
  );
}
