'use client';

import { useTranslations } from 'next-intl';
import { useSWRConfig } from 'swr';
import type { StoryDetail } from '#lib/feed/feed-story.ts';
import { ReleaseButton } from '#components/rights/release-button.tsx';
import { ExactMoment } from '#components/time/moment.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { toast } from '#components/ui/toast.ts';

/** That a story's team has deleted it before its day was over, and what follows from that. */
export function DeletedNotice({ story }: { story: StoryDetail }) {
  const t = useTranslations('story');
  const states = useTranslations('rights');
  const { mutate } = useSWRConfig();
  const { deletedAt } = story;
  const { held, released, mayManage } = story.rights;
  if (deletedAt === null) return null;
  const onDone = (message: string) => {
    toast(message);
    void mutate(`/api/stories/${encodeURIComponent(story.code)}`);
  };
  return (
    <Notice look="plain">
      <p>{t.rich('deletedLead', { at: () => <ExactMoment at={deletedAt} /> })}</p>
      {held ? <p className="mt-1">{states('held', { region: story.region.name })}</p> : null}
      {released === null ? null : (
        <p className="mt-1">
          {states.rich('released', { name: released.by, at: () => <ExactMoment at={released.at} /> })}
        </p>
      )}
      {held && mayManage ? (
        <div className="mt-2 flex flex-wrap items-center gap-3">
          <ReleaseButton storyId={story.id} onDone={onDone} />
        </div>
      ) : null}
    </Notice>
  );
}
