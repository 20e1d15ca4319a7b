'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { Brand } from '#lib/brand/brand.ts';
import { logoMostBytes } from '#lib/brand/upload-limits.ts';
import { Button } from '#components/ui/button.tsx';
import { FileInput } from '#components/ui/file-input.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { BrandMark } from './brand-mark.tsx';
import { useBrandRequest } from './use-brand-request.ts';

/** The logo: chosen, looked at, saved; and put back with one click. */
export function BrandLogoForm({ brand }: { brand: Brand }) {
  const t = useTranslations('brand');
  const [chosen, setChosen] = useState<{ file: File; url: string } | null>(null);
  // Undefined: nothing was changed on this page, so there is nothing to put back.
  const [former, setFormer] = useState<string | null | undefined>();
  const { busy, refusal, forgive, send } = useBrandRequest(logoMostBytes);
  useEffect(() => () => URL.revokeObjectURL(chosen?.url ?? ''), [chosen]);

  const change = async (init: RequestInit, done: string, undone: boolean) => {
    const answer = (await send('/api/brand/logo', init, done)) as { former: string | null } | undefined;
    if (answer === undefined) return;
    setChosen(null);
    setFormer(undone ? undefined : answer.former);
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
            forgive();
            if (file) setChosen({ file, url: URL.createObjectURL(file) });
          }}
        />
      </label>
      {refusal === null ? null : <Notice look="bad">{refusal.message}</Notice>}
      <div className="flex flex-wrap gap-2">
        {chosen === null ? null : (
          <>
            <Button
              look="primary"
              aria-disabled={busy}
              onClick={() => void change({ method: 'POST', body: chosen.file }, t('logoSaved'), false)}
            >
              {t('saveLogo')}
            </Button>
            <Button onClick={() => setChosen(null)}>{t('cancel')}</Button>
          </>
        )}
        {chosen === null && former !== undefined ? (
          <Button aria-disabled={busy} onClick={() => void change(put(former), t('logoUndone'), true)}>
            {t('undoLogo')}
          </Button>
        ) : null}
        {chosen === null && brand.logoUrl !== null ? (
          <Button
            look="quiet"
            aria-disabled={busy}
            onClick={() => void change(put(null), t('logoRemoved'), false)}
          >
            {t('removeLogo')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
