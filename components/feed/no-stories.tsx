'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type FeedFilter, isFiltered } from '#lib/feed/feed-filter.ts';
import type { TrayRegion } from '#lib/feed/feed-story.ts';
import { type HiddenBy, mostHidden } from '#lib/feed/hidden-by.ts';
import { buttonClass } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { feedPath } from './feed-path.ts';
import { useFilterWords } from './use-filter-words.ts';

type Props = {
  filter: FeedFilter;
  /** What of it hides how many. */
  hidden: readonly HiddenBy[];
  tray: readonly TrayRegion[];
};

/**
 * Says what to do about an empty feed: take away what hides the stories, each
 * part with how many it hides, give accounts to regions, or wait.
 */
export function NoStories({ filter, hidden, tray }: Props) {
  const t = useTranslations('feed');
  const words = useFilterWords(tray, []);
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
        <p>{hidden.length === 0 ? t('hiddenTogether') : t('hiddenEach')}</p>
        <ul className="mt-3 flex flex-col items-center gap-1">
          {hidden.map(({ field, count }) => (
            <li key={field} className="max-w-full">
              <Link
                href={feedPath({ ...filter, [field]: undefined })}
                scroll={false}
                prefetch={false}
                className={`${buttonClass('quiet')} max-w-full`}
              >
                {count < mostHidden
                  ? t('hides', { filter: words(field, filter[field]!), count })
                  : t('hidesMore', { filter: words(field, filter[field]!), count })}
              </Link>
            </li>
          ))}
        </ul>
      </Empty>
    );
  if (tray.length > 0) return <Empty title={t('empty')}>{t('emptyLead')}</Empty>;
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
