'use client';

import { useTranslations } from 'next-intl';
import { type SyntheticEvent, useEffect, useState } from 'react';
import type { BrandFont } from '#lib/brand/brand.ts';
import { fontMostBytes } from '#lib/brand/upload-limits.ts';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/field.tsx';
import { FileInput } from '#components/ui/file-input.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useBrandRequest } from './use-brand-request.ts';

/** The brand's fonts, each written in itself, and the form that adds one. */
export function BrandFonts({ fonts }: { fonts: BrandFont[] }) {
  const t = useTranslations('brand');
  const { busy, refusal, send } = useBrandRequest(fontMostBytes);

  const add = async (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const file = fields.get('font');
    const text = (name: string) => {
      const value = fields.get(name);
      return typeof value === 'string' ? value : '';
    };
    const query = new URLSearchParams({ family: text('family'), weight: text('weight') });
    const init = { method: 'POST', ...(file === null ? {} : { body: file }) };
    if ((await send(`/api/brand/fonts?${query}`, init, t('fontAdded'))) !== undefined) form.reset();
  };
  const of = (field: string) => (refusal?.field === field ? refusal.message : undefined);
  return (
    <div className="flex flex-col gap-4">
      {fonts.length === 0 ? <p className="text-muted">{t('noFonts')}</p> : null}
      <ul>
        {fonts.map((font) => (
          <li key={font.id} className="flex items-center gap-4 border-t hairline py-3 first:border-t-0">
            <div className="min-w-0 flex-1">
              <Specimen font={font} />
              <p className="text-muted">{t('fontFacts', { family: font.family, weight: font.weight })}</p>
            </div>
            <Button
              look="quiet"
              aria-label={t('removeFontOf', { family: font.family })}
              onClick={() =>
                void send(font.url, { method: 'DELETE' }, t('fontRemoved', { family: font.family }))
              }
            >
              {t('removeFont')}
            </Button>
          </li>
        ))}
      </ul>
      <form onSubmit={(event) => void add(event)} noValidate className="flex flex-col gap-3">
        <label className="flex flex-col gap-1.5 font-strong">
          {t('chooseFont')}
          <FileInput name="font" accept=".woff2,.ttf,.otf" />
        </label>
        <div className="grid grid-cols-[2fr_1fr] gap-3">
          <TextField label={t('family')} name="family" maxLength={60} error={of('family')} />
          <TextField
            label={t('weight')}
            name="weight"
            type="number"
            min={100}
            max={900}
            step={100}
            defaultValue={400}
            error={of('weight')}
          />
        </div>
        {refusal !== null && refusal.field !== 'family' && refusal.field !== 'weight' ? (
          <Notice look="bad">{refusal.message}</Notice>
        ) : null}
        <div>
          <Button type="submit" aria-disabled={busy}>
            {t('addFont')}
          </Button>
        </div>
      </form>
    </div>
  );
}

/** The family's name in the font itself, loaded from our own origin without a style sheet. */
function Specimen({ font }: { font: BrandFont }) {
  const [ready, setReady] = useState(false);
  const name = `brand-${font.id}`;
  useEffect(() => {
    const face = new FontFace(name, `url(${font.url})`);
    document.fonts.add(face);
    // A font that this browser cannot read leaves the words in the page's own.
    face.load().then(
      () => setReady(true),
      () => setReady(false),
    );
    return () => void document.fonts.delete(face);
  }, [name, font.url]);
  return (
    <p className="truncate text-lg" style={ready ? { fontFamily: `"${name}"`, fontWeight: font.weight } : {}}>
      {font.family}
    </p>
  );
}
