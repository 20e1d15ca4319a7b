import type { RouteDelivery } from '../words.ts';
import { cellKey, type MatrixRegion } from './route-matrix.ts';

/** Cells by key, as they are saved or as they would be; one that is absent means at once. */
export type RouteCells = ReadonlyMap<string, RouteDelivery>;

/** What somebody painted and has not saved: of each cell, what it was when it was painted, and what it shall be. */
export type RouteDraft = ReadonlyMap<string, { from: RouteDelivery; to: RouteDelivery }>;

/** What one cell says; nobody painted it yet: at once. */
export const deliveryAt = (cells: RouteCells, source: MatrixRegion, target: MatrixRegion): RouteDelivery =>
  cells.get(cellKey(source.id, target.id)) ?? 'instant';

/** Whether the reader may paint a cell: not that of a region with itself, nor what somebody else's region hears. */
export const mayPaint = (source: MatrixRegion, target: MatrixRegion): boolean =>
  target.mayChange && source.id !== target.id;

/** The whole block of some rows and some columns, without the cells that one may not paint. */
export function paintCells(
  draft: RouteDraft,
  saved: RouteCells,
  sources: readonly MatrixRegion[],
  targets: readonly MatrixRegion[],
  deliveryOf: (source: MatrixRegion, target: MatrixRegion) => RouteDelivery,
): RouteDraft {
  const next = new Map(draft);
  for (const source of sources)
    for (const target of targets) {
      if (!mayPaint(source, target)) continue;
      const key = cellKey(source.id, target.id);
      const from = draft.get(key)?.from ?? deliveryAt(saved, source, target);
      const to = deliveryOf(source, target);
      if (to === from) next.delete(key);
      else next.set(key, { from, to });
    }
  return next;
}

/** How the matrix would stand with a draft saved. */
export function withDraft(saved: RouteCells, draft: RouteDraft): RouteCells {
  const cells = new Map(saved);
  for (const [key, { to }] of draft) cells.set(key, to);
  return cells;
}

/** The painted cells that somebody else has changed since, to something else than they were painted. */
export function movedCells(saved: RouteCells, draft: RouteDraft): string[] {
  return [...draft].flatMap(([key, { from, to }]) => {
    const now = saved.get(key) ?? 'instant';
    return now === from || now === to ? [] : [key];
  });
}

/** The draft once it is settled whose change holds: what was painted, or what somebody else saved meanwhile. */
export function settleMoved(saved: RouteCells, draft: RouteDraft, keep: 'mine' | 'theirs'): RouteDraft {
  const next = new Map(draft);
  for (const key of movedCells(saved, draft)) {
    const painted = draft.get(key);
    if (keep === 'theirs' || !painted) next.delete(key);
    else next.set(key, { from: saved.get(key) ?? 'instant', to: painted.to });
  }
  return next;
}

/** What all cells of a block that count say, or `mixed`; undefined for a block that has none. */
export function commonDelivery(
  cells: RouteCells,
  sources: readonly MatrixRegion[],
  targets: readonly MatrixRegion[],
): RouteDelivery | 'mixed' | undefined {
  const all = new Set(
    sources.flatMap((source) =>
      targets.filter((target) => target.id !== source.id).map((target) => deliveryAt(cells, source, target)),
    ),
  );
  return all.size > 1 ? 'mixed' : [...all][0];
}

const following = { instant: 'summary', summary: 'off', off: 'instant', mixed: 'instant' } as const;

/** What a press turns a block into; one that is mixed becomes of one kind first. */
export const followingDelivery = (delivery: RouteDelivery | 'mixed'): RouteDelivery => following[delivery];
