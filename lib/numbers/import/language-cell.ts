import { canonicalLanguage, languageChoices } from '../../regions/languages.ts';
import { fold } from './fold.ts';
import { nearNames } from './near-name.ts';

/** Languages in which people write the names of languages, besides each in its own. */
const writtenIn = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl'];

type Named = { name: string; tag: string };
let cached: Named[] | undefined;

/** Every name of every language that is offered. */
function namedLanguages(): Named[] {
  cached ??= languageChoices.flatMap((tag) =>
    [...writtenIn, tag].map((written) => ({
      name: new Intl.DisplayNames(written, { type: 'language' }).of(tag) ?? tag,
      tag,
    })),
  );
  return cached;
}

/** Reads a language: `pt-BR`, `pt_BR`, or its name, as in *Portuguese (Brazil)* or *Deutsch*; undefined when it is none. */
export function readLanguageCell(cell: string): string | undefined {
  const tag = canonicalLanguage(cell);
  if (tag !== undefined) return tag;
  const folded = fold(cell);
  return namedLanguages().find(({ name }) => fold(name) === folded)?.tag;
}

/** The languages that a misspelt name may have meant, at most three. */
export const nearLanguages = (cell: string): string[] => [
  ...new Set(nearNames(cell, namedLanguages()).map(({ tag }) => tag)),
];
