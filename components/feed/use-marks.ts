'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useMemo, useRef } from 'react';
import { refusalWords } from '#components/live/send-json.ts';
import { afterPaint } from '#components/ui/after-paint.ts';
import { toast } from '#components/ui/toast.ts';

export type Marks = {
  mark: (ids: readonly string[], seen: boolean) => void;
  /** Takes back the last mark that was not taken back yet. */
  undo: () => void;
};

type Step = { ids: readonly string[]; seen: boolean };

/**
 * Marks stories at once, says so, and remembers how to take it back, step by step.
 * @param send does it, and says why it was refused
 */
export function useMarks(send: (ids: readonly string[], seen: boolean) => Promise<unknown>): Marks {
  const t = useTranslations('feed');
  const steps = useRef<Step[]>([]);
  const change = useCallback(
    async (step: Step) => {
      const error = await send(step.ids, step.seen);
      if (error === undefined) return;
      steps.current = steps.current.filter((each) => each !== step);
      toast(refusalWords(error, t('markFailed')), { failed: true });
    },
    [send, t],
  );
  const undo = useCallback(() => {
    const step = steps.current.pop();
    if (step) void change({ ids: step.ids, seen: !step.seen });
  }, [change]);
  const mark = useCallback(
    (ids: readonly string[], seen: boolean) => {
      if (ids.length === 0) return;
      const step = { ids, seen };
      steps.current.push(step);
      const words = seen ? t('markedSeen', { count: ids.length }) : t('markedUnseen', { count: ids.length });
      afterPaint(() => toast(words, { undo: { label: t('undo'), run: undo } }));
      void change(step);
    },
    [change, t, undo],
  );
  return useMemo(() => ({ mark, undo }), [mark, undo]);
}
