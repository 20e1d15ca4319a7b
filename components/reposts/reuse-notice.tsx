'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { RepostPage } from '#lib/reposts/repost-page.ts';
import { AskReuseDialog } from '#components/rights/ask-reuse-dialog.tsx';
import { ReleaseButton } from '#components/rights/release-button.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';

type Props = { repost: RepostPage; onDone: (message: string) => void };

/** What the story's team says to its reuse, where that is not simply yes; asks it where it wants to be asked. */
export function ReuseNotice({ repost, onDone }: Props) {
  const t = useTranslations('rights');
  const [asking, setAsking] = useState(false);
  const { reuse, story, region } = repost;
  if (reuse.reason === 'own' || reuse.reason === 'free') return null;
  const said = reuse.reason === 'said_yes';
  return (
    <div className="pb-6">
      <Notice look={said || reuse.reason === 'waiting' ? 'plain' : 'bad'}>
        <p>{t(`reason.${reuse.reason}`, { region: region.name, source: story.region })}</p>
        {reuse.words === null ? null : (
          <p className="mt-1 wrap-anywhere whitespace-pre-line text-ink" dir="auto">
            {reuse.words}
          </p>
        )}
        <p className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2">
          {reuse.mayRelease ? <ReleaseButton storyId={story.id} onDone={onDone} /> : null}
          {reuse.mayAsk ? <Button onClick={() => setAsking(true)}>{t('ask')}</Button> : null}
          <Link
            href={`/stories/${story.code}`}
            className="inline-flex min-h-6 items-center text-ink underline pointer-coarse:min-h-11"
          >
            {reuse.reason === 'deleted' ? t('toStory') : t('onStory')}
          </Link>
        </p>
      </Notice>
      {asking ? (
        <AskReuseDialog story={story} region={region} onClose={() => setAsking(false)} onDone={onDone} />
      ) : null}
    </div>
  );
}
