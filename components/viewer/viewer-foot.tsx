'use client';

import { Download, Flag, Link2, type LucideIcon, MessageSquarePlus, Repeat2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { RefObject } from 'react';
import type { ReelStory } from '#lib/feed/feed-story.ts';
import { PostedThere } from '#components/story/posted-there.tsx';
import { MetaLine } from '#components/ui/meta-line.tsx';

type Props = {
  story: ReelStory;
  byHand: boolean;
  download: RefObject<HTMLAnchorElement | null>;
  onFlag: () => void;
  /** Undefined for whoever may not. */
  onRepost: (() => void) | undefined;
  onNote: () => void;
  onShare: () => void;
};

/** Below the picture: a line of facts, and what one can do with the story. */
export function ViewerFoot({ story, byHand, download, ...on }: Props) {
  const t = useTranslations('watch');
  return (
    <footer className="mx-auto w-full max-w-120 px-3 pt-2 pb-[calc(0.5rem+env(safe-area-inset-bottom))]">
      {byHand ? <p className="pb-1 text-xs text-pretty text-muted">{t('byHand')}</p> : null}
      <div className="flex items-center gap-3 text-sm">
        <div className="figures min-w-0 flex-1 text-muted">
          <MetaLine
            facts={[
              { key: 'there', fact: <PostedThere story={story} /> },
              { key: 'reach', fact: t('reach', story.reach) },
            ]}
          />
        </div>
        <Link
          href={`/stories/${story.code}`}
          prefetch={false}
          className="flex min-h-9 shrink-0 items-center underline underline-offset-4 pointer-coarse:min-h-11"
        >
          {t('whoWasTold')}
        </Link>
      </div>
      <ul aria-label={t('actions')} className="flex">
        <Action Icon={Flag} label={t('flag')} onClick={on.onFlag} />
        {on.onRepost === undefined ? null : (
          <Action Icon={Repeat2} label={t('repost')} onClick={on.onRepost} />
        )}
        <Action Icon={MessageSquarePlus} label={t('note')} onClick={on.onNote} />
        <Action Icon={Link2} label={t('share')} onClick={on.onShare} />
        {story.originalUrl === null ? null : (
          <li className="min-w-0 flex-1">
            <a
              ref={download}
              href={story.originalUrl}
              download={`${story.account.username}-${story.code}`}
              className={actionClass}
            >
              <Download aria-hidden="true" className="size-5" strokeWidth={1.75} />
              {t('download')}
            </a>
          </li>
        )}
      </ul>
    </footer>
  );
}

const actionClass =
  'flex min-h-12 w-full flex-col items-center justify-center gap-1 rounded-md text-xs whitespace-nowrap hover:bg-sunken';

function Action({ Icon, label, onClick }: { Icon: LucideIcon; label: string; onClick: () => void }) {
  return (
    <li className="min-w-0 flex-1">
      <button type="button" onClick={onClick} className={actionClass}>
        <Icon aria-hidden="true" className="size-5" strokeWidth={1.75} />
        {label}
      </button>
    </li>
  );
}
