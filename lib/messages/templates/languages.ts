import { english } from './english.ts';
import type { TemplateTexts } from './template-texts.ts';

/** Every language there are texts in, by BCP 47 tag. */
const texts: Record<string, TemplateTexts> = { en: english };

export const languages: readonly string[] = Object.keys(texts);

/**
 * The languages to try for somebody, best first: theirs exactly, theirs
 * without the country, English.
 * @param wanted BCP 47
 */
export function languageChain(wanted: string): string[] {
  const [base = 'en'] = wanted.split('-');
  const chain = [wanted, base, 'en'].filter((tag) => Object.hasOwn(texts, tag));
  return [...new Set(chain)];
}

/** The texts of a language that is known to exist. */
export function textsIn(language: string): TemplateTexts {
  return texts[language] ?? english;
}

/** The texts for somebody, in the best language there is. */
export const textsFor = (wanted: string): TemplateTexts => textsIn(languageChain(wanted)[0] ?? 'en');
