import { type LanguageTag, languageTags } from './languages.ts';

/**
 * The language of a page: the one that was chosen, else the best that the
 * browser asks for, else English. Both arguments come from outside, so
 * anything may stand in them.
 * @param acceptLanguage as in the header: `pt-PT, en;q=0.7`
 */
export function chooseLanguage(cookie: string | undefined, acceptLanguage: string | null): LanguageTag {
  const tries = [cookie, ...wantedLanguages(acceptLanguage ?? '').flatMap(languagesLike)];
  return tries.flatMap((wanted) => languageTags.find((tag) => tag === wanted) ?? [])[0] ?? 'en';
}

/**
 * The languages that come near a wanted one, best first: itself, itself
 * without the country, itself as another country writes it.
 * @param wanted BCP 47
 */
export function languagesLike(wanted: string): LanguageTag[] {
  const asked = wanted.toLowerCase();
  const base = baseOf(asked);
  const nearness = (tag: string) => (tag === asked ? 0 : tag === base ? 1 : 2);
  return languageTags
    .filter((tag) => baseOf(tag) === base)
    .toSorted((a, b) => nearness(a.toLowerCase()) - nearness(b.toLowerCase()));
}

const baseOf = (tag: string): string => tag.split('-', 1)[0] ?? tag;

/** More than any browser sends; the header comes from outside. */
const mostWanted = 50;

/**
 * The tags of an Accept-Language header, the most wanted first; those with a
 * weight of 0 are not wanted. Ours, because matchers of languages
 * (@formatjs/intl-localematcher) leave the reading of the header to others,
 * and what remains of their work here is one comparison.
 */
function wantedLanguages(header: string): string[] {
  return header
    .split(',', mostWanted)
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((each) => each.trim());
      const weight = parameters.find((each) => /^q=/i.test(each))?.slice(2);
      return { tag, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
