import { useTranslations } from 'next-intl';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Backdrop } from '#lib/reposts/design/design.ts';
import type { VideoEdit } from '#lib/reposts/video/video-edit.ts';

export type Player = {
  playing: boolean;
  /** Milliseconds of the source. */
  atMs: number;
  toggle: () => void;
  /** Shows a moment, standing still. */
  show: (atMs: number) => void;
};

/** Plays what is kept of a video, from its start to its end. */
export function usePlayer({ startMs, endMs }: VideoEdit): [RefObject<HTMLVideoElement | null>, Player] {
  const ref = useRef<HTMLVideoElement>(null);
  const [playing, setPlaying] = useState(false);
  const [atMs, setAtMs] = useState(startMs);
  useEffect(() => {
    const element = ref.current;
    if (!playing || !element) return undefined;
    let next = 0;
    const look = () => {
      const now = element.currentTime * 1000;
      if (now >= endMs || element.ended) {
        element.pause();
        element.currentTime = startMs / 1000;
        setPlaying(false);
        setAtMs(startMs);
        return;
      }
      setAtMs(now);
      next = requestAnimationFrame(look);
    };
    next = requestAnimationFrame(look);
    return () => cancelAnimationFrame(next);
  }, [playing, startMs, endMs]);

  const show = useCallback((toMs: number) => {
    const element = ref.current;
    setAtMs(toMs);
    setPlaying(false);
    if (!element) return;
    element.pause();
    element.currentTime = toMs / 1000;
  }, []);
  const toggle = useCallback(() => {
    const element = ref.current;
    if (!element) return;
    if (playing) {
      element.pause();
      setPlaying(false);
      return;
    }
    const now = element.currentTime * 1000;
    if (now < startMs || now >= endMs - 50) element.currentTime = startMs / 1000;
    element.play().then(
      () => setPlaying(true),
      () => setPlaying(false),
    );
  }, [playing, startMs, endMs]);
  return [ref, { playing, atMs, toggle, show }];
}

/** The video that the layers are seen on, fitted as it will be. */
export function VideoUnder({
  videoRef,
  videoUrl,
  posterUrl,
  backdrop,
  muted,
}: {
  videoRef: RefObject<HTMLVideoElement | null>;
  videoUrl: string;
  posterUrl: string;
  backdrop: Backdrop;
  muted: boolean;
}) {
  const t = useTranslations('video');
  const [failed, setFailed] = useState(false);
  const crop = backdrop.kind === 'crop' ? `${backdrop.x * 100}% ${backdrop.y * 100}%` : undefined;
  return (
    <div
      className="absolute inset-0 overflow-hidden"
      style={backdrop.kind === 'color' ? { backgroundColor: backdrop.color } : undefined}
    >
      {backdrop.kind === 'blur' ? (
        <img
          src={posterUrl}
          alt=""
          className="absolute inset-0 size-full scale-110 object-cover blur-lg brightness-[0.78]"
        />
      ) : null}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- stories come without captions */}
      <video
        ref={videoRef}
        src={videoUrl}
        poster={posterUrl}
        muted={muted}
        playsInline
        preload="auto"
        aria-label={t('source')}
        onError={() => setFailed(true)}
        className={`absolute inset-0 size-full ${crop === undefined ? 'object-contain' : 'object-cover'}`}
        style={crop === undefined ? undefined : { objectPosition: crop }}
      />
      {failed ? (
        <p className="absolute inset-x-0 top-1/2 bg-under p-2 text-center text-sm text-over">
          {t('unplayable')}
        </p>
      ) : null}
    </div>
  );
}
