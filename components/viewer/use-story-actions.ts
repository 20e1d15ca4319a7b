'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import type { Reels, ReelStory } from '#lib/feed/feed-story.ts';
import { refusalWords } from '#components/live/send-json.ts';
import { beginRepost } from '#components/reposts/repost-api.ts';
import { copyStoryLink } from '#components/story/copy-story-link.ts';

/** What one can do with the story that is watched and that needs no dialog. */
export function useStoryActions(
  story: ReelStory,
  regions: Reels['repostRegions'],
  say: (words: string) => void,
) {
  const t = useTranslations('watch');
  const router = useRouter();
  const beginning = useRef(false);
  const [only, ...others] = regions;

  /** Begins it for the only region that one edits for; whoever has several chooses on the story's page. */
  async function repost(regionId: string) {
    if (others.length > 0) {
      router.push(`/stories/${story.code}#reposts`);
      return;
    }
    if (beginning.current) return;
    beginning.current = true;
    try {
      const { repostId } = await beginRepost({ code: story.code, regionId });
      router.push(`/reposts/${repostId}`);
    } catch (error) {
      say(refusalWords(error, t('notReached')));
      beginning.current = false;
    }
  }

  return {
    repost: only === undefined ? undefined : () => void repost(only.id),
    share: () => {
      void copyStoryLink(story.code).then((copied) => say(copied ? t('copied') : t('notCopied')));
    },
  };
}
