'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { type NumberState, numberStates } from '#lib/words.ts';

/** How many numbers are in which state: "5 active, 2 invited". */
export function NumberWords({ counts }: { counts: Record<NumberState, number> }) {
  const t = useTranslations('regions');
  const states = useTranslations('numbers');
  const format = useFormatter();
  const some = numberStates.filter((state) => counts[state] > 0);
  // Those who hear come first.
  const sorted = some.toSorted((a, b) => Number(b === 'active') - Number(a === 'active'));
  if (some.length === 0) return t('noNumbersShort');
  return format.list(
    sorted.map((state) => states('countOf', { count: counts[state], state: states(`state.${state}`) })),
    { type: 'unit' },
  );
}
