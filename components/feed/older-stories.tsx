'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Spinner } from '#components/ui/spinner.tsx';

/** Older stories are fetched while their place is still so far below the window, in its heights. */
const ahead = '150%';
/** While they come by themselves the button is there for the keyboard only: in sight, it would jump at each page. */
const aside = 'not-focus-visible:sr-only';

type Props = {
  state: 'idle' | 'loading' | 'failed';
  /** Whether they come by themselves. */
  auto: boolean;
  onLoad: () => void;
};

/**
 * The way on to older stories, at the end of the feed. By time they come by
 * themselves as one nears it; by region they are asked for, as they belong into
 * sections above, where they would move what is being read. The button is for
 * that, for whoever is quicker, and for what failed, which is not tried again
 * unasked.
 */
export function OlderStories({ state, auto, onLoad }: Props) {
  const t = useTranslations('feed');
  const place = useRef<HTMLDivElement>(null);
  const loading = state === 'loading';
  const byItself = auto && state !== 'failed';
  const onNear = useEffectEvent(() => {
    if (loading || !byItself) return;
    onLoad();
  });
  useEffect(() => {
    if (place.current === null) return undefined;
    // Made anew with each page, so that it says again whether the end is near.
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) onNear();
      },
      { rootMargin: `0px 0px ${ahead} 0px` },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [auto, state]);
  return (
    <div ref={place} className="flex flex-col items-center gap-3 pt-10">
      {state === 'failed' ? <Notice look="bad">{t('olderFailed')}</Notice> : null}
      {loading ? <Spinner /> : null}
      <Button
        aria-disabled={loading}
        className={byItself ? aside : ''}
        onClick={() => void (loading || onLoad())}
      >
        {t('older')}
      </Button>
    </div>
  );
}
