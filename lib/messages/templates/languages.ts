import { languagesLike } from '../../i18n/choose-language.ts';
import { type LanguageTag, languageTags } from '../../i18n/languages.ts';
import { arabic } from './arabic.ts';
import { english } from './english.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import { japanese } from './japanese.ts';
import { portugueseBrazil } from './portuguese-brazil.ts';
import { spanish } from './spanish.ts';
import type { TemplateTexts } from './template-texts.ts';

const texts: Record<LanguageTag, TemplateTexts> = {
  en: english,
  es: spanish,
  'pt-BR': portugueseBrazil,
  fr: french,
  de: german,
  ja: japanese,
  ar: arabic,
};

/** Every language there are texts in, by BCP 47 tag. */
export const languages: readonly string[] = languageTags;

/**
 * The languages to try for somebody, best first: theirs exactly, theirs
 * without the country, theirs as another country writes it, English.
 * @param wanted BCP 47
 */
export function languageChain(wanted: string): LanguageTag[] {
  return [...new Set([...languagesLike(wanted), 'en' as const])];
}

/** The texts of a language that is known to exist. */
export function textsIn(language: string): TemplateTexts {
  return texts[languageTags.find((tag) => tag === language) ?? 'en'];
}

/** The texts for somebody, in the best language there is. */
export const textsFor = (wanted: string): TemplateTexts => texts[languageChain(wanted)[0] ?? 'en'];
