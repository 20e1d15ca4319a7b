'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import useSWR from 'swr';
import type { ListedRepost } from '#lib/reposts/repost-page.ts';
import { fetchJson } from '#components/live/fetch-json.ts';
import { pollMs } from '#components/live/poll-ms.ts';
import { PageHead } from '#components/shell/page-head.tsx';
import { ExactMoment, Moment } from '#components/time/moment.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { MetaLine } from '#components/ui/meta-line.tsx';
import { groupReposts, repostGroups } from './group-reposts.ts';
import { TargetSign } from './target-sign.tsx';

/** The reposts of one's regions: what waits for the reader first, then what needs somebody, goes on, and is done. */
export function RepostsScreen({ first }: { first: ListedRepost[] }) {
  const t = useTranslations('reposts');
  const { data = first } = useSWR<ListedRepost[], Error>('/api/reposts', fetchJson, {
    fallbackData: first,
    refreshInterval: pollMs,
  });
  const groups = groupReposts(data);
  return (
    <div className="mx-auto max-w-240 px-4 pb-12 md:px-8">
      <PageHead title={t('title')} lead={t('lead')} />
      {data.length === 0 ? <Empty title={t('empty')}>{t('emptyLead')}</Empty> : null}
      {repostGroups.map((key) => (
        <Group key={key} title={t(`groups.${key}`)} id={key} reposts={groups.get(key) ?? []} />
      ))}
    </div>
  );
}

function Group({ title, id, reposts }: { title: string; id: string; reposts: readonly ListedRepost[] }) {
  if (reposts.length === 0) return null;
  return (
    <section aria-labelledby={id} className="pb-8">
      <h2 id={id} className="flex gap-2 border-b hairline pb-2 text-base">
        {title}
        <span className="figures text-muted">{reposts.length}</span>
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
    <li className="border-b hairline last:border-b-0">
      <Link
        href={`/reposts/${repost.id}`}
        className="group -mx-2 flex gap-4 rounded-md px-2 py-3 -outline-offset-2 hover:bg-sunken"
      >
        {source.thumbnailUrl === null ? (
          <span className="h-24 w-13.5 shrink-0 rounded-sm bg-sunken" />
        ) : (
          <img
            src={source.thumbnailUrl}
            alt=""
            className="h-24 w-13.5 shrink-0 rounded-sm bg-sunken object-cover"
          />
        )}
        <span className="grid min-w-0 flex-1 content-start gap-x-8 gap-y-1 md:grid-cols-2">
          <span className="min-w-0">
            <span className="block font-strong wrap-anywhere">
              {t('fromTo', { source: source.region, region: repost.region })}
            </span>
            <span className="block text-sm text-muted">
              <MetaLine
                facts={[
                  { key: 'by', fact: t('by', { name: repost.by }) },
                  { key: 'at', fact: <Moment at={repost.updatedAt} /> },
                ]}
              />
            </span>
          </span>
          <span className="flex min-w-0 flex-col gap-1 text-sm">
            {repost.targets.length === 0 ? <span className="text-muted">{t('noTargets')}</span> : null}
            {repost.targets.map((target, at) => (
              <span key={`${target.username} ${String(at)}`} className="flex flex-wrap items-center gap-x-3">
                <bdi className="min-w-0 wrap-anywhere">@{target.username}</bdi>
                <TargetSign state={target.state} />
                {target.at === null ? null : (
                  <span className="figures text-muted">
                    <ExactMoment at={target.at} timeZone={target.timeZone} />
                  </span>
                )}
              </span>
            ))}
          </span>
        </span>
      </Link>
    </li>
  );
}
