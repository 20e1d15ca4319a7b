import type { RouteDelivery } from '#lib/words.ts';

type Props = { delivery: RouteDelivery | 'mixed'; className?: string };

/** Full for at once, half for the summary, an empty ring for not at all, a dash for some of each. */
export function DeliverySign({ delivery, className = 'size-4' }: Props) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className={className} fill="none" stroke="currentColor">
      {delivery === 'mixed' ? (
        <path d="M3.5 8h9" strokeWidth={1.75} strokeLinecap="round" />
      ) : (
        <circle
          cx={8}
          cy={8}
          r={5}
          strokeWidth={1.5}
          fill={delivery === 'instant' ? 'currentColor' : 'none'}
          opacity={delivery === 'off' ? 0.6 : 1}
        />
      )}
      {delivery === 'summary' ? <path d="M8 3a5 5 0 0 0 0 10z" fill="currentColor" stroke="none" /> : null}
    </svg>
  );
}
