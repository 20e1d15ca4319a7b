/**
 * A language in the reader's words: "Portuguese (Brazil)".
 * @param tag BCP 47
 */
export function languageName(tag: string, locale: string): string {
  const names = new Intl.DisplayNames(locale, {
    type: 'language',
    languageDisplay: 'standard',
    fallback: 'code',
  });
  return names.of(tag) ?? tag;
}
