'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { startTransition, useMemo, useState } from 'react';
import { movedCells, paintCells, type RouteDraft, settleMoved, withDraft } from '#lib/alerts/route-draft.ts';
import { cellKey, presetDelivery, routeChanges, routePresets } from '#lib/alerts/route-matrix.ts';
import type { RouteMatrix, RoutePreset } from '#lib/alerts/route-matrix.ts';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast.ts';
import { DeliverySign } from './delivery-sign.tsx';
import { MovedNotice } from './moved-notice.tsx';
import { type Paint, RouteGrid } from './route-grid.tsx';
import { RouteLists } from './route-lists.tsx';
import { SaveBar } from './save-bar.tsx';
import { useWide } from './use-wide.ts';

const savedCells = ({ cells }: RouteMatrix) =>
  new Map(cells.map((each) => [cellKey(each.sourceRegionId, each.targetRegionId), each.delivery]));

const nothing: RouteDraft = new Map();

/** Who hears whom, painted as a draft in the browser, and saved when its differences look right. */
export function RouteMatrixForm({ matrix }: { matrix: RouteMatrix }) {
  const router = useRouter();
  const wide = useWide();
  const { regions } = matrix;
  const [shown, setShown] = useState(matrix);
  const [saved, setSaved] = useState(() => savedCells(matrix));
  const [draft, setDraft] = useState(nothing);
  // The page came anew: what was painted stays, over how things stand now.
  if (shown !== matrix) {
    setShown(matrix);
    setSaved(savedCells(matrix));
  }
  const cells = useMemo(() => withDraft(saved, draft), [saved, draft]);
  const changes = useMemo(() => routeChanges(regions, saved, cells), [regions, saved, cells]);
  const moved = useMemo(() => new Set(movedCells(saved, draft)), [saved, draft]);
  // Of a cell that has moved the server is told what it was when it was painted, so that nothing is overwritten unseen.
  const sent = changes.map((change) => {
    const painted = draft.get(cellKey(change.sourceRegionId, change.targetRegionId));
    return painted ? { ...change, from: painted.from } : change;
  });
  const paint: Paint = (sources, targets, deliveryOf) =>
    setDraft((before) => paintCells(before, saved, sources, targets, deliveryOf));
  const applyPreset = (preset: RoutePreset) =>
    paint(regions, regions, (source, target) => presetDelivery(preset, source, target));
  const onSaved = (message: string) => {
    toast(message);
    setSaved(new Map(cells));
    setDraft(nothing);
    startTransition(() => router.refresh());
  };
  return (
    <>
      {regions.some(({ mayChange }) => mayChange) ? <Presets onChoose={applyPreset} /> : null}
      <Legend readOnlyColumns={regions.some(({ mayChange }) => !mayChange)} />
      {wide === false ? null : (
        <div className="max-md:hidden">
          <RouteGrid regions={regions} cells={cells} draft={draft} moved={moved} paint={paint} />
        </div>
      )}
      {wide === true ? null : (
        <div className="md:hidden">
          <RouteLists regions={regions} cells={cells} draft={draft} paint={paint} />
        </div>
      )}
      {moved.size === 0 ? null : (
        <MovedNotice
          regions={regions}
          saved={saved}
          draft={draft}
          moved={moved}
          onSettle={(keep) => setDraft(settleMoved(saved, draft, keep))}
        />
      )}
      {changes.length === 0 ? null : (
        <SaveBar
          regions={regions}
          changes={changes}
          sent={sent}
          mayNotSave={moved.size > 0}
          wide={wide === true}
          onDiscard={() => setDraft(nothing)}
          onSaved={onSaved}
          onRefused={() => startTransition(() => router.refresh())}
        />
      )}
    </>
  );
}

function Presets({ onChoose }: { onChoose: (preset: RoutePreset) => void }) {
  const t = useTranslations('routes');
  return (
    <div role="group" aria-label={t('presets')} className="mb-5 flex flex-wrap gap-2">
      {routePresets.map((preset) => (
        <Button key={preset} onClick={() => onChoose(preset)}>
          {t(`preset.${preset}`)}
        </Button>
      ))}
    </div>
  );
}

function Legend({ readOnlyColumns }: { readOnlyColumns: boolean }) {
  const t = useTranslations('routes');
  return (
    <div className="mb-4 text-sm text-muted">
      <ul aria-label={t('legend')} className="flex flex-wrap gap-x-5 gap-y-1">
        {(['instant', 'summary', 'off'] as const).map((delivery) => (
          <li key={delivery} className="flex items-center gap-1.5">
            <DeliverySign delivery={delivery} className="size-4 text-ink" />
            {t(`state.${delivery}`)}
          </li>
        ))}
      </ul>
      <p className="mt-1 max-w-160 text-pretty max-md:hidden">{t('howTo')}</p>
      {readOnlyColumns ? <p className="mt-1 max-w-160 text-pretty">{t('readOnly')}</p> : null}
    </div>
  );
}
