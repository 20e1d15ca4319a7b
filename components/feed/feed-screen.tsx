'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useMemo, useRef } from 'react';
import { type FeedFilter, isFiltered } from '#lib/feed/feed-filter.ts';
import type { FeedPage, TrayRegion } from '#lib/feed/feed-story.ts';
import { useFlagging } from '#components/flags/flag-button.tsx';
import { Masthead } from '#components/shell/masthead.tsx';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { groupByRegion } from './feed-state.ts';
import { NewPill } from './new-pill.tsx';
import { RegionSection } from './region-section.tsx';
import { StoryPane } from './story-pane.tsx';
import { useReturnToCard } from './return-to-card.ts';
import { Tray } from './tray.tsx';
import { useFeed } from './use-feed.ts';
import { useGlide } from './use-glide.ts';
import { useStoryPane } from './use-story-pane.ts';

type Props = { page: FeedPage; tray: TrayRegion[]; filter: FeedFilter };

/** The feed: regions on top, then each region's stories, and room for one story beside them. */
export function FeedScreen({ page, tray, filter }: Props) {
  const t = useTranslations('feed');
  const { state, older, loadOlder, showWaiting } = useFeed(page, filter);
  const pane = useStoryPane();
  const flagging = useFlagging();
  const list = useRef<HTMLDivElement>(null);
  const groups = useMemo(() => groupByRegion(state.shown), [state.shown]);
  useGlide(list, state.shown, state.arrived);
  useReturnToCard();

  return (
    <div className="flex">
      <div className="mx-auto w-full max-w-360 min-w-0 flex-1 px-4 pb-12 md:px-8">
        <Masthead />
        <h1 className="sr-only">{t('title')}</h1>
        <Tray first={tray} regionId={filter.region ?? null} />
        <NewPill count={state.waiting.length} onShow={showWaiting} />
        <div ref={list} className="relative">
          {groups.map((group, at) => (
            <RegionSection
              key={group.region.id}
              {...group}
              first={at === 0}
              openCode={pane.code}
              onOpen={pane.open}
              onFlag={flagging.flag}
            />
          ))}
        </div>
        {groups.length === 0 ? (
          <NoStories which={isFiltered(filter) ? 'filtered' : tray.length === 0 ? 'notSetUp' : 'none'} />
        ) : null}
        {state.nextCursor === null ? null : (
          <div className="flex flex-col items-center gap-3 pt-10">
            {older === 'failed' ? <Notice look="bad">{t('olderFailed')}</Notice> : null}
            <Button
              aria-disabled={older === 'loading'}
              onClick={() => void (older === 'loading' || loadOlder())}
            >
              {older === 'loading' ? <Spinner /> : null}
              {t('older')}
            </Button>
          </div>
        )}
      </div>
      {pane.code === null ? null : (
        <StoryPane
          code={pane.code}
          card={state.shown.find((story) => story.code === pane.code)}
          onClose={pane.close}
        />
      )}
      {flagging.flow}
    </div>
  );
}

/** Says what to do about an empty feed: look at all of it, give accounts to regions, or wait. */
function NoStories({ which }: { which: 'filtered' | 'notSetUp' | 'none' }) {
  const t = useTranslations('feed');
  if (which === 'none') return <Empty title={t('empty')}>{t('emptyLead')}</Empty>;
  const filtered = which === 'filtered';
  return (
    <Empty
      title={filtered ? t('emptyRegion') : t('empty')}
      action={
        <Link href={filtered ? '/' : '/regions'} className={buttonClass('plain')}>
          {filtered ? t('showAll') : t('toRegions')}
        </Link>
      }
    >
      {filtered ? t('emptyRegionLead') : t('notSetUpLead')}
    </Empty>
  );
}
