'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { FeedStory } from '#lib/feed/feed-story.ts';

/** What the clock of the region's team showed. */
export function PostedThere({ story }: { story: Pick<FeedStory, 'region' | 'postedAt'> }) {
  const t = useTranslations('story');
  const format = useFormatter();
  const { timeZone, name } = story.region;
  const time = format.dateTime(new Date(story.postedAt), {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
  return <span>{t('timeThere', { time, region: name })}</span>;
}
