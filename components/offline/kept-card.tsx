'use client';

import { Archive, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { KeptStory } from '#lib/feed/kept-feed.ts';
import { timeLeft } from '#lib/i18n/time-left.ts';
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
        <p className="absolute inset-x-2 top-2 flex justify-end gap-1">
          {story.kind === 'video' ? <Sign icon={Play} words={t('video')} /> : null}
          {over ? <Sign icon={Archive} words={t('archived')} /> : null}
        </p>
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

function Sign({ icon: Icon, words }: { icon: typeof Play; words: string }) {
  return (
    <span className="inline-flex items-center gap-1 rounded-full bg-under px-2 py-0.5 text-xs text-over">
      <Icon aria-hidden="true" className="size-3" />
      {words}
    </span>
  );
}
