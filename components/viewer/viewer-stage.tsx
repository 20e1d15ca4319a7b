'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ReelStory } from '#lib/feed/feed-story.ts';
import { besideGapPx, useGestures } from './use-gestures.ts';
import { ViewerButton } from './viewer-button.tsx';
import { ViewerMedia } from './viewer-media.tsx';
import { storiesBeside, storyAt, wantsToPlay } from './viewer-state.ts';
import type { Viewer } from './use-viewer.ts';

/** As wide as a story of nine by sixteen can be in the room that there is. */
const frameWidth = 'w-[min(100cqw,56.25cqh)]';
/** What stands over it is no narrower than it takes, also where a story is low. */
const headWidth = 'w-[max(min(100cqw,56.25cqh),min(100cqw,20rem))]';

type Props = {
  viewer: Viewer;
  sound: boolean;
  onSoundRefused: () => void;
  onClose: () => void;
  /** What stands over the picture, and goes while a finger holds it. */
  head: ReactNode;
};

/**
 * The story with what one can do to it by hand. The thirds are buttons for
 * those who neither tap nor swipe; on a wide screen arrows beside it are.
 */
export function ViewerStage({ viewer, sound, onSoundRefused, onClose, head }: Props) {
  const t = useTranslations('watch');
  const { state, dispatch, video } = viewer;
  const { frame, gestures } = useGestures(
    {
      onHold: (held) => dispatch({ kind: held ? 'pause' : 'resume', reason: 'hold' }),
      onMeant: (meant) => (meant === 'close' ? onClose() : dispatch({ kind: meant })),
    },
    { id: storyAt(state).account.id, at: state.at.reel },
  );
  const beside = storiesBeside(state);
  const held = state.pauses.has('hold');
  const go = (kind: 'previous' | 'next') => dispatch({ kind });
  return (
    <div className="[container-type:size] relative min-h-0 flex-1 overflow-hidden md:mt-4">
      {/* The buttons and keys do the same. */}
      <div className="absolute inset-0 flex touch-none items-center justify-center select-none" {...gestures}>
        <div
          ref={frame}
          data-frame=""
          className={`group/frame relative aspect-9/16 transition-[translate] duration-160 ease-out ${frameWidth}`}
        >
          <Beside story={beside.before} side="before" />
          <div className="relative size-full overflow-hidden bg-sunken md:rounded-card">
            <ViewerMedia
              key={state.turn}
              story={storyAt(state)}
              loading={state.pauses.has('loading')}
              broken={state.broken}
              plays={wantsToPlay(state)}
              sound={sound}
              video={video}
              onReady={() => dispatch({ kind: 'resume', reason: 'loading' })}
              onBroken={() => dispatch({ kind: 'broken' })}
              onEnded={() => dispatch({ kind: 'ended' })}
              onSoundRefused={onSoundRefused}
            />
          </div>
          <Beside story={beside.after} side="after" />
          <Third label={t('previous')} className="start-0 w-1/3" onPress={() => go('previous')} />
          <Third label={t('next')} className="end-0 w-2/3" onPress={() => go('next')} />
        </div>
      </div>
      <div
        className={`pointer-events-none absolute inset-0 flex items-center justify-center transition-opacity duration-160 ${held ? 'opacity-0' : ''}`}
      >
        <ViewerButton
          label={t('previous')}
          onClick={() => go('previous')}
          className="me-4 size-12! bg-raised max-md:hidden"
        >
          <ChevronLeft aria-hidden="true" className="size-6 rtl:-scale-x-100" />
        </ViewerButton>
        <div className={`h-[min(100cqh,177.78cqw)] shrink-0 ${headWidth}`}>{head}</div>
        <ViewerButton
          label={t('next')}
          onClick={() => go('next')}
          className="ms-4 size-12! bg-raised max-md:hidden"
        >
          <ChevronRight aria-hidden="true" className="size-6 rtl:-scale-x-100" />
        </ViewerButton>
      </div>
    </div>
  );
}

/** The account beside the one that is watched, in sight while one moves from one to the other. */
function Beside({ story, side }: { story: ReelStory | undefined; side: 'before' | 'after' }) {
  if (story === undefined) return null;
  return (
    <div
      aria-hidden="true"
      data-beside={side}
      style={{ [side === 'before' ? 'insetInlineEnd' : 'insetInlineStart']: `calc(100% + ${besideGapPx}px)` }}
      className="absolute inset-y-0 w-full overflow-hidden bg-sunken opacity-0 transition-opacity duration-160 group-data-moving/frame:opacity-100 group-data-moving/frame:duration-0 md:rounded-card"
    >
      {story.thumbnailUrl === null ? null : (
        <img src={story.thumbnailUrl} alt="" draggable={false} className="size-full object-cover" />
      )}
    </div>
  );
}

/** A finger on it is a gesture of the stage; what presses a button otherwise, such as a screen reader, presses this one. */
function Third({ label, className, onPress }: { label: string; className: string; onPress: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={(event) => {
        if (event.detail === 0) onPress();
      }}
      className={`absolute inset-y-0 cursor-default! outline-over -outline-offset-4 md:hidden ${className}`}
    />
  );
}
