'use client';

import { useTranslations } from 'next-intl';
import type { ReviewRow } from '#lib/reposts/repost-page.ts';
import { ExactMoment, Moment } from '#components/time/moment.tsx';

/** What was said of a post while it was reviewed, in order. */
export function ReviewThread({ reviews, timeZone }: { reviews: readonly ReviewRow[]; timeZone: string }) {
  const t = useTranslations('reposts');
  if (reviews.length === 0) return null;
  return (
    <ol aria-label={t('thread')} className="border-t hairline text-sm">
      {reviews.map(({ id, word, by, words, version, publishAt, at }) => (
        <li key={id} className="overflow-x-clip border-b hairline py-2 last:border-b-0">
          <p>
            <span className="font-strong">
              {
                // A person voids by changing who approves; version and time void by themselves.
                word === 'voided' && by !== null
                  ? t('said.rule', { name: by })
                  : t(`said.${word}`, { name: by ?? t('system') })
              }
            </span>{' '}
            <span className="text-muted">
              {t('version', { number: version })}
              {publishAt === null ? null : (
                <>
                  {' · '}
                  <ExactMoment at={publishAt} timeZone={timeZone} />
                </>
              )}
              {' · '}
              <Moment at={at} />
            </span>
          </p>
          {words === null ? null : (
            <p className="wrap-anywhere whitespace-pre-line" dir="auto">
              {words}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
