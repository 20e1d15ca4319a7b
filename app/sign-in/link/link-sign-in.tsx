'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { useSignIn } from '../use-sign-in.ts';
import { useLink } from './use-link.ts';

/** Says whose link this is and signs in with it at a tap. */
export function LinkSignIn() {
  const t = useTranslations('signIn');
  const link = useLink();
  const { state, signInWith } = useSignIn('link', '/');
  if (link.state === 'looking') {
    return (
      <p role="status" className="mt-3 flex items-center gap-2 text-base text-muted">
        <Spinner />
        {t('checkingLink')}
      </p>
    );
  }
  if (link.state === 'failed') return <Refused>{t('failed')}</Refused>;
  if (link.state === 'over' || state === 'failed') return <Refused>{t('linkOver')}</Refused>;
  return (
    <>
      <p className="mt-2 text-base text-muted">{t('linkLead')}</p>
      <Button
        look="primary"
        className="mt-6 min-h-12 px-6 text-base"
        aria-disabled={state === 'busy'}
        onClick={() => {
          if (state !== 'busy') void signInWith({ secret: link.secret });
        }}
      >
        {state === 'busy' ? <Spinner /> : null}
        {t('signInAs', { name: link.name })}
      </Button>
    </>
  );
}

function Refused({ children }: { children: string }) {
  const t = useTranslations('signIn');
  return (
    <div className="mt-4 flex max-w-120 flex-col items-start gap-5">
      <Notice look="bad">{children}</Notice>
      <Link
        href="/sign-in"
        className="inline-flex min-h-11 items-center font-strong text-accent underline underline-offset-2"
      >
        {t('otherWay')}
      </Link>
    </div>
  );
}
