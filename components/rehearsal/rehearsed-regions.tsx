'use client';

import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { RehearsedLine, RehearsedRegion } from '#lib/alerts/rehearsal.ts';
import { RegionMark } from '#components/region/region-mark.tsx';
import { useLineWords } from './use-line-words.ts';

/** Who gets what, region by region; opened, what each phone gets, or why it gets nothing. */
export function RehearsedRegions({ regions, at }: { regions: readonly RehearsedRegion[]; at: string }) {
  const t = useTranslations('rehearsal');
  if (regions.length === 0) return <p className="py-6 text-muted">{t('nobody')}</p>;
  return (
    <ul className="mt-4">
      {regions.map((region) => (
        <li key={region.id} className="border-t hairline py-4">
          <div className="flex items-start gap-3">
            <RegionMark
              markText={region.markText}
              markColor={region.markColor}
              className="mt-0.5 size-9 shrink-0"
            />
            <div className="min-w-0 flex-1">
              <h3 className="text-base wrap-anywhere">{region.name}</h3>
              <ul className="mt-1 grid gap-2">
                {region.lines.map((line) => (
                  <Line key={JSON.stringify(line.outcome)} line={line} region={region} at={at} />
                ))}
              </ul>
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Line({ line, region, at }: { line: RehearsedLine; region: RehearsedRegion; at: string }) {
  const t = useTranslations('rehearsal');
  const words = useLineWords(region.timeZone, at);
  const { what, how } = words(line);
  return (
    <li>
      <p className={line.outcome.told ? 'text-pretty' : 'text-pretty text-muted'}>
        <span className="figures font-strong">{t('numbers', { count: line.count })}</span> {what}
      </p>
      {how === null ? null : <p className="text-sm text-pretty wrap-anywhere text-muted">{how}</p>}
      {line.numbers === null || line.numbers.length === 0 ? null : (
        <details className="group">
          <summary className="inline-flex min-h-9 cursor-pointer list-none items-center gap-1 rounded-md text-sm text-muted hover:text-ink pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
            <ChevronRight
              aria-hidden="true"
              className="size-4 transition-transform group-open:rotate-90 rtl:-scale-x-100"
            />
            {t('who')}
          </summary>
          <ul className="grid gap-x-6 gap-y-1 pb-2 text-sm sm:grid-cols-2">
            {line.numbers.map(({ label, shortened }, index) => (
              // Two phones may have the same name and end in the same digits.
              <li key={`${index} ${label}`} className="flex min-w-0 justify-between gap-3">
                <span className="truncate">{label}</span>
                <span className="figures shrink-0 text-muted">{shortened}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
