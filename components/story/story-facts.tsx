'use client';

import { ArrowUpRight, Download, Link2 } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import type { FeedStory, StoryDetail } from '#lib/feed/feed-story.ts';
import { FlagButton } from '#components/flags/flag-button.tsx';
import { WatchLink } from '#components/viewer/watch-link.tsx';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { ExactMoment } from '#components/time/moment.tsx';
import { copyStoryLink } from './copy-story-link.ts';

/** What is known of a story, as pairs of name and value. */
export function StoryFacts({ story }: { story: FeedStory | StoryDetail }) {
  const t = useTranslations('story');
  const format = useFormatter();
  const caption = 'caption' in story ? story.caption : null;
  const delayMin = Math.floor((Date.parse(story.foundAt) - Date.parse(story.postedAt)) / 60_000);
  return (
    <dl className="divide-y divide-line border-y hairline">
      <Fact name={t('posted')}>
        <ExactMoment at={story.postedAt} />
      </Fact>
      <Fact name={t('postedThere', { region: story.region.name })}>
        <ExactMoment at={story.postedAt} timeZone={story.region.timeZone} />
      </Fact>
      <Fact name={story.deletedAt === null ? t('ends') : t('deleted')}>
        <ExactMoment at={story.expiresAt} />
      </Fact>
      <Fact name={t('found')}>
        {delayMin < 1 ? t('foundAtOnce') : t('foundAfter', { minutes: format.number(delayMin) })}
      </Fact>
      <Fact name={t('kind')}>{t(`kinds.${story.kind}`)}</Fact>
      {caption === null || caption === '' ? null : (
        <Fact name={t('caption')}>
          <span className="whitespace-pre-line">{caption}</span>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-4 py-2.5">
      <dt className="w-32 shrink-0 text-muted">{name}</dt>
      <dd className="figures min-w-0 flex-1">{children}</dd>
    </div>
  );
}

/** What one can do with a story: flag it, keep it, see it on Instagram, pass it on. */
export function StoryActions({ story }: { story: StoryDetail }) {
  const t = useTranslations('story');
  return (
    <div className="flex flex-wrap gap-2">
      <WatchLink code={story.code} />
      <FlagButton story={story} />
      {story.originalUrl === null ? null : (
        <a
          href={story.originalUrl}
          download={`${story.account.username}-${story.code}`}
          className={buttonClass('plain')}
        >
          <Download aria-hidden="true" className="size-4" />
          {t('download')}
        </a>
      )}
      <CopyLink code={story.code} />
      {story.permalink === null ? null : (
        <a href={story.permalink} target="_blank" rel="noreferrer" className={buttonClass('quiet')}>
          {t('onInstagram')}
          <ArrowUpRight aria-hidden="true" className="size-4 rtl:-scale-x-100" />
        </a>
      )}
    </div>
  );
}

function CopyLink({ code }: { code: string }) {
  const t = useTranslations('story');
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  return (
    <Button
      onClick={() => {
        void copyStoryLink(code).then((done) => setCopied(done ? 'yes' : 'failed'));
      }}
    >
      <Link2 aria-hidden="true" className="size-4" />
      <span aria-live="polite">
        {copied === 'yes' ? t('copied') : copied === 'failed' ? t('notCopied') : t('copyLink')}
      </span>
    </Button>
  );
}
