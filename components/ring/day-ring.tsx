import type { ReactNode } from 'react';
import { ringArc } from './ring-arc.ts';

const center = 24;
const radius = 22;
/** One dash an hour, so that the ring reads as a clock of 24 hours. */
const hours = '0.78 0.22';

type Props = {
  /** Hours of the story's day that have gone, 0 to 24; null when there is no live story. */
  gone: number | null;
  runningOut?: boolean;
  /** What the ring says, in words; without it the ring is decoration beside the same words. */
  label?: string;
  className?: string;
  children?: ReactNode;
};

/**
 * Storywire's signature: the 24-hour ring. Twenty-four dashes, one an hour; a
 * story's remaining hours are ink, what has gone is faint, and the last two
 * turn amber. It looks the same on tray, card, pane and page.
 */
export function DayRing({ gone, runningOut = false, label, className, children }: Props) {
  const arc = gone === null ? null : ringArc(gone, center, radius);
  const left = gone === null ? 0 : 24 - Math.max(gone, 0.01);
  return (
    <svg
      viewBox="0 0 48 48"
      fill="none"
      className={className}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      <circle
        cx={center}
        cy={center}
        r={radius}
        pathLength={24}
        strokeDasharray={hours}
        strokeDashoffset={-0.11}
        strokeWidth={2}
        transform={`rotate(-90 ${center} ${center})`}
        className="stroke-line"
      />
      {arc === null ? null : (
        <path
          d={arc}
          pathLength={left}
          strokeDasharray={hours}
          // The first dash begins on the hour, not at the hand.
          strokeDashoffset={((gone ?? 0) % 1) - 0.11}
          strokeWidth={2}
          className={runningOut ? 'stroke-warn' : 'stroke-ink'}
        />
      )}
      {children}
    </svg>
  );
}
