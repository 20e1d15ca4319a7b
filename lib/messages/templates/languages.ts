import { arabic } from './arabic.ts';
import { english } from './english.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import { japanese } from './japanese.ts';
import { portugueseBrazil } from './portuguese-brazil.ts';
import { spanish } from './spanish.ts';
import type { TemplateTexts } from './template-texts.ts';

/** Every language there are texts in, by BCP 47 tag. */
const texts: Record<string, TemplateTexts> = {
  en: english,
  es: spanish,
  'pt-BR': portugueseBrazil,
  fr: french,
  de: german,
  ja: japanese,
  ar: arabic,
};

export const languages: readonly string[] = Object.keys(texts);

const baseOf = (tag: string): string => tag.split('-', 1)[0] ?? tag;

/**
 * The languages to try for somebody, best first: theirs exactly, theirs
 * without the country, theirs as another country writes it, English.
 * @param wanted BCP 47
 */
export function languageChain(wanted: string): string[] {
  const base = baseOf(wanted);
  const siblings = languages.filter((tag) => baseOf(tag) === base);
  const chain = [wanted, base, ...siblings, 'en'].filter((tag) => Object.hasOwn(texts, tag));
  return [...new Set(chain)];
}

/** The texts of a language that is known to exist. */
export function textsIn(language: string): TemplateTexts {
  return texts[language] ?? english;
}

/** The texts for somebody, in the best language there is. */
export const textsFor = (wanted: string): TemplateTexts => textsIn(languageChain(wanted)[0] ?? 'en');
