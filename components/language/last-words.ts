import { fatalWordsFor } from '#lib/i18n/fatal-words.ts';
import { languageCookie } from '#lib/i18n/languages.ts';
import { keptChoice } from '#components/ui/kept-choice.ts';

/** What the last error page says in this browser. */
export const lastWords = () => fatalWordsFor(keptChoice(languageCookie), navigator.languages);
