'use client';

import { useSWRConfig } from 'swr';
import type { StoryDetail } from '#lib/feed/feed-story.ts';
import type { ReuseQuestion } from '#lib/rights/story-rights.ts';
import { toast } from '#components/ui/toast.ts';
import { AnswerDialog } from './answer-dialog.tsx';
import { AskReuseDialog } from './ask-reuse-dialog.tsx';
import { RightsDialog } from './rights-dialog.tsx';

export type RightsAsked =
  | { kind: 'rights' }
  | { kind: 'ask'; region: { id: string; name: string } }
  | { kind: 'answer'; question: ReuseQuestion };

type Props = { story: StoryDetail; asked: RightsAsked | null; onClose: () => void };

/** The dialogs about a story's reuse: its team's, and those of whoever would reuse it. */
export function RightsFlow({ story, asked, onClose }: Props) {
  const { mutate } = useSWRConfig();
  const onDone = (message: string) => {
    toast(message);
    void mutate(`/api/stories/${encodeURIComponent(story.code)}`);
  };
  switch (asked?.kind) {
    case 'rights':
      return <RightsDialog story={story} onClose={onClose} onDone={onDone} />;
    case 'ask':
      return (
        <AskReuseDialog
          story={{ id: story.id, region: story.region.name }}
          region={asked.region}
          onClose={onClose}
          onDone={onDone}
        />
      );
    case 'answer':
      return <AnswerDialog question={asked.question} onClose={onClose} onDone={onDone} />;
    case undefined:
      return null;
  }
}
