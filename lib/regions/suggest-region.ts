import { plainWords } from './plain-words.ts';
import { countriesNamed } from './read-countries.ts';

type Region = { id: string; name: string; countries: readonly string[] };

/**
 * The region that an account's user name points to, by how it ends or begins:
 * `brand.br`, `brand_brasil`, `brandDACH`. Null when none does or several do.
 */
export function suggestRegion(username: string, regions: readonly Region[]): string | null {
  const words = plainWords(username).split(' ');
  const ends = words.length > 1 ? [words.at(-1), words.slice(1).join(' '), words[0]] : [words[0]];
  for (const end of ends) {
    const found = end === undefined ? null : regionCalled(end, regions);
    if (found !== null) return found;
  }
  return null;
}

function regionCalled(word: string, regions: readonly Region[]): string | null {
  const namesake = regions.find(({ name }) => plainWords(name) === word);
  if (namesake) return namesake.id;
  const countries = countriesNamed(word);
  if (countries === undefined) return null;
  const having = regions
    .filter((region) => countries.every((country) => region.countries.includes(country)))
    .toSorted((a, b) => a.countries.length - b.countries.length);
  const [closest, next] = having;
  // A region of that country alone comes before one that bundles it with others.
  return closest === undefined || next?.countries.length === closest.countries.length ? null : closest.id;
}
