'use client';

import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import type { ReelStory } from '#lib/feed/feed-story.ts';
import { StoryPicture } from '#components/feed/story-picture.tsx';
import { Spinner } from '#components/ui/spinner.tsx';

type Props = {
  story: ReelStory;
  loading: boolean;
  broken: boolean;
  /** Whether a video is to play, and to be heard. */
  plays: boolean;
  sound: boolean;
  video: RefObject<HTMLVideoElement | null>;
  onReady: () => void;
  onBroken: () => void;
  onEnded: () => void;
  onSoundRefused: () => void;
};

/** A story as large as there is room: its video, its picture, or why there is neither. */
export function ViewerMedia(props: Props) {
  const { story, loading, broken } = props;
  const t = useTranslations('watch');
  const label = t('mediaOf', { account: story.account.username, region: story.region.name });
  const url = story.displayUrl ?? story.thumbnailUrl;
  if (broken)
    return (
      <div className="flex size-full items-center justify-center bg-sunken px-8 text-center text-pretty text-muted">
        {t('broken')}
      </div>
    );
  return (
    <>
      {story.thumbnailUrl === null ? null : (
        // At hand from the feed, until what is larger has come.
        <img src={story.thumbnailUrl} alt="" className="absolute inset-0 size-full object-cover" />
      )}
      {story.videoUrl !== null ? (
        <Video {...props} url={story.videoUrl} poster={url} label={label} />
      ) : url === null ? (
        <StoryPicture story={story} url={null} alt={label} className="rounded-none!" />
      ) : (
        <Picture {...props} url={url} label={label} />
      )}
      {loading ? (
        <span role="status" className="absolute inset-0 flex animate-wait items-center justify-center">
          <span className="flex size-12 items-center justify-center rounded-full bg-under text-over">
            <Spinner />
          </span>
          <span className="sr-only">{t('loading')}</span>
        </span>
      ) : null}
    </>
  );
}

type Own = { url: string; label: string };

function Picture({ url, label, onReady, onBroken }: Props & Own) {
  const image = useRef<HTMLImageElement>(null);
  const ready = useEffectEvent(onReady);
  const broken = useEffectEvent(onBroken);
  useEffect(() => {
    // It may have come, or failed, before the page came to life.
    if (image.current?.complete !== true) return;
    if (image.current.naturalWidth > 0) ready();
    else broken();
  }, []);
  return (
    <img
      ref={image}
      src={url}
      alt={label}
      width={1080}
      height={1920}
      draggable={false}
      onLoad={onReady}
      onError={onBroken}
      className="relative size-full object-cover select-none"
    />
  );
}

function Video({ url, poster, label, plays, sound, video, ...on }: Props & Own & { poster: string | null }) {
  const ready = useEffectEvent(on.onReady);
  const refused = useEffectEvent(on.onSoundRefused);
  useEffect(() => {
    // As with a picture.
    if (video.current !== null && video.current.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA) ready();
  }, [video]);
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    if (!plays) {
      element.pause();
      return;
    }
    element.play().catch((cause: unknown) => {
      // Any other reason is a pause that came in between, or a file that did not come, which is told apart.
      if (cause instanceof DOMException && cause.name === 'NotAllowedError' && sound) refused();
    });
  }, [plays, sound, video]);
  return (
    <video
      ref={video}
      src={url}
      poster={poster ?? undefined}
      muted={!sound}
      playsInline
      preload="auto"
      aria-label={label}
      onCanPlay={on.onReady}
      onError={on.onBroken}
      onEnded={on.onEnded}
      className="relative size-full object-cover"
    />
  );
}
