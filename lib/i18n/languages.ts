/**
 * The languages that Storywire speaks, by BCP 47 tag: its interface and its
 * messages on WhatsApp (lib/messages/templates). English is first, and what is
 * spoken where nothing better is known.
 */
export const languageTags = ['en', 'es', 'pt-BR', 'fr', 'de', 'ja', 'ar'] as const;
export type LanguageTag = (typeof languageTags)[number];

type Language = {
  /** What the language calls itself. */
  name: string;
  direction: 'ltr' | 'rtl';
  /** How dates and numbers are written. */
  locale: string;
};

export const languages: Record<LanguageTag, Language> = {
  // British forms of dates and names go with the words, which are plain English.
  en: { name: 'English', direction: 'ltr', locale: 'en-GB' },
  es: { name: 'Español', direction: 'ltr', locale: 'es' },
  'pt-BR': { name: 'Português (Brasil)', direction: 'ltr', locale: 'pt-BR' },
  fr: { name: 'Français', direction: 'ltr', locale: 'fr' },
  de: { name: 'Deutsch', direction: 'ltr', locale: 'de' },
  ja: { name: '日本語', direction: 'ltr', locale: 'ja' },
  // Latin digits: times and counts stand beside phone numbers and codes, which have no others, and align by Inter's tabular figures.
  ar: { name: 'العربية', direction: 'rtl', locale: 'ar-u-nu-latn' },
};

/** The cookie that holds the language that was chosen; no secret, set by the browser. */
export const languageCookie = 'view_language';

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
