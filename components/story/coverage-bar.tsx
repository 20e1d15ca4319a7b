import type { RegionCoverage } from '#lib/feed/feed-story.ts';

/** Beyond this many, single dashes are too thin to count, and each part is one. */
const mostDashes = 24;

/**
 * How many of a region's phones were reached, one dash a phone, in the manner
 * of the ring: seen, then reached, then failed, then still waiting. The words
 * stand beside it, so it is hidden from screen readers.
 */
export function CoverageBar({ coverage }: { coverage: RegionCoverage }) {
  const { told, seen, reached, failed } = coverage;
  const parts = [
    { name: 'seen', count: seen, className: 'bg-accent forced-colors:bg-[Highlight]' },
    {
      name: 'reached',
      count: Math.max(0, reached - seen),
      className: 'bg-accent/45 forced-colors:bg-[CanvasText]',
    },
    { name: 'failed', count: failed, className: 'bg-bad forced-colors:bg-[Mark]' },
    {
      name: 'waiting',
      count: Math.max(0, told - Math.max(reached, seen) - failed),
      className: 'bg-line forced-colors:bg-[GrayText]',
    },
  ];
  return (
    <div aria-hidden="true" data-coverage="" className="flex h-1 forced-color-adjust-none gap-1">
      {parts.flatMap(({ name, count, className }) =>
        told > mostDashes
          ? [<span key={name} className={`rounded-full ${className}`} style={{ flexGrow: count }} />]
          : Array.from({ length: count }, (_, at) => (
              <span key={`${name}-${at}`} className={`flex-1 rounded-full ${className}`} />
            )),
      )}
    </div>
  );
}
