'use client';

import { useTranslations } from 'next-intl';
import { hoursGone, isRunningOut, timeLeft } from '#lib/i18n/time-left.ts';
import { DayRing } from '#components/ring/day-ring.tsx';
import { useNow } from '#components/time/now-provider.tsx';
import { RegionDisc } from './region-mark.tsx';

type Props = {
  region: { name: string; markText: string; markColor: string };
  /** ISO 8601; null when the region has no live story. */
  expiresAt: string | null;
  className?: string;
  /** Says region and time left to those who cannot see the ring; leave out where the words stand beside it. */
  spoken?: boolean;
};

/** A region's mark inside the ring of its story's day. */
export function RegionRing({ region, expiresAt, className, spoken = false }: Props) {
  const t = useTranslations('timeLeft');
  const now = useNow();
  const end = expiresAt === null ? null : new Date(expiresAt);
  const left = end === null ? null : timeLeft(end, now);
  const words = left === null ? t('none') : t(left.key, { count: left.count });
  return (
    <DayRing
      gone={end === null ? null : hoursGone(end, now)}
      runningOut={end !== null && isRunningOut(end, now)}
      {...(spoken ? { label: t('spoken', { region: region.name, left: words }) } : {})}
      {...(className === undefined ? {} : { className })}
    >
      <RegionDisc markText={region.markText} markColor={region.markColor} />
    </DayRing>
  );
}
