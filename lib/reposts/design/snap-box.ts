import { frame, safe } from './frame.ts';
import type { Box } from './layer-box.ts';

/** A line that a layer has snapped to, for drawing it. */
export type Guide = { axis: 'x' | 'y'; at: number };

/** Edges, thirds and middle of the frame, and the edges of what Instagram covers. The middle wins a draw. */
const guides: readonly Guide[] = [
  { axis: 'x', at: frame.width / 2 },
  { axis: 'x', at: 0 },
  { axis: 'x', at: frame.width },
  { axis: 'x', at: frame.width / 3 },
  { axis: 'x', at: (frame.width * 2) / 3 },
  { axis: 'y', at: frame.height / 2 },
  { axis: 'y', at: 0 },
  { axis: 'y', at: frame.height },
  { axis: 'y', at: safe.top },
  { axis: 'y', at: safe.bottom },
  { axis: 'y', at: frame.height / 3 },
  { axis: 'y', at: (frame.height * 2) / 3 },
];

/**
 * How far a box has to be moved so that its nearest edge or middle lies on a
 * guide, each axis by itself; not at all where none is near.
 * @param reach within so many pixels of the frame it snaps
 */
export function snapBox(box: Box, reach: number): { dx: number; dy: number; guides: Guide[] } {
  const across = nearest('x', [box.left + box.width / 2, box.left, box.left + box.width], reach);
  const down = nearest('y', [box.top + box.height / 2, box.top, box.top + box.height], reach);
  return {
    dx: across?.by ?? 0,
    dy: down?.by ?? 0,
    guides: [across, down].flatMap((each) => (each ? [each.guide] : [])),
  };
}

function nearest(
  axis: Guide['axis'],
  points: readonly number[],
  reach: number,
): { by: number; guide: Guide } | undefined {
  let best: { by: number; guide: Guide } | undefined;
  for (const guide of guides) {
    if (guide.axis !== axis) continue;
    for (const point of points) {
      const by = guide.at - point;
      if (Math.abs(by) <= reach && (best === undefined || Math.abs(by) < Math.abs(best.by)))
        best = { by, guide };
    }
  }
  return best;
}
