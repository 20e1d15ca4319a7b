import { fillIn } from './fill-in.ts';
import type { LanguageTag } from './languages.ts';
import english from './messages/en.json';

type Messages = typeof english;

/** One file a language, which is read when somebody speaks it first. */
const files: Record<Exclude<LanguageTag, 'en'>, () => Promise<{ default: object }>> = {
  es: () => import('./messages/es.json'),
  'pt-BR': () => import('./messages/pt-BR.json'),
  fr: () => import('./messages/fr.json'),
  de: () => import('./messages/de.json'),
  ja: () => import('./messages/ja.json'),
  ar: () => import('./messages/ar.json'),
};

const read = new Map<LanguageTag, Promise<Messages>>();

/** Every word of the interface in one language. */
export function messagesIn(language: LanguageTag): Promise<Messages> {
  const known = read.get(language);
  if (known) return known;
  const messages = language === 'en' ? Promise.resolve(english) : translated(files[language]);
  read.set(language, messages);
  return messages;
}

async function translated(file: () => Promise<{ default: object }>): Promise<Messages> {
  return fillIn(english, (await file()).default);
}
