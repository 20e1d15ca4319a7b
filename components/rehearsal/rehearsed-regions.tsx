'use client';

import { useTranslations } from 'next-intl';
import type { RehearsedRegion } from '#lib/alerts/rehearsal.ts';
import { RehearsedRegionRow } from './rehearsed-region-row.tsx';

/** Who gets what, region by region, each folded to one row. */
export function RehearsedRegions({ regions, at }: { regions: readonly RehearsedRegion[]; at: string }) {
  const t = useTranslations('rehearsal');
  if (regions.length === 0) return <p className="py-6 text-muted">{t('nobody')}</p>;
  return (
    <ul className="mt-4 lg:grid lg:grid-cols-2 lg:items-start lg:gap-x-10">
      {regions.map((region) => (
        <li key={region.id} className="min-w-0 border-t hairline">
          <RehearsedRegionRow region={region} at={at} />
        </li>
      ))}
    </ul>
  );
}
