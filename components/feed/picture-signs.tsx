import { Archive, Eraser, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { FeedStory } from '#lib/feed/feed-story.ts';

/** On the picture of a card: that it is a video, and that its day is over or was ended by its team. */
export function PictureSigns({
  kind,
  over,
  deleted = false,
}: {
  kind: FeedStory['kind'];
  over: boolean;
  deleted?: boolean;
}) {
  const t = useTranslations('feed');
  return (
    <div className="absolute start-11 end-2 top-2 flex flex-wrap justify-end gap-1">
      {kind === 'video' ? (
        <Sign>
          <Play aria-hidden="true" className="size-3 fill-current" />
          {t('video')}
        </Sign>
      ) : null}
      {deleted ? (
        <Sign>
          <Eraser aria-hidden="true" className="size-3" />
          {t('deleted')}
        </Sign>
      ) : over ? (
        <Sign>
          <Archive aria-hidden="true" className="size-3" />
          {t('archived')}
        </Sign>
      ) : null}
    </div>
  );
}

function Sign({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1 rounded-full bg-under px-2 py-0.5 text-xs whitespace-nowrap text-over">
      {children}
    </span>
  );
}
