'use client';

import { LogOut } from 'lucide-react';
import { signOut } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { forgetFeeds } from '#components/feed/feed-memory.ts';
import { forgetFeed } from '#components/offline/forget-feed.ts';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Spinner } from '#components/ui/spinner.tsx';

/** Ends this session and leaves nothing of it on the device or in memory: the sign-in page is a whole new page. */
export function SignOut() {
  const t = useTranslations('more');
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const leave = async () => {
    if (state === 'busy') return;
    setState('busy');
    try {
      await signOut({ redirect: false, callbackUrl: '/sign-in' });
      forgetFeeds();
      await forgetFeed();
      window.location.replace('/sign-in');
    } catch {
      // Said below; the session still holds.
      setState('failed');
    }
  };
  return (
    <div className="flex flex-col items-start gap-3">
      {state === 'failed' ? <Notice look="bad">{t('signOutFailed')}</Notice> : null}
      <Button aria-disabled={state === 'busy'} onClick={() => void leave()}>
        {state === 'busy' ? <Spinner /> : <LogOut aria-hidden="true" className="size-4 rtl:-scale-x-100" />}
        {t('signOut')}
      </Button>
    </div>
  );
}
