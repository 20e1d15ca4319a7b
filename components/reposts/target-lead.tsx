'use client';

import { useTranslations } from 'next-intl';
import type { PageTarget } from '#lib/reposts/repost-page.ts';
import { useApprovers } from './use-approvers.ts';

/** What happens next with a post, in a sentence, while it is with people. */
export function TargetLead({ target }: { target: PageTarget }) {
  const t = useTranslations('reposts');
  const who = useApprovers(target);
  const last = (word: PageTarget['reviews'][number]['word']) =>
    target.reviews.findLast((review) => review.word === word);
  switch (target.state) {
    case 'in_review':
      return (
        <p>
          {target.steps.includes('approve')
            ? t('asksYou', { name: last('asked')?.by ?? t('system') })
            : who === ''
              ? t('waitsForNobody')
              : t('waitsFor', { who })}
        </p>
      );
    case 'sent_back': {
      const back = last('sent_back');
      return (
        <div>
          <p>{t('said.sent_back', { name: back?.by ?? t('system') })}</p>
          {back?.words ? (
            <blockquote
              className="my-2 border-s-2 border-bad ps-3 wrap-anywhere whitespace-pre-line"
              dir="auto"
            >
              {back.words}
            </blockquote>
          ) : null}
          {target.steps.includes('change') ? <p className="text-muted">{t('thenAskAgain')}</p> : null}
        </div>
      );
    }
    case 'approved':
    case 'scheduled': {
      const by = last('approved')?.by;
      return <p>{by ? t('approvedBy', { name: by }) : t('goesByItself')}</p>;
    }
    case 'cancelled':
      return <p className="text-muted">{t('notPosted')}</p>;
    case 'draft':
    case 'publishing':
    case 'published':
    case 'unconfirmed':
    case 'failed':
    case 'overdue':
      return null;
  }
}
