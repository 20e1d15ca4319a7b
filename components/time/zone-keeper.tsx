'use client';

import { useRouter } from 'next/navigation';
import { useTimeZone } from 'next-intl';
import { useEffect } from 'react';
import { zoneCookie } from '#lib/i18n/zone.ts';
import { keepChoice } from '#components/ui/keep-choice.ts';

/**
 * Tells the server the viewer's time zone, so that both write the same times.
 * The first visit is written in UTC and put right at once.
 */
export function ZoneKeeper() {
  const router = useRouter();
  const known = useTimeZone();
  useEffect(() => {
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (zone === known) return;
    keepChoice(zoneCookie, zone);
    if (document.cookie.includes(`${zoneCookie}=`)) router.refresh();
  }, [known, router]);
  return null;
}
