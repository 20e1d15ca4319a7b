'use client';

import { Keyboard, Pause, Play, Volume2, VolumeX, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { RegionRing } from '#components/region/region-ring.tsx';
import { Moment } from '#components/time/moment.tsx';
import { TimeLeft } from '#components/time/time-left.tsx';
import { ProgressBars } from './progress-bars.tsx';
import { ViewerButton } from './viewer-button.tsx';
import { storyAt, type ViewerState } from './viewer-state.ts';

type Props = {
  state: ViewerState;
  sound: boolean;
  onPause: () => void;
  onSound: () => void;
  onKeys: () => void;
  onClose: () => void;
};

/** Over the picture: how far one is, whose it is and since when, and what holds, hears and closes it. */
export function ViewerHead({ state, sound, ...on }: Props) {
  const t = useTranslations('watch');
  const story = storyAt(state);
  const paused = state.pauses.has('button');
  return (
    <header className="bg-linear-to-b from-under to-transparent px-3 pt-3 pb-10 text-over md:rounded-t-card">
      <ProgressBars
        count={state.reels[state.at.reel]!.stories.length}
        at={state.at.story}
        fraction={state.playedMs / state.lengthMs}
        turn={state.turn}
      />
      <div className="flex items-center gap-2 pt-2">
        <RegionRing region={story.region} expiresAt={story.expiresAt} className="size-10 shrink-0" />
        <div className="min-w-0 flex-1">
          <h1 className="truncate text-sm font-strong">{story.account.username}</h1>
          <p className="flex gap-x-1.5 text-xs whitespace-nowrap">
            <Moment at={story.postedAt} />
            <span aria-hidden="true">·</span>
            <TimeLeft expiresAt={story.expiresAt} />
          </p>
        </div>
        <ViewerButton label={paused ? t('play') : t('pause')} onClick={on.onPause}>
          {paused ? (
            <Play aria-hidden="true" className="size-5 fill-current" />
          ) : (
            <Pause aria-hidden="true" className="size-5 fill-current" />
          )}
        </ViewerButton>
        {story.videoUrl === null ? null : (
          <ViewerButton label={sound ? t('mute') : t('unmute')} onClick={on.onSound}>
            {sound ? (
              <Volume2 aria-hidden="true" className="size-5" />
            ) : (
              <VolumeX aria-hidden="true" className="size-5" />
            )}
          </ViewerButton>
        )}
        <ViewerButton label={t('keys.open')} onClick={on.onKeys} className="pointer-coarse:hidden">
          <Keyboard aria-hidden="true" className="size-5" />
        </ViewerButton>
        <ViewerButton label={t('close')} onClick={on.onClose}>
          <X aria-hidden="true" className="size-5" />
        </ViewerButton>
      </div>
    </header>
  );
}
