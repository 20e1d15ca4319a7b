const dayMs = 24 * 60 * 60_000;

type Props = {
  /** When stories were posted, ISO 8601. */
  postedAt: readonly string[];
  now: Date;
  className?: string;
};

/**
 * The last 24 hours as a hairline, the ring rolled out: a stroke for each story
 * where it was posted, now at the end. It shows at a glance whether a team
 * posts in the morning, in bursts or seldom; the times stand on the cards.
 */
export function DayLine({ postedAt, now, className = '' }: Props) {
  const places = postedAt
    .map((at) => (now.getTime() - Date.parse(at)) / dayMs)
    .filter((age) => age < 1)
    .map((age) => `${(100 - Math.max(0, age) * 100).toFixed(2)}%`);
  return (
    <svg aria-hidden="true" className={`block h-2 w-full overflow-visible rtl:-scale-x-100 ${className}`}>
      <line x1="0" x2="100%" y1="4" y2="4" strokeWidth="1" className="stroke-line" />
      {[...new Set(places)].map((x) => (
        <line
          key={x}
          x1={x}
          x2={x}
          y1="0"
          y2="8"
          strokeWidth="2"
          strokeLinecap="round"
          className="stroke-ink"
        />
      ))}
    </svg>
  );
}
