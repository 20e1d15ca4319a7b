'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { RegionRow } from '#lib/regions/region-row.ts';
import { useNow } from '#components/time/now-provider.tsx';
import { useListWords } from '#components/ui/use-list-words.ts';
import { useNames } from './use-names.ts';

/** A region's countries, unless its name says them already. */
export function useCountryWords() {
  const names = useNames();
  const list = useListWords();
  return ({ name, countries }: Pick<RegionRow, 'name' | 'countries'>) => {
    const words = list(countries.map(names.country));
    return words === name ? '' : words;
  };
}

/** What the clock on a region's wall shows now. */
export function LocalTime({ timeZone }: { timeZone: string }) {
  const t = useTranslations('regions');
  const format = useFormatter();
  const time = format.dateTime(useNow(), { timeZone, hour: '2-digit', minute: '2-digit', hour12: false });
  return <span className="figures">{t('timeThere', { time })}</span>;
}

/** Quiet hours in words: "quiet 22:00 to 07:30". */
export function QuietWords({ quietHours }: { quietHours: string | null }) {
  const t = useTranslations('regions');
  const [from = '', until = ''] = quietHours?.split('-') ?? [];
  return quietHours === null ? t('noQuietHours') : t('quietHoursWords', { from, until });
}
