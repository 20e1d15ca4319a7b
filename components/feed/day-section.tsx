'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { memo } from 'react';
import { addDays, dayIn } from '#lib/feed/days.ts';
import { useNow } from '#components/time/now-provider.tsx';
import { type CardDeeds, CardList } from './card-list.tsx';
import { farHeight } from './far-height.ts';
import type { DayStories } from './feed-state.ts';
import { sameProps } from './same-props.ts';
import { useNear } from './use-near.ts';

type Props = DayStories & {
  first: boolean;
  /** Pixels that its content is high, as far as that is known while it is far. */
  height: number | undefined;
  /** Whether the browser may pass over it while it is far. */
  far: boolean;
  /** The reader's zone. */
  timeZone: string;
  deeds: CardDeeds;
};

/** One day's stories of all regions, newest first. */
export const DaySection = memo(function DaySection({
  day,
  stories,
  first,
  height,
  far,
  timeZone,
  deeds,
}: Props) {
  const t = useTranslations('feed');
  const format = useFormatter();
  const now = useNow();
  const [place, near] = useNear<HTMLElement>(true);
  const today = dayIn(timeZone)(now);
  const name =
    day === today
      ? t('today')
      : day === addDays(today, -1)
        ? t('yesterday')
        : format.dateTime(new Date(`${day}T12:00Z`), { dateStyle: 'full', timeZone: 'UTC' });
  return (
    <section
      ref={place}
      aria-labelledby={`day-${day}`}
      data-glide={`day-${day}`}
      style={farHeight(height)}
      className={`${far ? 'far-section' : ''} relative -mx-4 px-4 pt-6 first:pt-2 md:-mx-8 md:px-8 md:pt-10 md:first:pt-4`}
    >
      <h2 id={`day-${day}`} className="pb-4 text-lg">
        {name}
      </h2>
      <CardList stories={stories} look="grid" eager={first ? 8 : 0} near={near || !far} {...deeds} />
    </section>
  );
}, sameProps);
