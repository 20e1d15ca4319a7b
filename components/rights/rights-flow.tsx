'use client';

import { useTranslations } from 'next-intl';
import { useSWRConfig } from 'swr';
import { askReuseAction } from '#app/(signed-in)/stories/actions.ts';
import type { StoryDetail } from '#lib/feed/feed-story.ts';
import type { ReuseQuestion } from '#lib/rights/story-rights.ts';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { FormArea } from '#components/ui/form-text.tsx';
import { Toasts, useToast } from '#components/ui/toasts.tsx';
import { AnswerDialog } from './answer-dialog.tsx';
import { RightsDialog } from './rights-dialog.tsx';

export type RightsAsked =
  | { kind: 'rights' }
  | { kind: 'ask'; region: { id: string; name: string } }
  | { kind: 'answer'; question: ReuseQuestion };

type Props = { story: StoryDetail; asked: RightsAsked | null; onClose: () => void };

/** The dialogs about a story's reuse: its team's, and those of whoever would reuse it. */
export function RightsFlow(props: Props) {
  return (
    <Toasts>
      <Flow {...props} />
    </Toasts>
  );
}

function Flow({ story, asked, onClose }: Props) {
  const toast = useToast();
  const { mutate } = useSWRConfig();
  const onDone = (message: string) => {
    toast(message);
    void mutate(`/api/stories/${encodeURIComponent(story.code)}`);
  };
  switch (asked?.kind) {
    case 'rights':
      return <RightsDialog story={story} onClose={onClose} onDone={onDone} />;
    case 'ask':
      return <AskDialog story={story} region={asked.region} onClose={onClose} onDone={onDone} />;
    case 'answer':
      return <AnswerDialog question={asked.question} onClose={onClose} onDone={onDone} />;
    case undefined:
      return null;
  }
}

function AskDialog({
  story,
  region,
  onClose,
  onDone,
}: Omit<Props, 'asked'> & { region: { id: string; name: string }; onDone: (message: string) => void }) {
  const t = useTranslations('rights');
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={t('askTitle', { region: story.region.name, asking: region.name })}
      description={t('askLead')}
      action={askReuseAction}
      onDone={onDone}
      submit={t('askSubmit')}
      fields={['words']}
    >
      {(form) => (
        <>
          <input type="hidden" name="storyId" value={story.id} />
          <input type="hidden" name="regionId" value={region.id} />
          <FormArea form={form} name="words" label={t('askWords')} hint={t('askWordsHint')} maxLength={500} />
        </>
      )}
    </FormDialog>
  );
}
