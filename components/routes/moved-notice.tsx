'use client';

import { useTranslations } from 'next-intl';
import type { RouteCells, RouteDraft } from '#lib/alerts/route-draft.ts';
import { cellKey, type MatrixRegion } from '#lib/alerts/route-matrix.ts';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';

type Props = {
  regions: readonly MatrixRegion[];
  saved: RouteCells;
  draft: RouteDraft;
  moved: ReadonlySet<string>;
  onSettle: (keep: 'mine' | 'theirs') => void;
};

/** Which painted cells somebody else changed meanwhile, and whose change is to hold. */
export function MovedNotice({ regions, saved, draft, moved, onSettle }: Props) {
  const t = useTranslations('routes');
  const pairs = regions.flatMap((source) =>
    regions.flatMap((target) => {
      const key = cellKey(source.id, target.id);
      return moved.has(key) ? [{ key, source, target }] : [];
    }),
  );
  return (
    <div className="mt-6">
      <Notice look="bad">
        <p>{t('moved', { count: moved.size })}</p>
        <ul className="mt-1 max-h-40 overflow-y-auto">
          {pairs.map(({ key, source, target }) => (
            <li key={key} className="wrap-anywhere">
              {t('movedCell', {
                source: source.name,
                target: target.name,
                theirs: t(`state.${saved.get(key) ?? 'instant'}`),
                mine: t(`state.${draft.get(key)?.to ?? 'instant'}`),
              })}
            </li>
          ))}
        </ul>
        <div className="mt-3 flex flex-wrap gap-2">
          <Button onClick={() => onSettle('theirs')}>{t('keepTheirs')}</Button>
          <Button onClick={() => onSettle('mine')}>{t('keepMine')}</Button>
        </div>
      </Notice>
    </div>
  );
}
