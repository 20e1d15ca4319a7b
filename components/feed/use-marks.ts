'use client';

import { useCallback, useRef, useState } from 'react';

/** What was marked last, for the words about it. */
export type Marked = {
  /** Counts up, so that the same words are said again. */
  at: number;
  count: number;
  seen: boolean;
  /** Why it was refused. NULL: it was not. */
  error: unknown;
};

export type Marks = {
  last: Marked | null;
  mark: (ids: readonly string[], seen: boolean) => void;
  /** Takes back the last mark that was not taken back yet. */
  undo: () => void;
};

type Step = { ids: readonly string[]; seen: boolean };

/**
 * Marks stories at once and remembers how to take it back, step by step.
 * @param send does it, and says why it was refused
 */
export function useMarks(send: (ids: readonly string[], seen: boolean) => Promise<unknown>): Marks {
  const [last, setLast] = useState<Marked | null>(null);
  const steps = useRef<Step[]>([]);
  const say = useCallback(
    (marked: Omit<Marked, 'at'>) => setLast((before) => ({ ...marked, at: (before?.at ?? 0) + 1 })),
    [],
  );
  const change = useCallback(
    async (step: Step) => {
      const error = await send(step.ids, step.seen);
      if (error === undefined) return;
      steps.current = steps.current.filter((each) => each !== step);
      say({ count: step.ids.length, seen: step.seen, error });
    },
    [send, say],
  );
  const mark = useCallback(
    (ids: readonly string[], seen: boolean) => {
      if (ids.length === 0) return;
      const step = { ids, seen };
      steps.current.push(step);
      say({ count: ids.length, seen, error: null });
      void change(step);
    },
    [change, say],
  );
  const undo = useCallback(() => {
    const step = steps.current.pop();
    if (step) void change({ ids: step.ids, seen: !step.seen });
  }, [change]);
  return { last, mark, undo };
}
