'use client';

import { Flag } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useCallback, useState } from 'react';
import type { FeedStory } from '#lib/feed/feed-story.ts';
import { Button } from '#components/ui/button.tsx';

/** What it takes to flag comes with the first tap, not with every page. */
const FlagFlow = dynamic(() => import('./flag-flow.tsx').then((loaded) => loaded.FlagFlow), { ssr: false });

type Flagged = Pick<FeedStory, 'code' | 'account' | 'region'>;

/** Keeps what is being flagged, and shows its dialog. */
export function useFlagging() {
  const [story, setStory] = useState<Flagged | null>(null);
  const [wanted, setWanted] = useState(false);
  const [shown, setShown] = useState(false);
  const flag = useCallback((about: Flagged) => {
    setWanted(true);
    setStory(about);
  }, []);
  return {
    /** Whether its dialog lies over the page, or is about to. */
    open: story !== null || shown,
    flag,
    flow: wanted ? (
      <FlagFlow
        story={story && { code: story.code, account: story.account.username, region: story.region.name }}
        onClose={() => setStory(null)}
        onShown={setShown}
      />
    ) : null,
  };
}

/** *Flag* on a story's page. */
export function FlagButton({ story }: { story: Flagged }) {
  const t = useTranslations('flagStory');
  const { flag, flow } = useFlagging();
  return (
    <>
      <Button onClick={() => flag(story)}>
        <Flag aria-hidden="true" className="size-4" />
        {t('flag')}
      </Button>
      {flow}
    </>
  );
}
