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
