type Props = { count: number; at: number; fraction: number; turn: number };

/** A thin bar for each story of the account: gone, going, to come. What they say stands in words as well. */
export function ProgressBars({ count, at, fraction, turn }: Props) {
  return (
    <div aria-hidden="true" className="flex h-0.5 forced-color-adjust-none gap-1" data-progress={at}>
      {places(count).map((each) => (
        <span key={each} className="min-w-0 flex-1 overflow-hidden rounded-full bg-over/35">
          {each > at ? null : (
            <span
              // With the next story it begins anew, and does not run back.
              key={each === at ? turn : 'gone'}
              className="block h-full origin-left rounded-full bg-over transition-transform duration-100 ease-linear rtl:origin-right"
              style={{ transform: `scaleX(${each < at ? 1 : Math.min(1, fraction).toFixed(4)})` }}
            />
          )}
        </span>
      ))}
    </div>
  );
}

const places = (count: number) => Array.from({ length: count }, (_, at) => at);
