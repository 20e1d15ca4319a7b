'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { RehearsedRegion } from '#lib/alerts/rehearsal.ts';
import { summariseRegion } from '#lib/alerts/summarise-region.ts';
import { useListWords } from '#components/ui/use-list-words.ts';
import { needsDay } from './needs-day.ts';

/**
 * What a closed region says: how its numbers are told, and, where somebody is
 * left out, how many and why.
 * @param at the moment of the story, ISO 8601
 */
export function useRegionWords(
  { lines, timeZone }: Pick<RehearsedRegion, 'lines' | 'timeZone'>,
  at: string,
): { told: string; leftOut: string | null } {
  const t = useTranslations('rehearsal');
  const format = useFormatter();
  const list = useListWords();
  const { told, waiting, leftOut } = summariseRegion(lines);
  const facts = told.map(({ kind, count, firstAt, lastAt }) => {
    const clock = (dueAt: string) =>
      format.dateTime(new Date(dueAt), {
        hour: '2-digit',
        minute: '2-digit',
        hour12: false,
        timeZone,
        ...(needsDay(kind, lastAt, at) && { weekday: 'short' }),
      });
    const [first, last] = [clock(firstAt), clock(lastAt)];
    const time = first === last ? first : t('closed.between', { first, last });
    return t(`closed.${kind}`, { count, time });
  });
  if (waiting > 0) facts.push(t('closed.waiting', { count: waiting }));
  const reasons = leftOut.map(({ reason, count }) =>
    leftOut.length === 1
      ? t(`reason.${reason}`)
      : t('closed.ofReason', { count, reason: t(`reason.${reason}`) }),
  );
  const count = leftOut.reduce((sum, each) => sum + each.count, 0);
  return {
    told: facts.length === 0 ? t('closed.nobody') : list(facts),
    leftOut: count === 0 ? null : t('closed.leftOut', { count, reasons: list(reasons) }),
  };
}
