'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { refusalWords } from '#components/live/send-json.ts';
import { Toasts, useToast } from '#components/ui/toasts.tsx';
import type { Marked } from './use-marks.ts';

type Props = { last: Marked; onUndo: () => void };

/** Says what was marked as seen, with the way back. */
export function MarkedToast(props: Props) {
  const t = useTranslations('feed');
  return (
    <Toasts label={t('marks')}>
      <Say {...props} />
    </Toasts>
  );
}

function Say({ last, onUndo }: Props) {
  const t = useTranslations('feed');
  const toast = useToast();
  const said = useRef(0);
  useEffect(() => {
    if (said.current === last.at) return;
    said.current = last.at;
    if (last.error !== null) toast(refusalWords(last.error, t('markFailed')), { failed: true });
    else
      toast(last.seen ? t('markedSeen', { count: last.count }) : t('markedUnseen', { count: last.count }), {
        undo: { label: t('undo'), run: onUndo },
      });
  }, [last, onUndo, t, toast]);
  return null;
}
