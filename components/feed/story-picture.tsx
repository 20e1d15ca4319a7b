'use client';

import { Clock3, ImageOff, LoaderCircle, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { FeedStory } from '#lib/feed/feed-story.ts';
import { mediaReasons } from '#lib/stories/media-reason.ts';
import type { MediaState } from '#lib/words.ts';

const icons = {
  pending: LoaderCircle,
  archived: ImageOff,
  none: ImageOff,
  expired: Clock3,
  failed: TriangleAlert,
} as const satisfies Record<MediaState, unknown>;

type Props = {
  story: Pick<FeedStory, 'mediaState' | 'mediaReason'>;
  url: string | null;
  /** A smaller one that is at hand already, shown until the picture has come. */
  stand?: string | null;
  eager?: boolean;
  alt: string;
  className?: string;
};

/**
 * A story's picture at nine by sixteen, or in its place the reason why there is
 * none. The place has its size from the start, so that nothing moves.
 */
export function StoryPicture({ story, url, stand = null, eager = false, alt, className = '' }: Props) {
  const shape = `aspect-9/16 w-full overflow-hidden rounded-card bg-sunken ${className}`;
  if (url === null) return <NoPicture story={story} className={shape} />;
  return (
    <div className={`relative ${shape}`}>
      {stand === null || stand === url ? null : (
        <img
          src={stand}
          alt=""
          width={360}
          height={640}
          className="absolute inset-0 size-full object-cover"
        />
      )}
      {/* Served by our own media route in the right size; next/image would encode it a second time. */}
      <img
        src={url}
        alt={alt}
        width={360}
        height={640}
        loading={eager ? 'eager' : 'lazy'}
        decoding="async"
        className="relative size-full object-cover"
      />
    </div>
  );
}

function NoPicture({ story, className }: Pick<Props, 'story'> & { className: string }) {
  const t = useTranslations('stories');
  const Icon = icons[story.mediaState];
  const reason = mediaReasons.find((each) => each === story.mediaReason);
  const sentence = reason === undefined ? t(`media.${story.mediaState}`) : t(`reason.${reason}`);
  return (
    <div
      className={`flex flex-col items-center justify-center gap-2 border border-dashed border-edge px-3 text-center text-xs text-muted ${className}`}
    >
      <Icon aria-hidden="true" className="size-5" strokeWidth={1.75} />
      <p className="text-pretty">{sentence}</p>
    </div>
  );
}
