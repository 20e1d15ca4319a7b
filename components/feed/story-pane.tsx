'use client';

import { Maximize2, X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { FeedStory } from '#lib/feed/feed-story.ts';
import { StoryView } from '#components/story/story-view.tsx';
import { IconButton } from '#components/ui/button.tsx';

type Props = { code: string; card: FeedStory | undefined; onClose: () => void };

/**
 * A story beside the feed, which stays usable: it takes focus when it opens,
 * Escape closes it and gives focus back to the card.
 */
export function StoryPane({ code, card, onClose }: Props) {
  const t = useTranslations('pane');
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    pane.current?.focus({ preventScroll: true });
    pane.current?.scrollTo({ top: 0 });
  }, [code]);
  return (
    // Escape is heard here only while focus is inside; the buttons do the same.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      ref={pane}
      tabIndex={-1}
      aria-label={t('label')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
      className="sticky top-0 hidden h-dvh w-108 shrink-0 overflow-y-auto overscroll-contain border-s hairline bg-paper px-6 pb-10 outline-none transition-[opacity,translate] duration-160 ease-out lg:block starting:translate-x-6 rtl:starting:-translate-x-6 starting:opacity-0"
    >
      <div className="sticky top-0 z-10 -mx-6 mb-2 flex justify-end gap-1 bg-paper px-4 py-2">
        <Link
          href={`/stories/${code}`}
          aria-label={t('wholePage')}
          title={t('wholePage')}
          className="inline-flex size-9 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-ink"
        >
          <Maximize2 aria-hidden="true" className="size-4" />
        </Link>
        <IconButton aria-label={t('close')} title={t('close')} onClick={onClose}>
          <X aria-hidden="true" className="size-5" />
        </IconButton>
      </div>
      <StoryView key={code} code={code} card={card} layout="pane" />
    </aside>
  );
}
