'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type FeedFilter, isFiltered } from '#lib/feed/feed-filter.ts';
import { buttonClass } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';

type Props = {
  filter: FeedFilter;
  /** No region posts yet. */
  notSetUp: boolean;
};

/**
 * Says what to do about an empty feed: take away what hides the stories, which
 * stands above it chip by chip, give accounts to regions, or wait.
 */
export function NoStories({ filter, notSetUp }: Props) {
  const t = useTranslations('feed');
  if (isFiltered(filter))
    return (
      <Empty
        title={t('emptyFiltered')}
        action={
          <Link href="/" className={buttonClass('plain')}>
            {t('showAll')}
          </Link>
        }
      >
        {t('emptyFilteredLead')}
      </Empty>
    );
  if (!notSetUp) return <Empty title={t('empty')}>{t('emptyLead')}</Empty>;
  return (
    <Empty
      title={t('empty')}
      action={
        <Link href="/regions" className={buttonClass('plain')}>
          {t('toRegions')}
        </Link>
      }
    >
      {t('notSetUpLead')}
    </Empty>
  );
}
