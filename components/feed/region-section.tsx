'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { RegionMark } from '#components/region/region-mark.tsx';
import { DayLine } from '#components/ring/day-line.tsx';
import { useNow } from '#components/time/now-provider.tsx';
import { Button } from '#components/ui/button.tsx';
import type { FeedStory } from '#lib/feed/feed-story.ts';
import type { RegionStories } from './feed-state.ts';
import { StoryCard } from './story-card.tsx';

/** More than these are folded away, so that one busy region does not hide the others. */
const folded = 12;

type Props = RegionStories & {
  first: boolean;
  openCode: string | null;
  onOpen: (code: string) => boolean;
  onFlag: (story: FeedStory) => void;
};

/** One region's stories: a row that is swiped on a phone, a grid on a wider screen. */
export function RegionSection({ region, stories, first, openCode, onOpen, onFlag }: Props) {
  const t = useTranslations('feed');
  const now = useNow();
  const [unfolded, setUnfolded] = useState(false);
  const shown = unfolded ? stories : stories.slice(0, folded);
  const live = stories.filter((story) => Date.parse(story.expiresAt) > now.getTime()).length;
  const headingId = `region-${region.id}`;
  return (
    <section
      aria-labelledby={headingId}
      data-glide={`region-${region.id}`}
      className="relative pt-6 first:pt-2 md:pt-10 md:first:pt-4"
    >
      <DayLine postedAt={stories.map((story) => story.postedAt)} now={now} />
      <header className="flex items-center gap-3 pt-3 pb-4">
        <RegionMark markText={region.markText} markColor={region.markColor} className="size-7 shrink-0" />
        <h2 id={headingId} className="text-lg">
          {region.name}
        </h2>
        <p className="ms-auto text-sm text-muted md:ms-0">{t('liveCount', { count: live })}</p>
      </header>
      <ul className="row-scroll -mx-4 flex scroll-px-4 gap-3 px-4 pb-2 md:mx-0 md:grid md:grid-cols-[repeat(auto-fill,minmax(11.25rem,1fr))] md:gap-x-4 md:gap-y-6 md:overflow-visible md:px-0">
        {shown.map((story, at) => (
          <li
            key={story.id}
            data-glide={story.id}
            className="w-[42vw] max-w-44 shrink-0 snap-start md:w-auto md:max-w-none"
          >
            <StoryCard
              story={story}
              eager={first && at < 6}
              open={story.code === openCode}
              onOpen={onOpen}
              onFlag={onFlag}
            />
          </li>
        ))}
      </ul>
      {stories.length > shown.length ? (
        <Button look="quiet" className="mt-3 -ms-4" onClick={() => setUnfolded(true)}>
          {t('unfold', { count: stories.length - shown.length, region: region.name })}
        </Button>
      ) : null}
    </section>
  );
}
