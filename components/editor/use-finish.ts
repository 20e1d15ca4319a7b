import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { VersionRow } from '#lib/reposts/edit-page.ts';
import { sendDrawing } from './send-drawing.ts';

type Needs = {
  repostId: string;
  /** Draws what is on the table, once all its fonts are there. */
  draw: () => Promise<HTMLCanvasElement>;
  /** @returns the revision under which what is on the table is saved; undefined: it is not */
  settle: () => Promise<number | undefined>;
  onDone: (version: VersionRow) => void;
};

/** Draws the picture once, as it is seen, and has the server make the version of it. */
export function useFinish({ repostId, draw, settle, onDone }: Needs) {
  const t = useTranslations('editor');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  const send = async (): Promise<VersionRow | string> => {
    const revision = await settle();
    if (revision === undefined) return t('finish.unsaved');
    const url = `/api/reposts/${repostId}/versions?revision=${revision}`;
    const sent = await sendDrawing<VersionRow>(url, await draw());
    if (sent.ok) return sent.answer;
    return typeof sent.why === 'string' ? t(`finish.${sent.why}`) : sent.why.words;
  };
  const finish = async () => {
    if (busy) return;
    setBusy(true);
    const result = await send();
    setBusy(false);
    setRefusal(typeof result === 'string' ? result : null);
    if (typeof result !== 'string') onDone(result);
  };
  return { busy, refusal, finish: () => void finish() };
}
