'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { RouteError } from '#lib/auth/route-error.ts';
import type { Brand } from '#lib/brand/brand.ts';
import { Button } from '#components/ui/button.tsx';
import { FileInput } from '#components/ui/file-input.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useToast } from '#components/ui/toasts.tsx';
import { BrandMark } from './brand-mark.tsx';

/** The logo: chosen, looked at, saved; and put back with one click. */
export function BrandLogoForm({ brand }: { brand: Brand }) {
  const t = useTranslations('brand');
  const toast = useToast();
  const router = useRouter();
  const [chosen, setChosen] = useState<{ file: File; url: string } | null>(null);
  // Undefined: nothing was changed on this page, so there is nothing to put back.
  const [former, setFormer] = useState<string | null | undefined>();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  useEffect(() => () => URL.revokeObjectURL(chosen?.url ?? ''), [chosen]);

  const send = async (init: RequestInit, done: string, undone: boolean) => {
    if (busy) return;
    setBusy(true);
    const response = await fetch('/api/brand/logo', init).catch(() => null);
    const answer = (await response?.json().catch(() => null)) as
      | { former: string | null }
      | RouteError
      | null;
    setBusy(false);
    if (!answer || 'error' in answer) {
      setRefusal(answer?.error.message ?? t('failed'));
      return;
    }
    setRefusal(null);
    setChosen(null);
    setFormer(undone ? undefined : answer.former);
    toast(done);
    router.refresh();
  };
  const put = (logoKey: string | null) => ({
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ logoKey }),
  });
  const shown = chosen?.url ?? brand.logoUrl;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex size-24 items-center justify-center rounded-card border hairline bg-raised p-3 text-accent">
        {shown === null ? (
          <BrandMark className="size-14" />
        ) : (
          <img src={shown} alt={t('logoAlt')} className="max-h-full max-w-full object-contain" />
        )}
      </div>
      <label className="flex flex-col gap-1.5 font-strong">
        {t('chooseLogo')}
        <FileInput
          // Chosen anew after a refusal, also when it is the same file.
          key={chosen === null ? 'none' : 'some'}
          accept="image/png,image/jpeg,image/webp"
          onChange={(event) => {
            const file = event.target.files?.[0];
            setRefusal(null);
            if (file) setChosen({ file, url: URL.createObjectURL(file) });
          }}
        />
      </label>
      {refusal === null ? null : <Notice look="bad">{refusal}</Notice>}
      <div className="flex flex-wrap gap-2">
        {chosen === null ? null : (
          <>
            <Button
              look="primary"
              aria-disabled={busy}
              onClick={() => void send({ method: 'POST', body: chosen.file }, t('logoSaved'), false)}
            >
              {t('saveLogo')}
            </Button>
            <Button onClick={() => setChosen(null)}>{t('cancel')}</Button>
          </>
        )}
        {chosen === null && former !== undefined ? (
          <Button aria-disabled={busy} onClick={() => void send(put(former), t('logoUndone'), true)}>
            {t('undoLogo')}
          </Button>
        ) : null}
        {chosen === null && brand.logoUrl !== null ? (
          <Button
            look="quiet"
            aria-disabled={busy}
            onClick={() => void send(put(null), t('logoRemoved'), false)}
          >
            {t('removeLogo')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
