import type { Layer as KonvaLayer } from 'konva/lib/Layer';
import { useTranslations } from 'next-intl';
import { type RefObject, useState } from 'react';
import type { RouteError } from '#lib/auth/route-error.ts';
import type { VersionRow } from '#lib/reposts/edit-page.ts';

type Needs = {
  repostId: string;
  sheet: RefObject<KonvaLayer | null>;
  /** @returns the revision under which what is on the table is saved; undefined: it is not */
  settle: () => Promise<number | undefined>;
  /** Resolves once all fonts of the design are there. */
  fontsReady: () => Promise<void>;
  onDone: (version: VersionRow) => void;
};

/** Draws the picture once, as it is seen, and has the server make the version of it. */
export function useFinish({ repostId, sheet, settle, fontsReady, onDone }: Needs) {
  const t = useTranslations('editor');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  const send = async (): Promise<VersionRow | string> => {
    await fontsReady();
    const revision = await settle();
    if (revision === undefined) return t('finish.unsaved');
    const drawn = await drawOnce(sheet.current);
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

/** The canvas that is looked at, as a file: nothing is drawn for it that was not seen. */
export async function drawOnce(sheet: KonvaLayer | null): Promise<Blob | null> {
  if (!sheet) return null;
  sheet.draw();
  return await new Promise((resolve) => sheet.getNativeCanvasElement().toBlob(resolve, 'image/png'));
}
