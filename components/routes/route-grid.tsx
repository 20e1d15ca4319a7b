'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type MouseEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import {
  commonDelivery,
  deliveryAt,
  followingDelivery,
  type RouteCells,
  type RouteDraft,
} from '#lib/alerts/route-draft.ts';
import { cellKey, type MatrixRegion } from '#lib/alerts/route-matrix.ts';
import type { RouteDelivery } from '#lib/words.ts';
import { RegionMark } from '#components/region/region-mark.tsx';
import { GroupHeadings, SourceGroupRow } from './group-headings.tsx';
import {
  blockOf,
  cellsBetween,
  columnGroups,
  gridLines,
  nextStop,
  readStop,
  type Stop,
} from './grid-lines.ts';
import { RouteRow, stopClass } from './route-row.tsx';

const byKey: Record<string, RouteDelivery> = { '1': 'instant', '2': 'summary', '3': 'off' };
const steps: Record<string, 'up' | 'down' | 'left' | 'right'> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

export type Paint = (
  sources: readonly MatrixRegion[],
  targets: readonly MatrixRegion[],
  deliveryOf: (source: MatrixRegion, target: MatrixRegion) => RouteDelivery,
) => void;

type Props = {
  regions: readonly MatrixRegion[];
  cells: RouteCells;
  draft: RouteDraft;
  moved: ReadonlySet<string>;
  paint: Paint;
};

/**
 * The matrix: whose stories are told stands in rows, who hears them in columns.
 * A press or a drag paints cells, and a heading all that it stands over. One
 * stop is in the tab order, and arrows lead on from it.
 */
export function RouteGrid({ regions, cells, draft, moved, paint }: Props) {
  const t = useTranslations('routes');
  const grid = useRef<HTMLTableElement>(null);
  const lines = useMemo(() => gridLines(regions), [regions]);
  const groups = useMemo(() => columnGroups(regions), [regions]);
  const edges = useMemo(() => groups.map(({ from }) => from), [groups]);
  const mayPaint = regions.some(({ mayChange }) => mayChange);
  const firstCell = lines.findIndex(({ kind }) => kind === 'source');
  const [tab, setTab] = useState<Stop>({ line: firstCell, from: 0, to: 0 });
  const [told, setTold] = useState('');
  /** The column that arrows up and down keep to. */
  const lane = useRef(0);
  /** What a drag paints, and the cell that it came to last. */
  const brush = useRef<{ delivery: RouteDelivery; last: Stop }>(undefined);
  const pointer = useRef('');

  const set = (stop: Stop, delivery: RouteDelivery) => {
    const { sources, targets } = blockOf(stop, lines, regions);
    paint(sources, targets, () => delivery);
  };
  /** What a press on a stop makes of all that may be painted there. */
  const turned = (stop: Stop): RouteDelivery | undefined => {
    const { sources, targets } = blockOf(stop, lines, regions);
    const mine = targets.filter(({ mayChange }) => mayChange);
    const common = commonDelivery(cells, sources, mine);
    return common === undefined ? undefined : followingDelivery(common);
  };
  const press = (stop: Stop) => {
    const delivery = turned(stop);
    if (delivery) set(stop, delivery);
    return delivery;
  };

  const onPointerDown = (event: PointerEvent) => {
    const stop = stopAt(event.target);
    pointer.current = event.pointerType;
    brush.current = undefined;
    // A finger scrolls; it paints by tapping.
    if (!stop || event.button !== 0 || event.pointerType === 'touch') return;
    const delivery = press(stop);
    if (delivery && lines[stop.line]?.kind === 'source' && stop.from >= 0)
      brush.current = { delivery, last: stop };
  };
  const onPointerOver = (event: PointerEvent) => {
    const stop = stopAt(event.target);
    if (!stop) return;
    setTold(labelAt(event.target));
    const { current } = brush;
    if (!current || event.pointerType === 'touch') return;
    if ((event.buttons & 1) === 0) brush.current = undefined;
    else if (lines[stop.line]?.kind === 'source' && stop.from >= 0) {
      for (const { line, column } of cellsBetween(current.last, stop))
        if (lines[line]?.kind === 'source') set({ line, from: column, to: column }, current.delivery);
      brush.current = { ...current, last: stop };
    }
  };
  const onClick = (event: MouseEvent) => {
    const stop = stopAt(event.target);
    // What a mouse pressed was painted when it went down; a key and a finger only click.
    const pressed = event.detail > 0 && (pointer.current === 'mouse' || pointer.current === 'pen');
    if (stop && !pressed) press(stop);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const stop = stopAt(event.target);
    if (!stop || event.ctrlKey || event.metaKey || event.altKey) return;
    const delivery = byKey[event.key];
    if (delivery) set(stop, delivery);
    const step = steps[event.key];
    if (!step || !grid.current) return;
    event.preventDefault();
    const all = [...grid.current.querySelectorAll<HTMLElement>('[data-stop]')];
    const stops = all.map(({ dataset }) => readStop(dataset['stop'] ?? ''));
    const sideways = step === 'left' || step === 'right';
    const flipped = sideways && getComputedStyle(grid.current).direction === 'rtl';
    const next = nextStop(stops, stop, lane.current, flipped ? (step === 'left' ? 'right' : 'left') : step);
    if (sideways) lane.current = next.from;
    all[stops.indexOf(next)]?.focus();
  };
  const onFocus = (event: { target: EventTarget }) => {
    const stop = stopAt(event.target);
    if (!stop) return;
    if (lane.current < stop.from || lane.current > stop.to) lane.current = stop.from;
    setTab(stop);
    setTold(labelAt(event.target));
  };

  /** The column of the one stop in the tab order, for the line that has it. */
  const tabOf = (line: number) => (tab.line === line ? tab.from : undefined);
  return (
    <div className="max-h-[calc(100dvh-9rem)] w-fit max-w-full scroll-ps-46 scroll-pt-20 overflow-auto overscroll-x-contain lg:scroll-ps-54">
      <table
        ref={grid}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- arrows move in it, as in a grid
        role="grid"
        aria-label={t('grid')}
        aria-readonly={!mayPaint}
        onPointerDown={onPointerDown}
        onPointerOver={onPointerOver}
        onClick={onClick}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        className="border-separate border-spacing-0 text-sm select-none"
      >
        <thead className="sticky top-0 z-20 bg-paper">
          {lines.map((line, at) =>
            line.kind === 'targetGroups' ? (
              <tr key="groups">
                <Corner rows={2} told={told} />
                <GroupHeadings line={at} groups={groups} mayPaint={mayPaint} tabColumn={tabOf(at)} />
              </tr>
            ) : line.kind === 'targets' ? (
              <tr key="targets">
                {at === 0 ? <Corner rows={1} told={told} /> : null}
                {regions.map((target, column) => (
                  <th
                    key={target.id}
                    scope="col"
                    className={`hairline p-0 font-normal ${edges.includes(column) && column > 0 ? 'border-s' : ''}`}
                  >
                    <TargetHeading
                      target={target}
                      stop={`${at} ${column} ${column}`}
                      tabbable={tabOf(at) === column}
                    />
                  </th>
                ))}
              </tr>
            ) : null,
          )}
        </thead>
        <tbody>
          {lines.map((line, at) =>
            line.kind === 'sourceGroup' ? (
              <SourceGroupRow
                key={`group ${line.sources[0]?.group?.id ?? ''}`}
                line={at}
                name={line.name}
                blocks={groups.map((group) => ({
                  ...group,
                  delivery: commonDelivery(cells, line.sources, group.targets),
                }))}
                mayPaint={mayPaint}
                tabColumn={tabOf(at)}
              />
            ) : line.kind === 'source' ? (
              <RouteRow
                key={line.source.id}
                line={at}
                source={line.source}
                regions={regions}
                edges={edges}
                deliveries={regions.map((target) => deliveryAt(cells, line.source, target)).join(' ')}
                marks={regions
                  .map(({ id }) => cellKey(line.source.id, id))
                  .map((key) => (moved.has(key) ? 'm' : draft.has(key) ? 'p' : '-'))
                  .join('')}
                tabColumn={tabOf(at)}
                mayPaint={mayPaint}
              />
            ) : null,
          )}
        </tbody>
      </table>
    </div>
  );
}

