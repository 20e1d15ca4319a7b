'use client';

import { useTranslations } from 'next-intl';
import { isRunningOut, timeLeft } from '#lib/i18n/time-left.ts';
import { useNow } from './now-provider.tsx';

/** What is left of a story's 24 hours, in words; amber with the words "left" when it runs out. */
export function TimeLeft({ expiresAt }: { expiresAt: string }) {
  const t = useTranslations('timeLeft');
  const now = useNow();
  const end = new Date(expiresAt);
  const left = timeLeft(end, now);
  return (
    <span className={isRunningOut(end, now) ? 'figures text-warn' : 'figures'}>
      {t(left.key, { count: left.count })}
    </span>
  );
}
