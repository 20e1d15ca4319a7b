'use client';

import { useTranslations } from 'next-intl';
import { useActionState, useState } from 'react';
import { saveRoutesAction } from '#app/(signed-in)/routes/actions.ts';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { cellKey, presetDelivery, routeChanges, routePresets } from '#lib/alerts/route-matrix.ts';
import type { MatrixRegion, RouteMatrix, RoutePreset } from '#lib/alerts/route-matrix.ts';
import { idle } from '#lib/auth/action-state.ts';
import type { RouteDelivery } from '#lib/words.ts';
import { RouteGrid } from './route-grid.tsx';

/** Who hears whom, painted as a draft in the browser, and saved when its differences look right. */
export function RouteMatrixForm({ matrix }: { matrix: RouteMatrix }) {
  const t = useTranslations('routes');
  const { regions, cells } = matrix;
  const saved = new Map(
    cells.map((each) => [cellKey(each.sourceRegionId, each.targetRegionId), each.delivery]),
  );
  const [draft, setDraft] = useState<ReadonlyMap<string, RouteDelivery>>(saved);
  const [state, save] = useActionState(saveRoutesAction, idle);
  const changes = routeChanges(regions, saved, draft);
  const names = new Map(regions.map(({ id, name }) => [id, name]));
  const paint = (
    sources: readonly MatrixRegion[],
    targets: readonly MatrixRegion[],
    deliveryOf: (source: MatrixRegion, target: MatrixRegion) => RouteDelivery,
  ) =>
    setDraft((before) => {
      const next = new Map(before);
      for (const source of sources)
        for (const target of targets)
          if (target.mayChange && source.id !== target.id)
            next.set(cellKey(source.id, target.id), deliveryOf(source, target));
      return next;
    });
  const applyPreset = (preset: RoutePreset) =>
    paint(regions, regions, (source, target) => presetDelivery(preset, source, target));
  return (
    <>
      {regions.some(({ mayChange }) => mayChange) ? (
        <div role="group" aria-label={t('presets')} className="mb-4 flex flex-wrap gap-2">
          {routePresets.map((preset) => (
            <Button key={preset} onClick={() => applyPreset(preset)}>
              {t(`preset.${preset}`)}
            </Button>
          ))}
        </div>
      ) : null}
      <RouteGrid regions={regions} draft={draft} paint={paint} />
      {state.status === 'refused' ? <Notice look="bad">{state.message}</Notice> : null}
      {state.status === 'done' ? <Notice look="plain">{state.message}</Notice> : null}
      {changes.length === 0 ? null : (
        <form action={save} className="mt-6 grid gap-3">
          <h2 className="text-lg">{t('changes', { count: changes.length })}</h2>
          <ul className="max-h-80 overflow-y-auto">
            {changes.map(({ sourceRegionId, targetRegionId, from, to }) => (
              <li key={cellKey(sourceRegionId, targetRegionId)}>
                {t('change', {
                  target: names.get(targetRegionId) ?? '',
                  source: names.get(sourceRegionId) ?? '',
                  to: t(`will.${to}`),
                  from: t(`before.${from}`),
                })}
              </li>
            ))}
          </ul>
          <input type="hidden" name="changes" value={JSON.stringify(changes)} />
          <div className="flex gap-2">
            <SubmitButton>{t('save')}</SubmitButton>
            <Button onClick={() => setDraft(saved)}>{t('discard')}</Button>
          </div>
        </form>
      )}
    </>
  );
}
