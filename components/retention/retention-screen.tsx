'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { saveRetentionAction } from '#app/(signed-in)/retention/actions.ts';
import { type ActionState, idle } from '#lib/auth/action-state.ts';
import {
  type AskedRules,
  keptParts,
  leastDays,
  type RetentionPreview,
  type RetentionRules,
} from '#lib/retention/retention-rules.ts';
import { PageHead } from '#components/shell/page-head.tsx';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/field.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Part } from '#components/ui/part.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { toast } from '#components/ui/toast.ts';
import { WhatWouldGo } from './what-would-go.tsx';

/** For how long stories are kept. What the typed rules would remove is shown before they can be saved. */
export function RetentionScreen({
  saved,
  asked,
  preview,
}: {
  saved: RetentionRules;
  asked: AskedRules;
  preview: RetentionPreview | null;
}) {
  const t = useTranslations('retention');
  const [state, save] = useActionState(async (prev: ActionState, form: FormData) => {
    const next = await saveRetentionAction(prev, form);
    if (next.status === 'done') toast(next.message);
    return next;
  }, idle);
  const { typed, rules } = asked;
  const isChanged = rules !== null && keptParts.some((part) => rules[part] !== saved[part]);
  return (
    <div className="mx-auto max-w-200 px-4 pb-12 md:px-8">
      <PageHead title={t('title')} lead={t('lead')} />
      <Part title={t('rules')}>
        {/* A plain request, so that what is being tried stands in the address. */}
        <form method="get" className="flex flex-col gap-4" key={JSON.stringify(typed)}>
          {keptParts.map((part) => (
            <TextField
              key={part}
              name={part}
              label={t(`part.${part}`)}
              hint={t(`hint.${part}`)}
              inputMode="numeric"
              maxLength={5}
              defaultValue={typed[part]}
              className="max-w-40"
            />
          ))}
          <p className="text-sm text-muted">{t('empty', { least: leastDays })}</p>
          <div>
            <Button type="submit">{t('show')}</Button>
          </div>
        </form>
      </Part>
      <Part title={t('wouldGo')}>
        {preview === null ? (
          <Notice look="bad">{t('wrong', { least: leastDays })}</Notice>
        ) : (
          <WhatWouldGo preview={preview} />
        )}
        {isChanged ? (
          <form action={save} className="mt-4 flex flex-col gap-3">
            {keptParts.map((part) => (
              <input key={part} type="hidden" name={part} value={typed[part]} />
            ))}
            <Notice look="plain">{t('notSaved')}</Notice>
            {state.status === 'refused' ? <Notice look="bad">{state.message}</Notice> : null}
            <div>
              <SubmitButton>{t('save')}</SubmitButton>
            </div>
          </form>
        ) : null}
      </Part>
    </div>
  );
}
