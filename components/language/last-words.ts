import { chooseLanguage } from '#lib/i18n/choose-language.ts';
import { fatalWords } from '#lib/i18n/fatal-words.ts';
import { languageCookie, languages } from '#lib/i18n/languages.ts';

/**
 * What the last error page says in this browser's language, chosen as on the
 * server (lib/i18n/request-language.ts), which cannot be asked any more.
 */
export function lastWords() {
  const cookie = new RegExp(`(?:^|; )${languageCookie}=([^;]*)`).exec(document.cookie)?.[1];
  const language = chooseLanguage(cookie, navigator.languages.join(','));
  const { direction, locale } = languages[language];
  return { language, direction, locale, words: fatalWords[language] };
}
