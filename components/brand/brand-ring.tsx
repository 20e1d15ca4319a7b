import { ringArc } from '#components/ring/ring-arc.ts';

/** The mark as a picture: a day of twenty-four hours, a third of it gone, and the story in its middle. */
export function BrandRing({ className }: { className?: string }) {
  const gone = 7.62;
  return (
    <svg viewBox="0 0 240 240" fill="none" aria-hidden="true" className={className}>
      <circle
        cx={120}
        cy={120}
        r={112}
        pathLength={24}
        strokeDasharray="0.8 0.2"
        strokeDashoffset={-0.1}
        strokeWidth={6}
        transform="rotate(-90 120 120)"
        className="stroke-line"
      />
      <path
        d={ringArc(gone, 120, 112) ?? ''}
        pathLength={24 - gone}
        strokeDasharray="0.8 0.2"
        strokeDashoffset={(gone % 1) - 0.1}
        strokeWidth={6}
        className="stroke-ink"
      />
      <rect x={78} y={45} width={84} height={150} rx={18} className="fill-accent" />
      <path d="M95 62h50" strokeWidth={4} strokeLinecap="round" className="stroke-on-accent" opacity={0.55} />
      <path d="M95 62h22" strokeWidth={4} strokeLinecap="round" className="stroke-on-accent" />
    </svg>
  );
}
