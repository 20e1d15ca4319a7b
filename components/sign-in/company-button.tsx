'use client';

import { useTranslations } from 'next-intl';
import type { CompanyRefusal } from '#lib/auth/company-refusal.ts';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { useCompany } from './use-company.ts';

type Props = {
  /** What the account is called. */
  name: string;
  to: string;
  /** Why the last try did not work. */
  refused: CompanyRefusal | undefined;
};

/** Signs in with a company account, and says in plain words why that did not work. */
export function CompanyButton({ name, to, refused }: Props) {
  const t = useTranslations('company');
  const { state, go } = useCompany({ to });
  return (
    <div className="mt-5 flex max-w-120 flex-col items-start gap-4">
      {typeof state === 'object' ? (
        <Notice look="bad">{state.refused}</Notice>
      ) : refused === undefined || state === 'busy' ? null : (
        <Notice look={refused === 'cancelled' ? 'plain' : 'bad'}>{t(`refused.${refused}`)}</Notice>
      )}
      <Button
        look="primary"
        className="min-h-12 w-full max-w-full px-6 py-2 text-base whitespace-normal! sm:w-auto sm:min-w-72"
        aria-disabled={state === 'busy'}
        onClick={go}
      >
        {state === 'busy' ? <Spinner /> : null}
        {t('signIn', { name })}
      </Button>
    </div>
  );
}
