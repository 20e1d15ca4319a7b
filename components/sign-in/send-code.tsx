'use client';

import { MessageCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import useSWR from 'swr';
import type { AskedSignIn } from '#lib/people/asked-sign-in.ts';
import type { SignInProgress } from '#lib/people/queries/sign-in-request.ts';
import { fetchJson } from '#components/live/fetch-json.ts';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Spinner } from '#components/ui/spinner.tsx';

const lookEveryMs = 2_500;

type Progress = { state: SignInProgress | 'signed_in' };

type Props = { asked: AskedSignIn; to: string; again: () => void; leave: () => void };

/** What to send from which phone, and how far it is. The link in the answer signs in, never this page by itself. */
export function SendCode({ asked, to, again, leave }: Props) {
  const t = useTranslations('signIn');
  const { data } = useSWR<Progress>('/api/sign-in-request', fetchJson, {
    refreshInterval: lookEveryMs,
    revalidateOnMount: true,
    dedupingInterval: 500,
  });
  const state = data?.state ?? 'waiting';
  useEffect(() => {
    // The link was opened in another tab of this browser.
    if (state === 'signed_in') window.location.replace(to);
  }, [state, to]);
  return (
    <section aria-label={t('whatsapp.start')} className="mt-5">
      {state === 'over' ? (
        <div className="flex max-w-120 flex-col items-start gap-5">
          <Notice look="bad">{t('whatsapp.over')}</Notice>
          <Button look="primary" className="min-h-12 px-6 text-base" onClick={again}>
            {t('whatsapp.again')}
          </Button>
        </div>
      ) : (
        <Steps asked={asked} isAnswered={state !== 'waiting'} />
      )}
      <Button look="quiet" className="-ms-4 mt-6 text-accent" onClick={leave}>
        {t('otherWay')}
      </Button>
    </section>
  );
}

function Steps({ asked, isAnswered }: { asked: AskedSignIn; isAnswered: boolean }) {
  const t = useTranslations('signIn');
  return (
    <>
      <div className="flex flex-wrap items-start gap-x-10 gap-y-6">
        <div className="min-w-0 flex-1 basis-72">
          <p className="max-w-120 text-base text-pretty">{t('whatsapp.send')}</p>
          <p className="figures mt-3 w-fit rounded-md bg-sunken px-4 py-3 text-lg font-strong select-all">
            {asked.text}
          </p>
          <a
            href={asked.link}
            target="_blank"
            rel="noreferrer"
            className={buttonClass('primary', 'mt-4 min-h-12 px-6 text-base')}
          >
            <MessageCircle aria-hidden="true" className="size-5" />
            {t('whatsapp.open')}
          </a>
        </div>
        <figure className="hidden w-48 shrink-0 pointer-fine:block">
          <svg
            viewBox={`0 0 ${asked.qr.size} ${asked.qr.size}`}
            role="img"
            aria-label={t('whatsapp.qrLabel')}
            shapeRendering="crispEdges"
            className="w-full rounded-md border hairline bg-[#ffffff] text-[#000000]"
          >
            <path d={asked.qr.path} fill="currentColor" />
          </svg>
          <figcaption className="mt-2 text-sm text-muted">{t('whatsapp.scan')}</figcaption>
        </figure>
      </div>
      <p role="status" className="mt-6 flex max-w-120 items-start gap-2 border-t hairline pt-4 text-base">
        {isAnswered ? (
          <MessageCircle aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-accent" />
        ) : (
          <Spinner />
        )}
        {isAnswered ? t('whatsapp.answered') : t('whatsapp.waiting')}
      </p>
    </>
  );
}
