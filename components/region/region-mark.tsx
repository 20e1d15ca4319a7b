type Props = { markText: string; markColor: string };

/**
 * A region's mark, drawn inside a 48 by 48 picture: two white letters on the
 * region's colour (lib/regions/mark-contrast.ts keeps them readable), so that
 * it never speaks by colour alone.
 */
export function RegionDisc({ markText, markColor }: Props) {
  return (
    <>
      <circle cx={24} cy={24} r={17.5} fill={markColor} />
      <text
        x={24}
        y={24}
        dy="0.36em"
        textAnchor="middle"
        fill="#ffffff"
        fontSize={14}
        className="font-strong"
      >
        {markText}
      </text>
    </>
  );
}

/** A region's mark where no story's time is told, as beside its name. */
export function RegionMark({ markText, markColor, className }: Props & { className?: string }) {
  return (
    <svg viewBox="6 6 36 36" aria-hidden="true" className={className}>
      <RegionDisc markText={markText} markColor={markColor} />
    </svg>
  );
}
