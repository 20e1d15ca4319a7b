'use client';

import { usePathname } from 'next/navigation';
import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { FeedFilter } from '#lib/feed/feed-filter.ts';
import type { Reels } from '#lib/feed/feed-story.ts';
import { useBrandName } from '#components/brand/brand-context.tsx';
import { useFlagging } from '#components/flags/flag-button.tsx';
import { useNoting } from '#components/notes/use-noting.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { PreloadStory } from './preload-story.tsx';
import { useAlone } from './use-alone.ts';
import { useLeave } from './use-leave.ts';
import { useSaid } from './use-said.ts';
import { useSeen } from './use-seen.ts';
import { useSound } from './use-sound.ts';
import { useStoryActions } from './use-story-actions.ts';
import { useViewer } from './use-viewer.ts';
import { useViewerKeys } from './use-viewer-keys.ts';
import { ViewerFoot } from './viewer-foot.tsx';
import { ViewerHead } from './viewer-head.tsx';
import type { ViewerKey } from './viewer-key.ts';
import { ViewerStage } from './viewer-stage.tsx';
import { storyAfter, storyAt } from './viewer-state.ts';
import { watchedCode, watchPath } from './watch-path.ts';

type Props = { reels: Reels; code: string; filter: FeedFilter };

/** Stories full screen, one after the other and account after account, as one knows it from Instagram. */
export function ViewerScreen({ reels, code, filter }: Props) {
  // Gone forward to again, the address has the story that was watched last.
  const begin = watchedCode(usePathname()) ?? code;
  const viewer = useViewer(reels, code, begin, filter);
  const { state, dispatch } = viewer;
  const story = storyAt(state);
  const after = storyAfter(state);
  const root = useRef<HTMLElement>(null);
  const download = useRef<HTMLAnchorElement>(null);
  const [keys, setKeys] = useState(false);
  const sound = useSound();
  const flagging = useFlagging();
  const noting = useNoting();
  const { said, say } = useSaid();
  const { repost, share } = useStoryActions(story, reels.repostRegions, say);
  const close = useLeave(filter, story.code);
  const t = useTranslations('watch');

  const covered = keys || flagging.open || noting.open;
  useEffect(() => dispatch({ kind: covered ? 'pause' : 'resume', reason: 'dialog' }), [covered, dispatch]);
  useEffect(() => {
    if (state.over) close();
  }, [state.over, close]);
  useAlone(root);
  useSeen(state);
  useAddress(
    watchPath(story.code, filter),
    t('title', { account: story.account.username, region: story.region.name }),
  );

  const pause = () => dispatch({ kind: state.pauses.has('button') ? 'resume' : 'pause', reason: 'button' });
  const does: Record<ViewerKey, () => void> = {
    next: () => dispatch({ kind: 'next' }),
    previous: () => dispatch({ kind: 'previous' }),
    accountForth: () => dispatch({ kind: 'accountForth' }),
    accountBack: () => dispatch({ kind: 'accountBack' }),
    pause,
    mute: sound.toggle,
    flag: () => flagging.flag(story),
    repost: () => repost?.(),
    download: () => download.current?.click(),
    close,
    help: () => setKeys(true),
  };
  useViewerKeys(!covered, (key) => does[key]());

  return (
    <section
      ref={root}
      tabIndex={-1}
      aria-label={t('label')}
      data-theme="dark"
      className="fixed inset-0 z-40 flex flex-col bg-paper text-ink outline-none"
    >
      <ViewerStage
        viewer={viewer}
        sound={sound.on}
        onSoundRefused={sound.refused}
        onClose={close}
        head={
          <ViewerHead
            state={state}
            sound={sound.on}
            onPause={pause}
            onSound={sound.toggle}
            onKeys={does.help}
            onClose={close}
          />
        }
      />
      <div
        className={`relative transition-opacity duration-160 ${state.pauses.has('hold') ? 'opacity-0' : ''}`}
      >
        <p
          role="status"
          className="pointer-events-none absolute inset-x-4 bottom-full flex justify-center pb-3 text-center text-sm"
        >
          {said === '' ? null : (
            <span className="max-w-100 rounded-md bg-ink px-4 py-2 text-pretty text-paper">{said}</span>
          )}
        </p>
        <ViewerFoot
          story={story}
          byHand={state.byHand}
          download={download}
          onFlag={does.flag}
          onRepost={repost}
          onNote={() => noting.note(story)}
          onShare={share}
        />
      </div>
      <Place viewer={viewer} />
      {after === undefined || state.pauses.has('loading') ? null : (
        <PreloadStory key={after.id} story={after} />
      )}
      {keys ? <KeysDialog onClose={() => setKeys(false)} /> : null}
      {flagging.flow}
      {noting.flow}
    </section>
  );
}

/** Tells those who do not see it which story it is, with each one that comes. */
function Place({ viewer: { state } }: { viewer: ReturnType<typeof useViewer> }) {
  const t = useTranslations('watch');
  const format = useFormatter();
  const { postedAt, region } = storyAt(state);
  return (
    <p aria-live="polite" className="sr-only" data-place="">
      {t('place', {
        at: state.at.story + 1,
        of: state.reels[state.at.reel]!.stories.length,
        region: region.name,
        time: format.dateTime(new Date(postedAt), { hour: '2-digit', minute: '2-digit', hour12: false }),
      })}
    </p>
  );
}

/** Keeps the address and the tab's name at what is watched, so that both can be passed on; Back still leaves. */
function useAddress(path: string, title: string): void {
  const brand = useBrandName();
  const stands = useRef(path);
  useEffect(() => {
    // What one came with stays as it was written.
    if (stands.current === path) return;
    stands.current = path;
    window.history.replaceState(null, '', path);
  }, [path]);
  const named = useRef(title);
  useEffect(() => {
    // The page itself has the name of the story that was opened.
    if (named.current === title) return;
    named.current = title;
    document.title = `${title} · ${brand}`;
  }, [brand, title]);
}
