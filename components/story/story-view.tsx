'use client';

import { useTranslations } from 'next-intl';
import useSWR from 'swr';
import type { FeedStory, StoryDetail } from '#lib/feed/feed-story.ts';
import { FetchError, fetchJson } from '#components/live/fetch-json.ts';
import { pollMs } from '#components/live/poll-ms.ts';
import { useSeenOnView } from '#components/seen/use-seen-on-view.ts';
import { RegionRing } from '#components/region/region-ring.tsx';
import { ExactMoment, Moment } from '#components/time/moment.tsx';
import { TimeLeft } from '#components/time/time-left.tsx';
import { MetaLine } from '#components/ui/meta-line.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { StoryLineage } from '#components/reposts/story-lineage.tsx';
import { StoryReposts } from '#components/reposts/story-reposts.tsx';
import { StoryReuse } from '#components/rights/story-reuse.tsx';
import { Coverage } from './coverage.tsx';
import { DeletedNotice } from './deleted-notice.tsx';
import { PostedThere } from './posted-there.tsx';
import { StoryActions, StoryFacts } from './story-facts.tsx';
import { StoryFiles } from './story-files.tsx';
import { StoryInsights } from './story-insights.tsx';
import { StoryMedia } from './story-media.tsx';
import { StoryResponses } from './story-responses.tsx';

type Props = {
  code: string;
  /** The details, when the server has them. */
  first?: StoryDetail;
  /** What the card knew, to show at once. */
  card?: FeedStory | undefined;
  layout: 'page' | 'pane';
};

const layouts = {
  page: {
    frame:
      'grid gap-6 pb-12 md:grid-cols-[minmax(0,15rem)_minmax(0,1fr)] lg:grid-cols-[minmax(0,26rem)_minmax(0,36rem)] lg:gap-12',
    media:
      'mx-auto max-h-[62dvh] max-w-[34.875dvh] md:sticky md:top-6 md:max-h-[calc(100dvh-7rem)] md:max-w-full md:w-auto',
  },
  pane: { frame: 'flex flex-col gap-6', media: 'mx-auto max-h-[58dvh] max-w-[32.6dvh]' },
} as const;

/** A story with everything known of it, kept live: picture, whose and when, actions, who was told, facts. */
export function StoryView({ code, first, card, layout }: Props) {
  const t = useTranslations('story');
  const { data, error } = useSWR<StoryDetail, Error>(`/api/stories/${encodeURIComponent(code)}`, fetchJson, {
    ...(first === undefined ? {} : { fallbackData: first }),
    refreshInterval: pollMs,
  });
  const story = data ?? card;
  useSeenOnView(data?.id, data?.seen ?? true);
  const styles = layouts[layout];
  if (story === undefined)
    return error === undefined ? <StorySkeleton layout={layout} /> : <Refused error={error} />;
  return (
    <article className={styles.frame}>
      <div>
        <StoryMedia story={story} className={styles.media} />
      </div>
      <div className="flex min-w-0 flex-col gap-6">
        <header className="flex items-center gap-3">
          <RegionRing region={story.region} expiresAt={story.expiresAt} className="size-14 shrink-0" />
          <div className="min-w-0">
            {layout === 'page' ? (
              <h1 className="truncate text-lg">{story.account.username}</h1>
            ) : (
              <h2 className="truncate text-lg">{story.account.username}</h2>
            )}
            <p className="text-muted">
              <MetaLine
                facts={[
                  { key: 'region', fact: story.region.name },
                  { key: 'posted', fact: <Moment at={story.postedAt} /> },
                  { key: 'left', fact: <TimeLeft expiresAt={story.expiresAt} /> },
                ]}
              />
            </p>
            <p className="figures text-muted">
              <MetaLine
                facts={[
                  { key: 'here', fact: <ExactMoment at={story.postedAt} /> },
                  { key: 'there', fact: <PostedThere story={story} /> },
                ]}
              />
            </p>
          </div>
        </header>
        {data === undefined ? (
          error === undefined ? (
            <WaitingDetails />
          ) : (
            <Refused error={error} />
          )
        ) : (
          <>
            <DeletedNotice story={data} />
            <StoryActions story={data} />
            <StoryReuse story={data} />
            <StoryReposts story={data} />
            <StoryLineage lineage={data.lineage} code={data.code} />
            <StoryResponses story={data} />
            <Coverage story={data} />
            <StoryInsights story={data} />
          </>
        )}
        <section aria-labelledby="facts">
          <h2 id="facts" className="mb-3 text-lg">
            {t('facts')}
          </h2>
          <StoryFacts story={story} />
        </section>
        {data === undefined ? null : <StoryFiles story={data} />}
      </div>
    </article>
  );
}

function Refused({ error }: { error: Error }) {
  const t = useTranslations('story');
  const gone = error instanceof FetchError && error.status === 404;
  return <Notice look={gone ? 'plain' : 'bad'}>{gone ? t('gone') : t('notLoaded')}</Notice>;
}

function WaitingDetails() {
  return (
    <div className="flex animate-wait flex-col gap-3">
      <Skeleton className="h-9 w-64" />
      <Skeleton className="mt-3 h-7 w-40" />
      {[0, 1, 2, 3].map((at) => (
        <Skeleton key={at} className="h-12" />
      ))}
    </div>
  );
}

/** The shape of a story's page while it is on its way. */
function StorySkeleton({ layout }: { layout: 'page' | 'pane' }) {
  const t = useTranslations('story');
  const styles = layouts[layout];
  return (
    <div role="status" className={styles.frame}>
      <span className="sr-only">{t('loading')}</span>
      <Skeleton className={`aspect-9/16 w-full rounded-card ${styles.media}`} />
      <div className="flex flex-col gap-6">
        <div className="flex items-center gap-3">
          <Skeleton className="size-14 rounded-full" />
          <div className="flex flex-1 flex-col gap-2">
            <Skeleton className="h-6 w-48" />
            <Skeleton className="h-4 w-64" />
          </div>
        </div>
        <WaitingDetails />
      </div>
    </div>
  );
}
