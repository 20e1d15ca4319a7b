'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogActions } from '#components/ui/dialog.tsx';
import { TextArea } from '#components/ui/field.tsx';
import { Notice } from '#components/ui/notice.tsx';

type Props = {
  /** User name of the story's account. */
  account: string;
  /** What was typed before it was refused, and why it was. */
  first?: string | undefined;
  refused?: string | undefined;
  onClose: () => void;
  onAdd: (words: string) => void;
};

/** Asks for what there is to say about a story. */
export function NoteDialog({ account, first = '', refused, onClose, onAdd }: Props) {
  const t = useTranslations('noteStory');
  const [words, setWords] = useState(first);
  const [missing, setMissing] = useState(false);
  return (
    <Dialog open onOpenChange={onClose} title={t('title', { account })}>
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
        <Button look="primary" onClick={() => (words.trim() === '' ? setMissing(true) : onAdd(words.trim()))}>
          {t('submit')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
