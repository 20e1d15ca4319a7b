'use client';

import { useTimeZone, useTranslations } from 'next-intl';
import { useCallback, useMemo, useRef, useState } from 'react';
import useSWR from 'swr';
import { type Arrangement, arrangementCookie } from '#lib/feed/arrangement.ts';
import { dayIn } from '#lib/feed/days.ts';
import { type FeedFilter, filterQuery } from '#lib/feed/feed-filter.ts';
import type { FeedPage, FeedStory, TrayRegion } from '#lib/feed/feed-story.ts';
import { useFlagging } from '#components/flags/flag-button.tsx';
import { fetchJson } from '#components/live/fetch-json.ts';
import { pollMs } from '#components/live/poll-ms.ts';
import { Masthead } from '#components/shell/masthead.tsx';
import { keepChoice } from '#components/ui/keep-choice.ts';
import type { CardDeeds } from './card-list.tsx';
import { DaySection } from './day-section.tsx';
import { FeedBar } from './feed-bar.tsx';
import { groupByDay, groupByRegion, unfoldedStories } from './feed-state.ts';
import { FilterChips } from './filter-chips.tsx';
import { NewPill } from './new-pill.tsx';
import { NoStories } from './no-stories.tsx';
import { OlderStories } from './older-stories.tsx';
import { RegionSection } from './region-section.tsx';
import { StoryPane } from './story-pane.tsx';
import { useReturnToCard } from './return-to-card.ts';
import { Tray } from './tray.tsx';
import { useFarHeights } from './use-far-heights.ts';
import { useFeed } from './use-feed.ts';
import { useFeedKeys } from './use-feed-keys.ts';
import { useGlide } from './use-glide.ts';
import { useMarks } from './use-marks.ts';
import { usePlace } from './use-place.ts';
import { useStoryPane } from './use-story-pane.ts';

type Props = { page: FeedPage; tray: TrayRegion[]; filter: FeedFilter; arrangement: Arrangement };

/** The feed: what it is narrowed down by, regions on top, then the stories, and room for one beside them. */
export function FeedScreen({ page, tray: firstTray, filter, arrangement: first }: Props) {
  const t = useTranslations('feed');
  const timeZone = useTimeZone() ?? 'UTC';
  const tray = useTray(firstTray);
  const [arrangement, setArrangement] = useState(first);
  const { state, back, older, loadOlder, unfold, showWaiting, mark } = useFeed(page, filter);
  const pane = useStoryPane();
  const flagging = useFlagging();
  const marks = useMarks(mark);
  const list = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const dayOf = useMemo(() => dayIn(timeZone), [timeZone]);
  const byRegion = useMemo(
    () =>
      arrangement === 'region'
        ? groupByRegion(state.shown).map((group) => ({ ...group, shown: unfoldedStories(state, group) }))
        : [],
    [arrangement, state],
  );
  const byDay = useMemo(
    () => (arrangement === 'time' ? groupByDay(state.shown, dayOf) : []),
    [arrangement, state.shown, dayOf],
  );
  const cards =
    arrangement === 'time' ? state.shown.length : byRegion.reduce((sum, { shown }) => sum + shown.length, 0);
  const drawn = useMemo(
    () => back?.place?.near ?? new Set(page.stories.map(({ id }) => id)),
    [back, page.stories],
  );
  const farHeight = useFarHeights(list);
  useGlide(list, state.shown, state.arrived);
  usePlace(list, filterQuery(filter), back);
  useReturnToCard(back);
  useFeedKeys({
    shown: state.shown,
    search,
    marks,
    onFlag: flagging.flag,
    onEnd: state.nextCursor === null ? undefined : loadOlder,
  });
  const deeds: CardDeeds = { openCode: pane.code, drawn, onOpen: pane.open, onFlag: flagging.flag };
  const markAll = useCallback(
    (stories: readonly FeedStory[]) =>
      marks.mark(
        stories.map(({ id }) => id),
        true,
      ),
    [marks],
  );
  const arrange = useCallback((next: Arrangement) => {
    setArrangement(next);
    keepChoice(arrangementCookie, next);
  }, []);

  return (
    <div className="flex">
      <div className="mx-auto w-full max-w-360 min-w-0 flex-1 px-4 pb-12 md:px-8">
        <Masthead />
        <h1 className="sr-only">{t('title')}</h1>
        <FeedBar filter={filter} tray={tray} arrangement={arrangement} onArrange={arrange} search={search} />
        <Tray regions={tray} filter={filter} />
        <FilterChips filter={filter} tray={tray} shown={state.shown} />
        <NewPill count={state.waiting.length} onShow={showWaiting} />
        <div ref={list} className="relative">
          {arrangement === 'region'
            ? byRegion.map((group, at) => (
                <RegionSection
                  key={group.region.id}
                  {...group}
                  first={at === 0}
                  far={isFar(cards, at)}
                  height={
                    back?.place?.heights.get(`region-${group.region.id}`) ?? farHeight(group.shown.length)
                  }
                  deeds={deeds}
                  onSeen={markAll}
                  onUnfold={unfold}
                />
              ))
            : byDay.map((group, at) => (
                <DaySection
                  key={group.day}
                  {...group}
                  first={at === 0}
                  far={isFar(cards, at)}
                  height={back?.place?.heights.get(`day-${group.day}`) ?? farHeight(group.stories.length)}
                  timeZone={timeZone}
                  deeds={deeds}
                />
              ))}
        </div>
        {state.shown.length === 0 ? <NoStories filter={filter} hidden={state.hidden} tray={tray} /> : null}
        {state.nextCursor === null ? null : (
          <OlderStories state={older} auto={arrangement === 'time'} onLoad={() => void loadOlder()} />
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

/**
 * Whether a section may be passed over while it is far. One that was never
 * drawn has no height of its own yet, so what comes to the top of a list has to
 * be drawn at once, and a list of a few hundred cards costs little as it is.
 */
const isFar = (cards: number, at: number): boolean => cards > 150 && at > 2;

/** The regions that post, kept live. */
function useTray(first: TrayRegion[]): TrayRegion[] {
  const { data } = useSWR<{ regions: TrayRegion[] }, Error>('/api/tray', fetchJson, {
    fallbackData: { regions: first },
    refreshInterval: pollMs,
  });
  return data?.regions ?? first;
}
