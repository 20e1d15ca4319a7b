'use client';

import { CheckCheck, Flag, Repeat2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { RefObject } from 'react';
import type { FeedStory } from '#lib/feed/feed-story.ts';
import { timeLeft } from '#lib/i18n/time-left.ts';
import { RegionRing } from '#components/region/region-ring.tsx';
import { Moment } from '#components/time/moment.tsx';
import { useNow } from '#components/time/now-provider.tsx';
import { TimeLeft } from '#components/time/time-left.tsx';
import { useListWords } from '#components/ui/use-list-words.ts';
import { PictureSigns } from './picture-signs.tsx';
import { leaveFrom } from './return-to-card.ts';
import { StoryPicture } from './story-picture.tsx';

type Props = {
  story: FeedStory;
  /** Where the picture is, whether it is drawn or not. */
  picture: RefObject<HTMLDivElement | null>;
  /** Whether it is drawn in full; further away its link and its words are enough. */
  near: boolean;
  eager: boolean;
  open: boolean;
  onOpen: (code: string) => boolean;
  onFlag: (story: FeedStory) => void;
};

/**
 * A story at a glance: its picture, whose it is, when it was posted, and how
 * much of its day is left. The whole card is one link to its page, but for
 * *Flag*. Near and far it has the same height, and its link stays, with the focus.
 */
export function StoryCard({ story, picture, near, eager, open, onOpen, onFlag }: Props) {
  const t = useTranslations('feed');
  return (
    <div className="relative">
      <Link
        href={`/stories/${story.code}`}
        prefetch={false}
        data-story={story.code}
        aria-current={open ? 'true' : undefined}
        onClick={(event) => {
          // Anything but a plain click, such as one into a new tab, stays the browser's.
          if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
          if (onOpen(story.code)) event.preventDefault();
          else leaveFrom(story.code);
        }}
        className="group block rounded-card outline-offset-4"
      >
        <div
          ref={picture}
          className={`far-picture relative rounded-card bg-sunken ring-accent transition-[scale,box-shadow] duration-160 ease-out group-active:scale-[0.985] ${open ? 'ring-2 ring-offset-2 ring-offset-paper' : ''}`}
        >
          {near ? <CardPicture story={story} eager={eager} /> : null}
        </div>
        <div className="mt-2 flex min-h-[calc(var(--text-sm--line-height)+2*var(--text-xs--line-height))] items-center gap-2 md:min-h-[max(2.5rem,var(--text-sm--line-height)+var(--text-xs--line-height))]">
          {near ? <CardRing story={story} /> : <span className="size-10 shrink-0" />}
          <div className="min-w-0 flex-1 text-xs">
            <p className={`truncate text-sm ${story.seen ? '' : 'font-strong'}`} dir="ltr">
              {story.account.username}
            </p>
            {story.seen ? null : <span className="sr-only">{t('notSeen')}</span>}
            {near ? <CardTimes story={story} /> : <p>&nbsp;</p>}
          </div>
        </div>
        <CardSigns story={story} />
      </Link>
      {near ? <FlagTap story={story} onFlag={onFlag} /> : null}
    </div>
  );
}

function CardPicture({ story, eager }: Pick<Props, 'story' | 'eager'>) {
  const t = useTranslations('feed');
  return (
    <>
      <StoryPicture
        story={story}
        url={story.thumbnailUrl}
        eager={eager}
        alt={t('pictureOf', { account: story.account.username })}
      />
      <PictureSigns kind={story.kind} over={useIsOver(story)} deleted={story.deletedAt !== null} />
    </>
  );
}

function CardRing({ story }: Pick<Props, 'story'>) {
  return (
    <span className="relative shrink-0">
      <RegionRing region={story.region} expiresAt={story.expiresAt} className="size-10" />
      {story.seen ? null : <UnseenDot />}
    </span>
  );
}

function CardTimes({ story }: Pick<Props, 'story'>) {
  return (
    <p className="flex flex-col text-muted md:flex-row md:gap-x-1.5 md:whitespace-nowrap">
      <Moment at={story.postedAt} />
      {useIsOver(story) ? null : (
        <>
          <span aria-hidden="true" className="hidden md:inline">
            ·
          </span>
          <TimeLeft expiresAt={story.expiresAt} />
        </>
      )}
    </p>
  );
}

const useIsOver = (story: FeedStory) => timeLeft(new Date(story.expiresAt), useNow()).key === 'over';

function FlagTap({ story, onFlag }: Pick<Props, 'story' | 'onFlag'>) {
  const t = useTranslations('feed');
  return (
    <button
      type="button"
      aria-label={t('flag', { account: story.account.username })}
      title={t('flagTitle')}
      onClick={() => onFlag(story)}
      className="absolute start-0 top-0 flex size-11 items-center justify-center rounded-card"
    >
      <span className="flex size-8 items-center justify-center rounded-full bg-under text-over">
        <Flag aria-hidden="true" className="size-4" />
      </span>
    </button>
  );
}

/** The reader has not seen it; words beside it say the same. */
function UnseenDot() {
  return (
    <span
      aria-hidden="true"
      className="absolute -end-0.5 -top-0.5 size-3 rounded-full border-2 border-paper bg-accent"
    />
  );
}

/** What came of a story: flags that are open, what it was made of or made into, and whom it reached. */
function CardSigns({ story }: { story: FeedStory }) {
  const t = useTranslations('feed');
  const kinds = useTranslations('responses.kind');
  const list = useListWords();
  const { openFlags, source, made, reach } = story;
  if (openFlags.length === 0 && source === null && made === 0 && reach.told === 0) return null;
  return (
    <ul className="mt-1.5 flex flex-wrap gap-x-3 gap-y-0.5 text-xs text-muted [&_svg]:size-3.5 [&_svg]:shrink-0">
      {reach.told === 0 ? null : (
        <li className="figures inline-flex items-center gap-1">
          <CheckCheck aria-hidden="true" />
          <span aria-hidden="true">{t('reached', { ...reach })}</span>
          <span className="sr-only">{t('reachedSpoken', { ...reach })}</span>
        </li>
      )}
      {openFlags.length === 0 ? null : (
        <li className={`inline-flex items-center gap-1 ${openFlags.includes('problem') ? 'text-bad' : ''}`}>
          <Flag aria-hidden="true" />
          {list(openFlags.map((kind) => kinds(kind)))}
        </li>
      )}
      {source === null ? null : (
        <li className="inline-flex min-w-0 items-center gap-1">
          <Repeat2 aria-hidden="true" />
          <span className="truncate">{t('madeOf', { region: source.region })}</span>
        </li>
      )}
      {made === 0 ? null : (
        <li className="inline-flex items-center gap-1">
          <Repeat2 aria-hidden="true" />
          {t('madeInto', { count: made })}
        </li>
      )}
    </ul>
  );
}
