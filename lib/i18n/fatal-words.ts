import ar from './fatal/ar.json';
import de from './fatal/de.json';
import en from './fatal/en.json';
import es from './fatal/es.json';
import fr from './fatal/fr.json';
import ja from './fatal/ja.json';
import ptBR from './fatal/pt-BR.json';
import { chooseLanguage } from './choose-language.ts';
import { languages, type LanguageTag } from './languages.ts';

/** What the last error page says, in every language. */
export const fatalWords: Record<LanguageTag, typeof en> = { en, es, 'pt-BR': ptBR, fr, de, ja, ar };

/**
 * The same in the language of one browser, chosen as on the server, which
 * cannot be asked any more.
 * @param wanted as in `navigator.languages`
 */
export function fatalWordsFor(chosen: string | undefined, wanted: readonly string[]) {
  const language = chooseLanguage(chosen, wanted.join(','));
  return { language, direction: languages[language].direction, words: fatalWords[language] };
}
