import type { AlertedNumber } from '#lib/feed/feed-story.ts';

type State = AlertedNumber['state'];

const single = 'M5.5 10.5 9 14l7-8';
const double = 'M2 10.5 5.5 14l7-8M9.2 13.2l.8.8 7-8';
const clock = 'M10 5.5V10l3 2M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0';
const cross = 'm6 6 8 8m0-8-8 8';
const question =
  'M7.6 7.6a2.4 2.4 0 1 1 3.6 2.1c-.8.4-1.2.9-1.2 1.8M10 14.6v.1M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0';
const dash = 'M5 10h10';

const drawings = {
  planned: { path: clock, color: 'text-muted' },
  held: { path: clock, color: 'text-muted' },
  sending: { path: clock, color: 'text-muted' },
  accepted: { path: single, color: 'text-muted' },
  sent: { path: single, color: 'text-muted' },
  delivered: { path: double, color: 'text-muted' },
  read: { path: double, color: 'text-accent' },
  failed: { path: cross, color: 'text-bad' },
  unconfirmed: { path: question, color: 'text-ink' },
  expired: { path: dash, color: 'text-muted' },
  skipped: { path: dash, color: 'text-muted' },
} as const satisfies Record<State, { path: string; color: string }>;

/** How far a message came, drawn as people know it: one tick, two, two in colour. A word always stands beside it. */
export function Tick({ state, className = 'size-5' }: { state: State; className?: string }) {
  const { path, color } = drawings[state];
  return (
    <svg viewBox="0 0 20 20" fill="none" aria-hidden="true" className={`shrink-0 ${color} ${className}`}>
      <path d={path} stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
