'use client';

import { Building2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { CompanyRefusal } from '#lib/auth/company-refusal.ts';
import { unlinkCompanyAction } from '#app/(signed-in)/more/actions.ts';
import { useCompany } from '#components/sign-in/use-company.ts';
import { Moment } from '#components/time/moment.tsx';
import { Button } from '#components/ui/button.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { toast } from '#components/ui/toast.ts';

/** A linked account, as the page hands it to the browser. `current`: of the issuer that signs people in now. */
export type LinkedAccount = { id: string; linkedAt: string; current: boolean };

type Props = {
  /** What the account is called. */
  name: string;
  accounts: LinkedAccount[];
  /** What became of the last try to link one. */
  outcome: 'linked' | CompanyRefusal | undefined;
};

/** The company account that signs one in: linked and unlinked here. */
export function CompanyAccount({ name, accounts, outcome }: Props) {
  const t = useTranslations('company');
  const router = useRouter();
  const { state, go } = useCompany({ to: '/more', link: true });
  const [asked, setAsked] = useState<string | null>(null);
  return (
    <div className="flex flex-col items-start gap-3">
      {typeof state === 'object' ? (
        <Notice look="bad">{state.refused}</Notice>
      ) : (
        <Outcome outcome={outcome} />
      )}
      {accounts.map(({ id, linkedAt, current }) => (
        <div key={id} className="flex w-full items-center gap-4">
          <Building2 aria-hidden="true" className="size-5 shrink-0 text-muted" strokeWidth={1.75} />
          <div className="min-w-0 flex-1">
            <p className="font-strong">{current ? t('linked') : t('linkedBefore')}</p>
            <p className="text-muted">{t.rich('since', { at: () => <Moment at={linkedAt} /> })}</p>
          </div>
          <Button onClick={() => setAsked(id)}>{t('unlink')}</Button>
        </div>
      ))}
      {accounts.some(({ current }) => current) ? null : (
        <Button className="max-w-full py-2 whitespace-normal!" aria-disabled={state === 'busy'} onClick={go}>
          {state === 'busy' ? <Spinner /> : null}
          {t('link', { name })}
        </Button>
      )}
      <FormDialog
        open={asked !== null}
        onOpenChange={() => setAsked(null)}
        title={t('unlinkTitle')}
        description={t('unlinkLead')}
        action={unlinkCompanyAction}
        onDone={(message) => {
          toast(message);
          // Without what the address still says of the last try.
          router.replace('/more');
          router.refresh();
        }}
        submit={t('unlink')}
        look="danger"
        fields={[]}
      >
        {() => <input type="hidden" name="identityId" value={asked ?? ''} />}
      </FormDialog>
    </div>
  );
}

function Outcome({ outcome }: Pick<Props, 'outcome'>) {
  const t = useTranslations('company');
  if (outcome === undefined) return null;
  if (outcome === 'linked') return <Notice look="plain">{t('nowLinked')}</Notice>;
  return <Notice look={outcome === 'cancelled' ? 'plain' : 'bad'}>{t(`refused.${outcome}`)}</Notice>;
}
