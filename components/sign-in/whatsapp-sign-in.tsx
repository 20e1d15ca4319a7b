'use client';

import { MessageCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { RouteError } from '#lib/auth/route-error.ts';
import type { AskedSignIn } from '#lib/people/asked-sign-in.ts';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Spinner } from '#components/ui/spinner.tsx';

// What waits for the message comes once somebody chose this way, so that the page to sign in stays light.
const loadSendCode = () => import('./send-code.tsx');
const SendCode = lazy(async () => ({ default: (await loadSendCode()).SendCode }));

type State = 'idle' | 'busy' | { refused: string };

/**
 * Signing in by WhatsApp. While a code waits to be sent it is all that is shown.
 * @param to where to go once signed in
 * @param first what stands above, when the company has a way of its own
 * @param children the other ways in
 */
export function WhatsappSignIn({
  to,
  first = null,
  children,
}: {
  to: string;
  first?: ReactNode;
  children?: ReactNode;
}) {
  const t = useTranslations('signIn');
  const [state, setState] = useState<State>('idle');
  const [asked, setAsked] = useState<AskedSignIn>();
  const ask = async () => {
    if (state === 'busy') return;
    setState('busy');
    const [answer] = await Promise.all([askForCode(to), loadSendCode()]).catch(() => [
      { refused: t('failed') },
    ]);
    setState('refused' in answer ? answer : 'idle');
    if ('refused' in answer) return;
    setAsked(answer);
    // A phone opens WhatsApp by itself, which saves a tap; where it does not, the link is on the screen.
    if (window.matchMedia('(pointer: coarse)').matches) window.location.assign(answer.link);
  };
  const refused = typeof state === 'object' ? <Notice look="bad">{state.refused}</Notice> : null;
  if (asked) {
    return (
      <>
        <Suspense>
          <SendCode
            key={asked.text}
            asked={asked}
            to={to}
            again={() => void ask()}
            leave={() => setAsked(undefined)}
          />
        </Suspense>
        <div className="mt-4 max-w-120">{refused}</div>
      </>
    );
  }
  return (
    <>
      {first}
      <Button
        look={first === null ? 'primary' : 'plain'}
        className="mt-6 min-h-12 w-full px-6 text-base sm:w-auto sm:min-w-72"
        aria-disabled={state === 'busy'}
        onClick={() => void ask()}
      >
        {state === 'busy' ? <Spinner /> : <MessageCircle aria-hidden="true" className="size-5" />}
        {t('whatsapp.start')}
      </Button>
      <p className="mt-3 max-w-120 text-sm text-pretty text-muted">{t('whatsapp.lead')}</p>
      <div className="mt-4 max-w-120 empty:hidden">{refused}</div>
      {children}
    </>
  );
}

async function askForCode(to: string): Promise<AskedSignIn | { refused: string }> {
  const response = await fetch('/api/sign-in-request', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ to }),
  });
  if (response.ok) return (await response.json()) as AskedSignIn;
  return { refused: ((await response.json()) as RouteError).error.message };
}
