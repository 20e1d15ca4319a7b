'use client';

import { useFormatter, useLocale, useTranslations } from 'next-intl';
import type { RehearsedLine } from '#lib/alerts/rehearsal.ts';
import { needsDay } from './needs-day.ts';

type Words = { what: string; how: string | null };

/**
 * What a line says: what happens at what local time, and in which language and
 * template.
 * @param at the moment of the story, ISO 8601
 */
export function useLineWords(timeZone: string, at: string): (line: RehearsedLine) => Words {
  const t = useTranslations('rehearsal');
  const format = useFormatter();
  const locale = useLocale();
  return ({ outcome }) => {
    if (!outcome.told) return { what: t(`skipped.${outcome.reason}`), how: null };
    const { kind, joins, ownChoice, dueAt, reads, template, wantedLanguage } = outcome;
    const time = format.dateTime(new Date(dueAt), {
      hour: '2-digit',
      minute: '2-digit',
      hour12: false,
      timeZone,
      ...(needsDay(kind, dueAt, at) && { weekday: 'short', day: 'numeric', month: 'short' }),
    });
    const sort = joins ? (`joins_${kind}` as const) : kind;
    const told = t(`told.${sort}`, { time });
    const what = ownChoice ? t('ownChoice', { what: told }) : told;
    if (!template) return { what, how: t('waits', { kind: t(`reads.${reads}`) }) };
    const names = new Intl.DisplayNames([locale], { type: 'language' });
    const language = (tag: string) => names.of(tag) ?? tag;
    const how = [
      template.language === wantedLanguage || wantedLanguage.startsWith(`${template.language}-`)
        ? t('language', { language: language(template.language) })
        : t('languageInstead', { language: language(template.language), wanted: language(wantedLanguage) }),
      template.plain ? t('templatePlain', { name: template.name }) : t('template', { name: template.name }),
    ];
    return { what, how: how.join(' ') };
  };
}
