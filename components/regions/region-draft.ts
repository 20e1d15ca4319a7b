import {
  countriesOfName,
  guessFromCountries,
  guessMarkColor,
  guessMarkText,
} from '#lib/regions/guess-region.ts';
import { readCountries } from '#lib/regions/read-countries.ts';
import type { RegionRow } from '#lib/regions/region-row.ts';

/** A region as its form holds it: texts as they are typed. */
export type RegionDraft = {
  name: string;
  groupId: string;
  countries: string;
  timeZone: string;
  language: string;
  markText: string;
  markColor: string;
  quietFrom: string;
  quietUntil: string;
};
export type DraftField = keyof RegionDraft;

export function draftOf(region: RegionRow): RegionDraft {
  const [quietFrom = '', quietUntil = ''] = region.quietHours?.split('-') ?? [];
  return {
    name: region.name,
    groupId: region.group?.id ?? '',
    countries: region.countries.join(', '),
    timeZone: region.timeZone,
    language: region.language,
    markText: region.markText,
    markColor: region.markColor,
    quietFrom,
    quietUntil,
  };
}

/**
 * @param usedColors of the marks there are, so that the new one differs
 * @param here the time zone of who adds it
 */
export const emptyDraft = (usedColors: readonly string[], here: string): RegionDraft => ({
  name: '',
  groupId: '',
  countries: '',
  timeZone: here,
  language: 'en',
  markText: '',
  markColor: guessMarkColor(usedColors),
  quietFrom: '',
  quietUntil: '',
});

/** Fills in what can be told from name and countries, but nothing that somebody has touched. */
export function withGuesses(draft: RegionDraft, touched: ReadonlySet<DraftField>): RegionDraft {
  const named = touched.has('countries')
    ? readCountries(draft.countries).countries
    : countriesOfName(draft.name);
  const guess = guessFromCountries(named);
  const guesses: Partial<RegionDraft> = {
    countries: named.join(', '),
    ...(guess.timeZone === undefined ? {} : { timeZone: guess.timeZone }),
    ...(guess.language === undefined ? {} : { language: guess.language }),
    markText: draft.name === '' ? '' : guessMarkText(draft.name, named),
  };
  const untouched = Object.entries(guesses).filter(([field]) => !touched.has(field as DraftField));
  return { ...draft, ...Object.fromEntries(untouched) };
}
