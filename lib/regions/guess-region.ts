import { countryZones } from './country-zones.ts';
import { languageChoices } from './languages.ts';
import { countriesNamed } from './read-countries.ts';

/** Colours for marks, all dark enough for white letters (lib/regions/mark-contrast.ts). */
const markColors = [
  '#0b5f59',
  '#1d4f91',
  '#8a3b12',
  '#6d2f8e',
  '#9d2f6b',
  '#3f6212',
  '#a12a2a',
  '#0e6b8c',
  '#6b5310',
  '#4b4a8f',
  '#1f6b3b',
  '#7a4a5b',
] as const;

/** What can be told from a country about a region that lies in it, as a first guess that people see and may change. */
export type RegionGuess = { timeZone: string | undefined; language: string | undefined };

/** @param countries codes; the first one decides */
export function guessFromCountries(countries: readonly string[]): RegionGuess {
  const [country] = countries;
  if (country === undefined) return { timeZone: undefined, language: undefined };
  return { timeZone: countryZones[country], language: languageOf(country) };
}

/** The countries that a region's name says by itself, such as `Brazil` or `DACH`. */
export const countriesOfName = (name: string): readonly string[] =>
  // Two letters are more often a team's short name than a country.
  /^[a-z]{1,2}$/i.test(name.trim()) ? [] : (countriesNamed(name) ?? []);

/** The language most spoken in a country, as Unicode's likely subtags have it, in the form that is offered. */
function languageOf(country: string): string | undefined {
  const { language } = new Intl.Locale(`und-${country}`).maximize();
  const tags = [`${language}-${country}`, language];
  return tags.find((tag) => languageChoices.includes(tag)) ?? (language === 'und' ? undefined : language);
}

/** Two letters for a region: its country's, or those that its name begins with. */
export function guessMarkText(name: string, countries: readonly string[]): string {
  const [country, more] = countries;
  if (country !== undefined && more === undefined) return country;
  const words = name.toUpperCase().match(/\p{L}+/gu) ?? [];
  const [first = '', second] = words;
  const text =
    second === undefined ? firstLetters(first, 2) : firstLetters(first, 1) + firstLetters(second, 1);
  return /^\p{L}{2}$/u.test(text) ? text : (country ?? 'RE');
}

const firstLetters = (word: string, count: number) => Array.from(word).slice(0, count).join('');

/** The next colour that is used least so far, so that neighbours differ. */
export function guessMarkColor(used: readonly string[]): string {
  const times = (color: string) => used.filter((each) => each === color).length;
  return markColors.toSorted((a, b) => times(a) - times(b))[0] ?? markColors[0];
}
