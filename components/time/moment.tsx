'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { ago } from '#lib/i18n/time-left.ts';
import { useNow } from './now-provider.tsx';

/** A day and a time of it, without the year. */
export const dayAndTime = {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
} as const;
const exact = { ...dayAndTime, weekday: 'short', timeZoneName: 'short' } as const;

/**
 * A moment in words: how long ago within 24 hours, the day and time after.
 * Pointing at it, or focusing the link or button around it (class `group`),
 * shows the exact moment with its zone, above and without moving anything.
 */
export function Moment({ at, className = '' }: { at: string; className?: string }) {
  const t = useTranslations('ago');
  const format = useFormatter();
  const now = useNow();
  const date = new Date(at);
  const gone = ago(date, now);
  const words = gone.key === 'date' ? format.dateTime(date, dayAndTime) : t(gone.key, { count: gone.count });
  return (
    <span className={`group/moment relative inline-block ${className}`}>
      <time dateTime={at}>{words}</time>
      <span
        aria-hidden="true"
        // Not there until it is asked for: what is only unseen makes a narrow page scroll sideways.
        className="figures pointer-events-none absolute start-0 bottom-full z-20 mb-1 hidden w-max rounded-sm bg-ink px-2 py-1 text-xs text-paper transition-[opacity,display] transition-discrete duration-120 group-hover/moment:block group-focus-visible:block starting:opacity-0"
      >
        {format.dateTime(date, exact)}
      </span>
    </span>
  );
}

/** A moment written out, in a given zone. */
export function ExactMoment({ at, timeZone }: { at: string; timeZone?: string }) {
  const format = useFormatter();
  return (
    <time dateTime={at}>
      {format.dateTime(new Date(at), timeZone === undefined ? exact : { ...exact, timeZone })}
    </time>
  );
}