/** Says in words what is pointed at or focused, where the two ways of reading the grid meet. */
function Corner({ rows, told }: { rows: number; told: string }) {
  const t = useTranslations('routes');
  return (
    <td
      rowSpan={rows}
      className="sticky start-0 z-10 h-16 w-44 max-w-44 bg-paper p-0 pe-3 pb-1 align-bottom text-xs text-muted lg:w-52 lg:max-w-52"
    >
      <span aria-hidden="true" className="line-clamp-3 text-pretty wrap-anywhere">
        {told === '' ? t('corner') : told}
      </span>
    </td>
  );
}

function TargetHeading({
  target,
  stop,
  tabbable,
}: {
  target: MatrixRegion;
  stop: string;
  tabbable: boolean;
}) {
  const t = useTranslations('routes');
  const mark = <RegionMark markText={target.markText} markColor={target.markColor} className="size-6" />;
  const size = 'size-9 pointer-coarse:size-11';
  if (!target.mayChange)
    return (
      <span title={target.name} className={`flex items-center justify-center ${size}`}>
        {mark}
        <span className="sr-only">{target.name}</span>
      </span>
    );
  const words = t('paintColumn', { region: target.name });
  return (
    <button
      type="button"
      data-stop={stop}
      tabIndex={tabbable ? 0 : -1}
      title={target.name}
      data-words={words}
      className={`${stopClass} rounded-sm ${size}`}
    >
      {mark}
      <span className="sr-only">{words}</span>
    </button>
  );
}

const buttonAt = (target: EventTarget) =>
  target instanceof Element ? target.closest<HTMLElement>('[data-stop]') : null;

const stopAt = (target: EventTarget): Stop | undefined => {
  const text = buttonAt(target)?.dataset['stop'];
  return text === undefined ? undefined : readStop(text);
};

const labelAt = (target: EventTarget) => {
  const button = buttonAt(target);
  return button?.dataset['words'] ?? button?.getAttribute('aria-label') ?? '';
};
