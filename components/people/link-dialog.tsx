'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';

/** Shows, once, the text with which an invitation is sent. */
export function LinkDialog({ name, text, onClose }: { name: string; text: string; onClose: () => void }) {
  const t = useTranslations('people');
  const [state, setState] = useState<'fresh' | 'copied' | 'notCopied'>('fresh');
  const copy = async (words: string) => {
    try {
      await navigator.clipboard.writeText(words);
      setState('copied');
    } catch {
      setState('notCopied');
    }
  };
  const link = /https?:\S+$/.exec(text)?.[0] ?? text;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('linkReady', { name })}
      description={t('linkReadyLead', { name })}
    >
      <p className="rounded-md bg-sunken px-3 py-2.5 text-sm wrap-anywhere select-all">{text}</p>
      <p role="status" className="min-h-6 pt-1 text-sm text-muted">
        {state === 'copied' ? t('copied') : null}
        {state === 'notCopied' ? t('notCopied') : null}
      </p>
      <div className="mt-3 flex flex-col gap-2 md:flex-row md:justify-end">
        <Button onClick={() => void copy(link)}>{t('copyLink')}</Button>
        <Button look="primary" onClick={() => void copy(text)}>
          {t('copyText')}
        </Button>
      </div>
    </Dialog>
  );
}
