'use client';

import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { RegionMark } from '#components/region/region-mark.tsx';
import { DayLine } from '#components/ring/day-line.tsx';
import { useNow } from '#components/time/now-provider.tsx';
import { Button } from '#components/ui/button.tsx';
import type { FeedStory } from '#lib/feed/feed-story.ts';
import { farHeight } from './far-height.ts';
import type { RegionStories } from './feed-state.ts';
import { sameProps } from './same-props.ts';
import { useNear } from './use-near.ts';
import { WatchLink } from '#components/viewer/watch-link.tsx';
import { type CardDeeds, CardList } from './card-list.tsx';

type Props = RegionStories & {
  /** Those of them that are not folded away. */
  shown: readonly FeedStory[];
  first: boolean;
  /** Pixels that its content is high, as far as that is known while it is far. */
  height: number | undefined;
  /** Whether the browser may pass over it while it is far. */
  far: boolean;
  deeds: CardDeeds;
  /** Marks all of them as seen. */
  onSeen: (stories: readonly FeedStory[]) => void;
  /** Shows all of a region's. */
  onUnfold: (regionId: string) => void;
};

/** One region's stories: a row that is swiped on a phone, a grid on a wider screen. */
export const RegionSection = memo(function RegionSection({
  region,
  stories,
  shown,
  first,
  height,
  far,
  deeds,
  onSeen,
  onUnfold,
}: Props) {
  const t = useTranslations('feed');
  const now = useNow();
  const [place, near] = useNear<HTMLElement>(true);
  const live = stories.filter((story) => Date.parse(story.expiresAt) > now.getTime()).length;
  const unseen = stories.filter((story) => !story.seen);
  const headingId = `region-${region.id}`;
  return (
    <section
      ref={place}
      aria-labelledby={headingId}
      data-glide={`region-${region.id}`}
      style={farHeight(height)}
      className={`${far ? 'far-section' : ''} relative -mx-4 px-4 pt-6 first:pt-2 md:-mx-8 md:px-8 md:pt-10 md:first:pt-4`}
    >
      <DayLine postedAt={stories.map((story) => story.postedAt)} now={now} />
      <header className="flex items-center gap-3 pt-3 pb-4">
        <RegionMark markText={region.markText} markColor={region.markColor} className="size-7 shrink-0" />
        <div className="flex min-w-0 flex-wrap items-baseline gap-x-3">
          <h2 id={headingId} className="max-w-full text-lg">
            {region.name}
          </h2>
          <p className="text-sm text-muted">{t('liveCount', { count: live })}</p>
        </div>
        <WatchLink
          code={(unseen.at(-1) ?? stories[0])!.code}
          filter={{ region: region.id }}
          className="-my-2 ms-auto px-3"
        >
          <span className="sr-only">{t('ofRegion', { region: region.name })}</span>
        </WatchLink>
        {unseen.length === 0 ? null : (
          <Button look="quiet" className="-my-2 px-3" onClick={() => onSeen(unseen)}>
            <Check aria-hidden="true" className="size-4" />
            {/* A phone has no room for the words beside the region's name. */}
            <span className="max-md:sr-only">{t('markSeen', { count: unseen.length })}</span>
            <span className="sr-only">{t('ofRegion', { region: region.name })}</span>
          </Button>
        )}
      </header>
      <CardList stories={shown} look="row" eager={first ? 6 : 0} near={near || !far} {...deeds} />
      {stories.length > shown.length ? (
        <Button look="quiet" className="mt-3 -ms-4" onClick={() => onUnfold(region.id)}>
          {t('unfold', { count: stories.length - shown.length, region: region.name })}
        </Button>
      ) : null}
    </section>
  );
}, sameProps);
