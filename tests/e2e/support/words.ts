import { createTranslator } from 'next-intl';
import { languages, type LanguageTag } from '#lib/i18n/languages.ts';
import ar from '#lib/i18n/messages/ar.json' with { type: 'json' };
import de from '#lib/i18n/messages/de.json' with { type: 'json' };
import en from '#lib/i18n/messages/en.json' with { type: 'json' };
import es from '#lib/i18n/messages/es.json' with { type: 'json' };
import fr from '#lib/i18n/messages/fr.json' with { type: 'json' };
import ja from '#lib/i18n/messages/ja.json' with { type: 'json' };
import ptBr from '#lib/i18n/messages/pt-BR.json' with { type: 'json' };

// The others have the same keys (tests/unit/i18n), with what is filled in at other places.
const messages = { en, es, 'pt-BR': ptBr, fr, de, ja, ar } as Record<LanguageTag, typeof en>;

/** What a page says, from its message file: whatever the language, a step finds the same thing by its name. */
export const wordsOf = (tag: LanguageTag) =>
  createTranslator({ locale: languages[tag].locale, messages: messages[tag] });

export type Words = ReturnType<typeof wordsOf>;

/** Finds words into which the page fills something: what was said with `…` in its place. */
export const withAny = (said: string): RegExp =>
  new RegExp(said.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('…', '.+'));
