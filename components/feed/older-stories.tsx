'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Spinner } from '#components/ui/spinner.tsx';

/** Older stories are fetched while their place is still so far below the window, in its heights. */
const ahead = '150%';
/** While they come by themselves the button is there for the keyboard only: in sight, it would jump at each page. */
const aside = 'not-focus-visible:sr-only';

type Props = {
  state: 'idle' | 'loading' | 'failed';
  /** How many cards stand above. */
  cards: number;
  onLoad: () => void;
};

/**
 * The way on to older stories, at the end of the feed. They come by themselves
 * as one nears it. The button is for whoever is quicker, and for what failed,
 * which is not tried again unasked. A page that brought no card, as when all
 * of its stories are folded away, is the last that comes by itself.
 */
export function OlderStories({ state, cards, onLoad }: Props) {
  const t = useTranslations('feed');
  const place = useRef<HTMLDivElement>(null);
  const loading = state === 'loading';
  /** Cards that stood there when a page was last asked for. */
  const [askedAt, setAskedAt] = useState(-1);
  const byItself = state !== 'failed' && (loading || askedAt !== cards);
  const onNear = useEffectEvent(() => {
    if (loading || !byItself) return;
    setAskedAt(cards);
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
  }, [cards, state]);
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
