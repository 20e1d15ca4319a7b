'use client';

import { useTranslations } from 'next-intl';
import type { KeptStory } from '#lib/feed/kept-feed.ts';
import { timeLeft } from '#lib/i18n/time-left.ts';
import { PictureSigns } from '#components/feed/picture-signs.tsx';
import { StoryPicture } from '#components/feed/story-picture.tsx';
import { RegionRing } from '#components/region/region-ring.tsx';
import { Moment } from '#components/time/moment.tsx';
import { useNow } from '#components/time/now-provider.tsx';

/** A story as its card on the feed, to look at only: its page needs the network. */
export function KeptCard({ story, eager }: { story: KeptStory; eager: boolean }) {
  const t = useTranslations('feed');
  const over = timeLeft(new Date(story.expiresAt), useNow()).key === 'over';
  return (
    <article>
      <div className="relative">
        <StoryPicture
          story={story}
          url={story.thumbnailUrl}
          eager={eager}
          alt={t('pictureOf', { account: story.account.username })}
        />
        <PictureSigns kind={story.kind} over={over} />
      </div>
      <div className="mt-2 flex items-center gap-2">
        <RegionRing region={story.region} expiresAt={story.expiresAt} className="size-10 shrink-0" />
        <div className="min-w-0 flex-1 text-xs">
          <h2 className="truncate text-sm font-strong">{story.account.username}</h2>
          <p className="overflow-x-clip text-muted">
            <span className="block truncate">{story.region.name}</span>
            <Moment at={story.postedAt} />
          </p>
        </div>
      </div>
    </article>
  );
}
