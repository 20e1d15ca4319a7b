'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useSWRConfig } from 'swr';
import type { FeedStory } from '#lib/feed/feed-story.ts';
import { refusalWords } from '#components/live/send-json.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogActions } from '#components/ui/dialog.tsx';
import { TextArea } from '#components/ui/field.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { addNote } from './note-api.ts';

type Props = {
  story: Pick<FeedStory, 'id' | 'code' | 'account'>;
  onClose: () => void;
  onAdded: () => void;
};

/** Asks for what there is to say about a story, and keeps it as a note. What was typed stays until it is kept. */
export function NoteDialog({ story, onClose, onAdded }: Props) {
  const t = useTranslations('noteStory');
  const { mutate } = useSWRConfig();
  const [words, setWords] = useState('');
  const [missing, setMissing] = useState(false);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<string>();

  async function add() {
    if (sending) return;
    if (words.trim() === '') {
      setMissing(true);
      return;
    }
    setSending(true);
    setRefused(undefined);
    try {
      await addNote({ storyId: story.id, words: words.trim() });
      void mutate(`/api/stories/${encodeURIComponent(story.code)}`);
      onAdded();
    } catch (error) {
      setRefused(refusalWords(error, t('notReached')));
      setSending(false);
    }
  }

  return (
    <Dialog open onOpenChange={onClose} title={t('title', { account: story.account.username })}>
      <div className="flex flex-col gap-4">
        <TextArea
          label={t('words')}
          hint={t('hint')}
          error={missing ? t('missing') : undefined}
          maxLength={1000}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            setMissing(false);
          }}
        />
        {refused === undefined ? null : <Notice look="bad">{refused}</Notice>}
      </div>
      <DialogActions>
        <Button look="primary" aria-disabled={sending} onClick={() => void add()}>
          {sending ? <Spinner /> : null}
          {t('submit')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
