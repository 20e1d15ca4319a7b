'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import useSWR from 'swr';
import type { ListedRepost } from '#lib/reposts/repost-page.ts';
import { fetchJson } from '#components/live/fetch-json.ts';
import { pollMs } from '#components/live/poll-ms.ts';
import { PageHead } from '#components/shell/page-head.tsx';
import { Moment } from '#components/time/moment.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { TargetSign } from './target-sign.tsx';

/** The reposts of one's regions: what waits for the reader first. */
export function RepostsScreen({ first }: { first: ListedRepost[] }) {
  const t = useTranslations('reposts');
  const { data = first } = useSWR<ListedRepost[], Error>('/api/reposts', fetchJson, {
    fallbackData: first,
    refreshInterval: pollMs,
  });
  const [mine, others] = [data.filter((each) => each.mine), data.filter((each) => !each.mine)];
  return (
    <div className="mx-auto max-w-240 px-4 pb-12 md:px-8">
      <PageHead title={t('title')} lead={t('lead')} />
      {data.length === 0 ? <Empty title={t('empty')}>{t('emptyLead')}</Empty> : null}
      <Group title={t('forYou')} id="for-you" reposts={mine} />
      <Group title={t('others')} id="others" reposts={others} />
    </div>
  );
}

function Group({ title, id, reposts }: { title: string; id: string; reposts: ListedRepost[] }) {
  if (reposts.length === 0) return null;
  return (
    <section aria-labelledby={id} className="pb-8">
      <h2 id={id} className="border-b hairline pb-2 text-base">
        {title}
      </h2>
      <ul>
        {reposts.map((repost) => (
          <RepostRow key={repost.id} repost={repost} />
        ))}
      </ul>
    </section>
  );
}

function RepostRow({ repost }: { repost: ListedRepost }) {
  const t = useTranslations('reposts');
  const { source } = repost;
  return (
    <li className="border-b hairline">
      <Link href={`/reposts/${repost.id}`} className="group flex gap-4 py-4 hover:bg-sunken">
        {source.thumbnailUrl === null ? (
          <span className="h-24 w-14 shrink-0 rounded-sm bg-sunken" />
        ) : (
          <img
            src={source.thumbnailUrl}
            alt=""
            className="h-24 w-14 shrink-0 rounded-sm bg-sunken object-cover"
          />
        )}
        <span className="flex min-w-0 flex-1 flex-col gap-1">
          <span className="font-strong">{t('fromTo', { source: source.region, region: repost.region })}</span>
          <span className="text-muted">
            {t('by', { name: repost.by })}
            {' · '}
            <Moment at={repost.updatedAt} />
          </span>
          {repost.targets.length === 0 ? <span className="text-muted">{t('noTargets')}</span> : null}
          {repost.targets.map((target, at) => (
            <span key={`${target.username} ${String(at)}`} className="flex flex-wrap gap-x-3 text-sm">
              <span className="min-w-0 wrap-anywhere">@{target.username}</span>
              <TargetSign state={target.state} />
            </span>
          ))}
        </span>
      </Link>
    </li>
  );
}
