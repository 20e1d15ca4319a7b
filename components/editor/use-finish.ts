import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { RouteError } from '#lib/auth/route-error.ts';
import type { VersionRow } from '#lib/reposts/edit-page.ts';

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
    const canvas = await draw();
    const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!drawn) return t('finish.undrawn');
    const answer = await fetch(`/api/reposts/${repostId}/versions?revision=${revision}`, {
      method: 'POST',
      headers: { 'content-type': 'image/png' },
      body: drawn,
    }).catch(() => null);
    const body = (await answer?.json().catch(() => null)) as VersionRow | RouteError | null;
    if (answer?.ok && body && 'number' in body) return body;
    return body && 'error' in body ? body.error.message : t('finish.unreached');
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
