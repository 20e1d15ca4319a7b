'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { isBlocked } from '#lib/reposts/target-findings.ts';
import { ExactMoment } from '#components/time/moment.tsx';
import { Button } from '#components/ui/button.tsx';
import { TextArea } from '#components/ui/field.tsx';
import { moveTarget } from './repost-api.ts';
import type { TargetProps } from './target-props.ts';

/**
 * What an approver decides, of the version that is in sight and no other, and
 * what anybody who sees it may say.
 */
export function TargetDecision({ target, versions, shownId, onShow, busy, run }: TargetProps) {
  const t = useTranslations('reposts');
  const [words, setWords] = useState('');
  const { versionId, publishAt } = target;
  const decides = versionId !== null && target.steps.includes('approve');
  if (versionId === null || (!decides && target.reviews.length === 0)) return null;
  const empty = words.trim() === '';
  const number = versions.find(({ id }) => id === versionId)?.number ?? 0;
  const send = async (step: 'send_back' | 'comment') => {
    const done = await run(
      () =>
        moveTarget(target.id, step === 'comment' ? { step, words } : { step, versionId, publishAt, words }),
      t(`done.${step}`),
    );
    if (done) setWords('');
  };
  if (decides && shownId !== versionId)
    return (
      <Button look="primary" className="h-auto py-2 whitespace-normal!" onClick={() => onShow(versionId)}>
        {t('lookFirst', { number })}
      </Button>
    );
  return (
    <div className="flex flex-col gap-3">
      {decides ? (
        <Button
          look="primary"
          className="h-auto py-2 whitespace-normal!"
          disabled={busy || isBlocked(target.findings)}
          onClick={() =>
            void run(
              () => moveTarget(target.id, { step: 'approve', versionId, publishAt }),
              t('done.approve'),
            )
          }
        >
          {publishAt === null ? (
            t('approveNow')
          ) : (
            <span>
              {t('approveFor')} <ExactMoment at={publishAt} timeZone={target.timeZone} />
            </span>
          )}
        </Button>
      ) : null}
      <TextArea
        label={decides ? t('wordsBack') : t('comment')}
        rows={2}
        maxLength={500}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <div className="flex flex-wrap gap-2">
        {decides ? (
          <Button disabled={busy || empty} onClick={() => void send('send_back')}>
            {t('sendBack')}
          </Button>
        ) : null}
        <Button look="quiet" disabled={busy || empty} onClick={() => void send('comment')}>
          {t('say')}
        </Button>
      </div>
    </div>
  );
}
