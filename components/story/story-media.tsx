'use client';

import { useTranslations } from 'next-intl';
import type { FeedStory, StoryDetail } from '#lib/feed/feed-story.ts';
import { StoryPicture } from '#components/feed/story-picture.tsx';

/** A story's picture or video, large. Until the details are there, the card's thumbnail holds its place. */
export function StoryMedia({
  story,
  className = '',
}: {
  story: FeedStory | StoryDetail;
  className?: string;
}) {
  const t = useTranslations('story');
  const label = t('mediaOf', { account: story.account.username, region: story.region.name });
  const video = 'videoUrl' in story ? story.videoUrl : null;
  const display = 'displayUrl' in story ? story.displayUrl : null;
  if (video !== null) {
    return (
      <video
        src={video}
        poster={display ?? story.thumbnailUrl ?? undefined}
        controls
        playsInline
        preload="metadata"
        aria-label={label}
        className={`aspect-9/16 rounded-card block bg-sunken object-cover ${className}`}
      />
    );
  }
  return (
    <StoryPicture
      story={story}
      url={display ?? story.thumbnailUrl}
      stand={story.thumbnailUrl}
      eager
      alt={label}
      className={className}
    />
  );
}
