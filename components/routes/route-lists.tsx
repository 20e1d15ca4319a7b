'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import {
  commonDelivery,
  deliveryAt,
  mayPaint,
  type RouteCells,
  type RouteDraft,
} from '#lib/alerts/route-draft.ts';
import { cellKey, type MatrixRegion, regionBlocks } from '#lib/alerts/route-matrix.ts';
import type { RouteDelivery } from '#lib/words.ts';
import { RegionMark } from '#components/region/region-mark.tsx';
import { Choice } from '#components/ui/choice.tsx';
import { SelectField } from '#components/ui/field.tsx';
import { DeliveryChoice } from './delivery-choice.tsx';
import { DeliverySign } from './delivery-sign.tsx';
import type { Paint } from './route-grid.tsx';

type Side = 'hears' | 'heardBy';

type Props = {
  regions: readonly MatrixRegion[];
  cells: RouteCells;
  draft: RouteDraft;
  paint: Paint;
};

/** The matrix on a phone: one region at a time, whom it hears and who hears it. */
export function RouteLists({ regions, cells, draft, paint }: Props) {
  const t = useTranslations('routes');
  const [chosen, setChosen] = useState('');
  const [side, setSide] = useState<Side>('hears');
  const region =
    regions.find(({ id }) => id === chosen) ?? regions.find(({ mayChange }) => mayChange) ?? regions[0];
  if (!region) return null;
  const blocks = regionBlocks(regions.filter(({ id }) => id !== region.id));
  const grouped = blocks.length > 1;
  /** Rows and columns of a list's members, whichever way it is read. */
  const pair = (members: readonly MatrixRegion[]) =>
    side === 'hears' ? ([members, [region]] as const) : ([[region], members] as const);
  const set = (members: readonly MatrixRegion[], delivery: RouteDelivery) => {
    const [sources, targets] = pair(members);
    paint(sources, targets, () => delivery);
  };
  return (
    <>
      <SelectField
        label={t('region')}
        value={region.id}
        onChange={(event) => setChosen(event.currentTarget.value)}
        options={regions.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <div className="mt-4 mb-2">
        <Choice
          legend={t('side')}
          name="side"
          value={side}
          options={[
            { value: 'hears', label: t('sides.hears') },
            { value: 'heardBy', label: t('sides.heardBy') },
          ]}
          onChange={setSide}
        />
      </div>
      {blocks.map(({ id, name, regions: members }) => {
        const [sources, targets] = pair(members);
        const own = targets.filter(({ mayChange }) => mayChange);
        const words = name ?? t('noGroup');
        return (
          <section key={id} aria-label={words} className="pt-3">
            {grouped ? (
              <div className="flex items-center justify-between gap-3 border-b hairline pb-2">
                <h2 className="min-w-0 text-sm wrap-anywhere text-muted">{words}</h2>
                {own.length === 0 || members.length < 2 ? null : (
                  <DeliveryChoice
                    legend={t('allOf', { group: words })}
                    value={commonDelivery(cells, sources, own) ?? 'mixed'}
                    onChange={(delivery) => set(members, delivery)}
                  />
                )}
              </div>
            ) : null}
            <ul>
              {members.map((other) => {
                const [source, target] = side === 'hears' ? [other, region] : [region, other];
                return (
                  <Line
                    key={other.id}
                    other={other}
                    source={source}
                    target={target}
                    delivery={deliveryAt(cells, source, target)}
                    changed={draft.has(cellKey(source.id, target.id))}
                    onChange={(delivery) => set([other], delivery)}
                  />
                );
              })}
            </ul>
          </section>
        );
      })}
    </>
  );
}

type LineProps = {
  other: MatrixRegion;
  source: MatrixRegion;
  target: MatrixRegion;
  delivery: RouteDelivery;
  changed: boolean;
  onChange: (delivery: RouteDelivery) => void;
};

function Line({ other, source, target, delivery, changed, onChange }: LineProps) {
  const t = useTranslations('routes');
  const how = t(`state.${delivery}`);
  return (
    <li className="flex min-h-15 items-center gap-3 border-t hairline py-1.5 first:border-t-0">
      <RegionMark markText={other.markText} markColor={other.markColor} className="size-8 shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="line-clamp-2 wrap-anywhere">{other.name}</p>
        <p className={`text-xs ${changed ? 'text-accent' : 'text-muted'}`}>{how}</p>
      </div>
      {mayPaint(source, target) ? (
        <DeliveryChoice
          legend={t('cell', { source: source.name, target: target.name, how })}
          value={delivery}
          changed={changed}
          onChange={onChange}
        />
      ) : (
        <span className="px-3 text-muted">
          <DeliverySign delivery={delivery} />
        </span>
      )}
    </li>
  );
}
