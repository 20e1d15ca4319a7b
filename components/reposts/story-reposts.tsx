'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { StoryDetail } from '#lib/feed/feed-story.ts';
import { refusalWords } from '#components/live/send-json.ts';
import { Moment } from '#components/time/moment.tsx';
import { BareSelect } from '#components/ui/bare-select.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { beginRepost } from './repost-api.ts';

/** What came of a story elsewhere, and *Repost* for editors. */
export function StoryReposts({ story }: { story: StoryDetail }) {
  const t = useTranslations('storyReposts');
  const { reposts, regions } = story.reposts;
  if (reposts.length === 0 && regions.length === 0) return null;
  return (
    <section aria-labelledby="reposts">
      <h2 id="reposts" className="text-lg">
        {t('title')}
      </h2>
      {regions.length === 0 ? null : <Begin code={story.code} regions={regions} own={story.region.id} />}
      {reposts.length === 0 ? null : (
        <ul className="mt-3">
          {reposts.map((repost) => (
            <li key={`${repost.region} ${repost.at}`} className="border-t hairline py-3">
              <p className="font-strong">
                {repost.id === null ? (
                  t('for', { region: repost.region })
                ) : (
                  <Link href={`/reposts/${repost.id}`} className="underline">
                    {t('for', { region: repost.region })}
                  </Link>
                )}
              </p>
              <p className="text-muted">
                <Moment at={repost.at} />
                {' · '}
                {t('published', { count: repost.published })}
                {' · '}
                {repost.by}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Begin({
  code,
  regions,
  own,
}: {
  code: string;
  regions: readonly { id: string; name: string }[];
  own: string;
}) {
  const t = useTranslations('storyReposts');
  const router = useRouter();
  const [regionId, setRegionId] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const to = regions.find(({ id }) => id === regionId) ?? regions.find(({ id }) => id !== own) ?? regions[0];
  if (to === undefined) return null;
  const begin = async () => {
    setBusy(true);
    setRefused(null);
    try {
      const { repostId } = await beginRepost({ code, regionId: to.id });
      router.push(`/reposts/${repostId}`);
    } catch (error) {
      setRefused(refusalWords(error, t('notReached')));
      setBusy(false);
    }
  };
  return (
    <div className="mt-3 flex flex-wrap items-center gap-3">
      {regions.length === 1 ? null : (
        <BareSelect
          aria-label={t('forRegion')}
          value={to.id}
          onChange={(event) => setRegionId(event.currentTarget.value)}
          className="max-w-full"
        >
          {regions.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </BareSelect>
      )}
      <Button disabled={busy} onClick={() => void begin()}>
        {t('repost', { region: to.name })}
      </Button>
      {refused === null ? null : <Notice look="bad">{refused}</Notice>}
    </div>
  );
}
