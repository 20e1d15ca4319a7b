import { countryZones } from './country-zones.ts';
import { isCountry } from './countries.ts';
import { plainWords } from './plain-words.ts';

/** Languages in which a brand's own lists most often name its countries. */
const listLanguages = ['en', 'de', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt', 'tr', 'zh'];

/** What people write besides the names that Unicode has. */
const otherNames: Readonly<Record<string, string>> = {
  'czech republic': 'CZ',
  england: 'GB',
  'great britain': 'GB',
  holland: 'NL',
  korea: 'KR',
  macedonia: 'MK',
  turkey: 'TR',
  uae: 'AE',
  uk: 'GB',
  usa: 'US',
  'united states of america': 'US',
};

/** Groups of countries that marketing teams are named for. */
const bundles: Readonly<Record<string, readonly string[]>> = {
  anz: ['AU', 'NZ'],
  baltics: ['EE', 'LV', 'LT'],
  benelux: ['BE', 'NL', 'LU'],
  dach: ['DE', 'AT', 'CH'],
  iberia: ['ES', 'PT'],
  nordics: ['SE', 'DK', 'FI', 'NO', 'IS'],
  'uk and ireland': ['GB', 'IE'],
  uki: ['GB', 'IE'],
};

let byName: ReadonlyMap<string, string> | undefined;

function countryNames(): ReadonlyMap<string, string> {
  byName ??= new Map([
    ...listLanguages.flatMap((language) => {
      const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
      return Object.keys(countryZones).map((code) => [plainWords(names.of(code) ?? ''), code] as const);
    }),
    ...Object.entries(otherNames),
  ]);
  return byName;
}

/** The countries that a word stands for: a code, a name in one of several languages, or a bundle such as DACH. */
export function countriesNamed(text: string): readonly string[] | undefined {
  const plain = plainWords(text);
  if (plain === '') return undefined;
  const named = countryNames().get(plain);
  if (named !== undefined) return [named];
  const code = text.trim().toUpperCase();
  return isCountry(code) ? [code] : bundles[plain];
}

/**
 * Reads countries as people list them: `ES, PT`, `es pt`, `Spain / Portugal`, `DACH`.
 * @returns the codes, each once, and the first words that name no country
 */
export function readCountries(text: string): { countries: string[]; unknown: string | undefined } {
  const countries = new Set<string>();
  let unknown: string | undefined;
  for (const part of text.split(/[,;/+|]/)) {
    if (part.trim() === '') continue;
    const whole = countriesNamed(part);
    // Names hold spaces, and spaces part codes: the whole is tried first.
    for (const word of whole === undefined ? part.trim().split(/\s+/) : []) {
      const found = countriesNamed(word);
      if (found === undefined) unknown ??= part.trim();
      found?.forEach((code) => countries.add(code));
    }
    whole?.forEach((code) => countries.add(code));
  }
  return { countries: [...countries], unknown };
}
