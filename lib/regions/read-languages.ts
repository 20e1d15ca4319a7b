import { canonicalLanguage, languageChoices } from './languages.ts';
import { plainWords } from './plain-words.ts';

let byName: ReadonlyMap<string, string> | undefined;

function languageNames(): ReadonlyMap<string, string> {
  byName ??= new Map(allNames());
  return byName;
}

function allNames(): [string, string][] {
  const english = new Intl.DisplayNames('en', { type: 'language' });
  const bare = [...new Set(languageChoices.map((tag) => tag.split('-')[0] ?? tag))];
  return [...languageChoices, ...bare].flatMap((tag): [string, string][] => {
    const own = new Intl.DisplayNames(tag, { type: 'language' });
    return [
      [plainWords(own.of(tag) ?? tag), tag],
      [plainWords(english.of(tag) ?? tag), tag],
    ];
  });
}

/**
 * A language as people write it: a tag (`pt-BR`), or a name in English or in
 * itself (`Portuguese`, `português`). Undefined when it is none.
 * @param country of the region: `Portuguese` in Brazil is Brazil's
 */
export function readLanguage(text: string, country: string | undefined): string | undefined {
  const named = languageNames().get(plainWords(text));
  if (named === undefined) return canonicalLanguage(text);
  const regional = `${named}-${country ?? ''}`;
  return languageChoices.includes(regional) ? regional : named;
}
