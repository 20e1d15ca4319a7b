import { type MatrixRegion, regionBlocks } from '#lib/alerts/route-matrix.ts';

/** A part of the grid that can be pressed: one line, and the columns that it spans; -1 is the heading of the line. */
export type Stop = { line: number; from: number; to: number };

export type GridLine =
  | { kind: 'targetGroups' }
  | { kind: 'targets' }
  | { kind: 'sourceGroup'; name: string | null; sources: readonly MatrixRegion[] }
  | { kind: 'source'; source: MatrixRegion };

/** The grid's lines from the top; without groups there are no lines for them. */
export function gridLines(regions: readonly MatrixRegion[]): GridLine[] {
  const blocks = regionBlocks(regions);
  const grouped = blocks.length > 1 || blocks.some(({ name }) => name !== null);
  return [
    ...(grouped ? [{ kind: 'targetGroups' } as const] : []),
    { kind: 'targets' },
    ...blocks.flatMap((block): GridLine[] => [
      ...(grouped ? [{ kind: 'sourceGroup', name: block.name, sources: block.regions } as const] : []),
      ...block.regions.map((source) => ({ kind: 'source', source }) as const),
    ]),
  ];
}

/** The groups as they stand over the columns. */
export function columnGroups(
  regions: readonly MatrixRegion[],
): { id: string; name: string | null; from: number; to: number; targets: readonly MatrixRegion[] }[] {
  let from = 0;
  return regionBlocks(regions).map(({ id, name, regions: targets }) => {
    const group = { id, name, targets, from, to: from + targets.length - 1 };
    from += targets.length;
    return group;
  });
}

/** Characters of the smallest size that one column has room for. */
const roomOfColumn = 5;

/** A group's name over its columns: whole where it has room, its first letters where it would be cut beyond recognition. */
export function nameOver(name: string, columns: number): string {
  if (columns > 2 || name.length <= columns * roomOfColumn) return name;
  return Array.from(name.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu), ([letter]) => letter)
    .slice(0, 3)
    .join('');
}

/** Whose rows and whose columns a stop stands for. */
export function blockOf(
  { line, from, to }: Stop,
  lines: readonly GridLine[],
  regions: readonly MatrixRegion[],
): { sources: readonly MatrixRegion[]; targets: readonly MatrixRegion[] } {
  const at = lines[line];
  const targets = from < 0 ? regions : regions.slice(from, to + 1);
  if (at?.kind === 'source') return { sources: [at.source], targets };
  if (at?.kind === 'sourceGroup') return { sources: at.sources, targets };
  return { sources: regions, targets };
}

export const readStop = (text: string): Stop => {
  const [line = 0, from = 0, to = 0] = text.split(' ').map(Number);
  return { line, from, to };
};

/**
 * The stop to which an arrow leads: the next in that direction, over what
 * cannot be pressed; the same one at the edge. `column` is the one that the
 * focus came along, so that going down through a wide block keeps it.
 */
export function nextStop(
  stops: readonly Stop[],
  at: Stop,
  column: number,
  step: 'up' | 'down' | 'left' | 'right',
): Stop {
  const covers = ({ from, to }: Stop) => from <= column && column <= to;
  switch (step) {
    case 'up':
      return stops.findLast((stop) => stop.line < at.line && covers(stop)) ?? at;
    case 'down':
      return stops.find((stop) => stop.line > at.line && covers(stop)) ?? at;
    case 'left':
      return stops.findLast((stop) => stop.line === at.line && stop.to < at.from) ?? at;
    case 'right':
      return stops.find((stop) => stop.line === at.line && stop.from > at.to) ?? at;
  }
}

/** The cells that a quick drag passed between two of which the browser told. */
export function cellsBetween(from: Stop, to: Stop): { line: number; column: number }[] {
  const steps = Math.max(Math.abs(to.line - from.line), Math.abs(to.from - from.from));
  return Array.from({ length: steps }, (_, at) => ({
    line: Math.round(from.line + ((to.line - from.line) * (at + 1)) / steps),
    column: Math.round(from.from + ((to.from - from.from) * (at + 1)) / steps),
  }));
}
