'use client';

import { useTranslations } from 'next-intl';
import { useActionState, useState } from 'react';
import { saveBrandAction } from '#app/(signed-in)/brand/actions.ts';
import { type ActionState, idle } from '#lib/auth/action-state.ts';
import type { Brand } from '#lib/brand/brand.ts';
import { TextField } from '#components/ui/field.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { toast } from '#components/ui/toast.ts';
import { AccentPreview, ownAccent } from './accent-preview.tsx';

/** Name and accent colour. What is chosen is shown in both themes while it is being chosen. */
export function BrandLookForm({ brand }: { brand: Brand }) {
  const t = useTranslations('brand');
  const [color, setColor] = useState(brand.accentColor ?? '');
  const [state, run] = useActionState(async (prev: ActionState, form: FormData) => {
    const next = await saveBrandAction(prev, form);
    if (next.status === 'done') toast(next.message);
    return next;
  }, idle);
  const refused = state.status === 'refused' ? state : undefined;
  return (
    <form action={run} noValidate className="flex flex-col gap-4">
      <TextField
        label={t('name')}
        name="name"
        maxLength={60}
        defaultValue={refused?.values['name'] ?? brand.name}
        error={refused?.field === 'name' ? refused.message : undefined}
      />
      <input type="hidden" name="accentColor" value={color} />
      <div className="flex flex-wrap items-center gap-3">
        <label className="flex items-center gap-3 font-strong">
          <input
            type="color"
            value={color === '' ? ownAccent.light.accent : color}
            onChange={(event) => setColor(event.target.value)}
            className="size-11 cursor-pointer rounded-md border border-edge bg-paper p-1"
          />
          {t('accent')}
        </label>
        {color === '' ? (
          <span className="text-muted">{t('ownAccent')}</span>
        ) : (
          <button
            type="button"
            onClick={() => setColor('')}
            className="min-h-9 text-accent underline underline-offset-2 pointer-coarse:min-h-11"
          >
            {t('useOwnAccent')}
          </button>
        )}
      </div>
      <AccentPreview color={color === '' ? null : color} />
      {refused !== undefined && refused.field !== 'name' ? (
        <Notice look="bad">{refused.message}</Notice>
      ) : null}
      <div>
        <SubmitButton>{t('save')}</SubmitButton>
      </div>
    </form>
  );
}
