'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useRef, useState } from 'react';
import { cellKey, type MatrixRegion } from '#lib/alerts/route-matrix.ts';
import type { RouteDelivery } from '#lib/words.ts';

const signs: Record<RouteDelivery, string> = { instant: '●', summary: '◐', off: '○' };
const following: Record<RouteDelivery, RouteDelivery> = {
  instant: 'summary',
  summary: 'off',
  off: 'instant',
};
const byKey: Record<string, RouteDelivery> = { '1': 'instant', '2': 'summary', '3': 'off' };
const steps: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

type Props = {
  regions: readonly MatrixRegion[];
  draft: ReadonlyMap<string, RouteDelivery>;
  paint: (
    sources: readonly MatrixRegion[],
    targets: readonly MatrixRegion[],
    deliveryOf: (source: MatrixRegion, target: MatrixRegion) => RouteDelivery,
  ) => void;
};

/** The matrix: whose stories are told stands in rows, who hears them in columns. One cell is in the tab order; arrows lead on. */
export function RouteGrid({ regions, draft, paint }: Props) {
  const t = useTranslations('routes');
  const grid = useRef<HTMLTableElement>(null);
  const [focused, setFocused] = useState<[number, number]>([0, 0]);
  const [brush, setBrush] = useState<RouteDelivery>();
  const at = (source: MatrixRegion, target: MatrixRegion) =>
    draft.get(cellKey(source.id, target.id)) ?? 'instant';
  const set = (sources: readonly MatrixRegion[], targets: readonly MatrixRegion[], to: RouteDelivery) =>
    paint(sources, targets, () => to);
  /** The whole takes the state that follows that of its first cell. */
  const turn = (sources: readonly MatrixRegion[], targets: readonly MatrixRegion[]) => {
    const target = targets.find(({ mayChange }) => mayChange);
    const source = sources.find(({ id }) => id !== target?.id);
    if (source && target) set(sources, targets, following[at(source, target)]);
  };
  const onKeyDown = (event: KeyboardEvent, row: number, column: number) => {
    const step = steps[event.key];
    const to = byKey[event.key];
    const [source, target] = [regions[row], regions[column]];
    if (to && source && target) set([source], [target], to);
    if (!step) return;
    event.preventDefault();
    const last = regions.length - 1;
    const next: [number, number] = [
      Math.min(last, Math.max(0, row + step[0])),
      Math.min(last, Math.max(0, column + step[1])),
    ];
    setFocused(next);
    grid.current?.querySelector<HTMLElement>(`[data-cell="${next.join(' ')}"]`)?.focus();
  };
  return (
    <div className="overflow-x-auto" onPointerUp={() => setBrush(undefined)}>
      <table ref={grid} className="border-collapse text-sm">
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">{t('grid')}</span>
            </th>
            {regions.map((target) => (
              <th key={target.id} scope="col" className="p-0 font-normal">
                <button
                  type="button"
                  disabled={!target.mayChange}
                  title={target.name}
                  aria-label={t('paintColumn', { region: target.name })}
                  onClick={() => turn(regions, [target])}
                  className="size-8 pointer-coarse:size-11"
                >
                  {target.markText}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {regions.map((source, row) => (
            <tr key={source.id}>
              <th scope="row" className="sticky start-0 bg-page p-0 text-start font-normal whitespace-nowrap">
                <button
                  type="button"
                  aria-label={t('paintRow', { region: source.name })}
                  onClick={() => turn([source], regions)}
                  className="h-8 max-w-40 truncate pe-2 text-start pointer-coarse:h-11"
                >
                  {source.name}
                </button>
              </th>
              {regions.map((target, column) => {
                const own = source.id === target.id;
                const delivery = at(source, target);
                return (
                  <td key={target.id} className="p-0 text-center">
                    <button
                      type="button"
                      data-cell={`${row} ${column}`}
                      tabIndex={focused[0] === row && focused[1] === column ? 0 : -1}
                      aria-disabled={own || !target.mayChange}
                      aria-label={
                        own
                          ? t('own', { region: source.name })
                          : t('cell', {
                              source: source.name,
                              target: target.name,
                              how: t(`state.${delivery}`),
                            })
                      }
                      onFocus={() => setFocused([row, column])}
                      onKeyDown={(event) => onKeyDown(event, row, column)}
                      onPointerDown={(event) => {
                        if (event.pointerType === 'touch') return;
                        setBrush(following[delivery]);
                        set([source], [target], following[delivery]);
                      }}
                      onPointerEnter={() => {
                        if (brush) set([source], [target], brush);
                      }}
                      onClick={(event) => {
                        const { pointerType } = event.nativeEvent as globalThis.PointerEvent;
                        if (pointerType !== 'mouse' && pointerType !== 'pen')
                          set([source], [target], following[delivery]);
                      }}
                      className={`size-8 pointer-coarse:size-11 ${target.mayChange ? '' : 'opacity-60'}`}
                    >
                      {own ? '–' : signs[delivery]}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
