/** Languages offered first when one is chosen; any other that Unicode knows is accepted too. */
export const languageChoices: readonly string[] = [
  'ar',
  'bg',
  'bn',
  'ca',
  'cs',
  'da',
  'de',
  'de-AT',
  'de-CH',
  'el',
  'en',
  'en-AU',
  'en-CA',
  'en-GB',
  'en-IE',
  'en-IN',
  'en-NZ',
  'en-US',
  'en-ZA',
  'es',
  'es-AR',
  'es-CL',
  'es-CO',
  'es-ES',
  'es-MX',
  'et',
  'fa',
  'fi',
  'fil',
  'fr',
  'fr-BE',
  'fr-CA',
  'fr-CH',
  'he',
  'hi',
  'hr',
  'hu',
  'id',
  'it',
  'ja',
  'ko',
  'lt',
  'lv',
  'ms',
  'nb',
  'nl',
  'nl-BE',
  'pl',
  'pt-BR',
  'pt-PT',
  'ro',
  'ru',
  'sk',
  'sl',
  'sr',
  'sv',
  'sw',
  'ta',
  'th',
  'tr',
  'uk',
  'ur',
  'vi',
  'zh-CN',
  'zh-HK',
  'zh-TW',
];

const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/**
 * A language as BCP 47 writes it (`pt-BR`, however it was typed); undefined when
 * there is no such language or the text carries more than language, script and country.
 */
export function canonicalLanguage(text: string): string | undefined {
  const typed = text.trim().replaceAll('_', '-');
  if (!/^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?$/.test(typed)) return undefined;
  const tag = Intl.getCanonicalLocales(typed)[0];
  return tag !== undefined && names.of(tag) !== undefined ? tag : undefined;
}
