'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { useSignIn } from '../use-sign-in.ts';
import { type Link as OneTimeLink, useLink } from './use-link.ts';

/** Says whose link this is and signs in with it: at once where it was asked for, at a tap elsewhere. */
export function LinkSignIn() {
  const t = useTranslations('signIn');
  const link = useLink();
  switch (link.state) {
    case 'looking':
      return <Waiting>{t('checkingLink')}</Waiting>;
    case 'failed':
      return <Refused>{t('failed')}</Refused>;
    case 'refused':
      return <Refused>{link.message}</Refused>;
    case 'good':
      return <GoodLink link={link} />;
  }
}

function GoodLink({ link }: { link: Extract<OneTimeLink, { state: 'good' }> }) {
  const t = useTranslations('signIn');
  const { state, refusal, signInWith } = useSignIn('link', link.to);
  const { secret, name, asked } = link;
  const isHere = asked?.here ?? false;
  const begun = useRef(false);
  useEffect(() => {
    // Once, however often React runs this: the link works once.
    if (!isHere || begun.current) return;
    begun.current = true;
    void signInWith({ secret });
  }, [isHere, secret, signInWith]);
  if (state === 'failed') return <Refused>{refusal ?? t('linkFailed')}</Refused>;
  if (isHere) return <Waiting>{t('signingInAs', { name })}</Waiting>;
  return (
    <>
      <p className="mt-2 max-w-120 text-base text-pretty text-muted">
        {asked ? t('askedElsewhere', { device: asked.device }) : t('linkLead')}
      </p>
      <Button
        look="primary"
        className="mt-6 min-h-12 max-w-full px-6 py-2 text-base whitespace-normal"
        aria-disabled={state === 'busy'}
        onClick={() => {
          if (state !== 'busy') void signInWith({ secret, confirmed: 'yes' });
        }}
      >
        {state === 'busy' ? <Spinner /> : null}
        {asked ? t('signInHereAs', { name }) : t('signInAs', { name })}
      </Button>
    </>
  );
}

function Waiting({ children }: { children: string }) {
  return (
    <p role="status" className="mt-3 flex items-center gap-2 text-base text-muted">
      <Spinner />
      {children}
    </p>
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
