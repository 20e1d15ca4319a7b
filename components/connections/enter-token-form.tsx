'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { enterTokenAction } from '#app/(signed-in)/connections/actions.ts';
import { missingScopes } from '#lib/accounts/token-scopes.ts';
import { TextField } from '#components/ui/field.tsx';
import { PageForm } from '#components/ui/page-form.tsx';
import { toast } from '#components/ui/toast.ts';

const steps = ['user', 'assets', 'token'] as const;

/** Where a token is pasted, and how one is made. What was entered is never shown again, refused or not. */
export function EnterTokenForm({ whatsapp, onEntered }: { whatsapp: boolean; onEntered: () => void }) {
  const t = useTranslations('connections');
  const [times, setTimes] = useState(0);
  return (
    <div className="flex max-w-140 flex-col gap-5">
      <PageForm
        key={times}
        action={enterTokenAction}
        submit={t('submit')}
        fields={['accessToken']}
        onDone={(message) => {
          toast(message);
          setTimes(times + 1);
          onEntered();
        }}
      >
        {({ error }) => (
          <TextField
            name="accessToken"
            type="password"
            label={t('field')}
            hint={t('fieldHint')}
            error={error('accessToken')}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            dir="ltr"
            maxLength={2_000}
          />
        )}
      </PageForm>
      <details className="group">
        <summary className="-mx-2 flex min-h-11 w-fit list-none items-center gap-2 rounded-md px-2 text-accent hover:bg-sunken">
          {t('how')}
          <ChevronDown
            aria-hidden="true"
            className="size-4 shrink-0 transition-[rotate] duration-160 group-open:rotate-180"
          />
        </summary>
        <ol className="mt-2 list-decimal space-y-2 ps-5 text-pretty">
          {steps.map((step) => (
            <li key={step}>{t(`step.${step}`)}</li>
          ))}
        </ol>
        <ul className="mt-3 space-y-2 ps-5">
          {missingScopes([], { whatsapp }).map(({ scope, weight }) => (
            <li key={scope}>
              <code className="text-sm break-all" dir="ltr">
                {scope}
              </code>
              <span className="block text-sm text-muted">
                {t(`scope.${scope}`)}
                {weight === 'useful' ? ` ${t('optional')}` : ''}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
