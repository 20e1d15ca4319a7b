import { useFormatter, useTranslations } from 'next-intl';
import { type FilterField, standings } from '#lib/feed/feed-filter.ts';
import type { FeedStory, TrayRegion } from '#lib/feed/feed-story.ts';
import { groupsOf } from './groups-of.ts';

/**
 * Gives what says, in words, what a part of a filter is.
 * @param shown the stories that it leaves: a region whose accounts have moved away has stories, and no place in the tray
 */
export function useFilterWords(tray: readonly TrayRegion[], shown: readonly FeedStory[]) {
  const t = useTranslations('feed');
  const format = useFormatter();
  const day = (text: string) =>
    format.dateTime(new Date(`${text}T12:00Z`), { dateStyle: 'medium', timeZone: 'UTC' });
  return (field: FilterField, value: string): string => {
    switch (field) {
      case 'region':
        return (
          [...tray, ...shown].find(({ region }) => region.id === value)?.region.name ?? t('filters.region')
        );
      case 'group':
        return groupsOf(tray).find(({ id }) => id === value)?.name ?? t('filters.group');
      case 'account':
        return `@${value}`;
      case 'kind':
        return t(value === 'video' ? 'kinds.video' : 'kinds.image');
      case 'standing':
        return t(`standings.${standings.find((each) => each === value) ?? 'missing'}`);
      case 'from':
        return t('fromDay', { day: day(value) });
      case 'to':
        return t('toDay', { day: day(value) });
      case 'q':
        return t('quoted', { words: value });
    }
  };
}
